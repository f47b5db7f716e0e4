import { NAMESPACES, readXmp } from '../rights/xmp.ts';

/** What is written into XMP. */
export interface XmpStamp {
  readonly copyright?: string;
  readonly creator?: string;
  /** A web address, an e-mail address or a telephone number. */
  readonly contact?: string;
}

const HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">';
const NEW = `${HEAD}\n<rdf:RDF xmlns:rdf="${NAMESPACES.rdf}">\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>`;

/** A block that an earlier stamp wrote and whose values have just been taken away. */
const EMPTIED = /<rdf:Description xmlns:rdf="[^"]*" rdf:about="[^"]*"(?:\n {2}xmlns:\w+="[^"]*")*>\s*<\/rdf:Description>\n?/g;

/**
 * A packet with the rights written into it. What it says otherwise stays as it is; of the properties that are written the old values go.
 * Undefined when the packet is damaged, so that nothing can be put into it.
 */
export async function writeXmp(packet: string | undefined, stamp: XmpStamp): Promise<string | undefined> {
  const old = packet ?? NEW;
  const written = propertiesOf(stamp);
  const names = new Set(written.map(({ name }) => name));
  const values = await readXmp(old, (name) => names.has(name) || name === 'rdf:about');
  const about = values.find(({ name }) => name === 'rdf:about')?.text ?? '';
  const spans = values.filter(({ name }) => names.has(name)).sort((a, b) => a.start - b.start || b.end - a.end);
  const rest = cut(old, spans).replace(EMPTIED, '');
  const end = [...rest.matchAll(/<\/[\w.-]{1,64}:RDF\s{0,8}>/g)].at(-1)?.index;
  if (end === undefined) return undefined;
  const prefixes = [...new Set(written.map(({ name }) => name.split(':')[0] ?? ''))];
  const declared = prefixes.map((prefix) => `\n  xmlns:${prefix}="${NAMESPACES[prefix] ?? ''}"`).join('');
  const inside = written.map(({ name, xml }) => `\n <${name}${xml}</${name}>`).join('');
  const block = `<rdf:Description xmlns:rdf="${NAMESPACES.rdf}" rdf:about="${escapeXml(about)}"${declared}>${inside}\n</rdf:Description>\n`;
  return rest.slice(0, end) + block + rest.slice(end);
}

function propertiesOf({ copyright, creator, contact }: XmpStamp): { readonly name: string; readonly xml: string }[] {
  const list = (kind: string, text: string, attribute = ''): string =>
    `><rdf:${kind}><rdf:li${attribute}>${escapeXml(text)}</rdf:li></rdf:${kind}>`;
  const site = contact !== undefined && /^https?:\/\//i.test(contact);
  return [
    ...(copyright === undefined
      ? []
      : [
          { name: 'dc:rights', xml: list('Alt', copyright, ' xml:lang="x-default"') },
          { name: 'xmpRights:Marked', xml: '>True' },
        ]),
    ...(creator === undefined ? [] : [{ name: 'dc:creator', xml: list('Seq', creator) }]),
    ...(contact === undefined ? [] : [{ name: 'Iptc4xmpCore:CreatorContactInfo', xml: contactXml(contact, site) }]),
    ...(site ? [{ name: 'xmpRights:WebStatement', xml: `>${escapeXml(contact)}` }] : []),
  ];
}

function contactXml(contact: string, site: boolean): string {
  const name = site ? 'CiUrlWork' : contact.includes('@') ? 'CiEmailWork' : 'CiTelWork';
  return ` rdf:parseType="Resource"><Iptc4xmpCore:${name}>${escapeXml(contact)}</Iptc4xmpCore:${name}>`;
}

/** A text without spans, which are in order and may lie in one another. */
function cut(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let done = 0;
  let kept = '';
  for (const { start, end } of spans) {
    if (start >= done) kept += text.slice(done, start);
    done = Math.max(done, end);
  }
  return kept + text.slice(done);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
