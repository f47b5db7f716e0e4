import { join } from 'node:path';
import { tooFar } from '../decisions/last-day.ts';
import { accepts, SUPPRESSIONS_NAME, type Suppression, type SuppressionValues } from '../decisions/suppression.ts';
import { isDay } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import type { Bilingual } from '../model/text.ts';
import { readDecisions } from './decision-files.ts';
import { shownPath } from './files.ts';
import { lookAt } from './look-at.ts';
import { replaceFile } from './replace-file.ts';
import { readSuppressions, type SuppressionContext } from './suppressions-file.ts';
import { addSuppression } from './suppressions-write.ts';

/*
 * One decision that a finding may stand -> an entry of preclear.suppressions.yaml.
 */

/** What is wrong with the last day of a decision, to follow the day itself; undefined when nothing is. */
export function dayFault(until: string, asOf: string): Bilingual | undefined {
  if (!isDay(until)) return { en: 'is no day; write it as 2027-03-31', zh: '不是有效日期，请写成 2027-03-31 的形式' };
  if (until < asOf) return { en: `is over already (today is ${asOf})`, zh: `已经过去（今天是 ${asOf}）` };
  const far = tooFar(until, asOf);
  return far === undefined ? undefined : { en: `is ${far.en}`, zh: far.zh };
}

/**
 * Writes an entry beside the configuration in a folder; one for the same fingerprint is renewed. What is written is read again before it is
 * kept, because an entry that cannot be read would stop every scan.
 * @returns the file as shown, and whether an entry was renewed.
 * @throws RulePackError when the file has mistakes, EnvironmentError when the disk refuses it; the file is then as it was.
 */
export async function writeSuppression(
  folder: string,
  values: SuppressionValues,
  context: SuppressionContext,
): Promise<{ readonly file: string; readonly renewed: boolean }> {
  const path = join(folder, SUPPRESSIONS_NAME);
  const file = shownPath(path);
  const before = lookAt(path) === undefined ? '' : readDecisions(path);
  const { text, renewed } = await addSuppression(file, before, values);
  await readSuppressions(file, text, context);
  replaceFile(path, text);
  return { file, renewed };
}

/** The entries beside the configuration in a folder; none when there is no such file. @throws RulePackError when it has mistakes. */
export async function suppressionsIn(folder: string, context: SuppressionContext): Promise<readonly Suppression[]> {
  const path = join(folder, SUPPRESSIONS_NAME);
  return lookAt(path) === undefined ? [] : readSuppressions(shownPath(path), readDecisions(path), context);
}

/** The entry that accepts a finding on a day. @param listing the name by which decisions know its listing. */
export function entryFor(
  entries: readonly Suppression[],
  finding: Finding,
  listing: string,
  asOf: string,
): Suppression | undefined {
  return entries.find((entry) => entry.until >= asOf && accepts(entry, finding, listing));
}
