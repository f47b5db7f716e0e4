import type { Tense } from './letter.ts';
import type { LetterQuery } from './letter-query-names.ts';

/*
 * What sentences of a letter can ask a case for. A query gives rows; a row has the slots that stand here, or lacks some.
 */

/**
 * What a slot holds: a text as recorded, a word with a translation, a day, a number, a part of a whole, a list of texts or listings, or the
 * time between two moments.
 */
export type SlotKind = 'text' | 'word' | 'day' | 'count' | 'share' | 'list' | 'span';

/** What a query gives. */
export interface Signature {
  /** What may be said from it. */
  readonly tells: Exclude<Tense, 'nothing'>;
  readonly slots: Readonly<Record<string, SlotKind>>;
}

const DONE: Signature = {
  tells: 'past',
  slots: { items: 'list', n: 'count', images: 'count', day: 'day', within: 'span', order: 'text' },
};
/** A word of a listing, or a picture that it shows. */
const FOUND: Signature['slots'] = {
  field: 'word',
  match: 'text',
  picture: 'text',
  'shown-as': 'word',
  items: 'list',
  n: 'count',
};
const PLANNED: Signature = { tells: 'plan', slots: { items: 'list', n: 'count', day: 'day' } };
const EVIDENCE: Signature = {
  tells: 'now',
  slots: { title: 'text', what: 'word', day: 'day', how: 'word', from: 'text', items: 'list' },
};
const COPY: Signature = {
  tells: 'now',
  slots: {
    url: 'text',
    site: 'text',
    id: 'text',
    /** When the page was seen at its address; absent for a saved copy of it, of which `saved` says when it was read. */
    seen: 'day',
    saved: 'day',
    listing: 'text',
    'own-id': 'text',
    'own-url': 'text',
    published: 'day',
    passages: 'count',
    words: 'count',
    images: 'count',
    canaries: 'list',
    ours: 'day',
    'ours-kind': 'word',
    theirs: 'day',
    'theirs-kind': 'word',
    lead: 'count',
  },
};

