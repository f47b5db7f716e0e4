import type { Rule } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip, visible } from '../reporters/cells.ts';
import { evidenceLines } from '../reporters/evidence-lines.ts';
import { plainText } from '../reporters/markdown-text.ts';
import { shownFix, shownMessage } from '../reporters/message.ts';
import { SEVERITY_NAMES } from '../reporters/wording.ts';
import type { FoundIn } from '../scan/check-text.ts';
import { WORDS } from './wording.ts';

/*
 * A finding -> what an editor shows beside it. Words of listings stand in it, so all text is escaped: nothing of it is a link, a picture or HTML.
 */

/** Longest line of evidence, in columns. */
const LINE = 300;

/** A finding explained: what is wrong, what it rests on, what to do, why, and the policy. */
export function explainInEditor({ finding }: FoundIn, rule: Rule | undefined, lang: Lang, markdown: boolean): string {
  const text = markdown ? plainText : visible;
  const strong = (words: string): string => (markdown ? `**${text(words)}**` : text(words));
  const colon = lang === 'zh' ? '：' : ': ';
  const severity = SEVERITY_NAMES[finding.severity][lang] + (finding.review ? `, ${WORDS.review[lang]}` : '');
  const evidence = evidenceLines(finding.evidence, lang, true).map((line) => `- ${text(clip(line.label + line.text, LINE))}`);
  const policies = rule?.policy.map(({ title, url }) => `- ${link(title, url, markdown)}`) ?? [];
  const parts = [
    `${strong(finding.rule)} (${text(severity)})`,
    text(shownMessage(finding, rule, lang)),
    evidence.join('\n'),
    rule === undefined ? '' : `${strong(WORDS.fix[lang])}${colon}${text(shownFix(finding, rule, lang))}`,
    rule === undefined ? '' : text(rule.rationale[lang]),
    policies.length === 0 ? '' : `${strong(WORDS.policy[lang])}${colon}\n${policies.join('\n')}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A policy's page. Only addresses of the web, with nothing in them that would end the link. */
function link(title: string, url: string, markdown: boolean): string {
  if (!markdown) return `${visible(title)} ${visible(url)}`;
  return /^https?:\/\/[^\s()<>\\]+$/.test(url) ? `[${plainText(title)}](${url})` : `${plainText(title)} ${plainText(url)}`;
}
