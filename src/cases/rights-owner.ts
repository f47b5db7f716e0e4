import type { NoticeOwner } from '../model/case-notice.ts';
import type { EvidenceList } from './evidence.ts';
import type { Layout } from './layout.ts';

/*
 * Who complained: labels (`Rights owner: …`), and the lines below "the rights owner's contact details".
 */

const MAIL = /[^\s<>"'(),;:，：（）]+@[^\s<>"'(),;:，：（）]+\.[a-z]{2,}/i;
/** Mailboxes of platforms are no owner's. */
const PLATFORM_MAIL =
  /@(?:[a-z0-9-]+\.)*(?:amazon|ebay|walmart|alibaba|aliexpress|alibabagroup|temu|tiktok|tiktokshop|shopify|etsy|1688)\.[a-z.]{2,6}$/i;
const PHONE = /(?:\+|\(?0)[\d()\s./-]{6,20}\d|\+?\d{3}[\s.-]\d{3}[\s.-]\d{4}/;
const NOTHING = /^(?:n\/?a|none|not (?:provided|available)|unknown|-+|\*+|keine angabe|non fourni|无|未提供|なし)\.?$/i;
/** Words before a value in a contact line. */
const PREFIX =
  /^(?:(?:contact )?(?:name|company|firm|e-?mail(?: address)?|mail|phone(?: number)?|tel(?:efon|[ée]phone|efono)?\.?|t[ée]l[ée]?\.?|kontakt|firma|contact|courriel|correo(?: electr[óo]nico)?|nom|nombre|nome|posta elettronica|邮箱|电子邮件|电话|联系人|姓名|公司|メール(?:アドレス)?|電話(?:番号)?|氏名|会社名))\s*[:：]\s*/i;

interface Parts {
  name?: string;
  email?: string;
  phone?: string;
}

/** Reads the rights owner; null when the notice names nobody. */
export function readOwner(layout: Layout, evidence: EvidenceList): NoticeOwner | null {
  const owner: Parts = {};
  const take = (part: keyof Parts, value: string, id: string, at: number): void => {
    const clean = value.trim().replace(/^[-–—*•:：\s]+|[\s,;]+$/g, '');
    if (clean === '' || NOTHING.test(clean) || owner[part] !== undefined) return;
    owner[part] = clean;
    evidence.add('rightsOwner', clean, id, at, at + value.length);
  };
  for (const label of layout.labels) {
    const value = layout.text.slice(label.start, label.end);
    if (label.field === 'ownerEmail') readLine(MAIL.exec(value)?.[0] ?? '', label.start, label.id, take);
    else if (label.field === 'ownerPhone') take('phone', value, label.id, label.start);
    else if (label.field === 'ownerName') readLine(value, label.start, label.id, take);
  }
  for (const { context, kind, start, end } of layout.pieces) {
    if (context === 'owner-contact' && kind !== 'label') readContact(layout.text.slice(start, end), start, take);
  }
  for (const { context, kind, start, end } of layout.pieces) {
    if (context === undefined && (kind === 'sentence' || kind === 'heading'))
      readSentence(layout.text.slice(start, end), start, take);
  }
  return Object.keys(owner).length === 0 ? null : owner;
}

type Take = (part: keyof Parts, value: string, id: string, at: number) => void;

/** A line of contact data; several entries may stand in one. */
function readContact(line: string, at: number, take: Take): void {
  let from = 0;
  for (const part of line.split(/\s+(?:--+|—|–|\|)\s*|\s*[;；]\s*/)) {
    readLine(part, at + line.indexOf(part, from), 'context/owner-contact', take);
    from += part.length;
  }
}

const OWNER =
  '(?:rights?|trade ?mark|brand|copyright|patent|design) (?:owner|holder)|complainant|claimant|Rechteinhaber(?:in)?|Markeninhaber(?:in)?|titulaire des droits|titular de los derechos|titolare dei diritti';
/** "We were told by the rights owner, Moor Ltd., that …": the name between two commas. */
const NAMED = new RegExp(
  `\\b(?:${OWNER}), ((?:\\p{Lu}[^,()（）]{1,60}?)(?:,? (?:Ltd|Inc|LLC|GmbH|Co)\\.?)?),? (?:[(（][^()（）]{3,80}[)）],? )?(?:that|who|which|has|had|says|said|states|stated|told|reported|notified|informed|complained|claims?|claimed|believes|believed|asserts?|asserted|alleges?|alleged|submitted|filed|dass|hat|behauptet|que|qui|a|affirme|ha|afirma|che|sostiene)\\b`,
  'iu',
);
/** "Write to the rights owner at vero@moor.example." */
const REACHED = new RegExp(`\\b(?:${OWNER})\\b[^.@]{0,40}?\\b(?:at|unter|via|under|à|en|a|all'indirizzo)\\s*:?\\s*$`, 'iu');

/** "The complainant, Fernhollow Works (legal@fernhollow.example), believes …" */
const BRACKETED = new RegExp(`\\b(?:${OWNER}), [^@]{2,70}[(（]\\s*$`, 'iu');
/** "Reach out to the rights owner if you believe the item was reported in error: ip@ullarsson.example" */
const INVITED = new RegExp(
  `\\b(?:contact|reach out to|write to|get in touch with|wenden sie sich|kontaktieren|contact(?:er|ez)|escrib[ae]|contatt[aie]\\w*)\\b[^@.]{0,30}\\b(?:${OWNER})\\b[^@.]{0,120}[:：]\\s*$`,
  'iu',
);

/** "Corvina Appliance Co. claims that …", "Wexcombe Ceramics, a member of our Verified Rights Owner programme, asked us …" */
const OPENING =
  /^(\p{Lu}[\p{L}\d&.' -]{1,60}? (?:Inc|LLC|Ltd|Limited|Co|Corp|Company|GmbH|AG|KG|SAS|SARL|SA|S\.?L|S\.?r\.?l|SpA|B\.?V|AB|A\/S|Oy)\b\.?),? (?:claims?|says|states|reported|has (?:reported|told|notified|informed|asked)|told|notified|informed|asked|believes|alleges|asserts)\b|^(\p{Lu}[\p{L}\d&.' -]{1,60}), (?:a|an) (?:member|participant|user)\b/u;
/** "Contact it at protect@thornbury.example", "email Wexcombe Ceramics at …" */
const WRITTEN =
  /\b(?:contact|e-?mail|write to|reach|ask) (?:it|them|him|her|\p{Lu}[\p{L}\d&.' -]{1,60}) (?:at|via|under)\s*:?\s*$/u;

/** What a sentence tells of the owner on the way. */
function readSentence(sentence: string, at: number, take: Take): void {
  const opening = OPENING.exec(sentence);
  const name = NAMED.exec(sentence)?.[1] ?? opening?.[1] ?? opening?.[2];
  if (name !== undefined && /^\p{Lu}/u.test(name)) take('name', name, 'shape/owner-in-sentence', at + sentence.indexOf(name));
  const mail = MAIL.exec(sentence)?.[0].replace(/[.)]+$/, '');
  if (mail === undefined || PLATFORM_MAIL.test(mail)) return;
  const place = sentence.indexOf(mail);
  const before = sentence.slice(Math.max(0, place - 90), place);
  if (REACHED.test(before) || BRACKETED.test(before) || INVITED.test(sentence.slice(0, place)) || WRITTEN.test(before))
    take('email', mail, 'shape/owner-in-sentence', at + place);
}

function readLine(line: string, at: number, id: string, take: Take): void {
  const prefix = PREFIX.exec(line)?.[0] ?? '';
  const value = line.slice(prefix.length);
  const mail = MAIL.exec(value)?.[0].replace(/[.)]+$/, '');
  if (mail !== undefined && !PLATFORM_MAIL.test(mail)) take('email', mail, id, at + prefix.length + value.indexOf(mail));
  const phone = PHONE.exec(mail === undefined ? value : value.replace(mail, ' '))?.[0];
  if (phone !== undefined) take('phone', phone, id, at + line.indexOf(phone));
  const rest = (mail === undefined ? value : value.replace(mail, ' '))
    .replace(phone ?? /$^/, ' ')
    .replaceAll(/[<(（[]\s*[>)）\]]/g, ' ')
    .replace(/\s+\.$/, '')
    .trim();
  const name = rest
    .replace(/\s*[,;，|(（–-]+\s*$/, '')
    .replace(/^[,;，|–-]+\s*/, '')
    .trim();
  // Sentences in the block explain; they are no name.
  if (/\p{L}{2}/u.test(name) && name.length <= 120 && !/[.!?。]\s+\p{Lu}|[。？?]$|:$/u.test(name) && !/https?:/.test(name)) {
    take('name', name, id, at + prefix.length);
  }
}
