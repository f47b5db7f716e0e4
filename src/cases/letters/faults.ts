import type { AnnexEntry, DraftFault, Statement } from '../../model/case-draft.ts';
import type { CaseWorld } from '../../model/case-world.ts';
import type { LetterDocument, LetterTemplates } from '../../model/letter.ts';
import type { Bilingual } from '../../model/text.ts';
import { findBlocked } from './blocked.ts';
import { refutedClaims } from './claims.ts';
import { holds } from './conditions.ts';
import { contradictionsOf } from './contradictions.ts';
import { countWords } from './count-words.ts';
import { recordsOf, todayOf } from './facing.ts';
import { plainDay } from './row.ts';
import { ownCopies } from './rows-measures.ts';
import type { Writing } from './statements.ts';

/*
 * What keeps a draft from being sent, and what a person should know before sending it.
 */

/** A draft and what it was made of. */
export interface Made {
  readonly document: LetterDocument;
  readonly statements: readonly Statement[];
  readonly annex: readonly AnnexEntry[];
  readonly writing: Writing;
  readonly templates: LetterTemplates;
  readonly world: CaseWorld;
}

/** Every fault of a draft: those that stop it first in each kind, in the order of the letter. */
export function faultsOf(made: Made): DraftFault[] {
  const { document, writing, world } = made;
  return [
    ...statementFaults(made),
    ...ownFaults(made),
    ...contradictionsOf(world, writing.answers),
    ...document.checks
      .filter(({ need }) => !holds(need, writing.answers))
      .map(({ why }): DraftFault => ({ kind: 'check', stops: true, text: why })),
    ...proofFaults(made),
    ...annexFaults(made),
    ...lengthFaults(made),
    ...untoldWarnings(made),
    ...houseWarnings(made),
    ...document.warnings.map((text): DraftFault => ({ kind: 'warning', stops: false, text })),
  ];
}

function statementFaults({ statements, writing, templates, document, world }: Made): DraftFault[] {
  return statements.flatMap((one): DraftFault[] => {
    const at = { statement: one.id };
    if (one.state === 'blocked') return [{ kind: 'blocked', stops: true, ...at, text: one.note }];
    if (one.state === 'blank') {
      const labels = { en: one.missing.map(({ en }) => en).join(', '), zh: one.missing.map(({ zh }) => zh).join('、') };
      const text = {
        en: `A record is missing: ${labels.en}. Record it, or stand for the sentence by name: preclear case assert ${world.caseId} --slot ${one.template}`,
        zh: `缺少记录：${labels.zh}。请补登记录，或由具名人员担保本句：preclear case assert ${world.caseId} --slot ${one.template}`,
      };
      return [{ kind: 'blank', stops: !document.internal, ...at, text }];
    }
    if (one.state !== 'asserted') return [];
    const tone = findBlocked(one.text, templates, writing.answers).map(
      ({ wording, match }): DraftFault => ({ kind: 'check', stops: true, ...at, text: quoted(match, wording.why) }),
    );
    const refuted = refutedClaims(one.text, writing.answers, templates).map(
      (text): DraftFault => ({ kind: 'contradiction', stops: true, ...at, text }),
    );
    return [...tone, ...refuted];
  });
}

function quoted(match: string, { en, zh }: Bilingual): Bilingual {
  return { en: `“${match}”: ${en}`, zh: `“${match}”：${zh}` };
}

/** Reports against a listing of the seller's own. */
function ownFaults({ document, world }: Made): DraftFault[] {
  if (!document.kind.startsWith('takedown-')) return [];
  return ownCopies(world).map(
    ({ ref, url }): DraftFault => ({
      kind: 'gate',
      stops: true,
      text: {
        en: `${ref} (${url}) is a listing of your own; it is not in the report. Take it out of the case's traces.`,
        zh: `${ref}（${url}）是您自己的 Listing，已从举报中剔除。请把它移出取证记录。`,
      },
    }),
  );
}

