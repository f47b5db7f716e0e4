import process from 'node:process';
import { openCase } from '../../appeal/case-folder.ts';
import { summarise } from '../../appeal/open-cases.ts';
import { openWorld } from '../../appeal/world.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { withSources } from '../../shop/case-sources.ts';
import { endWith } from '../exit.ts';
import { streamOutput } from '../output.ts';
import { tellProblems } from '../tell-problems.ts';
import { guessesInCase } from './guesses.ts';
import type { ShowFlags } from './open.ts';
import { casePlace } from './place.ts';
import { showWorld } from './shown.ts';

/** Prints a case with all that is recorded about it. */
export async function showCase(id: string, flags: ShowFlags): Promise<void> {
  const place = await casePlace(flags);
  const { world, known, problems } = await withSources(place, (sources) => openWorld(id, sources));
  const summary = summarise(known, place.asOf, world.measures);
  const { next, lawyer, alarms } = summary;
  const { answers, drafts, escalations, resolved, closed, mergedInto, absorbed } = known;
  const log = { answers, drafts, escalations, resolved, closed, mergedInto, absorbed };
  const guesses = await guessesInCase(openCase(place.cases, id), place.lang);
  const text = flags.json
    ? `${jsonText({ next, lawyer, alarms, guesses, log, world }, 2)}\n`
    : showWorld(world, summary, known, guesses, place.lang);
  await streamOutput(process.stdout).write(text);
  tellProblems(problems, place.lang);
  if (problems.length > 0) endWith(3);
}
