import { FIELD_ORDER } from '../model/listing.ts';
import type { Bilingual } from '../model/text.ts';
import { nearest } from '../rulepacks/mistakes.ts';

/*
 * The part of an override's `files` behind the glob: `feeds/**#/sku/AB-1/bullet/3`. Escaped as in a JSON Pointer: `~1` is `/`, `~0` is `~`.
 */

/** Which listings, and what of them, an override is about. */
export interface RecordPointer {
  /** Id of the listing; `*` stands for any characters. */
  readonly id: string;
  /** Name of a field or picture; `*` as in the id. Absent: all of the listing. */
  readonly field?: string;
  /** Which of several: bullet 3, further picture 2. */
  readonly index?: number;
}

/** What findings call the parts of a listing. */
export const POINTER_FIELDS: readonly string[] = [...FIELD_ORDER, 'image.main', 'image.other'];

/** A glob with what stands behind its `#/`, if anything. */
export function splitPointer(written: string): { readonly glob: string; readonly pointer?: RecordPointer } {
  const at = written.indexOf('#/');
  if (at < 0) return { glob: written };
  const [, id = '', field, index] = written
    .slice(at + 2)
    .split('/')
    .map(unescaped);
  return {
    // Without a glob every file is meant.
    glob: at === 0 ? '**' : written.slice(0, at),
    pointer: { id, ...(field === undefined ? {} : { field }), ...(index === undefined ? {} : { index: Number(index) }) },
  };
}

/** What is wrong with what stands behind a glob; undefined where nothing is. */
export async function pointerFault(written: string): Promise<Bilingual | undefined> {
  const at = written.indexOf('#/');
  if (at < 0) return undefined;
  const [root, id, field, index, ...more] = written.slice(at + 2).split('/');
  if (root !== 'sku' || id === undefined || id === '' || more.length > 0) return SHAPE;
  if (/~(?![01])/.test([id, field, index].join('/'))) return SHAPE;
  if (field !== undefined) {
    const name = unescaped(field);
    const known = /^attribute:./.test(name) || POINTER_FIELDS.some((one) => matchesStar(name, one));
    if (!known) {
      const hint = await nearest(name, POINTER_FIELDS);
      return {
        en: `no field "${name}".${hint === undefined ? '' : ` Did you mean "${hint}"?`} Allowed: ${POINTER_FIELDS.join(', ')}, attribute:<key>`,
        zh: `没有字段“${name}”。${hint === undefined ? '' : `是否想写“${hint}”？`}可用：${POINTER_FIELDS.join('、')}、attribute:<属性名>`,
      };
    }
  }
  if (index !== undefined && !/^[1-9]\d{0,5}$/.test(index))
    return { en: `"${index}" is no number of a field; the first is 1`, zh: `“${index}”不是字段的序号；第一个是 1` };
  return undefined;
}

const SHAPE: Bilingual = {
  en: 'behind # it must read /sku/ID, /sku/ID/field or /sku/ID/field/index; write a / inside an id as ~1, a ~ as ~0',
  zh: '# 后面应写成 /sku/ID、/sku/ID/字段 或 /sku/ID/字段/序号；ID 里的 / 写作 ~1，~ 写作 ~0',
};

/** Whether a text is what a pattern says, in which `*` stands for any characters, also none. Takes the product of both lengths at most. */
export function matchesStar(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