/** Files that sentences rest on and that are gone, or are others than those that were recorded. */
function proofFaults({ statements, world }: Made): DraftFault[] {
  const records = new Map(recordsOf(world).map((record) => [record.ref, record]));
  const used = new Set(statements.filter(({ state }) => state !== 'blocked').flatMap(({ backing }) => backing));
  return [...used].flatMap((ref) =>
    (records.get(ref)?.proofs ?? []).flatMap(({ path, found, changed }): DraftFault[] => {
      if (!found) {
        const text = { en: `${ref}: its file ${path} is not there.`, zh: `${ref}：找不到证明文件 ${path}。` };
        return [{ kind: 'check', stops: true, text }];
      }
      if (changed !== true) return [];
      const text = {
        en: `${ref}: the file ${path} is not the one that was recorded; its hash differs.`,
        zh: `${ref}：文件 ${path} 与登记时不是同一文件（哈希不一致）。`,
      };
      return [{ kind: 'contradiction', stops: true, text }];
    }),
  );
}

/** Attachments that the notice does not take, and links where it refuses them. */
function annexFaults({ annex, world, statements, document }: Made): DraftFault[] {
  if (document.internal || !/^(?:plan|greater|dispute)/.test(document.kind)) return [];
  const parse = world.notices.at(-1)?.parse;
  const taken = parse?.attachmentTypes.map((type) => type.toLowerCase().replace(/^\./, '')) ?? [];
  const refused = taken.length === 0 ? [] : annex.filter(({ file }) => !taken.includes(extensionOf(file)));
  const links = parse?.externalLinksAccepted === false ? statements.filter(({ text }) => /https?:\/\//i.test(text)) : [];
  return [
    ...refused.map(
      ({ label, title, file }): DraftFault => ({
        kind: 'check',
        stops: true,
        text: {
          en: `Annex ${label}, ${title} (${file}): the notice takes ${taken.join(', ')} only. Convert a copy, keep the original as it is, and record the copy.`,
          zh: `附件 ${label} ${title}（${file}）：通知只接受 ${taken.join('、')} 格式。请另存转换副本并登记，原件保持不动。`,
        },
      }),
    ),
    ...links.map(
      ({ id }): DraftFault => ({
        kind: 'check',
        stops: true,
        statement: id,
        text: {
          en: 'The notice accepts no links; attach the page as a file.',
          zh: '通知不接受外部链接；请把页面作为附件提交。',
        },
      }),
    ),
  ];
}

function extensionOf(file: string): string {
  const type = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  return type === 'jpeg' ? 'jpg' : type;
}

function lengthFaults({ statements, writing, document }: Made): DraftFault[] {
  const words = countWords(
    statements.filter(({ state }) => state !== 'blocked').map(({ text }) => text),
    writing.lang,
  );
  if (words <= document.longest) return [];
  const text = {
    en: `The letter has ${words} words; beyond some ${document.longest} readers lose patience (a guess, no platform names a number).`,
    zh: `全文 ${words} 词，超过约 ${document.longest} 词审核人员容易失去耐心（经验估计，平台没有公布上限）。`,
  };
  return [{ kind: 'warning', stops: false, text }];
}

/** Prevention steps that answer the chosen causes, or what was found of the kind complained of; the rest is no matter of this letter. */
function stepsWanted({ world, templates }: Made): ReadonlySet<string> {
  const chosen = new Set(world.rootCauses.map(({ cause }) => cause));
  return new Set([
    ...templates.causes.filter(({ id }) => chosen.has(id)).flatMap(({ measures }) => measures),
    ...world.items.flatMap(({ findings }) =>
      findings.filter(({ relevant }) => relevant).flatMap(({ prevention }) => prevention),
    ),
  ]);
}

/** What the seller's own scans had found before the notice, in a letter that does not speak of it: nobody asked, and somebody may. */
function untoldWarnings({ statements, writing, document }: Made): DraftFault[] {
  if (document.internal || !document.kind.startsWith('withdrawal')) return [];
  const [row] = writing.answers.ask('known-before');
  const told = statements.some(({ template }) => template.startsWith('known-before.'));
  const { since, lead } = row?.slots ?? {};
  if (told || since?.kind !== 'day' || lead?.kind !== 'count') return [];
  const text = {
    en: `Your own scan recorded this on ${since.day}, ${lead.n} ${lead.n === 1 ? 'day' : 'days'} before the notice. This letter does not say so, because nobody asked; if you are asked, say it, and why nobody acted.`,
    zh: `自家扫描在 ${since.day} 已有记录，比通知早 ${lead.n} 天。本信没有提及（对方未问）；如被问到，请如实说明，并讲清为何没有处理。`,
  };
  return [{ kind: 'warning', stops: false, text }];
}

/** What is planned too late, only proposed, or no longer kept. */
function houseWarnings(made: Made): DraftFault[] {
  const { world, writing, document, templates } = made;
  if (!/^(?:plan|greater)/.test(document.kind)) return [];
  const today = todayOf(writing.answers.facing);
  const warn = (en: string, zh: string): DraftFault => ({ kind: 'warning', stops: false, text: { en, zh } });
  const late = world.actions.filter(({ done, planned }) => done === undefined && planned !== undefined && planned < today);
  const ahead = world.actions.filter(({ done }) => done !== undefined && (plainDay(done) ?? '') > today);
  const first = plainDay(world.notices[0]?.receivedAt) ?? '';
  const early = world.actions.filter(({ done }) => done !== undefined && (plainDay(done) ?? first) < first);
  const wanted = stepsWanted(made);
  const proposed = world.measures.filter(
    ({ state, stage, step }) => state === 'proposed' && stage !== 'correct' && wanted.has(step),
  );
  const bare = templates.causes.filter(
    ({ id, measures }) =>
      world.rootCauses.some(({ cause }) => cause === id) &&
      !world.measures.some(({ step, state }) => measures.includes(step) && (state === 'adopted' || state === 'in-force')),
  );
  const broken = world.measures.filter(({ state }) => state === 'broken');
  // Where none is adopted, `bare` says so already.
  const leading = templates.causes.flatMap(({ id, title, measures: [step] }) =>
    step !== undefined &&
    world.rootCauses.some(({ cause }) => cause === id) &&
    !bare.some((cause) => cause.id === id) &&
    proposed.some((one) => one.step === step)
      ? [{ title, step }]
      : [],
  );
  return [
    ...late.map(({ ref, planned = '' }) =>
      warn(
        `${ref} was planned for ${planned} and is not done; it is not in the letter.`,
        `${ref} 原定 ${planned} 完成，尚未完成，未写入信中。`,
      ),
    ),
    ...ahead.map(({ ref, done = '' }) =>
      warn(
        `${ref} is recorded as done on ${done}, which is still to come; it is not in the letter.`,
        `${ref} 登记的完成日期 ${done} 尚未到来，未写入信中。`,
      ),
    ),
    ...early.map(({ ref, done = '' }) =>
      warn(
        `${ref} was done on ${done}, before the notice came; say so if you are asked.`,
        `${ref} 完成于 ${done}，早于收到通知；如被追问请如实说明。`,
      ),
    ),
    ...bare.map(({ title, measures }) =>
      warn(
        `No prevention step that is adopted answers the cause “${title.en}” (${measures.join(', ')}): whoever reads the letter asks what keeps it from coming back.`,
        `没有任何已采纳的预防措施对应原因“${title.zh}”（${measures.join('、')}）：审核会问怎样防止再犯。`,
      ),
    ),
    ...leading.map(({ title, step }) =>
      warn(
        `The letter gives the cause “${title.en}”, and the step that answers it first, ${step}, is only proposed: adopt it (preclear log measure --step ${step}), or whoever reads the letter asks what keeps it from coming back.`,
        `信中给出的原因是“${title.zh}”，而直接对应的措施 ${step} 仍停留在建议阶段：请先采纳（preclear log measure --step ${step}），否则审核会问怎样防止再犯。`,
      ),
    ),
    ...proposed.map(({ step, text }) =>
      warn(`Only proposed, so not in the letter: ${step} (${text.en})`, `仅为建议，未写入信中：${step}（${text.zh}）`),
    ),
    ...broken.map(({ step, why }) =>
      warn(
        `Adopted but not kept, so not in the letter: ${step}. ${why?.en ?? ''}`.trim(),
        `已采纳但未执行，未写入信中：${step}。${why?.zh ?? ''}`,
      ),
    ),
  ];
}
