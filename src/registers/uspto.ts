import type { RegisterEntry } from '../lexicon/register-entry.ts';
import type { StatusTable } from './status.ts';
import type { RecordShape } from './xml-records.ts';
import { bytesAsText, decodeBytes, decodeText, type XmlEncoding } from './xml-text.ts';

/*
 * Trademark applications of the USPTO, daily (TRTDXFAP) and annual (TRTYRAP) files, TDXF version 2.0: one `case-file` a mark. Only what is
 * asked for is cut out of a record; the prosecution history, which is most of it, is never looked at.
 */

/** The records of the USPTO's XML. */
export const USPTO_SHAPE: RecordShape = {
  roots: ['trademark-applications-daily', 'trademark-applications-annual', 'trademark-applications'],
  element: 'case-file',
  trailing: false,
};

/** Most owners of one mark that are compared for the latest. */
const MAX_OWNERS = 500;
const MAX_STATEMENTS = 2_000;

/** The entry of a `case-file`; undefined when it has no serial number. */
export function readCaseFile(record: Buffer, encoding: XmlEncoding, statuses: StatusTable): RegisterEntry | undefined {
  const text = bytesAsText(record);
  const value = (piece: string): string => decodeText(decodeBytes(piece, encoding));
  const number = value(inner(text, 'serial-number'));
  if (!/^\w{1,20}$/.test(number)) return undefined;
  const registration = value(inner(text, 'registration-number'));
  const [header, behind] = block(text, 'case-file-header', 0);
  const flag = (name: string): boolean => inner(header, name) === 'T';
  const code = value(inner(header, 'status-code'));
  const drawing = value(inner(header, 'mark-drawing-code'));
  // In the order of the schema, so that the history between them is passed over once.
  const [statements, behindStatements] = block(text, 'case-file-statements', behind);
  const [classifications, behindClasses] = block(text, 'classifications', behindStatements);
  const [owners] = block(text, 'case-file-owners', behindClasses);
  return {
    office: 'US',
    number,
    ...(/[1-9]/.test(registration) ? { registration } : {}),
    text: value(inner(header, 'mark-identification')),
    standardCharacters: flag('standard-characters-claimed-in') || /^[14]/.test(drawing),
    classes: classesOf(classifications),
    status: statuses(code),
    code,
    owner: value(ownerOf(owners)),
    disclaimers: disclaimersOf(statements).map(value),
    date: dayOf(inner(text, 'transaction-date')) || dayOf(inner(header, 'status-date')),
    supplemental: flag('supplemental-register-in') && !flag('principal-register-amended-in'),
    section2f: flag('section-2f-in'),
  };
}

/** Nice classes of the classifications that still stand: a status of 6, or none given. */
function classesOf(block: string): number[] {
  const found = new Set<number>();
  eachInner(block, 'classification', MAX_STATEMENTS, (classification) => {
    const status = inner(classification, 'status-code');
    if (status !== '' && status !== '6') return;
    eachInner(classification, 'international-code', 50, (code) => {
      const number = Number(code);
      if (number >= 1 && number <= 45) found.add(number);
    });
    if (found.size > 0) return;
    const primary = Number(inner(classification, 'primary-code'));
    if (primary >= 1 && primary <= 45) found.add(primary);
  });
  return [...found].sort((a, b) => a - b);
}

/** The party with the highest type: 10 applied, 20 published, 30 registered, 31 and more bought it later. */
function ownerOf(block: string): string {
  let best = '';
  let highest = -1;
  eachInner(block, 'case-file-owner', MAX_OWNERS, (owner) => {
    const type = Number(inner(owner, 'party-type')) || 0;
    const name = inner(owner, 'party-name');
    if (name === '' || type <= highest) return;
    best = name;
    highest = type;
  });
  return best;
}

/** Statements of type DS: the words that the owner does not claim. */
function disclaimersOf(block: string): string[] {
  if (!block.includes('<type-code>D')) return [];
  const found: string[] = [];
  eachInner(block, 'case-file-statement', MAX_STATEMENTS, (statement) => {
    if (inner(statement, 'type-code').startsWith('DS')) found.push(inner(statement, 'text'));
  });
  return found;
}

/** What stands between the tags of the first element of a name; empty when there is none. */
function inner(text: string, name: string): string {
  return block(text, name, 0)[0];
}

/** The same from an offset on, or from the start where it stands before; with the offset behind it. */
function block(text: string, name: string, from: number): readonly [text: string, behind: number] {
  const open = `<${name}>`;
  let start = text.indexOf(open, from);
  if (start < 0 && from > 0) start = text.indexOf(open);
  if (start < 0) return ['', from];
  const end = text.indexOf(`</${name}>`, start + open.length);
  return end < 0 ? ['', from] : [text.slice(start + open.length, end), Math.max(from, end)];
}

function eachInner(text: string, name: string, most: number, visit: (piece: string) => void): void {
  const open = `<${name}>`;
  const close = `</${name}>`;
  let at = 0;
  for (let i = 0; i < most; i++) {
    const start = text.indexOf(open, at);
    if (start < 0) return;
    const end = text.indexOf(close, start + open.length);
    if (end < 0) return;
    visit(text.slice(start + open.length, end));
    at = end + close.length;
  }
}

/** `20240914` as `2024-09-14`; empty for `00000000` and what is no day. */
function dayOf(text: string): string {
  return /^[12]\d{7}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : '';
}
