/**
 * Whole hours since 1970-01-01T00:00Z. China is eight whole hours ahead, without summer time, so its hours begin with these.
 */
export type HourNumber = number;

/** Whole days since 1970-01-01, as China counts its days (Asia/Shanghai). */
export type ChinaDay = number;

/** Milliseconds of an hour. */
export const hourMilliseconds = 3_600_000;

/** The hours of a day. */
export const hoursOfDay = 24;

const hoursEastOfGreenwich = 8;

/** How much history is looked at, in weeks: with less than the least nothing is said, older than the most is left aside. */
export const historyWeeks = { least: 8, most: 60 } as const;

/** The tickets of one hour, as they are counted: any instant within the hour, and how many. */
export interface HourCount {
  readonly hour: Date;
  readonly count: number;
}

/**
 * The tickets of a region by hours in China time. Hours before `from` are unknown, which is not the same as empty; the last
 * one may still be running. A value, made once from sparse counts; nobody changes it.
 */
export interface HourSeries {
  readonly from: HourNumber;
  /** The hour after the last one. */
  readonly until: HourNumber;
  /** One count for each hour from `from`. */
  readonly counts: Float64Array;
}

/** The hour in which an instant falls. */
export function hourOf(instant: Date): HourNumber {
  return Math.floor(instant.getTime() / hourMilliseconds);
}

/** The instant at which an hour begins. */
export function startOfHour(hour: HourNumber): Date {
  return new Date(hour * hourMilliseconds);
}

/** The day in China in which an hour lies. */
export function dayOfHour(hour: HourNumber): ChinaDay {
  return Math.floor((hour + hoursEastOfGreenwich) / hoursOfDay);
}

/** The first hour of a day in China. */
export function firstHourOf(day: ChinaDay): HourNumber {
  return day * hoursOfDay - hoursEastOfGreenwich;
}

/** The hour of the day in China, 0 to 23. */
export function hourOfDay(hour: HourNumber): number {
  return hour + hoursEastOfGreenwich - dayOfHour(hour) * hoursOfDay;
}

/** What a series is made of. */
export interface SeriesGiven {
  /** Since when the tickets are known. */
  readonly from: Date;
  /** Until when: usually now. The hour in which it falls is the last one, and incomplete. */
  readonly until: Date;
  /** Hours without tickets are left out; hours outside are passed over; an hour that is named twice is summed. */
  readonly counts: Iterable<HourCount>;
}

/** Makes the series of a region from the hours in which something came in. */
export function makeSeries({ from, until, counts }: SeriesGiven): HourSeries {
  const first = Math.ceil(from.getTime() / hourMilliseconds);
  const last = Math.max(first, Math.ceil(until.getTime() / hourMilliseconds));
  const dense = new Float64Array(last - first);
  for (const { hour, count } of counts) {
    const place = hourOf(hour) - first;
    if (place >= 0 && place < dense.length) dense[place] = (dense[place] ?? 0) + count;
  }
  return { from: first, until: last, counts: dense };
}

/** The tickets from one hour (included) to another (excluded); hours outside the series count nothing. */
export function countBetween(series: HourSeries, from: HourNumber, until: HourNumber): number {
  const end = Math.min(until, series.until) - series.from;
  let sum = 0;
  for (let place = Math.max(from - series.from, 0); place < end; place += 1) sum += series.counts[place] ?? 0;
  return sum;
}
