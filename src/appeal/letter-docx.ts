import type { Paragraph, Table } from 'docx';
import { annexFor } from '../cases/letters/annex.ts';
import { faultLine, letterLines, STATE_NAMES } from '../cases/letters/show-letter.ts';
import type { Draft, Statement } from '../model/case-draft.ts';

/*
 * A draft -> Word files: the letter copy, and the review copy with the letter and its Chinese notes side by side. The same draft gives the
 * same bytes: dates inside the file are fixed.
 */

/** Latin and Chinese letters that Word has on every machine. */
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei', cs: 'Calibri' };
/** In half points. */
const SIZE = 21;
/** In twentieths of a point: 2.2 cm. */
const MARGIN = 1247;
/** Days inside the file: Word shows them as “created”. */
const CORE = `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>`;

/** The letter copy, for sending. */
export async function letterDocx(draft: Draft): Promise<Uint8Array> {
  const { Paragraph, TextRun } = await import('docx');
  const children = letterLines(draft).map(({ kind, text }) => {
    if (kind === 'title')
      return new Paragraph({ spacing: { after: 240 }, children: [new TextRun({ text, bold: true, size: 30 })] });
    if (kind === 'heading')
      return new Paragraph({
        spacing: { before: 240, after: 80 },
        keepNext: true,
        children: [new TextRun({ text, bold: true, size: 23 })],
      });
    return new Paragraph({ spacing: { after: 100 }, children: [new TextRun({ text })] });
  });
  return pack(children);
}

/** Behind sentences to look at; the others stand on white. */
const FILLS: Readonly<Partial<Record<Statement['state'], string>>> = {
  blank: 'FFF2CC',
  asserted: 'DDEBF7',
  blocked: 'F8CBAD',
};

/** The review copy, for the seller's people. */
export async function reviewDocx(draft: Draft): Promise<Uint8Array> {
  const docx = await import('docx');
  const { Paragraph, TextRun, Table, TableRow, TableCell, WidthType } = docx;
  const line = (
    text: string,
    look: { readonly bold?: boolean; readonly strike?: boolean; readonly size?: number } = {},
  ): Paragraph => new Paragraph({ spacing: { after: 60 }, children: [new TextRun({ text, ...look })] });
  // A case of many listings has a thousand cells: what is the same for all of them the table says once.
  const cell = (text: string, width: number, fill?: string, strike = false) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      ...(fill === undefined ? {} : { shading: { fill } }),
      children: [new Paragraph({ children: [new TextRun({ text, size: 19, ...(strike ? { strike } : {}) })] })],
    });
  const table = (rows: readonly InstanceType<typeof TableRow>[]): Table =>
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
      rows,
    });
  const letter = draft.sections.flatMap(({ heading, statements }) => [
    new TableRow({
      children: [cell('', 7, 'EDEDED'), cell(heading, 45, 'EDEDED'), cell('', 36, 'EDEDED'), cell('', 12, 'EDEDED')],
    }),
    ...statements.map(
      ({ id, text, note, state }) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(id, 7, FILLS[state]),
            cell(text, 45, FILLS[state], state === 'blocked'),
            cell(note.zh, 36, FILLS[state]),
            cell(`${STATE_NAMES[state].zh} ${STATE_NAMES[state].en}`, 12, FILLS[state]),
          ],
        }),
    ),
  ]);
  const backing = draft.sections
    .flatMap(({ statements }) => statements)
    .map((statement) => {
      const { id, state, backing: refs } = statement;
      const proofs = annexFor(draft.annex, statement)
        .map(({ label, sha256 }) => `附件 ${label} ${sha256.slice(0, 16)}`)
        .join(', ');
      return new TableRow({
        children: [cell(id, 7), cell(STATE_NAMES[state].zh, 12), cell(refs.join(', '), 48), cell(proofs, 33)],
      });
    });
  const annex = draft.annex.map(
    ({ label, title, file, sha256 }) =>
      new TableRow({ children: [cell(label, 7), cell(title, 28), cell(file, 28), cell(sha256, 37)] }),
  );
  const faults = draft.faults.flatMap((fault) => [
    line(faultLine(fault, 'zh'), { bold: fault.stops }),
    line(faultLine(fault, 'en'), { size: 18 }),
  ]);
  return pack([
    line(`${draft.title} · ${draft.caseId} · ${draft.kind} (${draft.lang})`, { bold: true, size: 28 }),
    line('审阅稿，不得外发。本稿不构成法律意见。 Review copy, not to be sent. No legal advice.'),
    ...faults,
    ...(letter.length === 0 ? [] : [line('正文与中文说明 / letter and notes', { bold: true }), table(letter)]),
    ...(annex.length === 0 ? [] : [line('附件 / annex', { bold: true }), table(annex)]),
    ...(backing.length === 0 ? [] : [line('依据表 / backing table', { bold: true }), table(backing)]),
  ]);
}

async function pack(children: readonly (Paragraph | Table)[]): Promise<Uint8Array> {
  const { Document, Packer } = await import('docx');
  const page = { margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } };
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: SIZE } } } },
    sections: [{ properties: { page }, children: [...children] }],
  });
  return withFixedTimes(await Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: CORE }]));
}

/** 1 January 2000, 0:00, as ZIP files write it. */
const DOS_TIME = 0;
const DOS_DATE = (20 << 9) | (1 << 5) | 1;

/** A ZIP file says when each entry was packed; these times become one fixed time, in the directory at its end and before each entry. */
function withFixedTimes(zip: Buffer): Uint8Array {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    const local = bytes.readUInt32LE(at + 42);
    for (const place of [at + 12, local + 10]) {
      bytes.writeUInt16LE(DOS_TIME, place);
      bytes.writeUInt16LE(DOS_DATE, place + 2);
    }
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}
