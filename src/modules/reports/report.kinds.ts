/** The kinds of statistical report (统计报告): 日报, 累计, 周报, 月报, 专题. */
export const reportKinds = ["DAILY", "CUMULATIVE", "WEEKLY", "MONTHLY", "TOPIC"] as const;

/** A kind of statistical report. */
export type ReportKind = (typeof reportKinds)[number];

/** Days that a report is about, first and last included, YYYY-MM-DD in China. */
export interface ReportPeriod {
  from: string;
  to: string;
}

const millisecondsOfDay = 86_400_000;

/** The day so many days after another; before it, where the number is negative. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * millisecondsOfDay).toISOString().slice(0, 10);
}

/** How many days a period has. */
export function daysOf({ from, to }: ReportPeriod): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsOfDay) + 1;
}

/** Whether a kind needs to be told its first day; the others know it from the last. */
export function isOpenEnded(kind: ReportKind): boolean {
  return kind === "CUMULATIVE" || kind === "TOPIC";
}

/**
 * The days that a report is about: a day, the week of seven days that ends with it, the month up to it, or from the first
 * day that was named.
 *
 * @param day the last day
 * @param from the first day of a cumulative or topic report
 */
export function periodOfReport(kind: ReportKind, day: string, from: string | null): ReportPeriod {
  if (kind === "WEEKLY") return { from: daysAfter(day, -6), to: day };
  if (kind === "MONTHLY") return { from: `${day.slice(0, 8)}01`, to: day };
  return { from: isOpenEnded(kind) ? (from ?? day) : day, to: day };
}
