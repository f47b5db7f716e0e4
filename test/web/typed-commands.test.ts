import { describe, expect, it } from 'vitest';
import type { NextStep } from '../../src/cases/next-step.ts';
import { typedCommands } from '../../src/web/typed-commands.ts';

function step(command?: string): NextStep {
  return { what: { en: 'do it', zh: '去做' }, ...(command === undefined ? {} : { command }) };
}

describe('commands of a step', () => {
  it('carry the name of who would type them', () => {
    expect(typedCommands(step('preclear case confirm 2026-0001 --by NAME'), 'Li Na')).toEqual([
      'preclear case confirm 2026-0001 --by "Li Na"',
    ]);
    expect(typedCommands(step('preclear case confirm 2026-0001 --by NAME'), '李娜')).toEqual([
      'preclear case confirm 2026-0001 --by "李娜"',
    ]);
  });

  it.each(['$(rm -rf .)', 'a"b', "O'Neil; ls", '`id`', ''])('carry no name that a shell would read otherwise: %s', (name) => {
    expect(typedCommands(step('preclear case confirm 2026-0001 --by NAME'), name)).toEqual([
      'preclear case confirm 2026-0001 --by NAME',
    ]);
  });

  it('are one for each choice, and none where nothing is typed', () => {
    expect(typedCommands(step('preclear case answer 2026-0001 accepted|more-detail'), 'Li Na')).toEqual([
      'preclear case answer 2026-0001 accepted',
      'preclear case answer 2026-0001 more-detail',
    ]);
    expect(typedCommands(step(), 'Li Na')).toEqual([]);
  });
});
