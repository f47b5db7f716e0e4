import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUESSED_FIELDS, type LabelledNotice } from '../../src/model/case-guess.ts';
import type { NoticeParse, ReadNotice } from '../../src/model/case-notice.ts';
import { read } from './reading.ts';

/*
 * The notices of the tests as notices whose classes are known.
 */

const FOLDER = 'test/cases/notices';
/** Folders of notices, oldest first. */
export const NOTICE_FOLDERS = ['samples', 'development', 'held-out', 'late', 'unseen', 'fresh', 'fresh-second'] as const;

/** A notice of the tests: what it is expected to say, and what is read from it. */
export interface ExpectedNotice {
  readonly folder: string;
  readonly name: string;
  readonly expected: NoticeParse;
  readonly read: ReadNotice;
}

/** Reads the notices of the tests in their order. */
export async function expectedNotices(folders: readonly string[] = NOTICE_FOLDERS): Promise<ExpectedNotice[]> {
  const notices: ExpectedNotice[] = [];
  for (const folder of folders) {
    for (const name of readdirSync(join(FOLDER, folder)).sort()) {
      if (name.endsWith('.json')) continue;
      const path = join(FOLDER, folder, name);
      const expected = JSON.parse(readFileSync(path.replace(/\.[a-z]+$/, '.json'), 'utf8')) as NoticeParse;
      notices.push({ folder, name, expected, read: await read(readFileSync(path), path) });
    }
  }
  return notices;
}

/** The classes that a notice is expected to have, as guesses name them. */
export function classesOf({ noticeKind, infringementType, origin, accountLevel }: NoticeParse): LabelledNotice['classes'] {
  return {
    noticeKind,
    infringementType,
    origin,
    ...(accountLevel === null ? {} : { accountLevel: accountLevel ? 'yes' : 'no' }),
  };
}

/** The words of a notice in one line, without what names people, listings and numbers. */
export function plainWords({ expected, read: { notice, text, body } }: ExpectedNotice): string {
  const words = `${notice.subject ?? ''}. ${text.slice(...body)}`;
  const owner = expected.rightsOwner;
  const names = [
    owner?.name,
    owner?.email,
    ...expected.assertedTerms,
    ...expected.complaintIds,
    ...expected.ipNumbers.map(({ number }) => number),
    ...expected.items.flatMap(({ id, title, url }) => [id, title, url]),
    ...Object.values(expected.court ?? {}),
  ].flatMap((name) => (name === undefined ? [] : [name]));
  const masked = names.sort((a, b) => b.length - a.length).reduce((line, name) => line.replaceAll(name, '…'), words);
  return masked
    .replaceAll(/[\w.+-]+@[\w.-]+|https?:\S+/g, '…')
    .replaceAll(/\d[\d.,:/-]*\d/g, '0')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The notices as `data/notices/notices.tsv` holds them. */
export function labelledTable(notices: readonly ExpectedNotice[]): string {
  const rows = notices.map((notice) => {
    const classes = classesOf(notice.expected);
    const told = GUESSED_FIELDS.map((field) => classes[field] ?? '');
    return [...told, notice.expected.language ?? '', plainWords(notice)].join('\t');
  });
  return `${[[...GUESSED_FIELDS, 'language', 'text'].join('\t'), ...rows].join('\n')}\n`;
}
