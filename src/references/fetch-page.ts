import type { ClaimedDate } from '../model/claimed-date.ts';
import { REFERENCE_ROLES } from '../model/evidence.ts';
import type { NewText } from './entries.ts';

/** A picture of a page. */
export interface PagePicture {
  readonly url: string;
  /** Of its file, hexadecimal. */
  readonly sha256: string;
}

/** A page as it was fetched and read. */
export interface FetchedPage {
  /** As asked for; what a run does not ask for twice. */
  readonly url: string;
  readonly finalUrl: string;
  /** When it was received or confirmed, ISO 8601. */
  readonly at: string;
  readonly status: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly etag?: string;
  readonly dates: readonly ClaimedDate[];
  readonly texts: readonly NewText[];
  readonly pictures: readonly PagePicture[];
}

const STRINGS = ['url', 'finalUrl', 'at', 'sha256'] as const;

/** Whether a value that was read from disk is a page. */
export function isPage(value: unknown): value is FetchedPage {
  if (!isRecord(value) || !STRINGS.every((name) => typeof value[name] === 'string')) return false;
  const { status, bytes, dates, texts, pictures } = value;
  return (
    typeof status === 'number' &&
    typeof bytes === 'number' &&
    Array.isArray(dates) &&
    Array.isArray(texts) &&
    texts.every(isText) &&
    Array.isArray(pictures) &&
    pictures.every(
      (picture: unknown) =>
        isRecord(picture) && typeof picture.url === 'string' && /^[0-9a-f]{64}$/.test(String(picture.sha256)),
    )
  );
}

function isText(value: unknown): value is NewText {
  if (!isRecord(value)) return false;
  const { owner, role, capturedAt, label, fields } = value;
  return (
    [owner, capturedAt, label].every((text) => typeof text === 'string') &&
    REFERENCE_ROLES.some((one) => one === role) &&
    Array.isArray(fields) &&
    fields.every((field: unknown) => isRecord(field) && typeof field.name === 'string' && typeof field.text === 'string')
  );
}

/** True for an object with names. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
