import type { AnnexEntry } from '../../model/case-draft.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import { fillSlots } from './render.ts';
import { cleanText, listOf, plainDay, textOf, type Value, wordOf } from './row.ts';
import type { Writing } from './statements.ts';

/*
 * What a file of the annex is, in words of the letter's language: whoever reads `A-1-1-before-after.png` knows nothing.
 */

type Titled = Pick<AnnexEntry, 'title' | 'dated'>;

/** What a record says of its files: a word of the templates with its slots, and the day. */
interface About {
  readonly word: string;
  readonly slots: Readonly<Record<string, Value | undefined>>;
  readonly day?: string;
}

/** Titles of files, by the records that they prove. */
export class AnnexTitles {
  readonly #writing: Pick<Writing, 'lang' | 'words'>;
  readonly #known = new Map<string, About>();
  /** Evidence by the hash of its file: the same file may prove another record too. */
  readonly #evidence = new Map<string, Titled>();

  constructor(world: CaseWorld, writing: Pick<Writing, 'lang' | 'words'>) {
    this.#writing = writing;
    for (const { ref, kind, done, items } of world.actions)
      this.#set(ref, `annex.action.${kind}`, { items: listOf(items) }, done);
    for (const { ref, party, direction, channel, at } of world.contacts)
      this.#set(
        ref,
        `annex.contact.${direction}`,
        { party: textOf(party), channel: wordOf(`channel.${channel}`, channel) },
        at,
      );
    for (const { ref, title, adopted } of world.policies) this.#set(ref, 'annex.policy', { title: textOf(title) }, adopted);
    for (const { ref, topic, date } of world.trainings) this.#set(ref, 'annex.training', { topic: textOf(topic) }, date);
    for (const { ref, kind, items } of world.rights)
      this.#set(ref, 'annex.right', { what: wordOf(`right.${kind}`, kind), items: listOf(items) });
    for (const { ref, step, text, adopted } of world.measures)
      this.#set(ref, 'annex.measure', { measure: wordOf(`measure.${step}`, text.en, text.zh) }, adopted);
    for (const { ref, url, observedAt } of world.traces)
      this.#set(ref, 'annex.trace', { url: textOf(hostOf(url)) }, observedAt);
    for (const { title, kind, madeAt, proofs, confidential } of world.evidence) {
      if (confidential || kind === 'trace-folder') continue;
      const day = plainDay(madeAt);
      const titled = { title: cleanText(title) ?? title, ...(day === undefined ? {} : { dated: day }) };
      for (const { sha256 } of proofs) if (sha256 !== undefined) this.#evidence.set(sha256, titled);
    }
  }

  /** What a file of a record is; its name where nothing more is known. */
  of(ref: string, path: string, sha256: string): Titled {
    const evidence = this.#evidence.get(sha256);
    if (evidence !== undefined) return evidence;
    const about = this.#known.get(ref);
    const { lang, words } = this.#writing;
    const name = nameOf(path);
    const word = about?.word === 'annex.trace' ? `annex.trace.${traceFile(name)}` : (about?.word ?? '');
    const text = words[word]?.[lang] ?? words[word]?.en;
    if (about === undefined || text === undefined) return { title: name };
    const { text: title } = fillSlots(
      text,
      (slot) => about.slots[slot],
      () => '',
      lang,
      words,
    );
    return { title, ...(about.day === undefined ? {} : { dated: about.day }) };
  }

  #set(ref: string, word: string, slots: About['slots'], at?: string): void {
    const day = plainDay(at);
    this.#known.set(ref, { word, slots, ...(day === undefined ? {} : { day }) });
  }
}

/** What a file of an evidence folder shows, by its name. */
function traceFile(name: string): string {
  if (name.startsWith('texts-')) return 'texts';
  if (name.startsWith('pair-')) return 'pictures';
  if (name.startsWith('page-as-received')) return 'page';
  if (name.startsWith('ours-')) return 'ours';
  if (name === 'text.txt') return 'text';
  return name === 'index.html' ? 'dates' : 'file';
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:www\.)?([^/?#:]+)/.exec(url)?.[1];
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
