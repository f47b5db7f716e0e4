import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { type Site, startSite } from '../fetch/servers.ts';

/*
 * The story of a seller who is copied and then accused: a shop of ours in git, and a copier's shop on loopback.
 */

/** A drawn lamp on a desk with enough details to be recognised, and nobody's work. */
export async function drawLamp(seed: number, width = 900, height = 700): Promise<Buffer> {
  const next = ((state: number) => () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  })(seed);
  const shapes = Array.from({ length: 140 }, () => {
    const [x, y, r] = [next() * width, next() * height, 8 + next() * 46];
    const colour = `hsl(${Math.floor(next() * 360)},${40 + Math.floor(next() * 50)}%,${25 + Math.floor(next() * 50)}%)`;
    return next() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}"/>`
      : `<rect x="${x}" y="${y}" width="${r * 1.7}" height="${r}" fill="${colour}" transform="rotate(${next() * 90} ${x} ${y})"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#e9e4da"/>${shapes.join('')}<path d="M${width / 3} ${height - 90} l40 -380 l160 -60 l20 40 l-150 60 l-30 340 z" fill="#223"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

/** Our listing. */
export const OWN = {
  id: 'NL-100',
  canary: 'frosted diffuser of our lamp',
  title: 'Lumovale Foldable LED Desk Lamp with Wireless Charger, 5 Colour Modes, Stepless Dimming, Memory Function',
  bullets: [
    'Reading light that spares your eyes: the frosted diffuser of our lamp spreads the light of 72 warm beads evenly over the whole desk, without glare on glossy paper and without the flicker that tires you after an hour.',
    'Fold it flat in one move: the double hinge of brushed aluminium holds every angle you choose, and the arm lies flush on the foot when the evening is over and the desk is needed for dinner.',
    'It remembers you: touch the ring once and the lamp comes back with the very colour and brightness in which you left it, even when it was unplugged over the holidays.',
  ],
  description:
    'We drew the first Lumovale on a napkin in a night train, because no hotel lamp let us read without waking the other bed. Four prototypes later the foot charges a phone through its case.',
} as const;

/** Our shop: a git repository with dated commits. */
export async function ownShop(): Promise<{ readonly folder: string; close(): void }> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'preclear-own-')));
  mkdirSync(join(folder, 'listings', 'images'), { recursive: true });
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=Mei Lin', '-c', 'user.email=mei@lumovale.example', ...args], { cwd: folder });
  };
  const commit = (subject: string, at: string): void => {
    git('add', '-A', '.');
    const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
    execFileSync('git', ['-c', 'user.name=Mei Lin', '-c', 'user.email=mei@lumovale.example', 'commit', '-qm', subject], {
      cwd: folder,
      env,
    });
  };
  git('init', '-q', '.');
  writeFileSync(
    join(folder, 'preclear.config.yaml'),
    'marketplace: amazon.com\nbrands: [Lumovale]\nledger: ledger\ncontact: ip@lumovale.example\n',
  );
  writeFileSync(join(folder, '.gitignore'), '.preclear\nevidence*\n');
  mkdirSync(join(folder, 'ledger'));
  writeFileSync(
    join(folder, 'ledger', 'canaries.csv'),
    `id,listing,phrase,planted,by,content_hash\nK-1,${OWN.id},${OWN.canary},2025-02-04,Mei Lin,${'a'.repeat(64)}\n`,
  );
  writeFileSync(join(folder, 'listings', 'lamps.csv'), listingsCsv([OWN.bullets[0], OWN.bullets[1]]));
  commit('First draft of the desk lamp', '2025-02-03T09:12:00+08:00');
  for (const number of [1, 2])
    writeFileSync(join(folder, 'listings', 'images', `lamp-${number}.jpg`), await ownPicture(number));
  commit('Pictures of the desk lamp', '2025-02-10T18:30:00+08:00');
  writeFileSync(join(folder, 'listings', 'lamps.csv'), listingsCsv(OWN.bullets));
  commit('Desk lamp: memory function', '2025-03-01T10:00:00+08:00');
  writeFileSync(join(folder, 'invoice.pdf'), '%PDF-1.4 invoice of the photographer, 6 February 2025\n');
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function ownPicture(number: number): Promise<Buffer> {
  return drawLamp(number).then((bytes) =>
    sharp(bytes)
      .withExif({
        IFD0: { Make: 'NIKON', Model: 'NIKON Z 6', Copyright: 'Lumovale' },
        IFD2: { DateTimeOriginal: '2025:02:05 14:20:00' },
      })
      .jpeg({ quality: 90 })
      .toBuffer(),
  );
}

function listingsCsv(bullets: readonly string[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const other = [
    'NL-200',
    'Ceramic pour-over coffee set for two with walnut stand',
    'A slow cup for two: the ribs inside the cone keep the paper away from the wall, so that water runs evenly.',
    '',
    '',
    'Thrown by hand in a small kiln.',
    'images/none.jpg',
    '',
  ];
  const lamp = [
    OWN.id,
    OWN.title,
    ...bullets,
    ...(bullets.length < 3 ? [''] : []),
    OWN.description,
    'images/lamp-1.jpg',
    'images/lamp-2.jpg',
  ];
  const head = 'sku,title,bullet1,bullet2,bullet3,description,main_image,image2';
  return `${head}\n${lamp.map(quoted).join(',')}\n${other.map(quoted).join(',')}\n`;
}

/** What the copier's shop shows; tests change it. */
export interface Copier {
  readonly site: Site;
  readonly url: string;
  /** Path -> answer; a missing path is 404. */
  readonly answers: Map<
    string,
    {
      readonly type: string;
      readonly body: string | Buffer;
      readonly headers?: Readonly<Record<string, string>>;
      readonly status?: number;
    }
  >;
}

/** The copier's page: one bullet word for word, one reworded, our pictures cropped and mirrored, our brand left in, and a date. */
export async function copierShop(): Promise<Copier> {
  const answers: Copier['answers'] = new Map();
  const site = await startSite(({ url = '', headers }, response) => {
    const answer = answers.get(url);
    if (answer === undefined) {
      response.writeHead(404).end('not here');
      return;
    }
    if (answer.headers?.etag !== undefined && headers['if-none-match'] === answer.headers.etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type, ...answer.headers }).end(answer.body);
  });
  const [first, second] = [await drawLamp(1), await drawLamp(2)];
  const cropped = await sharp(first).extract({ left: 120, top: 60, width: 640, height: 520 }).jpeg({ quality: 82 }).toBuffer();
  const mirrored = await sharp(second).flop().resize(700).jpeg({ quality: 80 }).toBuffer();
  answers.set('/products/desk-lamp', {
    type: 'text/html; charset=utf-8',
    body: copierPage(),
    headers: { 'last-modified': 'Tue, 20 May 2025 08:00:00 GMT' },
  });
  answers.set('/files/a.jpg', {
    type: 'image/jpeg',
    body: cropped,
    headers: { 'last-modified': 'Sun, 18 May 2025 11:00:00 GMT' },
  });
  answers.set('/files/lumovale-lamp-b.jpg', { type: 'image/jpeg', body: mirrored });
  answers.set('/sitemap.xml', {
    type: 'application/xml',
    body: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${site.origin}/products/desk-lamp</loc><lastmod>2025-05-21</lastmod></url></urlset>`,
  });
  return { site, url: `${site.origin}/products/desk-lamp`, answers };
}

