import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { writeAtomically } from '../../disk/atomic-file.ts';
import { EnvironmentError } from '../../model/errors.ts';
import { streamOutput } from '../output.ts';
import { SCHEMAS } from '../schema.ts';
import { STARTER_FILES } from './files.ts';

/** Writes the starter files that are not there yet, the schemas for editors anew, and says what it did. */
export async function init(): Promise<void> {
  const lines = STARTER_FILES.map(({ path, text }) => {
    const made = writeNew(join(process.cwd(), path), text);
    return made ? `wrote  ${path}  已写入` : `kept   ${path}  已存在，未改动`;
  });
  let renewed = false;
  for (const [name, make] of Object.entries(SCHEMAS)) {
    const path = `.preclear/schema/${name}.schema.json`;
    // Made from this version's code: an old one is of no use to anybody.
    if (renew(join(process.cwd(), path), `${JSON.stringify(await make(), null, 2)}\n`)) renewed = true;
  }
  const schemas = '.preclear/schema/*.schema.json';
  lines.push(renewed ? `wrote  ${schemas}  已写入，供编辑器提示和检查` : `kept   ${schemas}  已是最新，未改动`);
  const next =
    'Next: put your own brands into preclear.config.yaml, then run: preclear scan .\n下一步：在 preclear.config.yaml 中填写自有品牌，然后运行：preclear scan .';
  await streamOutput(process.stdout).write(`${[...lines, next].join('\n')}\n`);
}

/** Whether the file was written, because it was not there or said something else. */
function renew(file: string, text: string): boolean {
  try {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, text);
    return true;
  } catch (cause) {
    throw new EnvironmentError({ en: `${file} cannot be written.`, zh: `无法写入 ${file}。` }, { cause });
  }
}

/** Whether the file was made; an existing one is never touched. A table that is kept as JSON Lines gets no second file. */
function writeNew(file: string, text: string): boolean {
  try {
    if (file.endsWith('.csv') && existsSync(file.replace(/csv$/, 'jsonl'))) return false;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw new EnvironmentError({ en: `${file} cannot be written.`, zh: `无法写入 ${file}。` }, { cause });
  }
}
