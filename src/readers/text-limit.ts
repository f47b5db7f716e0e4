import { fieldName } from '../model/field-names.ts';
import { locate } from '../model/place.ts';
import type { ReadEvent } from './contract.ts';

/** Longest text of a field, in characters: that of a cell of a table. No marketplace takes a hundredth of it. */
export const MAX_FIELD = 1_048_576;

/** A listing with a text beyond all measure becomes a problem: judging it would take minutes and help nobody. */
export function refuseHugeTexts(event: ReadEvent): ReadEvent {
  if (!('listing' in event)) return event;
  const { fields, source } = event.listing;
  const huge = fields.find((field) => field.text.length > MAX_FIELD);
  if (huge === undefined) return event;
  const { line, column } = locate(huge.place, 0);
  const { en, zh } = fieldName(huge.name, huge.index ?? null);
  return {
    problem: {
      file: source.file,
      line,
      column,
      record: source.record,
      reason: {
        en: `The text of ${en} has ${huge.text.length} characters, more than ${MAX_FIELD}; the listing was left out, the others were read. Shorten it, or check that quotes and brackets are in place.`,
        zh: `${zh} 的文字有 ${huge.text.length} 个字符，超过 ${MAX_FIELD}；该 Listing 已跳过，其余已读取。请缩短内容，或检查引号和括号是否完整。`,
      },
    },
  };
}
