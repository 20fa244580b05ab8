/** How many tickets were registered in one month; those of their other days are about as many. */
export interface MonthLoad {
  /** Its first day, YYYY-MM-DD. */
  readonly month: string;
  readonly rows: number;
}

/** The first day of all slices: the rollups are cut into spans of whole months that follow one another without a gap. */
export const beginning = "-infinity";

/** The end of the last slice, which is none of its days. */
export const end = "infinity";

/**
 * Cuts time into slices of whole months, so that none has much more than so many rows where a month has no more. Pure.
 *
 * @param months in the order of time
 * @returns the first days of the slices; the first is the beginning of time, and the last has no end
 */
export function cutIntoSlices(months: readonly MonthLoad[], most: number): string[] {
  const starts = [beginning];
  let rows = 0;
  for (const { month, rows: more } of months) {
    if (rows > 0 && rows + more > most) {
      starts.push(month);
      rows = 0;
    }
    rows += more;
  }
  return starts;
}
