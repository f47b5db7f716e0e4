import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerIn } from '../../src/cases/answer-in-notice.ts';
import { read } from './reading.ts';

const HEAD = 'From: seller-performance@amazon.com\nSubject: Your appeal: more information needed\nDate: Mon, 30 Mar 2026 10:10:10 +0000\nTo: a@b.example\n\n';

async function points(body: string): Promise<string[]> {
  const asked = answerIn(await read(`${HEAD}${body}`), 'N-2', 'X-1', '2026-03-30')?.asked ?? [];
  return asked.map(({ about, text }) => `${about}: ${text}`);
}

describe('the points that an answer asks for', () => {
  it('are whole list entries, also over two lines', async () => {
    expect(
      await points(
        'We looked at your appeal. It is missing the following information.\n\n-- Greater detail on the root cause(s) of the infringement, for every ASIN that we\nnamed in our warning.\n-- Greater detail on the steps you have taken to prevent it from happening again.\n\nASIN: B0ZZ1AA11V\n',
      ),
    ).toEqual([
      'root-cause: Greater detail on the root cause(s) of the infringement, for every ASIN that we named in our warning',
      'preventive: Greater detail on the steps you have taken to prevent it from happening again',
    ]);
  });

  it('are clauses where one sentence asks for several things', async () => {
    expect(
      await points(
        'Your appeal was not sufficient and we need more information. Please send us: greater detail on the root cause of the violation, on the actions taken to resolve it and on the steps taken to prevent it.\n',
      ),
    ).toEqual([
      'root-cause: greater detail on the root cause of the violation',
      'corrective: on the actions taken to resolve it',
      'preventive: on the steps taken to prevent it',
    ]);
  });

  it('stay one point where two papers are asked for at once', async () => {
    const [first, ...others] = await points(
      'It is missing the following information.\n\n- Invoices of the past 365 days with the supplier’s name, phone number and address\n',
    );
    expect(first).toBe('document: Invoices of the past 365 days with the supplier’s name, phone number and address');
    expect(others).toEqual([]);
  });

  it('are words of the notice, whatever stands between them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.lorem({ maxCount: 12 }), fc.lorem({ maxCount: 6 }), async (before, behind) => {
        const body = `It is missing the following information.\n\n- ${before} the root cause ${behind}\n`;
        for (const point of await points(body)) expect(body).toContain(point.slice(point.indexOf(': ') + 2));
      }),
      { numRuns: 30 },
    );
  });
});
