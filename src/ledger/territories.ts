/** Names of the whole world and of regions that people write. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  '*': '*',
  all: '*',
  world: '*',
  worldwide: '*',
  global: '*',
  everywhere: '*',
  universe: '*',
  全球: '*',
  全世界: '*',
  世界: '*',
  不限: '*',
  eu: 'EU',
  'european union': 'EU',
  欧盟: 'EU',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  america: 'US',
  'south korea': 'KR',
  korea: 'KR',
  'czech republic': 'CZ',
  holland: 'NL',
  uae: 'AE',
  中国大陆: 'CN',
  香港: 'HK',
  台湾: 'TW',
  澳门: 'MO',
  阿联酋: 'AE',
};

/** Country names in English and Chinese to their codes; made when the first ledger names a country. */
let names: ReadonlyMap<string, string> | undefined;

/** The code of a territory as people write it: `DE`, `Germany`, `德国`, `EU`; `*` for the whole world; undefined for what is none. */
export function readTerritory(written: string): string | undefined {
  const plain = written.normalize('NFKC').trim().toLowerCase();
  if (Object.hasOwn(OTHER_NAMES, plain)) return OTHER_NAMES[plain];
  names ??= countryNames();
  return names.get(plain);
}

function countryNames(): Map<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const displays = ['en', 'zh'].map((lang) => new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' }));
  const found = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const known = displays.map((display) => display.of(code)).filter((name) => name !== undefined);
    if (known.length === 0 || NO_COUNTRIES.has(code)) continue;
    for (const name of [code, ...known]) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), code);
  }
  return found;
}

/** Codes that are names of no country: unknown region, made-up accents, old names of others. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(
  'ZZ XA XB QO EZ UN UK DD FX SU YU TP BU CS NT ZR AN YD NQ PZ VD RH HV DY NH'.split(' '),
);
