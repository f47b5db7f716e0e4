import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Comparison } from '../../model/comparison.ts';
import { UsageError } from '../../model/errors.ts';
import type { PictureComparison } from '../../model/picture-comparison.ts';
import type { Bilingual, Lang } from '../../model/text.ts';
import { tellExit } from '../../scan/verdict.ts';
import { COMPARE_FORMATS, type CompareFlags, type CompareFormat } from '../compare.ts';
import { type ExitCode, endWith } from '../exit.ts';
import { type Formats, type FormatTarget, parseFormats } from '../format-targets.ts';
import { pickLang } from '../lang.ts';
import { fileOutput, type Output, streamOutput } from '../output.ts';
import { terminalLook } from '../terminal.ts';
import { openEngine, type Prepared, placeInFiles } from './engine.ts';
import { compareTexts } from './texts.ts';

const FORMATS: Formats<CompareFormat> = {
  all: COMPARE_FORMATS,
  nameOf: (format) => `comparison.${format === 'pretty' ? 'txt' : format}`,
};

type Target = FormatTarget<CompareFormat>;

/** Compares two files, or many pairs of them. */
export async function compare(paths: readonly string[], flags: CompareFlags): Promise<void> {
  const lang = pickLang(flags.lang);
  const targets = parseFormats(flags.format ?? [], FORMATS, flags.pairs === undefined ? 'pretty' : 'json');
  if (flags.pairs !== undefined) return comparePairsFile(flags.pairs, paths, targets, flags, lang);
  const [first, second, ...others] = paths;
  if (first === undefined || second === undefined || others.length > 0) throw new UsageError(TWO_FILES);
  const { comparePictures } = await import('./picture-files.ts');
  const pictures = await comparePictures([first, second]);
  if (pictures === undefined) await compareTwo([first, second], targets, flags, lang);
  else await tellPictures(pictures, targets, flags, lang);
}

/** Writes what two pictures have in common. */
async function tellPictures(
  comparison: PictureComparison,
  targets: readonly Target[],
  flags: CompareFlags,
  lang: Lang,
): Promise<void> {
  const { formatPictures } = await import('./picture-files.ts');
  for (const target of targets) {
    const output = open(target);
    await output.write(await formatPictures(comparison, target.format, lang, target.file !== undefined));
    await output.close();
  }
  const tier = comparison.relation?.tier;
  const exit = tier === 'copy' && flags.failOnCopy === true ? 1 : 0;
  await sayWhy(exit, PICTURES[tier ?? 'apart'], lang);
  endWith(exit);
}

const PICTURES: Readonly<Record<'copy' | 'related' | 'apart', Bilingual>> = {
  copy: { en: 'one picture is in the other', zh: '两图含有同一画面' },
  related: { en: 'the pictures may be related', zh: '两图可能相关' },
  apart: { en: 'the pictures have nothing in common', zh: '两图没有相同画面' },
};

const TWO_FILES = {
  en: 'Name two files to compare, or a file of pairs with --pairs.',
  zh: '请写出要比对的两个文件，或用 --pairs 指定成对列表文件。',
};

async function compareTwo(
  names: readonly [string, string],
  targets: readonly Target[],
  flags: CompareFlags,
  lang: Lang,
): Promise<void> {
  const drawn = targets.find(({ format }) => format === 'svg' || format === 'png');
  if (drawn !== undefined) throw new UsageError(PICTURES_ONLY);
  const engine = openEngine(flags.profile);
  const [a, b] = [await prepare(names[0]), await prepare(names[1])];
  const comparison = compareTexts(engine, names, a, b);
  for (const target of targets) {
    const output = open(target);
    await output.write(await formatted(target, comparison));
    await output.close();
  }
  const count = comparison.passages.length;
  const exit = count > 0 && flags.failOnCopy === true ? 1 : 0;
  await sayWhy(exit, { en: `${count} ${count === 1 ? 'passage' : 'passages'} in common`, zh: `${count} 段雷同` }, lang);
  endWith(exit);

  async function prepare(name: string): Promise<Prepared> {
    const text = await engine.prepare(resolve(name));
    if ('reason' in text) throw new UsageError({ en: `${name}: ${text.reason.en}`, zh: `${name}：${text.reason.zh}` });
    return text;
  }

  async function formatted({ format, file }: Target, compared: Comparison): Promise<string> {
    if (format === 'html') return (await import('../../reporters/compare-html.ts')).compareHtml(compared, lang);
    if (format === 'json') {
      const passages = engine.compare(a, b).passages.map((passage) => placeInFiles(passage, a, b));
      return (await import('../../reporters/compare-json.ts')).pairLine({ a: names[0], b: names[1], passages }, lang);
    }
    const look = file === undefined ? terminalLook() : { color: false, width: 100 };
    return (await import('../../reporters/compare-pretty.ts')).comparePretty(compared, { lang, ...look });
  }
}

const PICTURES_ONLY: Bilingual = {
  en: '--format svg and png draw two pictures side by side; for texts use html.',
  zh: '--format svg 和 png 只用于并排比对两张图片；文案请用 html。',
};

async function comparePairsFile(
  pairs: string,
  paths: readonly string[],
  targets: readonly Target[],
  flags: CompareFlags,
  lang: Lang,
): Promise<void> {
  if (paths.length > 0) throw new UsageError(PAIRS_ALONE);
  const [target, ...others] = targets;
  if (target?.format !== 'json' || others.length > 0) throw new UsageError(PAIRS_JSON);
  const { comparePairs } = await import('./pairs.ts');
  const output = open(target);
  const jobs = flags.jobs ?? availableParallelism();
  const tally = await comparePairs({ file: pairs, jobs, lang, profile: flags.profile }, (text) => output.write(text));
  await output.close();
  const exit = tally.copied > 0 && flags.failOnCopy === true ? 1 : tally.failed > 0 ? 3 : 0;
  const { total, copied, failed } = tally;
  const why = {
    en: `${total - failed} pairs compared, ${copied} with a passage in common, ${failed} could not be compared`,
    zh: `已比对 ${total - failed} 对，其中 ${copied} 对有雷同段落，${failed} 对无法比对`,
  };
  await sayWhy(exit, why, lang);
  endWith(exit);
}

/** Writes the last line to stderr. */
async function sayWhy(exit: ExitCode, why: Bilingual, lang: Lang): Promise<void> {
  await streamOutput(process.stderr).write(`${tellExit(exit, why)[lang]}\n`);
}

const PAIRS_ALONE = {
  en: 'With --pairs the files stand in the list; name none beside it.',
  zh: '使用 --pairs 时文件写在列表里，命令行不要再写文件名。',
};
const PAIRS_JSON = {
  en: '--pairs writes JSON lines: leave --format out, or write --format json=FILE. For a page compare two files.',
  zh: '--pairs 只输出 JSON Lines：请去掉 --format，或写成 --format json=文件。需要网页报告时请逐对比对。',
};

function open({ file }: Target): Output {
  return file === undefined ? streamOutput(process.stdout) : fileOutput(file);
}
