import type { Element, ElementTree } from './html-tree.ts';

/*
 * The selectors that readers ask a page with: tags, ids, classes, attributes with a value or without, one inside the other, and lists of
 * these. Anything else is refused, so that nobody takes a selector that finds nothing for a page that holds nothing.
 */

/** What an attribute must be like; without an operator it must be there. */
interface Wanted {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}

/** One element of a selector. */
interface Step {
  /** Empty for any. */
  readonly tag: string;
  readonly wanted: readonly Wanted[];
}

/** What an alternative looks for, and what its ancestors must be like, the innermost first. */
interface Alternative {
  readonly step: Step;
  readonly inside: readonly Step[];
  /** Texts that a page cannot be without. */
  readonly texts: readonly string[];
}

const COMPILED = new Map<string, readonly Alternative[]>();
const STEP = /^([a-z][a-z0-9]*)?((?:[#.][\w-]+|\[[\w-]+(?:[*^~]?="[^"]*")?\])*)$/;
const PART = /[#.]([\w-]+)|\[([\w-]+)(?:([*^~]?=)"([^"]*)")?\]/g;
/** Attributes whose values browsers compare without regard to case. */
const ANY_CASE: ReadonlySet<string> = new Set(['rel', 'type', 'lang', 'media']);

/**
 * The elements that a selector finds, in the order of the page.
 * @param within only inside this element.
 */
export function selectElements(source: string, tree: ElementTree, selector: string, within?: Element): Element[] {
  const possible = compile(selector).filter((one) => mayHold(source, tree, one));
  const [only] = possible;
  if (only === undefined) return [];
  const tag = possible.length === 1 ? only.step.tag : '';
  const candidates = tag === '' ? tree.all.slice(...rangeOf(within)) : (tree.byTag.get(tag) ?? []);
  const tests = possible.map(({ step, inside }) => {
    const isInside = makeInside(inside);
    return (element: Element): boolean => isLike(element, step) && isInside(element.parent);
  });
  return candidates.filter((element) => isWithin(element, within) && tests.some((test) => test(element)));
}

function rangeOf(within: Element | undefined): [number, number?] {
  return within === undefined ? [0] : [within.order + 1, within.last + 1];
}

function isWithin({ order }: Element, within: Element | undefined): boolean {
  return within === undefined || (order > within.order && order <= within.last);
}

/** Whether a page can hold what is looked for at all. Searching its text for that takes a hundredth of going through all elements. */
function mayHold(source: string, { attributes, byTag }: ElementTree, { step, inside, texts }: Alternative): boolean {
  return (
    [step, ...inside].every(
      ({ tag, wanted }) => (tag === '' || byTag.has(tag)) && wanted.every(({ name }) => attributes.has(name)),
    ) && texts.every((text) => source.includes(text))
  );
}

/**
 * Makes the test whether an element or an ancestor of it is like the first step, and one further out like the next. The nearest is as good as
 * any other. What was found is kept for all on the way, so that a page of many elements deep inside each other takes no longer.
 */
function makeInside([step, ...outer]: readonly Step[]): (element: Element | undefined) => boolean {
  if (step === undefined) return () => true;
  const isFurther = makeInside(outer);
  const known = new Map<Element, boolean>();
  return (element) => {
    const passed: Element[] = [];
    let at = element;
    while (at !== undefined && !known.has(at) && !isLike(at, step)) {
      passed.push(at);
      at = at.parent;
    }
    const result = at !== undefined && (known.get(at) ?? isFurther(at.parent));
    if (at !== undefined) known.set(at, result);
    for (const one of passed) known.set(one, result);
    return result;
  };
}

function isLike({ name, attribs }: Element, { tag, wanted }: Step): boolean {
  return (tag === '' || tag === name) && wanted.every((one) => hasWanted(attribs[one.name], one));
}

function hasWanted(given: string | undefined, { name, operator, value }: Wanted): boolean {
  if (given === undefined || operator === '') return given !== undefined;
  if (operator === '~=') return given.includes(value) && given.split(/\s+/).includes(value);
  if (operator === '*=') return given.includes(value);
  if (operator === '^=') return given.startsWith(value);
  return given === value || (ANY_CASE.has(name) && given.toLowerCase() === value.toLowerCase());
}

function compile(selector: string): readonly Alternative[] {
  const known = COMPILED.get(selector);
  if (known !== undefined) return known;
  const alternatives = selector.split(', ').map((alternative): Alternative => {
    const [step, ...inside] = alternative.split(' ').map(readStep).reverse();
    if (step === undefined) throw new RangeError(`the selector "${selector}" is empty`);
    const wanted = [step, ...inside].flatMap((one) => one.wanted);
    return { step, inside, texts: wanted.filter(({ name }) => !ANY_CASE.has(name)).map(({ value }) => value) };
  });
  COMPILED.set(selector, alternatives);
  return alternatives;
}

function readStep(text: string): Step {
  const [, tag = '', rest] = STEP.exec(text) ?? [];
  if (rest === undefined) throw new RangeError(`"${text}" is no selector that pages are asked with`);
  const wanted = [...rest.matchAll(PART)].map(([part, plain, name = '', operator = '', value = '']): Wanted => {
    if (plain === undefined) return { name, operator, value };
    return part.startsWith('#') ? { name: 'id', operator: '=', value: plain } : { name: 'class', operator: '~=', value: plain };
  });
  return { tag, wanted };
}
