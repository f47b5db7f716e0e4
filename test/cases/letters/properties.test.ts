import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBlocked } from '../../../src/cases/letters/blocked.ts';
import { daysIn } from '../../../src/cases/letters/days-in-text.ts';
import { draftLetter, stopsOf } from '../../../src/cases/letters/draft.ts';
import { recordsOf } from '../../../src/cases/letters/facing.ts';
import { DRAFT_KINDS } from '../../../src/model/case.ts';
import type { Draft, Statement } from '../../../src/model/case-draft.ts';
import type { CaseWorld } from '../../../src/model/case-world.ts';
import { AS_OF, worlds } from './worlds.ts';
import { TEMPLATES } from './templates.ts';

/*
 * What must hold of every letter of every world. The facts of a sentence are walked back to the world here by other means than the program's:
 * days, numbers and listings are read out of the text.
 */

const WORLDS: readonly CaseWorld[] = fc.sample(worlds, { numRuns: 48, seed: 9 });
const kept = new Map<CaseWorld, readonly Draft[]>();
/** Tables that stand for their rows. */
const TABLES: ReadonlySet<string> = new Set(['seller/identity', 'ledger/licences', 'ledger/sign-offs']);

function drafts(world: CaseWorld): Draft[] {
  return TEMPLATES.documents.flatMap(({ kind, langs }) => langs.map((lang) => draftLetter(world, kind, lang, TEMPLATES)));
}

function told(draft: Draft): Statement[] {
  return draft.sections.flatMap(({ statements }) => statements);
}

/** What a letter copy would hold. */
function exported(draft: Draft): Statement[] {
  return told(draft).filter(({ state }) => state !== 'blocked');
}

/** The letters of each world are drafted once for all tests. */
function keptDrafts(world: CaseWorld): readonly Draft[] {
  const known = kept.get(world) ?? drafts(world);
  kept.set(world, known);
  return known;
}

function holds(check: (world: CaseWorld) => void): void {
  for (const world of WORLDS) check(world);
}

