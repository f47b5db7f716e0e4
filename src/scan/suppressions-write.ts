import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import type { SuppressionValues } from '../decisions/suppression.ts';
import { parseSuppressions } from './suppressions-file.ts';

/*
 * One more entry in the text of preclear.suppressions.yaml. What people wrote there, comments and order, stays.
 */

const HEADING = `# yaml-language-server: $schema=.preclear/schema/suppressions.schema.json
# Findings that are accepted: each with its reason and its last day, after which the finding is back.
# 已放行的问题：每条都须写明理由和截止日期，到期后重新计入。
# preclear suppress adds entries; preclear schema suppressions describes them. 用 preclear suppress 添加。

suppressions: []
`;

/**
 * The text with an entry added; one for the same fingerprint is renewed where it stands.
 * Throws a RulePackError when the text is no YAML.
 * @param text empty when there is no such file yet.
 */
export async function addSuppression(
  file: string,
  text: string,
  values: SuppressionValues,
): Promise<{ readonly text: string; readonly renewed: boolean }> {
  const before = text.trim() === '' ? HEADING : text;
  const { document } = await parseSuppressions(file, before);
  const { isMap, isSeq } = await import('yaml');
  if (!isMap(document.contents)) document.contents = document.createNode({});
  const held = document.get('suppressions');
  if (!isSeq(held)) document.set('suppressions', document.createNode([]));
  const list = document.get('suppressions');
  if (!isSeq(list)) throw new TypeError('a list that was just made is none');
  const known = list.items.find((item): item is YAMLMap => isMap(item) && item.get('fingerprint') === values.fingerprint);
  if (known === undefined) add(document, list, values);
  else renew(known, values);
  const written = document.toString({ lineWidth: 0, ...styleOf(before) });
  return { text: before.includes('\r\n') ? written.replaceAll(/\r?\n/g, '\r\n') : written, renewed: known !== undefined };
}

function add(document: Document, list: YAMLSeq, values: SuppressionValues): void {
  // `[]` on one line cannot hold entries that people want to read.
  list.flow = false;
  list.add(document.createNode(values));
}

function renew(entry: YAMLMap, { reason, until, by, evidence }: SuppressionValues): void {
  for (const [key, value] of Object.entries({ reason, until, by, evidence })) if (value !== undefined) entry.set(key, value);
}

/** How far the file's own lists are moved in, so that its other lines stay as they are. */
function styleOf(text: string): { readonly indent: number; readonly indentSeq: boolean } {
  const deep = /^( *)- /m.exec(text)?.[1]?.length ?? 2;
  return { indent: deep > 1 && deep <= 8 ? deep : 2, indentSeq: deep > 0 };
}
