import type { DayRange } from "./numbers/periods.js";

/** A day on which there is something to be listed, and how much. */
export interface BusyDay {
  readonly day: string;
  readonly expected: number;
}

/** The days of groups that were counted by days, the latest first. */
export function toBusyDays(counted: readonly { keys: readonly string[]; amounts: readonly bigint[] }[]): BusyDay[] {
  return counted
    .map(({ amounts, keys }) => ({ day: keys[0] ?? "", expected: Number(amounts[0] ?? 0n) }))
    .filter(({ expected }) => expected > 0)
    .sort((one, other) => (one.day < other.day ? 1 : -1));
}

/** How many days are looked at for one page beside those that are needed, when whole days are read. */
const daysAtOnce = 31;

/**
 * Lists by days, the latest first, until there is enough: only days on which there is something are looked at.
 *
 * @param list lists at most so many of some days, in the order in which they are answered
 */
export async function listByDays<Listed>(
  days: readonly BusyDay[],
  most: number,
  list: (range: DayRange, left: number) => Promise<readonly Listed[]>,
): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (let next = 0; next < days.length && listed.length < most; ) {
    let upTo = next;
    for (
      let expected = 0;
      upTo < days.length && upTo - next < daysAtOnce && expected < most - listed.length;
      upTo += 1
    ) {
      expected += days[upTo]?.expected ?? 0;
    }
    const [latest, earliest] = [days[next], days[upTo - 1]];
    if (latest === undefined || earliest === undefined) break;
    listed.push(...(await list({ from: earliest.day, to: latest.day }, most - listed.length)));
    next = upTo;
  }
  return listed;
}
