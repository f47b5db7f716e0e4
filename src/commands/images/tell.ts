import process from 'node:process';
import type { RightsClaim } from '../../model/evidence.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { streamOutput } from '../output.ts';

/** Says what was done, on stdout; texts of others may not act on the terminal. */
export function tellDone(text: string): Promise<void> {
  return streamOutput(process.stdout).write(`${visible(text)}\n`);
}

/** Says of a file why nothing was done, on stderr. */
export function tellNot(file: string, what: Bilingual, lang: Lang): Promise<void> {
  return streamOutput(process.stderr).write(`${visible(`${file || '.'}${lang === 'zh' ? '：' : ': '}${what[lang]}`)}\n`);
}

/** Claims as people read them: `“Marta” (EXIF Artist), “© Marta” (XMP dc:rights)`; at most four. */
export function shownClaims(claims: readonly RightsClaim[], lang: Lang): string {
  const parts = claims.slice(0, 4).map(({ where, text }) => (lang === 'zh' ? `“${text}”（${where}）` : `“${text}” (${where})`));
  return parts.join(lang === 'zh' ? '、' : ', ') + (claims.length > parts.length ? ' …' : '');
}
