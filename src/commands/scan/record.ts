import process from 'node:process';
import { isDatabaseAddress, shownAddress } from '../../history/address.ts';
import type { History } from '../../history/history.ts';
import { openHistory } from '../../history/open.ts';
import { EnvironmentError, UsageError } from '../../model/errors.ts';
import type { ReportTail } from '../../model/report.ts';
import type { Lang } from '../../model/text.ts';
import { historyPlace } from '../../scan/config.ts';
import { shownPath } from '../../scan/files.ts';
import { type RunRecording, recordRun } from '../../scan/record-run.ts';
import type { ScanRequest, ScanSink } from '../../scan/request.ts';
import { streamOutput } from '../output.ts';
import type { ScanFlags } from './flags.ts';

/** A scan that is kept in the history. Whatever happens to the history, the scan and its report go on. */
export interface ScanRecording {
  /** The sink for the scan. */
  around(sink: ScanSink): ScanSink;
  /** Writes the run down, or tells on stderr why it could not be; whether it was. */
  end(tail: ReportTail, lang: Lang): Promise<boolean>;
  /** Forgets what was taken. */
  abandon(): Promise<void>;
}

/** Opens the history of a scan. */
export async function openRecording(request: ScanRequest, { record, quiet }: ScanFlags): Promise<ScanRecording> {
  const place = historyPlace(request.config);
  let history: History;
  try {
    history = await openHistory(place);
  } catch (error) {
    return failed(place, error);
  }
  let recording: RunRecording | undefined;
  return {
    around: (sink) => {
      recording = recordRun(request, history, sink);
      return recording.sink;
    },
    end: async (tail, lang) => {
      try {
        await recording?.end(tail);
      } catch (error) {
        return await tellFailure(place, error, lang);
      } finally {
        await history.close();
      }
      if (record === true && quiet !== true) await tellDone(place, lang);
      return true;
    },
    abandon: async () => {
      await recording?.abandon();
      await history.close();
    },
  };
}

function failed(place: string, error: unknown): ScanRecording {
  return {
    around: (sink) => sink,
    end: (_, lang) => tellFailure(place, error, lang),
    abandon: () => Promise.resolve(),
  };
}

async function tellFailure(place: string, error: unknown, lang: Lang): Promise<false> {
  const known = error instanceof UsageError || error instanceof EnvironmentError;
  const message = error instanceof Error ? error.message : String(error);
  const why = known ? { en: message, zh: error.zh } : { en: message, zh: message };
  const shown = shownPlace(place);
  const said = {
    en: `The scan was not recorded in ${shown}. ${why.en}`,
    zh: `本次扫描没有记入历史记录 ${shown}。${why.zh}`,
  };
  await streamOutput(process.stderr).write(`${said[lang]}\n`);
  return false;
}

async function tellDone(place: string, lang: Lang): Promise<void> {
  const shown = shownPlace(place);
  const said = { en: `Recorded in ${shown}.`, zh: `已记入历史记录 ${shown}。` };
  await streamOutput(process.stderr).write(`${said[lang]}\n`);
}

function shownPlace(place: string): string {
  return isDatabaseAddress(place) ? shownAddress(place) : shownPath(place);
}
