import { packFiles, readSource } from '../../../src/rulepacks/disk.ts';
import { compileLetterFiles } from '../../../src/rulepacks/letters.ts';
import type { LetterTemplates } from '../../../src/model/letter.ts';

/** The letters that come with preclear, from their YAML. */
export const TEMPLATES: LetterTemplates = await compileLetterFiles(packFiles('rules/letters').map(readSource));
