import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { chdir, cwd } from 'node:process';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { type ChangedScope, openChanged, type Since } from '../../src/scan/changed.ts';
import { sourceFor } from '../../src/scan/config-globs.ts';
import { ConfigSet } from '../../src/scan/config-set.ts';
import { collectFiles } from '../../src/scan/files.ts';
import { TryRepository } from './repository.ts';

interface Seen {
  readonly ids: string[];
  readonly problems: string[];
  readonly scope: ChangedScope;
}

/** The changed listings of a repository, by file name and id. */
async function changed(repository: TryRepository, since: Partial<Since> = {}, paths = [repository.folder]): Promise<Seen> {
  const configs = new ConfigSet();
  const { files } = await collectFiles(paths, configs);
  const scope = await openChanged(
    { staged: false, ref: 'HEAD', ...since },
    { paths, files, images: true, configFor: (path) => configs.nearest(path) },
  );
  const ids: string[] = [];
  const problems: string[] = [];
  for (const file of scope.files) {
    const version = scope.versionOf(file);
    const options = sourceFor(file.config, file.path);
    for await (const event of version.read(() => version.open(options), options)) {
      if ('listing' in event) ids.push(`${file.path.slice(repository.folder.length + 1)}:${event.listing.id}`);
      if ('problem' in event) problems.push(event.problem.reason.en);
    }
  }
  return { ids, problems, scope };
}

const HEAD = 'sku,title,bullet1,brand\n';
const row = (n: number, title = `Mug ${n} of clay`): string => `SKU-${n},"${title}",Holds ${n} litres,Acme\n`;
const rows = (count: number): string[] => Array.from({ length: count }, (_, n) => row(n));

function shop(files: Readonly<Record<string, string | Buffer>>): TryRepository {
  const repository = new TryRepository();
  repository.commit(files);
  return repository;
}

