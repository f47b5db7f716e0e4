import process from 'node:process';
import { jsonText } from '../reporters/json-text.ts';
import { runMentions } from '../scan/mentions.ts';
import { streamOutput } from './output.ts';
import type { InputFlags } from './scan/flags.ts';
import { makeRequest } from './scan/request.ts';

/** Lines that are written at once; one system call a mention would be most of the time. */
const BATCH = 64 * 1024;

/** Writes every mention as a JSON line to standard output. */
export async function listMentions(paths: readonly string[], flags: InputFlags): Promise<void> {
  const request = await makeRequest(paths, flags);
  const output = streamOutput(process.stdout);
  let pending = '';
  await runMentions(request, (mention) => {
    pending += `${jsonText(mention)}\n`;
    if (pending.length < BATCH) return;
    const batch = pending;
    pending = '';
    return output.write(batch);
  });
  await output.write(pending);
}
