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

const SLASH = 47;
const TAGS = {
  serialNumber: tag('serial-number'),
  registrationNumber: tag('registration-number'),
  statusCode: tag('status-code'),
  markDrawingCode: tag('mark-drawing-code'),
  markIdentification: tag('mark-identification'),
  transactionDate: tag('transaction-date'),
  statusDate: tag('status-date'),
  primaryCode: tag('primary-code'),
  partyType: tag('party-type'),
  partyName: tag('party-name'),
  typeCode: tag('type-code'),
  text: tag('text'),
  caseFileHeader: tag('case-file-header'),
  caseFileStatements: tag('case-file-statements'),
  classifications: tag('classifications'),
  caseFileOwners: tag('case-file-owners'),
  classification: tag('classification'),
  internationalCode: tag('international-code'),
  caseFileOwner: tag('case-file-owner'),
  caseFileStatement: tag('case-file-statement'),
} as const;

/** The entry of a `case-file`; undefined when it has no serial number. */
export function readCaseFile(record: Buffer, encoding: XmlEncoding, statuses: StatusTable): RegisterEntry | undefined {
  const text = bytesAsText(record);
  const value = (piece: string): string => decodeText(decodeBytes(piece, encoding));
  const number = value(leaf(text, TAGS.serialNumber));
  if (!/^\w{1,20}$/.test(number)) return undefined;
  const registration = value(leaf(text, TAGS.registrationNumber));
  const [header, behind] = block(text, TAGS.caseFileHeader, 0);
  const flag = (open: string): boolean => header.includes(open);
  const code = value(leaf(header, TAGS.statusCode));
  const drawing = value(leaf(header, TAGS.markDrawingCode));
  // In the order of the schema, so that the history between them is passed over once.
  const [statements, behindStatements] = block(text, TAGS.caseFileStatements, behind);
  const [classifications, behindClasses] = block(text, TAGS.classifications, behindStatements);
  const [owners] = block(text, TAGS.caseFileOwners, behindClasses);
  return {
    office: 'US',
    number,
    ...(/[1-9]/.test(registration) ? { registration } : {}),
    text: value(leaf(header, TAGS.markIdentification)),
    standardCharacters: flag('<standard-characters-claimed-in>T<') || /^[14]/.test(drawing),
    classes: classesOf(classifications),
    status: statuses(code),
    code,
    owner: value(ownerOf(owners)),
    disclaimers: disclaimersOf(statements).map(value),
    date: dayOf(leaf(text, TAGS.transactionDate)) || dayOf(leaf(header, TAGS.statusDate)),
    supplemental: flag('<supplemental-register-in>T<') && !flag('<principal-register-amended-in>T<'),
    section2f: flag('<section-2f-in>T<'),
  };
}

/** Nice classes of the classifications that still stand: a status of 6, or none given. */
function classesOf(block: string): number[] {
  const found = new Set<number>();
  eachInner(block, TAGS.classification, MAX_STATEMENTS, (classification) => {
    const status = leaf(classification, TAGS.statusCode);
    if (status !== '' && status !== '6') return;
    eachInner(classification, TAGS.internationalCode, 50, (code) => {
      const number = Number(code);
      if (number >= 1 && number <= 45) found.add(number);
    });
    if (found.size > 0) return;
    const primary = Number(leaf(classification, TAGS.primaryCode));
    if (primary >= 1 && primary <= 45) found.add(primary);
  });
  return [...found].sort((a, b) => a - b);
}

/** The party with the highest type: 10 applied, 20 published, 30 registered, 31 and more bought it later. */
function ownerOf(block: string): string {
  let best = '';
  let highest = -1;
  eachInner(block, TAGS.caseFileOwner, MAX_OWNERS, (owner) => {
    const type = Number(leaf(owner, TAGS.partyType)) || 0;
    const name = leaf(owner, TAGS.partyName);
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
  eachInner(block, TAGS.caseFileStatement, MAX_STATEMENTS, (statement) => {
    if (leaf(statement, TAGS.typeCode).startsWith('DS')) found.push(leaf(statement, TAGS.text));
  });
  return found;
}

/** An element to look for: its tags, put together once and not for every record. */
interface Tag {
  readonly open: string;
  readonly close: string;
}

function tag(name: string): Tag {
  return { open: `<${name}>`, close: `</${name}>` };
}

/** The text of the first element of a kind that holds no elements; empty when there is none. */
function leaf(text: string, { open, close }: Tag): string {
  const found = text.indexOf(open);
  if (found < 0) return '';
  const start = found + open.length;
  // The next tag is nearly always its own end; a CDATA section or a comment is not.
  const next = text.indexOf('<', start);
  const end = text.charCodeAt(next + 1) === SLASH ? next : text.indexOf(close, start);
  return end < 0 ? '' : text.slice(start, end);
}

/** What stands between the tags of an element, from an offset on, or from the start where it stands before; with the offset behind it. */
function block(text: string, { open, close }: Tag, from: number): readonly [text: string, behind: number] {
  let start = text.indexOf(open, from);
  if (start < 0 && from > 0) start = text.indexOf(open);
  if (start < 0) return ['', from];
  const end = text.indexOf(close, start + open.length);
  return end < 0 ? ['', from] : [text.slice(start + open.length, end), Math.max(from, end)];
}

function eachInner(text: string, { open, close }: Tag, most: number, visit: (piece: string) => void): void {
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
