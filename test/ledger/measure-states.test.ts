import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlLog } from '../../src/ledger/control-log.ts';
import { measureStates } from '../../src/ledger/measure-states.ts';
import { type MeasureStep, stepsOf } from '../../src/ledger/measure-steps.ts';
import { makeSignOff } from '../../src/ledger/sign-off-state.ts';
import type { Measure } from '../../src/model/case-world.ts';
import type { AdoptedMeasure, Authorisation, ProofFile, Training } from '../../src/model/ledger.ts';
import { loadRulePacks } from '../../src/rulepacks/disk.ts';

const AS_OF = '2026-11-22';
const RULES = [
  { id: 'core/a', pictures: false, pictureText: false },
  { id: 'core/b', pictures: true, pictureText: false },
];
const STEPS: Readonly<Record<string, MeasureStep>> = {
  scan: step('brand-scan', 'Every listing file is scanned before upload.', 'scan-coverage', [RULES[0]]),
  pictures: step('picture-scan', 'Every picture is compared before upload.', 'scan-coverage', RULES),
  sign: step('second-person', 'A second person signs every listing.', 'sign-off'),
  look: step('look-first', 'Before a listing is created, staff look in the catalogue.', 'sign-off'),
  licence: {
    ...step('licence-first', 'No picture is uploaded without an entry.', 'licence'),
    rules: [
      { id: 'core/no-licence', pictures: true, pictureText: false, licences: 'no-entry' },
      { id: 'core/expired', pictures: true, pictureText: false, licences: 'no-proof' },
    ],
  },
  library: step('library', 'Every picture is compared with a library.', 'scan-coverage', [
    { id: 'core/a', pictures: true, pictureText: false, compares: 'pictures' },
  ]),
  letters: step('letters', 'Goods of a brand are listed only with its letter.', 'authorisation'),
  training: step('training', 'Staff are trained.', 'training'),
  terms: step('terms', 'The lists of words are reviewed.', 'rule-changes'),
  removed: step('removed', 'The wording “{match}” was removed.', 'version-diff', [RULES[0]]),
  template: step('template', 'Titles are built from a template.', 'template'),
};

function step(
  id: string,
  en: string,
  proof: string,
  rules: readonly (MeasureStep['rules'][number] | undefined)[] = [],
): MeasureStep {
  return { id, stage: 'prevent', step: { en, zh: en }, proof, rules: rules.filter((rule) => rule !== undefined) };
}

const NOTHING: ControlLog = {
  runs: [],
  met: () => 0,
  standing: new Map(),
  corrected: new Map(),
  signOffs: { signed: 0, void: 0, standing: [] },
  trainings: [],
  authorisations: [],
};
const CATALOGUE = { catalogue: { listings: 67, pictures: 200 }, met: () => 67 };

type LoggedRun = ControlLog['runs'][number];

function run(day: string, scope: Partial<LoggedRun['scope']> = {}, more: Partial<LoggedRun> = {}): LoggedRun {
  return {
    id: `run-${day}`,
    endedAt: `${day}T09:00:00.000Z`,
    listings: 67,
    problems: 0,
    packs: [{ id: 'core', version: '1.0.0' }],
    scope: {
      paths: ['.'],
      whole: true,
      rules: ['core/a', 'core/b', 'core/no-licence', 'core/expired'],
      images: true,
      ocr: false,
      complete: true,
      ...scope,
    },
    ...more,
  };
}

function adopt(name: string, adopted = '2026-03-01', more: Partial<AdoptedMeasure> = {}): AdoptedMeasure {
  return { id: `M-${name}`, step: STEPS[name]?.id ?? name, adopted, owner: 'Li Na', proofs: [], ...more };
}