const QUERIES: Readonly<Record<LetterQuery, Signature>> = {
  seller: {
    tells: 'now',
    slots: {
      store: 'text',
      'seller-id': 'text',
      'legal-name': 'text',
      representative: 'text',
      email: 'text',
      phone: 'text',
      address: 'text',
      country: 'text',
      website: 'text',
    },
  },
  notice: {
    tells: 'now',
    slots: {
      received: 'day',
      complaints: 'list',
      numbers: 'list',
      terms: 'list',
      works: 'list',
      owner: 'text',
      'owner-email': 'text',
      platform: 'word',
      type: 'word',
      places: 'list',
      items: 'list',
      n: 'count',
    },
  },
  items: { tells: 'now', slots: { id: 'text', title: 'text' } },
  today: { tells: 'now', slots: { day: 'day', case: 'text' } },
  causes: {
    tells: 'now',
    slots: {
      cause: 'word',
      title: 'word',
      items: 'list',
      only: 'list',
      n: 'count',
      support: 'text',
      by: 'text',
      day: 'day',
      source: 'text',
      doc: 'text',
      made: 'day',
      terms: 'list',
      published: 'day',
      warned: 'day',
      lead: 'count',
      trained: 'day',
      images: 'count',
      because: 'text',
    },
  },
  asked: { tells: 'now', slots: { point: 'text' } },
  'letter-before': { tells: 'past', slots: { day: 'day' } },
  sworn: { tells: 'now', slots: { by: 'text', day: 'day' } },
  material: {
    tells: 'now',
    slots: { id: 'text', url: 'text', part: 'word', number: 'text', match: 'text', picture: 'text', since: 'day' },
  },
  assessed: { tells: 'past', slots: { day: 'day', by: 'text', reason: 'text', items: 'list' } },
  findings: { tells: 'now', slots: FOUND },
  'known-before': { tells: 'past', slots: { since: 'day', lead: 'count', n: 'count', items: 'list', because: 'text' } },
  fixed: { tells: 'past', slots: { ...FOUND, day: 'day', within: 'span' } },
  unfixed: { tells: 'now', slots: FOUND },
  changes: { tells: 'past', slots: { items: 'list', n: 'count', fields: 'list', day: 'day' } },
  rescan: { tells: 'now', slots: { clean: 'share', day: 'day' } },
  'scan-whole': {
    tells: 'past',
    slots: { day: 'day', listings: 'share', looked: 'list', open: 'count', version: 'text' },
  },
  'contacts-out': {
    tells: 'past',
    slots: { party: 'text', n: 'count', first: 'day', last: 'day', day: 'day', channels: 'list' },
  },
  'contacts-in': { tells: 'past', slots: { party: 'text', n: 'count', last: 'day', channel: 'word' } },
  offers: { tells: 'past', slots: { party: 'text', day: 'day', offer: 'text' } },
  trainings: {
    tells: 'past',
    slots: {
      day: 'day',
      topic: 'text',
      people: 'count',
      audience: 'list',
      trainer: 'text',
      test: 'text',
      passed: 'share',
      'this-case': 'word',
    },
  },
  'training-next': { tells: 'plan', slots: { day: 'day', topic: 'text' } },
  policies: { tells: 'now', slots: { title: 'text', day: 'day' } },
  reviewers: { tells: 'now', slots: { n: 'count', names: 'list', since: 'day' } },
  'sign-offs': { tells: 'now', slots: { signed: 'share', two: 'share' } },
  'second-person': { tells: 'past', slots: { items: 'list', n: 'count', day: 'day', changed: 'text', signed: 'text' } },
  licences: { tells: 'now', slots: { images: 'share' } },
  rights: { tells: 'now', slots: { what: 'word', owner: 'text', items: 'list', from: 'day', to: 'day' } },
  'rights-apart': { tells: 'now', slots: { what: 'word', owner: 'text', items: 'list', from: 'day', to: 'day' } },
  'in-force': {
    tells: 'now',
    slots: {
      measure: 'word',
      control: 'word',
      done: 'share',
      times: 'count',
      from: 'day',
      to: 'day',
      last: 'day',
      since: 'day',
    },
  },
  adopted: { tells: 'plan', slots: { measure: 'word', since: 'day', owner: 'text' } },
  originals: EVIDENCE,
  papers: EVIDENCE,
  evidence: EVIDENCE,
  copies: COPY,
  'copies-amazon': COPY,
  'copies-alibaba': COPY,
  'copies-tiktok': COPY,
  'copies-ebay': COPY,
  'copies-host': COPY,
  court: {
    tells: 'now',
    slots: { court: 'text', number: 'text', plaintiff: 'text', counsel: 'text', frozen: 'text', hearing: 'text' },
  },
  deadlines: { tells: 'now', slots: { what: 'word', day: 'day', left: 'count' } },
  measures: { tells: 'now', slots: { measure: 'word', state: 'word', owner: 'text', since: 'day', why: 'word' } },
  'done-remove-image': DONE,
  'done-replace-image': DONE,
  'done-edit-text': DONE,
  'done-close-offer': DONE,
  'done-delete-listing': DONE,
  'done-remove-inventory': DONE,
  'done-check-catalogue': DONE,
  'done-acknowledge': DONE,
  'done-get-licence': DONE,
  'done-get-authorisation': DONE,
  'done-lawyer': DONE,
  'done-personnel': DONE,
  'plan-remove-image': PLANNED,
  'plan-replace-image': PLANNED,
  'plan-edit-text': PLANNED,
  'plan-close-offer': PLANNED,
  'plan-delete-listing': PLANNED,
  'plan-remove-inventory': PLANNED,
  'plan-check-catalogue': PLANNED,
  'plan-acknowledge': PLANNED,
  'plan-get-licence': PLANNED,
  'plan-get-authorisation': PLANNED,
  'plan-lawyer': PLANNED,
};

/** What a query gives. */
export function signatureOf(query: LetterQuery): Signature {
  return QUERIES[query];
}

/** Whether a name is one of a query. */
export function isQuery(name: string): name is LetterQuery {
  return Object.hasOwn(QUERIES, name);
}
