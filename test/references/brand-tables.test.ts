import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type MarkRow, readMarkTable } from '../../src/lexicon/mark-table.ts';
import { addScripts, readScripts } from '../../src/lexicon/other-scripts.ts';
import { foldPlain } from '../../src/text/fold.ts';

const FOLDER = 'data/brands';
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** The Unicode letters and digits of a form as a search sees it; `&`, `+` and hyphens keep forms apart. */
const key = (form: string): string => foldPlain(form).replace(/\s+/g, ' ').trim();

const tables = readdirSync(FOLDER).filter((name) => /^marks.*\.tsv$/.test(name));
const rows: MarkRow[] = tables.flatMap((name) => readMarkTable(read(name)).rows);

function writtenForms(row: MarkRow): string[] {
  return [row.mark, ...row.forms, ...row.weak, ...row.zh, ...row.zhWeak, ...row.misspellings];
}

/** Every value that more than one mark has, with those marks. */
function sharedBy(valuesOf: (row: MarkRow) => readonly string[], among: readonly MarkRow[] = rows): string[] {
  const owners = new Map<string, Set<string>>();
  for (const row of among) {
    for (const value of valuesOf(row))
      owners.set(key(value), (owners.get(key(value)) ?? new Set()).add(`${row.kind} ${row.mark}`));
  }
  return [...owners].filter(([, marks]) => marks.size > 1).map(([value, marks]) => `${value}: ${[...marks].join(', ')}`);
}

describe('the tables of marks', () => {
  it('hold no row that cannot be used', () => {
    expect(tables.flatMap((name) => readMarkTable(read(name)).faults)).toEqual([]);
  });

  it('hold more than three thousand marks, each with a source', () => {
    expect(rows.length).toBeGreaterThanOrEqual(3000);
    expect(rows.filter((row) => row.sources.length === 0)).toEqual([]);
  });

  it('name each mark once, and give no form to two marks', () => {
    expect(sharedBy((row) => [row.mark])).toEqual([]);
    expect(sharedBy(writtenForms)).toEqual([]);
  });

  it('name only Nice classes and known verticals', () => {
    const verticals = new Set(
      read('verticals.tsv')
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t')[0]),
    );
    expect(rows.flatMap((row) => row.verticals.filter((v) => !verticals.has(v)).map((v) => `${row.mark}: ${v}`))).toEqual([]);
    // The reader drops what is no class, so the cells themselves are looked at.
    const classes = tables.flatMap((name) => cells(name, 'classes').flatMap((cell) => cell.split(';')));
    expect(classes.filter((c) => c !== '' && c !== '*' && !/^(?:[1-9]|[1-3]\d|4[0-5])$/.test(c))).toEqual([]);
  });

  it('hold no form that is a number or a single sign', () => {
    const empty = rows.flatMap((row) => writtenForms(row).filter((form) => /^[\d\s.]+$/.test(form) || [...form].length < 2));
    expect(empty.filter((form) => form !== '501')).toEqual([]);
  });
});

describe('the names of marks in other scripts', () => {
  const scripts = readScripts(read('other-scripts.tsv'));
  const names = [...scripts.values()].flatMap(({ forms }) => forms);
  const all = [...scripts].map(([mark, { forms, weak }]) => [mark, [...forms, ...weak]] as const);

  it('belong to marks of the tables, each mark in one row with a source', () => {
    const marks = cells('other-scripts.tsv', 'mark').map((mark) => mark.toLowerCase());
    const known = new Set(rows.map((row) => row.mark.toLowerCase()));
    expect(marks.filter((mark) => !known.has(mark))).toEqual([]);
    expect(marks.filter((mark, i) => marks.indexOf(mark) !== i)).toEqual([]);
    expect(cells('other-scripts.tsv', 'source').filter((source) => source === '')).toEqual([]);
  });

  it('are more than three thousand for more than nine hundred marks', () => {
    expect(scripts.size).toBeGreaterThanOrEqual(900);
    expect(names.length).toBeGreaterThanOrEqual(3000);
  });

  it('are given to one mark only, and add nothing that the mark has already', () => {
    expect(sharedBy(writtenForms, addScripts(rows, scripts))).toEqual([]);
    const own = new Map(rows.map((row) => [row.mark.toLowerCase(), new Set(writtenForms(row).map(key))]));
    expect(all.flatMap(([mark, forms]) => forms.filter((form) => own.get(mark)?.has(key(form))))).toEqual([]);
  });

  it('have a letter of another script, and are long enough to mean nothing else', () => {
    expect(names.filter((name) => !/[^\p{Script=Latin}\P{L}]/u.test(name))).toEqual([]);
    // In scripts without spaces a name is found inside longer words as well.
    expect(
      names.filter((name) => [...name].length < 2 || /^[\p{Script=Katakana}\p{Script=Hiragana}ー]{1,2}$/u.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => /^\p{Script=Cyrillic}{1,2}$/u.test(name))).toEqual([]);
  });
});

function cells(name: string, column: string): string[] {
  const [header = '', ...lines] = read(name).split('\n');
  const at = header.split('\t').indexOf(column);
  return lines.filter((line) => line !== '').map((line) => line.split('\t')[at] ?? '');
}
