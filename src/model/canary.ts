/** A word or phrase that only one of our listings has, so that whoever shows it has it from there. */
export interface Canary {
  readonly id: string;
  /** `keyOf` the listing. */
  readonly listing: string;
  /** As the listing writes it. */
  readonly phrase: string;
  /** Day on which it was registered, `YYYY-MM-DD`. */
  readonly planted: string;
  readonly by?: string;
  /** `contentHash` of the listing on that day. */
  readonly contentHash: string;
}
