import process from 'node:process';
import type { Command } from 'commander';
import type { RecordsName } from '../ledger/open-records.ts';
import { UsageError } from '../model/errors.ts';
import { streamOutput } from './output.ts';

/** What `preclear schema` can print, each made from the code's own schema. */
export const SCHEMAS: Readonly<Record<string, () => Promise<object>>> = {
  rules: async () => (await import('../rulepacks/pack-json-schema.ts')).rulePackJsonSchema(),
  letters: async () => (await import('../rulepacks/letter-schema.ts')).lettersJsonSchema(),
  listing: async () => (await import('../readers/listing-schema.ts')).listingJsonSchema(),
  config: async () => (await import('../scan/config-schema.ts')).configJsonSchema(),
  suppressions: async () => (await import('../decisions/suppression-schema.ts')).suppressionsJsonSchema(),
  licences: async () => (await import('../ledger/schema.ts')).licencesJsonSchema(),
  authorisations: async () => (await import('../ledger/schema.ts')).authorisationsJsonSchema(),
  reviewers: () => recordsSchema('reviewers'),
  'sign-offs': () => recordsSchema('signOffs'),
  trainings: () => recordsSchema('trainings'),
  contacts: () => recordsSchema('contacts'),
  policies: () => recordsSchema('policies'),
  measures: () => recordsSchema('measures'),
  actions: () => recordsSchema('actions'),
  penalties: () => recordsSchema('penalties'),
  trace: async () => (await import('../trace/trace-schema.ts')).traceJsonSchema(),
  review: async () => (await import('../review/schema.ts')).reviewJsonSchema(),
  'penalty-tables': async () => (await import('../rulepacks/penalty-schema.ts')).penaltyTablesJsonSchema(),
  report: async () => (await import('../reporters/report-schema.ts')).reportJsonSchema(),
};

async function recordsSchema(name: RecordsName): Promise<object> {
  const { recordsJsonSchema } = await import('../ledger/schema.ts');
  const { RECORD_TABLES } = await import('../ledger/open-records.ts');
  return recordsJsonSchema(RECORD_TABLES[name]);
}

/** Adds `preclear schema rules | listing | config …`. */
export function registerSchema(program: Command): void {
  const names = Object.keys(SCHEMAS);
  program
    .command('schema')
    .summary('print a JSON Schema, for editors and checks')
    .description(
      'Prints the JSON Schema of rule packs, listing files, the configuration, the suppressions, templates of letters, the JSON report, or a line of the ledger.\n' +
        'preclear init writes them for editors into .preclear/schema.',
    )
    .argument('<name>', names.join(', '))
    .addHelpText('after', '\nExample:\n  preclear schema config > preclear.config.schema.json')
    .action(async (name: string) => {
      const make = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
      if (make === undefined)
        throw new UsageError({
          en: `No schema "${name}"; there are ${names.join(', ')}.`,
          zh: `没有名为“${name}”的 schema；可选：${names.join('、')}。`,
        });
      await streamOutput(process.stdout).write(`${JSON.stringify(await make(), null, 2)}\n`);
    });
}