function stateOf(
  name: string,
  control: Partial<ControlLog>,
  adopted: readonly AdoptedMeasure[] = [adopt(name)],
  days = 30,
): Measure {
  const chosen = STEPS[name];
  const [measure] = measureStates({
    steps: chosen === undefined ? [] : [chosen],
    adopted,
    control: { ...NOTHING, ...control },
    asOf: AS_OF,
    days,
  });
  if (measure === undefined) throw new Error(`no measure ${name}`);
  return measure;
}

describe('measureStates', () => {
  it('is proposed until somebody adopts it, and retired when somebody ends it', () => {
    const runs = { ...CATALOGUE, runs: [run('2026-11-20')] };
    expect(stateOf('scan', runs, [])).toMatchObject({ state: 'proposed', ref: 'step/brand-scan' });
    expect(stateOf('scan', runs, [adopt('scan', '2026-12-01')])).toMatchObject({ state: 'proposed', adopted: '2026-12-01' });
    expect(stateOf('scan', runs, [adopt('scan', '2026-03-01', { retired: '2026-11-01' })]).state).toBe('retired');
    const again = [adopt('scan', '2026-03-01', { retired: '2026-05-01' }), adopt('scan', '2026-11-01', { id: 'M-9' })];
    expect(stateOf('scan', runs, again)).toMatchObject({ state: 'in-force', ref: 'measure/M-9', adopted: '2026-11-01' });
    expect(stateOf('scan', runs, again.toReversed())).toMatchObject({ ref: 'measure/M-9' });
  });

  it('is in force by whole scans of the last days, and broken when the last one is too old', () => {
    const inForce = stateOf('scan', { ...CATALOGUE, runs: [run('2026-11-20'), run('2026-11-01'), run('2026-09-01')] });
    expect(inForce).toMatchObject({
      state: 'in-force',
      control: {
        kind: 'scan-coverage',
        done: 67,
        of: 67,
        from: '2026-10-24',
        to: AS_OF,
        refs: ['scan/run-2026-11-20', 'scan/run-2026-11-01'],
      },
    });
    expect(inForce).not.toHaveProperty('why');
    const broken = stateOf('scan', { ...CATALOGUE, runs: [run('2026-10-23')] });
    expect(broken).toMatchObject({ state: 'broken', control: { lastAt: '2026-10-23T09:00:00.000Z', refs: [] } });
    expect(broken.why?.en).toBe('The last proof is of 2026-10-23, 30 days ago; it may not be older than 2026-10-24.');
    expect(broken.why?.zh).toContain('已过 30 天');
    expect(stateOf('scan', { ...CATALOGUE, runs: [run('2026-10-23')] }, [adopt('scan')], 60).state).toBe('in-force');
  });

  it('does not count scans before the adoption, of a part, or by other rules, and says so', () => {
    const before = stateOf('scan', { ...CATALOGUE, runs: [run('2026-11-01')] }, [adopt('scan', '2026-11-10')]);
    expect(before).toMatchObject({ state: 'adopted' });
    const part = stateOf('scan', { ...CATALOGUE, runs: [run('2026-11-20', { whole: false })] });
    expect([part.state, part.why?.en]).toEqual(['adopted', expect.stringContaining('looked at the whole folder')]);
    const other = stateOf('scan', { ...CATALOGUE, runs: [run('2026-11-20', { rules: ['core/b'] })] });
    expect(other.why?.en).toContain('ran all rules of this step');
    const blind = stateOf('pictures', { ...CATALOGUE, runs: [run('2026-11-20', { images: false })] });
    expect(blind.state).toBe('adopted');
    const unread = stateOf('scan', { ...CATALOGUE, runs: [run('2026-11-20', { complete: false }, { problems: 3 })] });
    expect([unread.state, unread.why?.en]).toEqual(['adopted', expect.stringContaining('(3 problems)')]);
    expect(stateOf('scan', {}).why?.en).toContain('Nothing was recorded');
  });

  it('counts listings that other scans met since, when they ran the same rules', () => {
    const log = { catalogue: { listings: 70, pictures: 0 }, met: () => 70 };
    const partly = run('2026-11-21', { whole: false }, { listings: 3 });
    expect(stateOf('scan', { ...log, runs: [partly, run('2026-11-01')] })).toMatchObject({
      state: 'in-force',
      control: { done: 70 },
    });
    const otherwise = run('2026-11-21', { whole: false, rules: ['core/b'] }, { listings: 3 });
    const gap = stateOf('scan', { ...log, runs: [otherwise, run('2026-11-01')] });
    expect(gap).toMatchObject({ state: 'broken', control: { done: 67, of: 70 } });
    expect(gap.why?.en).toBe('listings scanned: 67 of 70, 3 missing (as of 2026-11-01).');
  });

  it('counts what was done since the adoption only', () => {
    const met = (since: string): number => (since >= '2026-11-15' ? 40 : 67);
    const late = stateOf('scan', { ...CATALOGUE, met, runs: [run('2026-11-20'), run('2026-11-01')] }, [
      adopt('scan', '2026-11-15'),
    ]);
    expect(late.control).toMatchObject({ done: 40, from: '2026-11-15', to: AS_OF, refs: ['scan/run-2026-11-20'] });
    const licence = stateOf('licence', { ...CATALOGUE, runs: [run('2026-11-20'), run('2026-11-01')] }, [
      adopt('licence', '2026-11-15'),
    ]);
    expect(licence.control).toMatchObject({ from: '2026-11-15', refs: ['scan/run-2026-11-20'] });
  });

  it('does not take a step for done that compares with a library which was not there', () => {
    const library = (pictures: number) => ({ library: { texts: 0, pictures, registers: 0 } });
    const runs = (scope: Partial<LoggedRun['scope']>) => ({ ...CATALOGUE, runs: [run('2026-11-20', scope)] });
    for (const scope of [{}, library(0)]) {
      const none = stateOf('library', runs(scope));
      expect([none.state, none.why?.en]).toEqual(['adopted', expect.stringContaining('no pictures of others to compare with')]);
    }
    expect(stateOf('library', runs(library(12))).state).toBe('in-force');
    // The step that also looks for words needs no library.
    expect(stateOf('scan', runs({})).state).toBe('in-force');
  });

  it('asks for every listing to be signed where the step says every', () => {
    const standing = [
      makeSignOff({
        ...{ listing: 'HM-1', marketplace: 'amazon.com', contentHash: 'a'.repeat(64), by: 'Li Na', decision: 'approved' },
        at: '2026-05-01T00:00:00.000Z',
      }),
    ];
    const signed = (count: number, gone = 0) => ({ ...CATALOGUE, signOffs: { signed: count, void: gone, standing } });
    expect(stateOf('sign', signed(67))).toMatchObject({
      state: 'in-force',
      control: { refs: [`sign-off/${standing[0]?.id}`] },
    });
    const gap = stateOf('sign', signed(61));
    expect([gap.state, gap.why?.en]).toEqual(['broken', expect.stringContaining('61 of 67, 6 missing')]);
    expect(stateOf('sign', signed(61), [adopt('sign', '2026-11-15')]).state).toBe('adopted');
    expect(stateOf('look', signed(61)).state).toBe('in-force');
    expect(stateOf('sign', { ...CATALOGUE })).toMatchObject({ state: 'adopted' });
    expect(stateOf('sign', { ...CATALOGUE, signOffs: { signed: 0, void: 4, standing: [] } }).state).toBe('broken');
  });

  it('counts pictures without an entry in the licence ledger', () => {
    const log = { ...CATALOGUE, runs: [run('2026-11-20')] };
    expect(stateOf('licence', log)).toMatchObject({ state: 'in-force', control: { done: 200, of: 200 } });
    expect(stateOf('licence', { ...log, standing: new Map([['core/expired', 9]]) }).state).toBe('in-force');
    const gap = stateOf('licence', { ...log, standing: new Map([['core/no-licence', 7]]) });
    expect(gap).toMatchObject({ state: 'broken', control: { done: 193, of: 200 } });
    expect(stateOf('licence', { ...log, runs: [run('2026-11-20', { images: false })] }).state).toBe('adopted');
  });

  it('looks at the letters of brands', () => {
    const letter = (brand: string, more: Partial<Authorisation> = {}): Authorisation => ({
      ...{ id: `A-${brand}`, brand, kind: 'owner-letter', proofFound: true, marketplaces: [], listings: [] },
      ...more,
    });
    const renewed = [letter('Crayola', { validTo: '2026-01-01' }), letter('CRAYOLA', { id: 'A-2' })];
    expect(stateOf('letters', { authorisations: renewed })).toMatchObject({ state: 'in-force', control: { done: 1, of: 1 } });
    const ended = [...renewed, letter('Duracell', { validTo: '2025-12-31' })];
    expect(stateOf('letters', { authorisations: ended })).toMatchObject({ state: 'broken', control: { done: 1, of: 2 } });
    expect(stateOf('letters', { authorisations: [letter('Keurig', { proofFound: false })] }).state).toBe('adopted');
  });

  it('lets a training count until the next one that was planned', () => {
    const held = (date: string, next?: string): Training => ({
      ...{ id: `T-${date}`, date, topic: 'Marks', attendees: [], audience: [], proofs: [] },
      ...(next === undefined ? {} : { next }),
    });
    expect(stateOf('training', { trainings: [held('2026-11-02'), held('2026-12-24')] })).toMatchObject({
      state: 'in-force',
      control: { done: 1, lastAt: '2026-11-02', refs: ['training/T-2026-11-02'] },
    });
    expect(stateOf('training', { trainings: [held('2026-09-02', '2026-12-02')] }).state).toBe('in-force');
    expect(stateOf('training', { trainings: [held('2026-09-02', '2026-11-02')] }).state).toBe('broken');
    expect(stateOf('training', { trainings: [held('2026-09-02')] }, [adopt('training', '2026-10-01')]).state).toBe('adopted');
  });

  it('asks for a test where the step promises one', () => {
    const promised = step('tested', 'Staff are trained, with a test.', 'training');
    const [untested, tested] = [undefined, '20 questions'].map((test) => {
      const training: Training = {
        ...{ id: 'T-1', date: '2026-11-02', topic: 'Marks', attendees: [], audience: [], proofs: [] },
        ...(test === undefined ? {} : { test }),
      };
      const control = { ...NOTHING, trainings: [training] };
      return measureStates({ steps: [promised], adopted: [adopt('tested')], control, asOf: AS_OF })[0];
    });
    expect([untested?.state, untested?.why?.en]).toEqual(['adopted', expect.stringContaining('promises a test')]);
    expect(tested?.state).toBe('in-force');
  });

  it('sees rules that changed between runs, and findings that were corrected', () => {
    const newer = run('2026-11-20', {}, { packs: [{ id: 'core', version: '1.1.0' }] });
    expect(stateOf('terms', { runs: [newer, run('2026-08-01')] })).toMatchObject({
      state: 'in-force',
      control: { refs: ['scan/run-2026-11-20'] },
    });
    expect(stateOf('terms', { runs: [run('2026-11-20'), run('2026-08-01')] }).state).toBe('adopted');
    const corrected = new Map([['core/a', { count: 5, lastAt: '2026-11-21T00:00:00.000Z' }]]);
    const standing = new Map([['core/a', 2]]);
    expect(stateOf('removed', { corrected, standing })).toMatchObject({ state: 'in-force', control: { done: 5, of: 7 } });
  });

  it('goes by the files of the adoption where nothing else proves a step', () => {
    const file = (found: boolean, changed = false): ProofFile => ({
      path: 'proofs/template.xlsx',
      found,
      ...(changed ? { changed: true as const } : {}),
    });
    const state = (...proofs: readonly ProofFile[]) =>
      stateOf('template', {}, [adopt('template', '2026-03-01', { proofs })]).state;
    expect(state(file(true))).toBe('in-force');
    expect(state(file(true, true))).toBe('broken');
    expect(state(file(false))).toBe('broken');
    expect(state()).toBe('adopted');
    const own = stateOf('our-own', {}, [adopt('our-own', '2026-03-01', { proofs: [file(true)], note: 'Our own step' })]);
    expect(own).toMatchObject({ step: 'our-own', text: { en: 'Our own step' }, state: 'in-force', rules: [] });
  });

  it('never calls in force what the log does not prove, and never broken what never held', () => {
    const day = fc
      .integer({ min: 0, max: 120 })
      .map((ago) => new Date(Date.parse(AS_OF) - ago * 86_400_000).toISOString().slice(0, 10));
    const scope = fc.record({ whole: fc.boolean(), complete: fc.boolean(), images: fc.boolean() });
    const runs = fc
      .array(fc.tuple(day, scope, fc.integer({ min: 0, max: 67 })), { maxLength: 6 })
      .map((all) =>
        all.map(([at, look, listings]) => run(at, look, { listings })).toSorted((a, b) => (a.endedAt < b.endedAt ? 1 : -1)),
      );
    const world = fc.record({
      runs,
      met: fc.integer({ min: 0, max: 67 }).map((n) => () => n),
      signed: fc.integer({ min: 0, max: 67 }),
      gone: fc.integer({ min: 0, max: 5 }),
      without: fc.integer({ min: 0, max: 3 }),
      adopted: day,
      days: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(world, ({ signed, gone, without, adopted, days, ...rest }) => {
        const control: ControlLog = {
          ...NOTHING,
          ...CATALOGUE,
          ...rest,
          standing: new Map([['core/no-licence', without]]),
          signOffs: { signed, void: gone, standing: [] },
        };
        const rows = Object.keys(STEPS).map((name) => adopt(name, adopted));
        const measures = measureStates({ steps: Object.values(STEPS), adopted: rows, control, asOf: AS_OF, days });
        expect(measures).toHaveLength(rows.length);
        for (const { state, control: log, why, text, proof } of measures) {
          expect(['adopted', 'in-force', 'broken']).toContain(state);
          expect(why === undefined).toBe(state === 'in-force');
          if (state !== 'in-force') continue;
          expect(log?.lastAt).toBeDefined();
          if (proof === 'scan-coverage' || proof === 'licence') {
            expect(log?.done).toBe(log?.of);
            expect((log?.lastAt ?? '').slice(0, 10) >= adopted).toBe(true);
            expect((log?.lastAt ?? '').slice(0, 10) >= (log?.from ?? '')).toBe(true);
          }
          if (text.en.includes('every')) expect(log?.done).toBe(log?.of);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('stepsOf', () => {
  it('finds every step of the rules that come with preclear, each once, with what proves it', async () => {
    const packs = await loadRulePacks([]);
    const steps = stepsOf(packs.flatMap(({ rules }) => rules));
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    expect(steps.length).toBeGreaterThan(15);
    const byId = new Map(steps.map((one) => [one.id, one]));
    expect(byId.get('licence-before-upload')?.rules).toContainEqual({
      id: 'core/image-no-licence',
      pictures: true,
      pictureText: false,
      licences: 'no-entry',
    });
    expect(byId.get('picture-text-scan')?.rules.some(({ pictureText }) => pictureText)).toBe(true);
    expect(byId.get('brand-scan-before-upload')?.rules.some(({ pictures }) => pictures)).toBe(false);
    const known = ['scan-coverage', 'sign-off', 'licence', 'authorisation', 'training', 'rule-changes', 'version-diff'];
    const files = ['template', 'contract', 'test-report', 'version-history'];
    for (const { id, proof } of steps) expect([...known, ...files], id).toContain(proof);
    expect(byId.get('licence-expiry-checked')?.rules.some(({ licences }) => licences !== undefined)).toBe(true);
  });
});
