import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LetterTemplates } from '../model/letter.ts';
import { loadLetterTemplates } from '../rulepacks/letters.ts';

/** The letters of a case: preclear's, the root causes of the seller's own in the folder of cases, and those of files that were named. */
export function caseTemplates(cases: string | undefined, named: readonly string[] = []): Promise<LetterTemplates> {
  const own = cases === undefined ? undefined : join(cases, 'causes.yaml');
  return loadLetterTemplates([...(own !== undefined && existsSync(own) ? [own] : []), ...named]);
}
