import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sieve } from '../../src/detectors/literal-sieve.ts';
import { Pattern } from '../../src/detectors/pattern.ts';
import { detectPhrases } from '../../src/detectors/phrases.ts';
import { type Requirement, requirementOf } from '../../src/detectors/required-literals.ts';
import type { PhrasesRule } from '../../src/model/rule.ts';
import { NOTHING, RULE_BASE, subjectOf } from './subject.ts';

function rule(when: PhrasesRule['when'], about: Partial<PhrasesRule> = {}): PhrasesRule {
  return { ...RULE_BASE, id: 'test/phrases', kind: 'phrases', scope: ['title'], when, ...about };
}

/** What the rule underlines in a title, as written. */
function found(when: PhrasesRule['when'], title: string): string[] {
  const detect = detectPhrases([rule(when)], NOTHING);
  return detect(subjectOf({ title })).map(({ span }) => title.slice(...span));
}

/** The slow way. */
function mayMatch(need: Requirement | undefined, text: string): boolean {
  if (need === undefined) return true;
  if (need === 'non-ascii') return /[^\0-\x7f]/.test(text);
  const holds = (literal: string): boolean => text.includes(literal);
  return need.literals.some(holds) && (need.also === undefined || need.also.some(holds));
}

describe('phrases', () => {
  it.each([
    ['in any case', 'FREE Shipping today', ['FREE Shipping']],
    ['across hyphens and spaces', 'free-shipping, free   shipping', ['free-shipping', 'free   shipping']],
    ['through tags and entities', 'fr<b>ee</b>&nbsp;shipping', ['fr<b>ee</b>&nbsp;shipping']],
    ['through invisible characters', 'free ship\u200bping', ['free ship\u200bping']],
    ['full width', 'ｆｒｅｅ ｓｈｉｐｐｉｎｇ', ['ｆｒｅｅ ｓｈｉｐｐｉｎｇ']],
    ['not inside words', 'carefree shippings', []],
    ['not across a comma', 'sugar free, shipping weight 2 lb', []],
    ['not across a sentence', 'Lead free. Shipping box', []],
  ])('finds whole words %s', (_, title, expected) => {
    expect(found({ phrases: ['free shipping'] }, title)).toEqual(expected);
  });

  it('compares Han character by character and keeps signs inside a phrase', () => {
    expect(
      found({ phrases: ['高仿', '1:1 quality', '100% cotton'] }, '高 仿包 1:1 quality, 100 % cotton, 1, 1 quality'),
    ).toEqual(['高 仿', '1:1 quality', '100 % cotton']);
  });

  it('leaves out what stands inside an unless phrase, and only that', () => {
    const when = { phrases: ['原单', 'new'], unless: ['原单价', 'new york'] };
    expect(found(when, '原单价 10, 原单包, New York poster, new')).toEqual(['原单', 'new']);
  });

  it('keeps the longest of hits that begin together and none that overlap', () => {
    expect(found({ phrases: ['best', 'best seller', 'seller of'] }, 'best seller of mugs')).toEqual(['best seller']);
  });

  it('matches patterns against the folded text and points at the text as written', () => {
    const patterns = ['[a-z0-9._-]+@[a-z0-9-]+\\.[a-z]{2,}'];
    expect(found({ patterns }, 'Mail <i>Ser</i>vice@Hillmoor.COM now')).toEqual(['Ser</i>vice@Hillmoor.COM']);
  });

  it('looks only where scope and marketplace say', () => {
    const rules = [rule({ phrases: ['sale'] }, { scope: ['bullet'], marketplaces: ['amazon.*', '!amazon.in'] })];
    const detect = detectPhrases(rules, NOTHING);
    const texts = { title: 'sale', bullet: ['sale', 'x sale'] };
    expect(detect(subjectOf(texts)).map(({ target }) => target)).toEqual([{ field: 1 }, { field: 2 }]);
    expect(detect(subjectOf(texts, { marketplace: 'amazon.in' }))).toEqual([]);
    expect(detect(subjectOf(texts, { marketplace: 'shopify' }))).toEqual([]);
  });

  it('tells the phrase, what was hidden, and an identity without the hiding', () => {
    const [draft] = detectPhrases([rule({ phrases: ['Free Shipping'] })], NOTHING)(subjectOf({ title: 'FREE sh\u200bipping' }));
    expect(draft).toMatchObject({
      slots: { phrase: 'Free Shipping' },
      evidence: { kind: 'phrase', phrase: 'Free Shipping', folding: ['zero-width'] },
      identity: 'free shipping',
    });
  });

  it('finds a planted phrase in any text', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.array(word), fc.array(word), (phrase, before, after) => {
        const title = [...before, ...phrase, ...after].join(' ');
        expect(found({ phrases: [phrase.join(' ')] }, title)).toContain(phrase.join(' '));
      }),
    );
  });
});

