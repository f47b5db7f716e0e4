import type { RegisterEntry } from '../lexicon/register-entry.ts';
import type { Bilingual } from '../model/text.ts';
import { openXml, UnreadableSource } from './source.ts';
import type { StatusTable } from './status.ts';
import { readCaseFile, USPTO_SHAPE } from './uspto.ts';
import { readWipoRecord, ST66_SHAPE, ST96_SHAPE } from './wipo-xml.ts';
import { type RecordShape, readRecords, type XmlEvent } from './xml-records.ts';
import { hasStrangeEntity, type XmlEncoding } from './xml-text.ts';

/** Formats of XML that are read. */
export type XmlFormat = 'uspto' | 'st66' | 'st96';

/** What is told beside a file. */
export interface ReadOptions {
  /** Office of records that name none. */
  readonly office: string;
  readonly statuses: StatusTable;
}

/** What is found in a file: an entry, or what could not be read, with the number of the record (from 1) it was found at. */
export type FileEvent = { readonly entry: RegisterEntry; readonly bytes: number } | { readonly fault: FileFault };

/** What could not be read. */
export interface FileFault {
  /** 1-based; the number that the next record would have when no record is meant. */
  readonly record: number;
  /** Byte of the unpacked document, from 0; absent where there is none. */
  readonly byte?: number;
  readonly reason: Bilingual;
  /** Part of the file is not in the register: it must be imported again. */
  readonly incomplete: boolean;
}

/** Whatever a record gives beyond its entry. */
type RecordReader = (record: Buffer, encoding: XmlEncoding) => RegisterEntry | undefined;

/** Reads a file of a trademark office, or the zip archive that holds it, some records at a time. Never throws for what is in the file. */
export async function* readRegisterXml(
  path: string,
  format: XmlFormat,
  options: ReadOptions,
): AsyncGenerator<readonly FileEvent[]> {
  const { shape, read } = readerOf(format, options);
  let record = 0;
  let offset = 0;
  try {
    for await (const events of readRecords(openXml(path), shape)) {
      const found: FileEvent[] = [];
      for (const event of events) {
        if ('record' in event) {
          offset = event.offset + event.record.length;
          found.push(...readRecord(read, event, ++record));
          continue;
        }
        const { kind, offset: byte, reason } = event.fault;
        found.push({ fault: { record: record + 1, byte, reason, incomplete: kind !== 'too-large' } });
        if (kind === 'too-large') record++;
      }
      yield found;
    }
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    yield [{ fault: { record: record + 1, byte: offset, reason: error.reason, incomplete: true } }];
  }
}

function readRecord(
  read: RecordReader,
  { record: bytes, encoding, offset }: Extract<XmlEvent, { readonly record: Buffer }>,
  record: number,
): FileEvent[] {
  const entry = read(bytes, encoding);
  if (entry === undefined) return [{ fault: { record, byte: offset, reason: NO_NUMBER, incomplete: false } }];
  const known: FileEvent = { entry, bytes: offset + bytes.length };
  if (!hasStrangeEntity(entry.text)) return [known];
  return [known, { fault: { record, byte: offset, reason: STRANGE_ENTITY, incomplete: false } }];
}

function readerOf(format: XmlFormat, options: ReadOptions): { readonly shape: RecordShape; readonly read: RecordReader } {
  if (format === 'uspto') {
    return { shape: USPTO_SHAPE, read: (record, encoding) => readCaseFile(record, encoding, options.statuses) };
  }
  const shape = format === 'st66' ? ST66_SHAPE : ST96_SHAPE;
  return { shape, read: (record, encoding) => readWipoRecord(record, encoding, options) };
}

const NO_NUMBER: Bilingual = {
  en: 'The record has no application or registration number and was left out.',
  zh: '该记录没有申请号或注册号，已跳过。',
};
const STRANGE_ENTITY: Bilingual = {
  en: 'The mark names an entity that is not one of the five of XML; it was kept as written and not expanded.',
  zh: '商标文字中引用了非 XML 预定义的实体，已按原文保留，没有展开。',
};
