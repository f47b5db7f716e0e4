import { describe, expect, it } from 'vitest';
import { foldPhrase } from '../../src/cases/folded.ts';
import { prepareWordings } from '../../src/cases/wordings.ts';
import { loadNoticePacks } from '../../src/rulepacks/notices.ts';

const packs = await loadNoticePacks();
const wordings = prepareWordings(packs);
const all = [...wordings.patterns, ...wordings.contexts.map(({ wording }) => wording)];

describe('wordings of notices', () => {
  it.each(all.map((wording) => [wording.pattern.id, wording] as const))('%s: its examples', (_id, { pattern, find }) => {
    const isFound = (example: string): boolean => find(foldPhrase(example)) !== undefined;
    expect({
      missed: pattern.examples.yes.filter((example) => !isFound(example)),
      found: pattern.examples.no.filter(isFound),
    }).toEqual({ missed: [], found: [] });
  });

  it('has an example for every language of a pattern', () => {
    const lacking = all.filter(({ pattern: { match, examples } }) => {
      const languages = Object.values(match).filter((list) => list.length > 0).length;
      return examples.yes.length < Math.min(languages, 2);
    });
    expect(lacking.map(({ pattern }) => pattern.id)).toEqual([]);
  });

  it('gives no label two meanings', () => {
    const fields = new Map<string, string>();
    const doubled = wordings.labels.filter(({ word, field }) => {
      const before = fields.get(word);
      fields.set(word, field);
      return before !== undefined && before !== field;
    });
    expect(doubled.map(({ word }) => word)).toEqual([]);
  });
});