describe('what a pattern needs', () => {
  it.each([
    ['\\b[a-z]+@[a-z]+\\.com', { literals: ['.com'], also: ['@'] }],
    ['\\b[a-z]+\\.(?:com|net)\\b', { literals: ['.com', '.net'] }],
    ['https?://x', { literals: ['http'], also: ['://x'] }],
    ['(?:tel|phone): ?[0-9]+', { literals: ['tel:', 'phone:'] }],
    ['[\\x{2600}-\\x{27bf}]+', 'non-ascii'],
    ['[-\\x{2600}]', undefined],
    ['a*b?', undefined],
    ['(?:abc)?', undefined],
    ['abc|d*', undefined],
    ['[0-9]{3}', undefined],
    ['\\Qa|b\\E', undefined],
  ])('%s', (pattern, expected) => {
    expect(requirementOf(pattern)).toEqual(expected);
  });

  it('never rules out a text that matches', () => {
    const atom = fc.oneof(
      fc.constantFrom('a', 'b', '\\.', '.', '[ab]', '[^a]', '\\d', '\\b', '^', '$', '☆', '[★-☆]', '\\x{2606}'),
      fc.constantFrom('(?:a|b)', '(?:ab)?', '(?:a|)', '(b+)', '(?P<n>ab)', '(?i)', '(?:a{0}b|.)'),
    );
    const part = fc
      .tuple(atom, fc.constantFrom('', '', '+', '*', '?', '{2}', '{0,2}'))
      .map(([a, q]) => (/^(?:\\b|\^|\$|\(\?i\))$|\?$/.test(a) ? a : a + q));
    const pattern = fc.array(
      fc.array(part, { minLength: 1, maxLength: 4 }).map((p) => p.join('')),
      { minLength: 1, maxLength: 3 },
    );
    const text = fc.array(fc.constantFrom('a', 'b', '.', '1', '☆', ' '), { maxLength: 8 }).map((t) => t.join(''));
    fc.assert(
      fc.property(pattern, text, (branches, input) => {
        const source = branches.join('|');
        const plain = new RegExp(
          source.replaceAll('(?i)', '').replaceAll('(?P<', '(?<').replaceAll('\\x{2606}', '☆').replaceAll('(?<n>', '('),
          'u',
        );
        if (plain.test(input)) expect(mayMatch(requirementOf(source), input), source).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('lets through what each of the requirements lets through, text after text', () => {
    const literals = fc.array(fc.stringMatching(/^[ab@.é]{1,5}$/), { minLength: 1, maxLength: 3 });
    const need = fc.oneof(
      fc.constantFrom('non-ascii' as const, undefined),
      literals.map((one) => ({ literals: one })),
      fc.tuple(literals, literals).map(([one, also]) => ({ literals: one, also })),
    );
    fc.assert(
      fc.property(
        fc.array(need, { maxLength: 4 }),
        fc.array(fc.stringMatching(/^[ab@.é]{0,12}$/), { maxLength: 3 }),
        (needs, texts) => {
          const sieve = new Sieve(needs);
          for (const text of texts) {
            sieve.read(text);
            expect(needs.map((_, n) => sieve.may(n))).toEqual(needs.map((one) => mayMatch(one, text)));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('bounds the matches of a hostile text', () => {
    let count = 0;
    new Pattern('[a-z]').search('a '.repeat(100_000), () => count++);
    expect(count).toBe(100);
  });
});
