import type { Overlay } from './schema.ts';

/** A plain object of a parsed file. */
export type Plain = Readonly<Record<string, unknown>>;

/** A word that an overlay wants taken from a list that does not hold it. */
export interface Absent {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly list: readonly unknown[];
}

/** A rule with an overlay laid over it: properties replace, `name+` adds to a list, `name-` takes from it. */
export function applyOverlay(base: Plain, overlay: Overlay): { readonly rule: Plain; readonly absent: readonly Absent[] } {
  const { extends: _base, when, ...own } = overlay;
  const absent: Absent[] = [];
  const outer = edit(base, own, [], absent);
  if (when === undefined) return { rule: outer, absent };
  return { rule: { ...outer, when: edit(plain(base.when), when, ['when'], absent) }, absent };
}

function edit(base: Plain, changes: Plain, path: readonly string[], absent: Absent[]): Plain {
  const result: Record<string, unknown> = { ...base };
  const edits = Object.entries(changes).filter(([, value]) => value !== undefined);
  // Replacements first: `phrases` and `phrases+` together mean the new list and more.
  for (const [name, value] of edits) if (!/[+-]$/.test(name)) result[name] = value;
  for (const [name, value] of edits) {
    if (!/[+-]$/.test(name) || !Array.isArray(value)) continue;
    const target = name.slice(0, -1);
    const list = Array.isArray(result[target]) ? [...result[target]] : [];
    if (name.endsWith('+')) result[target] = [...list, ...value.filter((entry) => !list.includes(entry))];
    else {
      value.forEach((entry, i) => {
        if (!list.includes(entry)) absent.push({ path: [...path, name, i], value: entry, list });
      });
      result[target] = list.filter((entry) => !value.includes(entry));
    }
  }
  return result;
}

/** The value when it is a plain object, else an empty one. */
export function plain(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
