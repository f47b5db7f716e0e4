/** What JSON may hold raw but a terminal or an editor would act upon or hide: C1 controls, zero-width and bidi characters. */
const ACTIVE = /[\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g;

/**
 * A value as JSON, on one line or indented, safe to be shown: the same value for every parser, without characters that act on a screen.
 */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    ACTIVE,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
