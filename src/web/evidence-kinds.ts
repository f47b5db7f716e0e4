import type { Evidence } from '../model/evidence.ts';

/** A picture that is like one of somebody else's. */
export type ImageMatch = Extract<Evidence, { kind: 'image-match' }>;

/** A text that is like one of somebody else's. */
export type CopiedText = Extract<Evidence, { kind: 'copied-text' }>;
