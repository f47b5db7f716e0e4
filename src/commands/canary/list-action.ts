import process from 'node:process';
import { openCanaries } from '../../ledger/canaries.ts';
import type { Canary } from '../../model/canary.ts';
import type { Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { ledgerFolder } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import type { CanaryListFlags } from '../canary.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';
import { configFor } from '../scan/request.ts';
import { tellProblems } from '../tell-problems.ts';

/** Prints the canaries of the ledger. */
export async function listCanaries(flags: CanaryListFlags): Promise<void> {
  const config = await configFor(['.'], flags.config);
  const lang = pickLang(flags.lang, config?.values.lang);
  const folder = ledgerFolder(config);
  const { canaries, problems } = await openCanaries(folder, shownPath(folder));
  tellProblems(problems, lang);
  const shown = canaries.filter(({ listing }) => flags.listing === undefined || listing === flags.listing);
  const text = flags.format === 'json' ? `${jsonText({ canaries: shown })}\n` : shownAs(shown, lang, shownPath(folder));
  await streamOutput(process.stdout).write(text);
}

function shownAs(canaries: readonly Canary[], lang: Lang, folder: string): string {
  const total = {
    en: `${canaries.length} ${canaries.length === 1 ? 'canary' : 'canaries'} in ${folder}.`,
    zh: `${folder} 中共有 ${canaries.length} 条暗记。`,
  };
  const lines = canaries.map(
    ({ id, listing, phrase, planted, by }) => `${id}  ${planted}  ${listing}  “${phrase}”${by === undefined ? '' : `  ${by}`}`,
  );
  return [...lines, total[lang]].map((line) => `${visible(line)}\n`).join('');
}
