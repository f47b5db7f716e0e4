import { describe, expect, it } from 'vitest';
import type { Resources, Subject } from '../../src/detectors/contract.ts';
import { detectRegisterMarks } from '../../src/detectors/register-marks.ts';
import type { RegisterMarksRule } from '../../src/model/rule.ts';
import type { ExampleRegister } from '../../src/model/rule-example.ts';
import { openBrands } from '../../src/scan/installation.ts';
import { exampleRegisters } from '../../src/scan/registers.ts';
import { NOTHING, RULE_BASE, subjectOf } from './subject.ts';

const LEXICON = openBrands();
const MAT = 'Zenvora yoga mat, 6 mm, non-slip';

function entry(mark: string, more: Partial<ExampleRegister> = {}): ExampleRegister {
  return { office: 'US', number: '97000001', mark, owner: 'Zen Fitness LLC', classes: [28], status: 'live', ...more };
}

function detect(
  rows: readonly ExampleRegister[],
  subject: Subject,
  when: RegisterMarksRule['when'] = {},
  more: Partial<Resources> = {},
): ReturnType<ReturnType<typeof detectRegisterMarks>> {
  const rule = { ...RULE_BASE, id: 'core/registered-mark', kind: 'register-marks', scope: ['!brand'], when } as const;
  const resources = { ...NOTHING, lexicon: LEXICON, registers: exampleRegisters(rows, LEXICON), ...more };
  return detectRegisterMarks([rule], resources)(subject);
}

describe('register marks', () => {
  it('are told with their entry, once a field', () => {
    const found = detect([entry('ZENVORA')], subjectOf({ title: MAT, bullet: ['The Zenvora mat, Zenvora quality'] }));
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      span: [0, 7],
      identity: 'zenvora',
      slots: { term: 'ZENVORA', owner: 'Zen Fitness LLC', number: '97000001', class: '28', office: 'US' },
      evidence: { kind: 'register-mark', mark: 'ZENVORA', status: 'live', others: 0 },
    });
  });

  it('name the entry that weighs most, and count the others that are alive', () => {
    const rows = [
      entry('ZENVORA', { number: '1', classes: [30] }),
      entry('ZENVORA', { number: '2', supplemental: true }),
      entry('ZENVORA', { number: '3', status: 'dead' }),
      entry('ZENVORA', { number: '4' }),
      entry('ZENVORA', { number: '5', status: 'pending' }),
    ];
    expect(detect(rows, subjectOf({ title: MAT }))).toMatchObject([{ evidence: { number: '4', others: 2 } }]);
    expect(detect(rows, subjectOf({ title: MAT }), { pending: true })).toMatchObject([
      { evidence: { number: '4', others: 3 } },
    ]);
  });

  it('of two offices are one find', () => {
    const rows = [entry('ZENVORA'), entry('ZENVORA', { office: 'EM', number: '018' })];
    expect(detect(rows, subjectOf({ title: MAT }, { marketplace: 'alibaba.com' }))).toMatchObject([
      { evidence: { office: 'EM', others: 1 } },
    ]);
    expect(detect(rows, subjectOf({ title: MAT }, { marketplace: 'amazon.com' }))).toMatchObject([
      { evidence: { office: 'US' } },
    ]);
    expect(detect(rows, subjectOf({ title: MAT }, { marketplace: 'amazon.fr' }))).toMatchObject([
      { evidence: { office: 'EM' } },
    ]);
    expect(detect(rows, subjectOf({ title: MAT }, { marketplace: 'amazon.co.jp' }))).toEqual([]);
    expect(detect(rows, subjectOf({ title: MAT }), { offices: ['EM'] })).toEqual([]);
  });

  it.each<[string, ExampleRegister, Subject, Partial<Resources>?]>([
    ['for other goods', entry('ZENVORA', { classes: [30] }), subjectOf({ title: MAT })],
    ['for services', entry('ZENVORA', { classes: [35, 41] }), subjectOf({ title: MAT })],
    ['when nothing tells the goods', entry('ZENVORA'), subjectOf({ title: 'Zenvora 500' })],
    ['that are everyday words', entry('DURABLE'), subjectOf({ title: 'Durable yoga mat' })],
    ['that are phrases of everyday words', entry('PERFECT GRIP'), subjectOf({ title: 'Perfect grip yoga mat' })],
    ['in the brand field', entry('ZENVORA'), subjectOf({ title: MAT }, { brand: 'Zenvora' })],
    [
      'that begin in the own brand',
      entry('ZENVORA TRAIL'),
      subjectOf({ title: 'Zenvora Trail yoga mat' }, { brand: 'Zenvora' }),
    ],
    ['of the configuration', entry('ZENVORA'), subjectOf({ title: MAT }), { ownBrands: ['Zenvora Trail', 'Zenvora'] }],
    ['of an owner who has the name of the brand', entry('ZENVORA'), subjectOf({ title: MAT }, { brand: 'Zen Fitness' })],
    ['that the brand tables know', entry('VELCRO', { classes: [28] }), subjectOf({ title: 'Yoga mat with Velcro strap' })],
  ])('are not told %s', (_, row, subject, more) => {
    expect(detect([row], subject, {}, more)).toEqual([]);
  });

  it('weigh less on the supplemental register', () => {
    const [strong] = detect([entry('ZENVORA')], subjectOf({ title: MAT }));
    const [weak] = detect([entry('ZENVORA', { supplemental: true })], subjectOf({ title: MAT }));
    expect(weak?.confidence ?? 1).toBeLessThan(strong?.confidence ?? 0);
  });

  it('are allowed by an authorisation', () => {
    const record = {
      id: 'A-1',
      brand: 'Zenvora',
      kind: 'letter',
      owner: 'Zen',
      proofFound: true,
      marketplaces: [],
      listings: [],
    };
    const more = { authorisations: [record as unknown as Resources['authorisations'][number]] };
    expect(detect([entry('ZENVORA')], subjectOf({ title: MAT }), {}, more)).toEqual([]);
  });

  it('are not looked for where no register was imported', () => {
    const rule = { ...RULE_BASE, id: 'core/registered-mark', kind: 'register-marks', scope: [], when: {} } as const;
    expect(detectRegisterMarks([rule], NOTHING)(subjectOf({ title: MAT }))).toEqual([]);
  });
});
