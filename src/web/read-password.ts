import process from 'node:process';
import { createInterface } from 'node:readline';
import { UsageError } from '../model/errors.ts';

/** Longest line that is read, characters. */
const LONGEST = 1000;

/** Asks for a password at the terminal, without showing it, twice; else reads the first line of standard input. */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return firstLine();
  const password = await ask('Password (密码): ');
  const again = await ask('Again (再次输入): ');
  if (password === again) return password;
  throw new UsageError({
    en: 'The two passwords differ, so nothing was changed.',
    zh: '两次输入的密码不一致，未做修改。',
  });
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    lines.close();
    return line.slice(0, LONGEST);
  }
  throw new UsageError({
    en: 'Standard input holds no password; give it as the first line, or start the command at a terminal.',
    zh: '标准输入中没有密码；请放在第一行，或在终端中运行本命令。',
  });
}

/** Reads key by key, because the terminal itself would show them. Ctrl+C and Ctrl+D end the program. */
function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const { stdin } = process;
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((done, fail) => {
    let typed = '';
    const end = (finish: () => void): void => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      process.stderr.write('\n');
      finish();
    };
    const take = (keys: string): void => {
      for (const key of keys) {
        if (ENDS.has(key)) {
          end(() => (STOPS.has(key) ? fail(new UsageError(STOPPED)) : done(typed.slice(0, LONGEST))));
          return;
        }
        if (key === '\u007f' || key === '\b') typed = [...typed].slice(0, -1).join('');
        else if (key >= ' ') typed += key;
      }
    };
    stdin.on('data', take);
  });
}

const STOPS: ReadonlySet<string> = new Set(['\u0003', '\u0004']);
const ENDS: ReadonlySet<string> = new Set(['\r', '\n', ...STOPS]);

const STOPPED = { en: 'Nothing was changed.', zh: '未做修改。' };
