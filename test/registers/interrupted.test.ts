import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { importFiles, lookUp, newLibrary, put } from './library.ts';
import { caseFile, DAY_ONE, usptoXml } from './office-files.ts';

it('a killed import leaves the old register whole, and the same command finishes the work', async () => {
  const library = newLibrary();
  await importFiles(library, 'uspto', [put(library, 'old.xml', DAY_ONE)]);
  const before = readFileSync(join(library, 'registers/us.bin'));
  const many = usptoXml(
    Array.from({ length: 60_000 }, (_, i) => caseFile({ serial: String(80_000_000 + i), mark: `ZENVORA ${i} KELVANTO` })),
  );
  const file = put(library, 'many.xml', many);
  const child = spawn(process.execPath, [resolve('dist/cli.js'), 'refs', 'import', 'uspto', file, '--library', library], {
    stdio: 'ignore',
  });
  const ended = new Promise((done) => child.on('exit', done));
  // As soon as it has begun to work; should it be done by then, the register is the new one, and whole.
  while (!existsSync(join(library, 'registers/.import/lock')) && child.exitCode === null) await sleep(5);
  child.kill('SIGKILL');
  await ended;
  if (child.exitCode === null) expect(readFileSync(join(library, 'registers/us.bin'))).toEqual(before);
  const { packs } = await importFiles(library, 'uspto', [file]);
  expect(packs).toMatchObject([{ entries: 60_003 }]);
  expect(lookUp(library, 'us', 'Lumitrix lamp')).toHaveLength(1);
});
