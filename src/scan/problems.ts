import type { Problem } from '../model/problem.ts';

/** Problems of one file that are told one by one; a file in the wrong encoding would otherwise fill the report. */
const TOLD = 100;

/** Collects problems; of one file the first hundred are kept and the rest is counted, so that memory stays bounded. */
export class ProblemLog {
  readonly #told: Problem[] = [];
  readonly #perFile = new Map<string, number>();

  add(problem: Problem): void {
    const count = (this.#perFile.get(problem.file) ?? 0) + 1;
    this.#perFile.set(problem.file, count);
    if (count <= TOLD) this.#told.push(problem);
  }

  /** In the order in which they were met; a file with more than were kept ends with the number of the others. */
  all(): Problem[] {
    const rest = [...this.#perFile].filter(([, count]) => count > TOLD);
    return [
      ...this.#told,
      ...rest.map(([file, count]) => ({
        file,
        reason: {
          en: `${count - TOLD} more problems in this file are not told one by one; mend those above and scan again.`,
          zh: `该文件另有 ${count - TOLD} 个问题未逐一列出；请先修复上面的问题，再重新检查。`,
        },
      })),
    ];
  }
}
