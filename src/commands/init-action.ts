import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { EnvironmentError } from '../model/errors.ts';
import { STARTER_FILES } from './init-files.ts';
import { streamOutput } from './output.ts';

/** Writes the starter files that are not there yet, and says what it did. */
export async function init(): Promise<void> {
  const lines = STARTER_FILES.map(({ path, text }) => {
    const made = writeNew(join(process.cwd(), path), text);
    return made ? `wrote  ${path}  已写入` : `kept   ${path}  已存在，未改动`;
  });
  const next =
    'Next: put your own brands into preclear.config.yaml, then run: preclear scan .\n下一步：在 preclear.config.yaml 中填写自有品牌，然后运行：preclear scan .';
  await streamOutput(process.stdout).write(`${[...lines, next].join('\n')}\n`);
}

/** Whether the file was made; an existing one is never touched. */
function writeNew(file: string, text: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw new EnvironmentError(`${file} cannot be written.`, { cause });
  }
}