describe('every letter', () => {
  it('has a template of each kind', () => {
    expect(TEMPLATES.documents.map(({ kind }) => kind).sort()).toEqual([...DRAFT_KINDS].sort());
  });

  it('has no sentence without a record', () => {
    holds((world) => {
      const open = world.evidence.filter(({ confidential }) => confidential).map(({ ref }) => ref);
      const refs = new Set(recordsOf(world).map(({ ref }) => ref).filter((ref) => !open.includes(ref)));
      for (const statement of keptDrafts(world).flatMap(exported)) {
        const { state, backing, text } = statement;
        if (state === 'backed' || state === 'asserted') expect(backing, text).not.toEqual([]);
        for (const ref of backing) expect(refs.has(ref) || TABLES.has(ref), `${ref}: ${text}`).toBe(true);
        if (state === 'fixed-text') expect(daysIn(text), text).toEqual([]);
        if (state === 'asserted') expect(backing.some((ref) => ref.startsWith('assertion/')), text).toBe(true);
        if (state === 'blank') expect(text).toMatch(/\[(?:TO FILL|AUSZUFÜLLEN): |\[(?:要記入|待填)：/);
        else expect(text).not.toMatch(/\[(?:TO FILL|AUSZUFÜLLEN|要記入|待填)/);
      }
    });
  });

  it('names no day, listing or file that its records do not have', () => {
    holds((world) => {
      const records = new Map(recordsOf(world).map((record) => [record.ref, JSON.stringify(record)]));
      const names = JSON.stringify(world.items.map(({ id }) => id));
      for (const draft of keptDrafts(world)) {
        for (const { text, backing, state } of exported(draft)) {
          if (state === 'fixed-text') continue;
          const source = `${AS_OF} ${backing.map((ref) => records.get(ref) ?? '').join(' ')}`;
          for (const { day } of daysIn(text)) expect(source, text).toContain(day);
          for (const [asin] of text.matchAll(/\bB0[A-Z0-9]{8}\b/g)) expect(`${source} ${names}`, text).toContain(asin);
        }
      }
    });
  });

  it('tells as done only what is done', () => {
    holds((world) => {
      const actions = new Map(world.actions.map((action) => [action.ref, action]));
      for (const { text, backing, template } of keptDrafts(world).flatMap(exported)) {
        const done = /^corrective\.|^account-wide\.acknowledge/.test(template);
        for (const ref of backing) {
          const action = actions.get(ref);
          if (action === undefined) continue;
          if (done) expect((action.done ?? '9999').slice(0, 10) <= AS_OF, text).toBe(true);
          if (template.startsWith('planned.')) expect(action.done, text).toBeUndefined();
        }
      }
    });
  });

  it('says "all" only of the whole, and the true number else', () => {
    holds((world) => {
      const { signOffs, licensedImages } = world;
      for (const { text, template, state } of keptDrafts(world).flatMap(exported)) {
        if (state !== 'backed') continue;
        const whole = /\b(?:all|both)\b|\balle[nr]?\b|\bbeide[nr]?\b|\bonly (?:listing|picture)|\b(?:einzige[ns]?|dem einen)\b|the one case|全#?\d|全部|所有/i.test(text);
        const share = (n: number, of: number): void => {
          expect(whole, text).toBe(n === of);
          const said = (count: number): RegExp => (count > 2 ? new RegExp(`(?<!\\d)${count}(?!\\d)`) : /./);
          expect(text).toMatch(said(of));
          expect(text).toMatch(n === 1 ? /\bone\b|\bein(?:e|es|em)\b|(?<!\d)1(?!\d)|only|einzige/i : said(n));
        };
        if (template === 'house.signed') share(signOffs.signed, signOffs.listings);
        if (template === 'house.signed-by-two') share(signOffs.signedByTwo, signOffs.listings);
        if (template === 'house.licences') share(licensedImages.covered, licensedImages.of);
        if (template === 'prevention.in-force') {
          const pairs = world.measures.flatMap(({ control }) => (control === undefined ? [] : [[control.done, control.of] as const]));
          expect(pairs.some(([n, of]) => (n === of) === whole && (of < 3 || new RegExp(`(?<!\\d)${of}(?!\\d)`).test(text))), text).toBe(true);
        }
      }
    });
  });

  it('counts what the records count', () => {
    holds((world) => {
      for (const { text, template, backing } of keptDrafts(world).flatMap(exported)) {
        if (template === 'contact.out' && !text.includes('[')) {
          const [first] = world.contacts.filter(({ ref }) => backing.includes(ref));
          const n = world.contacts.filter((one) => one.direction === 'out' && one.party === first?.party && one.at.slice(0, 10) <= AS_OF).length;
          expect(backing).toHaveLength(n);
          expect(text).toMatch(n === 1 ? /once|einmal|1回/ : new RegExp(`(?<!\\d)${n}(?: times|-mal|回)`));
        }
        if (template === 'house.training' && !text.includes('[')) {
          const training = world.trainings.find(({ ref }) => backing.includes(ref));
          const n = training?.attendees.length ?? 0;
          expect(text).toMatch(n === 1 ? /one member|ein Mitarbeiter|1名/ : new RegExp(`(?<!\\d)${n}(?: members| Mitarbeitende|名)`));
        }
      }
    });
  });

  it('shows no confidential file, under whichever name', () => {
    holds((world) => {
      const hidden = world.evidence.filter(({ confidential }) => confidential);
      const hashes = new Set(hidden.flatMap(({ proofs }) => proofs.map(({ sha256 }) => sha256)));
      for (const draft of keptDrafts(world)) {
        for (const { sha256 } of draft.annex) expect(hashes.has(sha256)).toBe(false);
        for (const { backing } of told(draft)) for (const { ref } of hidden) expect(backing).not.toContain(ref);
      }
    });
  });

  it('has no blocked wording', () => {
    holds((world) => {
      for (const { text, state } of keptDrafts(world).flatMap(exported)) {
        if (state === 'fixed-text') continue;
        const bluffs = findBlocked(text, TEMPLATES).filter(({ wording }) => wording.kind === 'bluff');
        const excused = world.actions.some(({ kind, done = '9999' }) => /personnel|lawyer/.test(kind) && done.slice(0, 10) <= AS_OF);
        expect(bluffs.filter(({ wording }) => !(excused && wording.unless !== undefined)).map(({ match }) => match), text).toEqual([]);
      }
    });
  });

  it('is final exactly when nothing is missing', () => {
    holds((world) => {
      for (const draft of keptDrafts(world)) {
        const document = TEMPLATES.documents.find(({ kind }) => kind === draft.kind);
        const stops = stopsOf(draft);
        const at = (kind: string): string[] => stops.flatMap((fault) => (fault.kind === kind && fault.statement !== undefined ? [fault.statement] : []));
        const ids = (state: string): string[] => told(draft).flatMap((one) => (one.state === state ? [one.id] : []));
        expect(at('blocked')).toEqual(ids('blocked'));
        expect(at('blank')).toEqual(document?.internal === true ? [] : ids('blank'));
        const claim = world.claim?.claim ?? 'unclear';
        const shut = document?.gates.some(({ need }) => need.claim !== undefined && !need.claim.includes(claim)) === true;
        if (shut) expect(stops.some(({ kind }) => kind === 'gate')).toBe(true);
        if (stops.some(({ kind }) => kind === 'gate') && draft.kind !== 'takedown-amazon' && shut) expect(draft.sections).toEqual([]);
      }
    });
  });

  it('is the same for the same world', () => {
    for (const world of WORLDS.slice(0, 8)) expect(drafts(structuredClone(world))).toEqual(keptDrafts(world));
  });
});

describe('a record that is taken away', () => {
  /** Tables whose rows carry sentences by themselves. */
  const TABLES_OF = ['actions', 'trainings', 'policies', 'rights', 'traces', 'rootCauses', 'contacts', 'assertions', 'evidence'] as const;

  it('takes each sentence with it that rests on it', () => {
    for (const world of WORLDS.slice(0, 10)) {
        const before = keptDrafts(world).flatMap(exported);
        for (const table of TABLES_OF) {
          const [gone] = world[table];
          if (gone === undefined) continue;
          const after = drafts({ ...world, [table]: world[table].slice(1) }).flatMap(exported);
          const rested = before.filter(({ backing, template }) => backing.includes(gone.ref) && !(template === 'root-cause.why' && table !== 'rootCauses'));
          const left = new Set(after.filter(({ state }) => state !== 'blank').map(({ template, text, backing }) => `${template} ${text} ${backing.join()}`));
          for (const { template, text, backing } of rested) expect(left.has(`${template} ${text} ${backing.join()}`), text).toBe(false);
          for (const { backing } of after) expect(backing).not.toContain(gone.ref);
        }
    }
  });
});
