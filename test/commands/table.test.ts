import { describe, expect, it } from 'vitest';
import { formatTable } from '../../src/commands/table.ts';

describe('formatTable', () => {
  it('aligns columns by what a terminal shows', () => {
    const rows = [
      ['ID', 'OWNER', 'LABEL'],
      ['1', '山屋', 'Mug'],
      ['23', 'Hillmoor', ''],
    ];
    expect(formatTable(rows)).toBe('ID  OWNER     LABEL\n1   山屋      Mug\n23  Hillmoor\n');
  });

  it('shows as a mark what could act on the terminal', () => {
    expect(formatTable([['A'], ['x\u001b[2J\u202ey']])).toBe('A\nx<U+001B>[2J<U+202E>y\n');
  });
});
