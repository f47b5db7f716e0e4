import type { MarkHit } from '../lexicon/find-marks.ts';
import type { Form, Mark } from '../lexicon/mark.ts';
import type { Because, BrandUse, Folding } from '../model/evidence.ts';
import type { Authorisation } from '../model/ledger.ts';
import type { FieldText } from '../text/field-text.ts';

/** A mark found in a field, before anybody asked what it does there. */
export interface Sighting extends MarkHit {
  /** Index into the listing's fields. */
  readonly field: number;
  readonly text: FieldText;
  readonly mark: Mark;
  readonly formOf: Form;
}

/** A mark in a field with the use that its context gives it. */
export interface Mention extends Sighting {
  readonly use: BrandUse;
  /** 0..1: how sure the use is, and that the mark is meant at all. */
  readonly confidence: number;
  readonly because: readonly Because[];
  /** What had to be undone, case aside. */
  readonly folding: readonly Folding[];
  /** The ledger's record that allows the use. */
  readonly authorisation?: Authorisation | undefined;
}

/** A use with its reasons. */
export interface Verdict {
  readonly use: BrandUse;
  readonly confidence: number;
  readonly because: readonly Because[];
  /** The ledger's record that allows the use. */
  readonly authorisation?: Authorisation | undefined;
}
