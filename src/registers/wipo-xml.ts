import type { RegisterEntry, RegisterStatus } from '../lexicon/register-entry.ts';
import { type StatusTable, statusOfWords } from './status.ts';
import { eachLeaf, type XmlLeaf } from './xml-elements.ts';
import type { RecordShape } from './xml-records.ts';
import { bytesAsText, decodeBytes, decodeText, type XmlEncoding } from './xml-text.ts';

/*
 * XML by the WIPO standards ST.66 (TMview, national exports, TSDR) and ST.96 (TSDR): other names for the same things, so one reader. Names
 * are compared without their prefixes, which every office chooses for itself.
 */

/** The records of ST.66; the applicant stands behind the mark in some offices' files. */
export const ST66_SHAPE: RecordShape = { roots: ['Transaction', 'TradeMarkTransaction'], element: 'TradeMark', trailing: true };
/** The records of ST.96. */
export const ST96_SHAPE: RecordShape = {
  roots: ['TrademarkTransaction', 'TrademarkBag', 'Trademark', 'TrademarkApplication'],
  element: 'Trademark',
  trailing: true,
};

/** What is told beside the record itself. */
export interface WipoOptions {
  /** Office of records that name none. */
  readonly office: string;
  /** Tells the codes of the US office, which writes numbers where others write words. */
  readonly statuses: StatusTable;
}

/** Fields of a record while it is read. */
interface Draft {
  office: string;
  number: string;
  registration: string;
  text: string;
  code: string;
  date: string;
  applicationDate: string;
  standard: boolean;
  supplemental: boolean;
  section2f: boolean;
  readonly classes: Set<number>;
  readonly disclaimers: string[];
}

/** The entry of a record; undefined when it has no number. */
export function readWipoRecord(record: Buffer, encoding: XmlEncoding, options: WipoOptions): RegisterEntry | undefined {
  const draft: Draft = {
    ...{ office: '', number: '', registration: '', text: '', code: '', date: '', applicationDate: '' },
    ...{ standard: false, supplemental: false, section2f: false, classes: new Set(), disclaimers: [] },
  };
  const source = bytesAsText(record);
  const decode = (piece: string): string => decodeText(decodeBytes(piece, encoding));
  eachLeaf(source, (leaf) => {
    const text = decode(leaf.text);
    if (text !== '') takeLeaf(draft, leaf, text);
  });
  const number = draft.number || draft.registration;
  if (number === '') return undefined;
  const office = draft.office || options.office;
  return {
    office,
    number: number.slice(0, 60),
    ...(draft.registration === '' ? {} : { registration: draft.registration }),
    text: draft.text,
    standardCharacters: draft.standard,
    classes: [...draft.classes].sort((a, b) => a - b),
    status: statusOf(draft.code, options.statuses),
    code: draft.code,
    owner: decode(ownerOf(source)),
    disclaimers: draft.disclaimers,
    date: draft.date || draft.applicationDate,
    supplemental: draft.supplemental,
    section2f: draft.section2f,
  };
}

function takeLeaf(draft: Draft, { name, path }: XmlLeaf, text: string): void {
  const parent = path.at(-1) ?? '';
  switch (name) {
    case 'RegistrationOfficeCode':
      draft.office ||= text.slice(0, 8);
      return;
    case 'ApplicationNumber':
    case 'ApplicationNumberText':
      draft.number ||= text;
      return;
    case 'RegistrationNumber':
      draft.registration ||= text;
      return;
    case 'MarkVerbalElementText':
      draft.text ||= text;
      return;
    case 'MarkSignificantVerbalElementText':
      draft.text ||= text;
      return;
    case 'MarkCurrentStatusCode':
      draft.code ||= text;
      return;
    case 'MarkCurrentStatusDate':
      draft.date ||= dayOf(text);
      return;
    case 'ApplicationDate':
      draft.applicationDate ||= dayOf(text);
      return;
    case 'MarkFeature':
    case 'MarkFeatureCategory':
      if (/^word$|standard character|typeset/i.test(text)) draft.standard = true;
      return;
    case 'MarkStandardCharacterIndicator':
      if (text === 'true') draft.standard = true;
      return;
    case 'ClassNumber':
      takeClass(draft, text, parent);
      return;
    case 'MarkDisclaimer':
    case 'MarkDisclaimerText':
      draft.disclaimers.push(text);
      return;
    case 'RegisterCategory':
      draft.supplemental = /suppl/i.test(text);
      return;
    case 'TradeDistinctivenessText':
    case 'TradeDistinctivenessIndicator':
      if (text !== 'false') draft.section2f = true;
      return;
  }
}

function takeClass(draft: Draft, text: string, parent: string): void {
  const number = Number(text);
  if (parent !== 'DomesticClassNumbers' && number >= 1 && number <= 45) draft.classes.add(number);
}

/** Most parties of one mark that are compared. */
const MAX_PARTIES = 500;

/**
 * The latest of the parties, as written. The US office numbers them by the stage at which they came (10 applied, 30 registered, 31 bought it
 * later), in an element of ST.66 and in an attribute of ST.96; elsewhere the first one counts.
 */
function ownerOf(text: string): string {
  const parties = /<((?:[\w.-]{1,40}:)?(?:Applicant|Holder))(\s[^>]{0,300})?>/g;
  let owner = '';
  let highest = -1;
  for (let i = 0; i < MAX_PARTIES; i++) {
    const found = parties.exec(text);
    if (found === null) break;
    const end = text.indexOf(`</${found[1]}>`, parties.lastIndex);
    if (end < 0) break;
    let rank = Number(/sequenceNumber="(\d+)"/.exec(found[2] ?? '')?.[1] ?? 0);
    let name = '';
    eachLeaf(text.slice(parties.lastIndex, end), (leaf) => {
      if (leaf.name === 'PartyTypeCode') rank = Number(leaf.text) || rank;
      else if (name === '' && isName(leaf.name)) name = leaf.text;
    });
    if (name !== '' && rank > highest) {
      owner = name;
      highest = rank;
    }
    parties.lastIndex = end;
  }
  return owner;
}

function isName(name: string): boolean {
  return /^(?:FreeFormatNameLine|OrganizationName|OrganizationStandardName|EntityName|LastName|ApplicantName|HolderName)$/.test(
    name,
  );
}

function statusOf(code: string, statuses: StatusTable): RegisterStatus {
  return /^\d+$/.test(code) ? statuses(code) : statusOfWords(code);
}

function dayOf(text: string): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? '';
}
