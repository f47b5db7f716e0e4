/** A language in which preclear speaks to people. */
export type Lang = 'en' | 'zh';

/** A text that exists in both languages; neither may be empty. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** What a named slot of a message may hold; a bilingual value is shown in the reader's language. */
export type SlotValue = string | number | Bilingual;

/** The values for the `{slots}` of a message. */
export type Slots = Readonly<Record<string, SlotValue>>;

/**
 * Fills the `{slots}` of a message in one language.
 * A slot without a value stays as written, so that a gap is seen and not hidden.
 */
export function render(message: Bilingual, slots: Slots, lang: Lang): string {
  return message[lang].replace(/\{([a-z][a-z0-9-]*)\}/gi, (whole, name: string) => {
    const value = Object.hasOwn(slots, name) ? slots[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[lang] : String(value);
  });
}

/** The names of the `{slots}` that a message uses, each once, in order of appearance. */
export function slotNames(message: string): string[] {
  return [...new Set([...message.matchAll(/\{([a-z][a-z0-9-]*)\}/gi)].map((m) => m[1] ?? ''))];
}
