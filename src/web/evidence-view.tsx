/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { TriagedEpisode } from '../model/history.ts';
import type { Rule } from '../model/rule.ts';
import type { Lang } from '../model/text.ts';
import { clip, visible } from '../reporters/cells.ts';
import { evidenceLines } from '../reporters/evidence-lines.ts';
import { say } from './words.ts';

/*
 * What speaks for a finding: its evidence, and what its rule says.
 */

/** Columns of a fact. */
const FACT = 2000;

/** The facts behind a finding. */
export function EvidenceList({
  lang,
  finding,
}: {
  readonly lang: Lang;
  readonly finding: TriagedEpisode['finding'];
}): JSX.Element {
  const { evidence } = finding;
  const url = 'source' in evidence ? evidence.source.url : undefined;
  return (
    <>
      <dl>
        {evidenceLines(evidence, lang, true).map(({ label, text }) => (
          <>
            <dt>{label.replace(/[：:]\s*$/, '')}</dt>
            <dd>
              <bdi>{clip(text, FACT)}</bdi>
            </dd>
          </>
        ))}
      </dl>
      {url !== undefined && /^https?:\/\//i.test(url) ? (
        <p>
          <a href={url} rel="noreferrer noopener external" target="_blank">
            {say(lang, 'sourcePage')}
          </a>
        </p>
      ) : (
        ''
      )}
    </>
  );
}

/** Why a rule is there, what the policy says, and what keeps its findings from coming back. */
export function RuleParts({ lang, rule }: { readonly lang: Lang; readonly rule: Rule }): JSX.Element {
  // What was done about one finding is a sentence for an appeal.
  const steps = rule.prevention.filter(({ stage }) => stage !== 'correct');
  return (
    <>
      <h2>{say(lang, 'why')}</h2>
      <p>{clip(rule.rationale[lang], FACT)}</p>
      {rule.policy.length === 0 ? (
        ''
      ) : (
        <>
          <h3>{say(lang, 'policy')}</h3>
          <ul>
            {rule.policy.map(({ title, url, checked }) => (
              <li>
                {/^https?:\/\//i.test(url) ? (
                  <a href={url} rel="noreferrer noopener external" target="_blank">
                    {visible(title)}
                  </a>
                ) : (
                  visible(title)
                )}{' '}
                <span class="quiet">{say(lang, 'policyRead', { date: checked })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {steps.length === 0 ? (
        ''
      ) : (
        <>
          <h3>{say(lang, 'prevention')}</h3>
          <ul>
            {steps.map(({ step }) => (
              <li>{step[lang]}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
