import process from 'node:process';
import type { Bilingual, Lang } from '../../model/text.ts';
import { visible } from '../../reporters/cells.ts';
import { tellExit } from '../../scan/verdict.ts';
import { type Difference, verifyFolder } from '../../trace/verify-folder.ts';
import { endWith } from '../exit.ts';
import { pickLang } from '../lang.ts';
import { streamOutput } from '../output.ts';

/** Most differences that are told. */
const MOST = 200;

/** Checks an evidence folder and tells what differs. */
export async function runVerify(folder: string, flags: { readonly lang?: Lang }): Promise<void> {
  const lang = pickLang(flags.lang);
  const { files, digest, differences } = verifyFolder(folder);
  const lines = differences.slice(0, MOST).map(({ path, what }) => `${visible(path)}: ${WHAT[what][lang]}\n`);
  const more = differences.length - lines.length;
  if (more > 0) lines.push(`… +${more}\n`);
  const sums = { en: `SHA-256 of SHA256SUMS: ${digest}`, zh: `SHA256SUMS 的 SHA-256：${digest}` };
  await streamOutput(process.stdout).write(`${lines.join('')}${sums[lang]}\n`);
  const exit = differences.length > 0 ? 1 : 0;
  const why: Bilingual =
    exit === 1
      ? {
          en: `${differences.length} of the files differ from what was written`,
          zh: `有 ${differences.length} 个文件与生成时不一致`,
        }
      : { en: `all ${files} files are as they were written`, zh: `全部 ${files} 个文件与生成时一致` };
  await streamOutput(process.stderr).write(`${tellExit(exit, why)[lang]}\n`);
  endWith(exit);
}

const WHAT: Readonly<Record<Difference['what'], Bilingual>> = {
  changed: { en: 'is not the file that was written', zh: '内容与生成时不同' },
  missing: { en: 'is missing', zh: '文件缺失' },
  added: { en: 'was added; it is no part of the evidence', zh: '是后来添加的，不属于证据' },
  link: { en: 'is a link now, where a file was written', zh: '现在是链接，原来是文件' },
};