/** The page with these words of ours. */
export function copierPage(reworded: string = REWORDED, published = '2025-05-18T10:30:00+02:00'): string {
  return `<!doctype html><html lang="en"><head><title>Desk Lamp - BrightDeal</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Foldable Desk Lamp with Charger","image":["/files/a.jpg","/files/lumovale-lamp-b.jpg"],"description":"Best desk lamp.","datePublished":"${published}"}</script>
<meta property="article:modified_time" content="2025-05-20T09:00:00Z"></head>
<body><h1>Foldable Desk Lamp with Charger</h1><img src="/files/a.jpg" alt="lamp"><img src="/files/lumovale-lamp-b.jpg">
<p>Free shipping on all orders over $50. 30-day money-back guarantee. Customer satisfaction is our first priority.</p>
<ul><li>${OWN.bullets[0]}</li><li>${reworded}</li><li>Packed in a gift box with ribbon.</li></ul>
<p>The Lumovale ring glows softly at night.</p><script>document.body.innerHTML='<h1>run</h1>'</script></body></html>`;
}

/** Our second bullet as a copier writes it. */
export const REWORDED =
  'Folds flat in a single move: its double hinge from brushed aluminium keeps every angle that you choose, and the arm lies flush on its foot once the evening is over and your desk is needed for dinner.';
