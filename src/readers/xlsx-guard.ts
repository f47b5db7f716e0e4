import type { Entry, ZipFile } from 'yauzl';
import type { Bilingual } from '../model/text.ts';

/*
 * What a workbook's zip archive promises, looked at before anything is unpacked. The reader of the sheets unpacks no entry beyond the size
 * that is written here, so these sizes hold.
 */

const MAX_ENTRIES = 10_000;
const MAX_TOTAL_BYTES = 512 * 1024 * 1024;
/** Real sheets pack 5 to 20 times; small ones of equal rows more, which is why small entries are let off. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 10 * 1024 * 1024;
const MAX_WORKBOOK_XML = 4 * 1024 * 1024;

/** A workbook that may be read, with the names of its sheets in their order; or why it may not. */
export type Guarded = { readonly sheets: readonly string[] } | { readonly refused: Bilingual };

/** Looks into a workbook without unpacking its sheets. */
export async function guardWorkbook(bytes: Buffer): Promise<Guarded> {
  if (bytes.length === 0) return { refused: EMPTY };
  if (bytes.readUInt32BE(0) === 0xd0cf11e0) return { refused: isEncrypted(bytes) ? ENCRYPTED : OLD_FORMAT };
  try {
    return await inspect(bytes);
  } catch (error) {
    return { refused: damaged(error) };
  }
}

/** What to say about a workbook that cannot be unpacked. */
export function damaged(error: unknown): Bilingual {
  const why = (error instanceof Error ? error.message : String(error)).slice(0, 200);
  return {
    en: `The workbook is damaged or is none (${why}). What could be read before was checked. Open it in a spreadsheet program, save it as .xlsx and scan it again.`,
    zh: `工作簿已损坏，或者不是真正的 Excel 文件（${why}），已读取的部分照常检查。请用 Excel 打开后另存为 .xlsx 再扫描。`,
  };
}

async function inspect(bytes: Buffer): Promise<Guarded> {
  const { fromBufferPromise } = await import('yauzl');
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  let total = 0;
  let count = 0;
  let workbook: Entry | undefined;
  let binary = false;
  for await (const entry of zip.eachEntry()) {
    const { uncompressedSize, compressedSize, fileName } = entry;
    total += uncompressedSize;
    count++;
    const bomb = uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
    // An entry that promises nothing and holds something would be unpacked without a bound.
    const lying = uncompressedSize === 0 && compressedSize > 8;
    if (count > MAX_ENTRIES || total > MAX_TOTAL_BYTES || bomb || lying) return { refused: tooBig() };
    if (/(?:^|\/)workbook\.xml$/i.test(fileName)) workbook ??= entry;
    if (/(?:^|\/)workbook\.bin$/i.test(fileName)) binary = true;
  }
  if (workbook === undefined) return { refused: binary ? OLD_FORMAT : NO_WORKBOOK };
  if (workbook.uncompressedSize > MAX_WORKBOOK_XML) return { refused: tooBig() };
  return { sheets: await sheetNames(await unpack(zip, workbook)) };
}

async function unpack(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  for await (const part of stream) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

async function sheetNames(xml: string): Promise<string[]> {
  const { Parser } = await import('htmlparser2');
  const names: string[] = [];
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        const { name } = attributes;
        if (/^(?:\w+:)?sheet$/.test(tag) && name !== undefined && name !== '') names.push(name);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return names;
}

/** A password-protected workbook is an old container with an entry of this name, in UTF-16. */
function isEncrypted(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

function tooBig(): Bilingual {
  const limit = MAX_TOTAL_BYTES / 1024 / 1024;
  return {
    en: `The workbook unpacks to more than ${limit} MB, or its sizes contradict each other, as in archives made to exhaust a computer; it was not opened. Split it, or save the sheet as CSV.`,
    zh: `工作簿解压后超过 ${limit} MB，或文件大小信息自相矛盾（类似压缩炸弹），没有打开。请拆分文件，或把工作表另存为 CSV。`,
  };
}

const EMPTY: Bilingual = {
  en: 'The workbook is empty (0 bytes). Save or download it again.',
  zh: '工作簿是空文件（0 字节）。请重新保存或下载。',
};
const ENCRYPTED: Bilingual = {
  en: 'The workbook is protected by a password and was not read. Remove the password in the spreadsheet program (File, Info, Protect Workbook) and save it again.',
  zh: '工作簿设置了打开密码，没有读取。请在 Excel 里取消密码（文件 → 信息 → 保护工作簿）后重新保存。',
};
const OLD_FORMAT: Bilingual = {
  en: 'This is an Excel file of the old or binary kind (.xls, .xlsb) and was not read. Open it and save it as .xlsx or CSV.',
  zh: '这是旧版或二进制的 Excel 文件（.xls、.xlsb），没有读取。请打开后另存为 .xlsx 或 CSV。',
};
const NO_WORKBOOK: Bilingual = {
  en: 'This archive holds no Excel workbook and was not read. Save the table as .xlsx or CSV.',
  zh: '这个压缩文件里没有 Excel 工作簿，没有读取。请把表格另存为 .xlsx 或 CSV。',
};
