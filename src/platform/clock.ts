/**
 * The only place that reads the machine's clock. Whoever needs the time takes a `Clock`, so that tests can set it.
 */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * A clock that stands still until it is set.
 *
 * @param start the instant that it shows first
 */
export function settableClock(start: Date): Clock & { set(instant: Date): void } {
  let instant = start;
  return {
    now: () => new Date(instant),
    set: (next) => {
      instant = next;
    },
  };
}

const millisecondsEastOfGreenwich = 8 * 60 * 60 * 1000;
const millisecondsOfDay = 24 * 60 * 60 * 1000;

// The texts of days by their numbers since 1970: whoever counts a million tickets asks for the same few thousand.
const dayTexts = new Map<number, string>();
const mostDayTexts = 10_000;

/** The day in China (UTC+8, one time zone for the whole country) on which an instant falls, as "YYYY-MM-DD". */
export function chinaDay(instant: Date): string {
  const day = Math.floor((instant.getTime() + millisecondsEastOfGreenwich) / millisecondsOfDay);
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsOfDay).toISOString().slice(0, 10);
  if (dayTexts.size >= mostDayTexts) dayTexts.clear();
  dayTexts.set(day, text);
  return text;
}

/** The hour of the day in China, 0 to 23, in which an instant falls. */
export function chinaHour(instant: Date): number {
  return new Date(instant.getTime() + millisecondsEastOfGreenwich).getUTCHours();
}

/** Milliseconds since some fixed point, for measuring durations; never goes back. */
export function monotonicMilliseconds(): number {
  return performance.now();
}

/** Waits for so many milliseconds; not at all where there is nothing to wait for. The process may end meanwhile. */
export async function pause(milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