describe('records of a table', () => {
  it('gives the rows that are new or other, and no others', async () => {
    const feed = rows(200);
    const repository = shop({ 'feed.csv': HEAD + feed.join('') });
    feed[7] = row(7, 'A cup');
    feed[150] = row(150, 'A jug');
    repository.write('feed.csv', HEAD + feed.join('') + row(999));
    expect((await changed(repository)).ids).toEqual(['feed.csv:SKU-7', 'feed.csv:SKU-150', 'feed.csv:SKU-999']);
  });

  it.each<[string, (lines: string[]) => string | Buffer]>([
    ['sorted the other way', (lines) => HEAD + lines.toReversed().join('')],
    ['with other line ends', (lines) => (HEAD + lines.join('')).replaceAll('\n', '\r\n')],
    ['with a byte order mark', (lines) => `\uFEFF${HEAD}${lines.join('')}`],
    ['in UTF-16', (lines) => iconv.encode(HEAD + lines.join(''), 'utf-16le', { addBOM: true })],
    ['with quotes around every cell', (lines) => HEAD + lines.join('').replaceAll(/([^,"\n]+)(?=[,\n])/g, '"$1"')],
    [
      'with columns in another order',
      (lines) => `brand,${HEAD.replace(',brand', '')}${lines.map((line) => `Acme,${line.replace(',Acme', '')}`).join('')}`,
    ],
    ['with semicolons', (lines) => (HEAD + lines.join('')).replaceAll(',', ';')],
    ['with a row taken away', (lines) => HEAD + lines.slice(1).join('')],
    ['with a row twice', (lines) => HEAD + lines.join('') + lines[3]],
    ['with an empty line', (lines) => `${HEAD}\n${lines.join('')}`],
  ])('has nothing changed in a table %s', async (_, edit) => {
    const feed = rows(40).map((line) => line.replace('clay', 'grüner clay'));
    const repository = shop({ 'feed.csv': HEAD + feed.join('') });
    repository.write('feed.csv', edit(feed));
    expect(await changed(repository)).toMatchObject({ ids: [], problems: [] });
  });

  it('has every row changed by a column that is understood in another way', async () => {
    const repository = shop({ 'feed.csv': HEAD + rows(3).join('') });
    repository.write('feed.csv', HEAD.replace('bullet1', 'description') + rows(3).join(''));
    expect((await changed(repository)).ids).toHaveLength(3);
  });

  it('sees lines that changed their rows though every line was there before', async () => {
    const repository = shop({ 'feed.csv': `${HEAD}1,"Mug\nof clay\nround",a,\n2,"Mug\nof clay\nsquare",a,\n` });
    repository.write('feed.csv', `${HEAD}1,"Mug\nof clay\nsquare",a,\n2,"Mug\nof clay\nround",a,\n`);
    expect((await changed(repository)).ids).toEqual(['feed.csv:1', 'feed.csv:2']);
  });

  it('knows rows without an id by what they say', async () => {
    const repository = shop({ 'feed.csv': 'title,bullet1\nMug,a\nCup,b\nJug,c\n' });
    repository.write('feed.csv', 'title,bullet1\nJug,c\nBowl,d\nMug,a\n');
    expect((await changed(repository)).ids).toEqual([expect.stringContaining('feed.csv#2')]);
  });

  it('tells what cannot be read now and could be before, and nothing else', async () => {
    const long = `SKU-L,Mug,${'x'.repeat(1_048_577)},\n`;
    const repository = shop({ 'feed.csv': `${HEAD}${long}${rows(3).join('')}` });
    repository.write('feed.csv', `${HEAD}${long}${row(9)}${rows(3).join('')}`);
    expect(await changed(repository)).toMatchObject({ ids: ['feed.csv:SKU-9'], problems: [] });
    repository.write('feed.csv', `${HEAD}${long}${rows(3).join('')}${long.replace('L', 'M')}`);
    expect((await changed(repository)).problems).toHaveLength(1);
  });

  it('finds after any edits what a comparison of all listings finds', async () => {
    const repository = shop({ 'feed.csv': HEAD + rows(12).join('') });
    const titles = fc.constantFrom('Mug', 'Mug\nof clay', 'Mug "of" clay', 'Mug\r\nof clay', 'of clay', '杯子');
    const feeds = fc.array(fc.tuple(fc.nat(8), titles), { maxLength: 14 });
    const text = (feed: readonly (readonly [number, string])[]): string =>
      HEAD + feed.map(([n, title]) => row(n, title.replaceAll('"', '""'))).join('');
    await fc.assert(
      fc.asyncProperty(feeds, feeds, async (before, after) => {
        repository.commit({ 'feed.csv': text(before) });
        repository.write('feed.csv', text(after));
        const says = ([n, title]: readonly [number, string]): string => `${n} ${title.replaceAll('\r\n', '\n')}`;
        const known = new Set(before.map(says));
        const expected = after.filter((one) => !known.has(says(one))).map(([n]) => `feed.csv:SKU-${n}`);
        expect((await changed(repository)).ids).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

describe('records of other formats', () => {
  it('compares JSON Lines by the record', async () => {
    const line = (n: number, title = 'Mug'): string => `${JSON.stringify({ sku: `S-${n}`, title, bullets: ['a', 'b'] })}\n`;
    const repository = shop({ 'feed.jsonl': line(1) + line(2) + line(3) });
    repository.write('feed.jsonl', line(3) + line(2, 'Cup') + line(1).replaceAll('":"', '" : "'));
    expect((await changed(repository)).ids).toEqual(['feed.jsonl:S-2']);
  });

  it('compares documents by their listings', async () => {
    const list = (...titles: readonly string[]): string =>
      JSON.stringify(titles.map((title, n) => ({ sku: `S-${n}`, title, brand: 'Acme' })));
    const repository = shop({ 'a.json': list('Mug', 'Cup'), 'b.yaml': '- title: Mug\n  sku: A\n  brand: Acme\n' });
    repository.write('a.json', JSON.stringify(JSON.parse(list('Mug', 'Jug')), null, 2));
    repository.write('b.yaml', '# mugs\n- sku: A\n  title: Mug\n  brand: Acme\n- {sku: B, title: Cup, brand: Acme}\n');
    expect((await changed(repository)).ids).toEqual(['a.json:S-1', 'b.yaml:B']);
  });

  it('has a product of Shopify changed by a row that is gone', async () => {
    const head = 'Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Image Src,Image Alt Text\n';
    const mug = ['mug,Mug,<p>Clay</p>,Acme,Colour,Red,,\n', 'mug,,,,,Blue,blue.jpg,A blue mug\n'];
    const cup = ['cup,Cup,<p>Clay</p>,Acme,Colour,Red,,\n', 'cup,,,,,Blue,bluecup.jpg,A blue cup\n'];
    const repository = shop({ 'products.csv': head + mug.join('') + cup.join('') });
    repository.write('products.csv', head + cup.join('') + mug[0]);
    expect((await changed(repository)).ids).toEqual(['products.csv:mug']);
  });

  it('compares the rows of an Amazon template', async () => {
    const head =
      'TemplateType=fptcustom\tVersion=2022.1\nSeller SKU\tProduct Name\tKey Features\nitem_sku\titem_name\tbullet_point1\n';
    const repository = shop({ 'flat.txt': `${head}A\tMug\tClay\nB\tCup\tClay\n` });
    repository.write('flat.txt', `${head}B\tCup\tClay\nA\tMug\tGlass\n`);
    expect((await changed(repository)).ids).toEqual(['flat.txt:A']);
  });
});

describe('files', () => {
  it.each([
    'two words.csv',
    'quo"te.csv',
    "it's.csv",
    'line\nbreak.csv',
    '商品.csv',
    '-rf.csv',
    ':(top)x.csv',
    'a*b[c].csv',
    'sub folder/ä.csv',
  ])('takes the name %j as it is', async (name) => {
    const repository = shop({ [name]: HEAD + rows(3).join('') });
    repository.write(name, HEAD + rows(3).join('') + row(9));
    expect((await changed(repository)).ids).toEqual([`${name}:SKU-9`]);
  });

  it('follows a file to its new name', async () => {
    const repository = shop({ 'old.csv': HEAD + rows(30).join('') });
    renameSync(join(repository.folder, 'old.csv'), join(repository.folder, 'new.csv'));
    repository.git('add', '--all');
    expect((await changed(repository)).ids).toEqual([]);
    repository.write('new.csv', HEAD + rows(30).join('') + row(99));
    expect((await changed(repository)).ids).toEqual(['new.csv:SKU-99']);
  });

  it('takes a file that nobody has added for new, one that git is told to ignore for none, one that is gone for nothing', async () => {
    const repository = shop({ 'gone.csv': HEAD + row(1), '.gitignore': 'tmp/\n' });
    repository.write('feeds/new.csv', HEAD + row(2));
    repository.write('tmp/out.csv', HEAD + row(3));
    rmSync(join(repository.folder, 'gone.csv'));
    expect((await changed(repository)).ids).toEqual(['feeds/new.csv:SKU-2']);
    expect((await changed(repository, { staged: true })).ids).toEqual([]);
  });

  it('takes a file as new that leaves the ignore list or is read in another way', async () => {
    const feeds = { 'a.csv': HEAD + row(1), 'b.csv': HEAD + row(2), 'c.csv': HEAD + row(3) };
    const repository = shop({ ...feeds, 'preclear.config.yaml': 'ignore: [a.csv]\nbrands: [Acme]\n' });
    repository.write('preclear.config.yaml', 'sources: [{ files: b.csv, marketplace: amazon.de }]\nbrands: [Bcme]\n');
    expect((await changed(repository)).ids).toEqual(['a.csv:SKU-1', 'b.csv:SKU-2']);
  });

  it('takes a file as new that becomes a listing file by its name', async () => {
    const repository = shop({ 'feed.bak': HEAD + rows(20).join('') });
    repository.git('mv', 'feed.bak', 'feed.csv');
    expect((await changed(repository)).ids).toHaveLength(20);
  });

  it('goes by what a link leads to', async () => {
    const repository = shop({ 'feeds/a.csv': HEAD + rows(3).join('') });
    symlinkSync('feeds/a.csv', join(repository.folder, 'link.csv'));
    repository.commit();
    expect((await changed(repository)).ids).toEqual([]);
    repository.write('feeds/a.csv', HEAD + rows(3).join('') + row(9));
    expect((await changed(repository)).ids).toEqual(['feeds/a.csv:SKU-9', 'link.csv:SKU-9']);
  });

  it('takes all of a submodule in which something has changed', async () => {
    const other = shop({ 'theirs.csv': HEAD + row(5) });
    const repository = shop({ 'ours.csv': HEAD + row(1) });
    repository.git('submodule', '--quiet', 'add', other.folder, 'supplier');
    repository.commit();
    expect((await changed(repository)).ids).toEqual([]);
    repository.write('supplier/theirs.csv', HEAD + row(6));
    expect((await changed(repository)).ids).toEqual(['supplier/theirs.csv:SKU-6']);
  });

  it('works below a folder of the repository, and from there', async () => {
    const repository = shop({ 'a/feed.csv': HEAD + row(1), 'b/feed.csv': HEAD + row(2) });
    repository.write('a/feed.csv', HEAD + row(3));
    repository.write('b/feed.csv', HEAD + row(4));
    const before = cwd();
    onTestFinished(() => chdir(before));
    chdir(join(repository.folder, 'b'));
    expect((await changed(repository, {}, ['.'])).ids).toEqual(['b/feed.csv:SKU-4']);
  });
});

describe('what is staged', () => {
  it('reads the index and not the disk', async () => {
    const repository = shop({ 'feed.csv': HEAD + rows(5).join('') });
    repository.write('feed.csv', HEAD + rows(5).join('') + row(10));
    repository.write('more.csv', HEAD + row(20));
    repository.git('add', '--all');
    repository.write('feed.csv', HEAD + rows(5).join('') + row(11));
    rmSync(join(repository.folder, 'more.csv'));
    expect((await changed(repository, { staged: true })).ids).toEqual(['feed.csv:SKU-10', 'more.csv:SKU-20']);
    expect((await changed(repository)).ids).toEqual(['feed.csv:SKU-11']);
  });

  it('works before the first commit', async () => {
    const repository = new TryRepository();
    repository.write('feed.csv', HEAD + row(1));
    repository.git('add', '--all');
    const { ids, scope } = await changed(repository, { staged: true });
    expect(ids).toEqual(['feed.csv:SKU-1']);
    expect(scope.note.en).toContain('no commit yet');
  });

  it('finds the index that a hook names', async () => {
    const repository = shop({ 'feed.csv': HEAD + row(1) });
    const before = cwd();
    onTestFinished(() => {
      chdir(before);
      vi.unstubAllEnvs();
    });
    chdir(repository.folder);
    vi.stubEnv('GIT_INDEX_FILE', '.git/other-index');
    repository.write('feed.csv', HEAD + row(2));
    expect(existsSync('.git/other-index')).toBe(false);
    expect((await changed(repository, { staged: true })).ids).toEqual([]);
  });

  it('hands over the picture that is staged', async () => {
    const repository = shop({ 'mug.jpg': 'one' });
    repository.write('mug.jpg', 'two');
    repository.git('add', '--all');
    repository.write('mug.jpg', 'three');
    const { scope } = await changed(repository, { staged: true });
    expect((await scope.pictureBytes(join(repository.folder, 'mug.jpg')))?.toString()).toBe('two');
    expect(scope.pictureBytes(join(repository.folder, 'other.jpg'))).toBeUndefined();
  });
});

describe('pictures', () => {
  const table = 'sku,title,main_image,image2\n1,Mug,img/mug.jpg,\n2,Cup,img/cup.jpg,img/mug.jpg\n3,Jug,img/jug.jpg,\n';

  it.each<[string, (repository: TryRepository) => void]>([
    ['other', (repository) => repository.write('img/mug.jpg', 'another')],
    ['gone', (repository) => rmSync(join(repository.folder, 'img/mug.jpg'))],
    ['new', (repository) => repository.write('img/mug.jpg', 'new')],
  ])('has a listing changed by a picture that is %s', async (what, edit) => {
    const repository = shop({ 'feed.csv': table, 'img/cup.jpg': 'cup', ...(what === 'new' ? {} : { 'img/mug.jpg': 'mug' }) });
    edit(repository);
    expect((await changed(repository)).ids).toEqual(['feed.csv:1', 'feed.csv:2']);
    repository.write('feed.csv', table.replace('Jug', 'Bowl'));
    expect((await changed(repository)).ids).toEqual(['feed.csv:1', 'feed.csv:2', 'feed.csv:3']);
  });

  it('finds names that the file writes in another way', async () => {
    const repository = shop({
      'feed.jsonl': '{"sku":"1","title":"Mug","image":"img\\/tasse\\u00e4.jpg"}\n{"sku":"2","title":"Cup"}\n',
      'img/tasseä.jpg': 'a',
    });
    repository.write('img/tasseä.jpg', 'b');
    expect((await changed(repository)).ids).toEqual(['feed.jsonl:1']);
  });
});

describe('the commit that is compared with', () => {
  function branched(): TryRepository {
    const server = shop({ 'feed.csv': HEAD + row(1) });
    const clone = new TryRepository();
    clone.git('remote', 'add', 'origin', server.folder);
    clone.git('fetch', '--quiet', 'origin');
    clone.git('checkout', '--quiet', '-b', 'mine', 'origin/main', '--no-track');
    server.commit({ 'feed.csv': HEAD + row(1) + row(2) });
    clone.git('fetch', '--quiet', 'origin');
    clone.commit({ 'feed.csv': HEAD + row(1) + row(3) });
    return clone;
  }

  it('is the one from which the branch went', async () => {
    const { ids, scope } = await changed(branched(), { ref: '' });
    expect(ids).toEqual(['feed.csv:SKU-3']);
    expect(scope.note.en).toContain('where this branch left origin/main');
    expect(scope.note.zh).toContain('origin/main');
  });

  it('is the one that is named, or the one from which the branch went', async () => {
    const clone = branched();
    clone.write('feed.csv', HEAD + row(1));
    expect((await changed(clone, { ref: 'mine' })).ids).toEqual([]);
    clone.write('feed.csv', HEAD + row(2));
    expect((await changed(clone, { ref: 'origin/main' })).ids).toEqual([]);
    expect((await changed(clone, { ref: 'origin/main...' })).ids).toEqual(['feed.csv:SKU-2']);
  });

  it('is HEAD in a repository that stands alone', async () => {
    const repository = shop({ 'feed.csv': HEAD + row(1) });
    expect((await changed(repository, { ref: '' })).scope.note.en).toContain('HEAD');
  });

  it.each(['nosuch', '--help', '-n', 'HEAD:feed.csv', '', 'a b', '$(touch x)', ';', '\0'])('refuses %j', async (ref) => {
    const repository = shop({ 'feed.csv': HEAD + row(1) });
    const given = ref === '' ? '...' : ref;
    await expect(changed(repository, { ref: given })).rejects.toThrow(UsageError);
    expect(existsSync(join(repository.folder, 'x'))).toBe(false);
  });

  it('says of a shallow clone what to fetch', async () => {
    const server = shop({ 'feed.csv': HEAD + row(1) });
    server.commit({ 'feed.csv': HEAD + row(2) });
    const clone = new TryRepository();
    clone.git('fetch', '--quiet', '--depth=1', `file://${server.folder}`, 'main');
    clone.git('checkout', '--quiet', 'FETCH_HEAD');
    await expect(changed(clone, { ref: '' })).rejects.toThrow(/--unshallow/);
    await expect(changed(clone, { ref: 'main~1' })).rejects.toThrow(/shallow/);
  });

  it('says that a folder is in no repository, or in another one', async () => {
    const repository = shop({ 'feed.csv': HEAD + row(1) });
    const other = shop({ 'feed.csv': HEAD + row(1) });
    await expect(changed(repository, {}, [repository.folder, other.folder])).rejects.toThrow(/one by one/);
    rmSync(join(other.folder, '.git'), { recursive: true });
    await expect(changed(other)).rejects.toThrow(/no working folder of git/);
  });

  it('says that git is missing', async () => {
    const repository = shop({ 'feed.csv': HEAD + row(1) });
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await expect(changed(repository)).rejects.toThrow(/git was not found/);
  });
});
