/** @jsxImportSource hono/jsx */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { fieldName } from '../model/field-names.ts';
import type { Finding } from '../model/finding.ts';
import { type ReferenceText, sourceText } from '../model/reference.ts';
import type { Lang } from '../model/text.ts';
import { clip } from '../reporters/cells.ts';
import type { CopiedText } from './evidence-kinds.ts';
import { type Move, moveInto } from './listing-texts.ts';
import { type Mark, MarkedText, Shown } from './marked-text.tsx';
import { say } from './words.ts';

/*
 * A text and the one that it was copied from, side by side; the same number marks the same passage.
 */

interface CopiedProps {
  readonly lang: Lang;
  readonly finding: Finding;
  readonly evidence: CopiedText;
  /** The field as the listing has it now; undefined when it does not have it any more. */
  readonly text: string | undefined;
  readonly reference: ReferenceText | undefined;
}

/** The passages that a field shares with somebody's text. */
export function CopiedPassages({ lang, finding, evidence, text, reference }: CopiedProps): JSX.Element {
  const { source, passages, coverage, excerpt } = evidence;
  const label = clip(source.label, 80);
  const slots = { percent: Math.round(coverage * 100), label, owner: clip(source.owner, 80) };
  const move = text === undefined ? undefined : moveInto(finding, text);
  const marks = (side: 'here' | 'there', other: 'a' | 'b', to: Move): Mark[] =>
    passages.map((passage, at) => ({
      span: to(passage[side]),
      number: at + 1,
      severity: passage.class === 'verbatim' ? 'error' : 'warning',
      href: `#${other}${at + 1}`,
      label: say(lang, 'passageMark', { number: at + 1 }),
    }));
  return (
    <section aria-labelledby="copied-name">
      <h2 id="copied-name">{say(lang, 'copied')}</h2>
      <p>{say(lang, 'copiedLead', slots)}</p>
      <div class="beside">
        <div>
          <h3>{say(lang, 'yourText', { field: fieldName(finding.field, finding.index)[lang] })}</h3>
          {text === undefined || move === undefined ? (
            <p class="quiet">{say(lang, 'notInText')}</p>
          ) : (
            <MarkedText text={text} marks={marks('here', 'b', move)} lang={lang} ids="a" />
          )}
        </div>
        <div>
          <h3>{say(lang, 'theirText', { label })}</h3>
          {reference === undefined ? (
            <>
              <p class="quiet">{say(lang, 'textGone')}</p>
              <div class="text" dir="auto">
                <Shown text={excerpt.slice(0, 4000)} />
              </div>
            </>
          ) : (
            <MarkedText text={sourceText(reference)} marks={marks('there', 'a', (span) => span)} lang={lang} ids="b" />
          )}
        </div>
      </div>
    </section>
  );
}
