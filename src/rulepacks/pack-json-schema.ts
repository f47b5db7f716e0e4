import { z } from 'zod';
import { HEAD, OVERLAYS, RULES } from './schema.ts';

/** The JSON Schema of a rule pack file. Draft 7: editors of YAML read nothing newer. */
export function rulePackJsonSchema(): object {
  const entry = z.union([...Object.values(RULES), ...Object.values(OVERLAYS)]);
  const file = z
    .strictObject({ pack: HEAD.describe('What the pack is.'), rules: z.array(entry).min(1).describe('The rules.') })
    .describe('A preclear rule pack.');
  return withPlainRefs(z.toJSONSchema(file, { io: 'input', reused: 'ref', target: 'draft-7' }));
}

/** The same schema, shorter: a list of one reference and nothing else is the reference. */
function withPlainRefs<T>(node: T): T;
function withPlainRefs(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => withPlainRefs(item));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [only] = entries.length === 1 && 'allOf' in node && Array.isArray(node.allOf) ? node.allOf : [];
  if (typeof only === 'object' && only !== null && '$ref' in only && Object.keys(only).length === 1) return only;
  return Object.fromEntries(entries.map(([key, value]) => [key, withPlainRefs(value)]));
}
