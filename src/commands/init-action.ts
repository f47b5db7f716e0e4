import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { EnvironmentError } from '../model/errors.ts';
import { writeAtomically } from '../scan/atomic-file.ts';
import { STARTER_FILES } from './init-files.ts';
import { streamOutput } from './output.ts';
import { SCHEMAS } from './schema.ts';

/** Writes the starter files that are not there yet, the schemas for editors anew, and says what it did. */
export async function init(): Promise<void> {
  const lines = STARTER_FILES.map(({ path, text }) => {
    const made = writeNew(join(process.cwd(), path), text);
    return made ? `wrote  ${path}  已写入` : `kept   ${path}  已存在，未改动`;
  });
  for (const [name, make] of Object.entries(SCHEMAS)) {
    const path = `.preclear/schema/${name}.schema.json`;
    // Made from this version's code: an old one is of no use to anybody.
    write(join(process.cwd(), path), `${JSON.stringify(await make(), null, 2)}\n`);
  }
  lines.push('wrote  .preclear/schema/*.schema.json  已写入，供编辑器提示和检查');
  const next =
    'Next: put your own brands into preclear.config.yaml, then run: preclear scan .\n下一步：在 preclear.config.yaml 中填写自有品牌，然后运行：preclear scan .';
  await streamOutput(process.stdout).write(`${[...lines, next].join('\n')}\n`);
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, text);
  } catch (cause) {
    throw new EnvironmentError({ en: `${file} cannot be written.`, zh: `无法写入 ${file}。` }, { cause });
  }
}

/** Whether the file was made; an existing one is never touched. */
function writeNew(file: string, text: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw new EnvironmentError({ en: `${file} cannot be written.`, zh: `无法写入 ${file}。` }, { cause });
  }
}
