import { UsageError } from '../model/errors.ts';

/*
 * `--record FILE:DATE:TITLE`: papers of ours that bear a date (invoice, project file, order no. 1), as the person names them.
 */

/** A paper of ours. */
export interface Paper {
  /** As the person wrote it. */
  readonly file: string;
  readonly date: string;
  readonly title: string;
}

const RECORD = /^(.+?):(\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)(?::(.*))?$/s;

/** Reads one. @throws UsageError when it is none. */
export function readPaper(given: string): Paper {
  const [, file, date, title = ''] = RECORD.exec(given) ?? [];
  if (file === undefined || date === undefined) {
    throw new UsageError({
      en: `--record ${given}: expected FILE:DATE:TITLE, such as invoice.pdf:2025-03-01:"Photographer's invoice".`,
      zh: `--record ${given}：格式应为 文件:日期:标题，例如 invoice.pdf:2025-03-01:摄影发票。`,
    });
  }
  return { file, date, title: title.trim() === '' ? (file.split(/[\\/]/).at(-1) ?? file) : title.trim().slice(0, 200) };
}
