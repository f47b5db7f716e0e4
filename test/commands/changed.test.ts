import { describe, expect, it } from 'vitest';
import { TryRepository } from '../scan/repository.ts';
import { lastLine, preclear } from './run.ts';

const HEAD = 'sku,title,search terms\n';
const CLEAN = 'A-1,Clay mug,mug\nA-2,Glass mug,mug\n';
const RISK = 'A-3,Steel mug,mug stanley\n';

function shop(): TryRepository {
  const repository = new TryRepository();
  repository.commit({ 'preclear.config.yaml': 'marketplace: amazon.com\n', 'feed.csv': HEAD + RISK + CLEAN });
  return repository;
}

describe('preclear scan --changed', () => {
  it('is silent about what was there before, and says what it compared with', async () => {
    const { folder } = shop();
    const { exit, stdout, stderr } = await preclear(['scan', '.', '--changed'], { cwd: folder });
    expect(exit).toBe(0);
    expect(stdout).toContain('0 listings');
    expect(stderr).toMatch(/^Only listings that differ from HEAD \([0-9a-f]{10}\) are checked/);
    expect((await preclear(['scan', '.'], { cwd: folder })).exit).toBe(1);
  });

  it('fails on what is new', async () => {
    const repository = shop();
    repository.write('feed.csv', HEAD + RISK + CLEAN + RISK.replace('A-3', 'A-4'));
    const { exit, stdout } = await preclear(['scan', '--changed', 'feed.csv', '--format', 'json'], { cwd: repository.folder });
    expect(exit).toBe(1);
    expect(stdout).toContain('"listing":"A-4"');
    expect(stdout).not.toContain('"listing":"A-3"');
  });

  it('compares with a commit that is named', async () => {
    const repository = shop();
    repository.git('tag', 'launch');
    repository.commit({ 'feed.csv': HEAD + RISK + CLEAN + RISK.replace('A-3', 'A-4') });
    expect((await preclear(['scan', '.', '--changed=HEAD'], { cwd: repository.folder })).exit).toBe(0);
    expect((await preclear(['scan', '.', '--changed=launch'], { cwd: repository.folder })).exit).toBe(1);
  });

  it('reads what is staged', async () => {
    const repository = shop();
    repository.write('feed.csv', HEAD + CLEAN + RISK.replace('A-3', 'A-5'));
    repository.git('add', 'feed.csv');
    repository.write('feed.csv', HEAD + CLEAN);
    expect((await preclear(['scan', '.', '--staged'], { cwd: repository.folder })).exit).toBe(1);
    expect((await preclear(['scan', '.', '--changed'], { cwd: repository.folder })).exit).toBe(0);
  });

  it.each([
    ['a commit that is none', ['--changed=nosuch'], 'git knows no commit "nosuch"'],
    ['both flags', ['--changed', '--staged'], 'not both'],
    ['fixes of what is staged', ['--staged', '--fix'], '--changed=HEAD'],
    ['standard input', ['--changed', '--stdin-file-path', 'x.csv'], 'Standard input has no history'],
  ])('ends with 2 for %s', async (_, flags, said) => {
    const { exit, stdout, stderr } = await preclear(['scan', '.', ...flags], { cwd: shop().folder });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(said);
  });

  it('says so in Chinese', async () => {
    const { stderr } = await preclear(['scan', '.', '--changed', '--lang', 'zh'], { cwd: shop().folder });
    expect(stderr).toContain('只检查与 HEAD（');
    expect(lastLine(stderr)).toContain('退出码 0');
  });
});
