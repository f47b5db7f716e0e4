/** How far a scan has come. Totals are 0 until they are known. */
export interface Progress {
  readonly files: number;
  readonly filesTotal: number;
  readonly listings: number;
  readonly findings: number;
  readonly images: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  /** The file that is being read. */
  readonly current: string;
}
