/** Calls to a centre on days that follow one another. */
export interface CallPortion {
  /** The first day, YYYY-MM-DD in China. */
  from: string;
  /** How many were offered on it and on each day after it, and how many of these nobody answered. */
  offered: readonly number[];
  missed: readonly number[];
  /** How many operators share the answered calls of each day evenly. */
  operators: readonly number[];
  /** How they lie in the 24 hours of a day, as weights. */
  hours: readonly number[];
  /** One of them, on which day, and for how many seconds it was talked: longer than all others. */
  longest?: { day: string; seconds: number };
}

/** Deals a number out over days in proportion to weights; what does not divide goes to the largest remainders. */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((before, count) => before + count, 0);
  const byRemainder = exact
    .map((share, day) => ({ day, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.day - other.day);
  for (const { day } of byRemainder.slice(0, left)) counts[day] = (counts[day] ?? 0) + 1;
  return counts;
}

/** The same number so many times. */
export const repeated = (days: number, weight: number): number[] => Array.from({ length: days }, () => weight);

/** How what came to Cangzhou lies in its fifty days: 300 of 7,430 on 5 February. */
export const cangzhouDays: readonly number[] = [
  ...[60, 75, 90, 110, 135, 160, 185, 205, 220, 235],
  ...[250, 262, 272, 282, 300, 284, 270, 256, 242, 228],
  ...[214, 200, 188, 176, 166, 156, 148, 140, 132, 126],
  ...repeated(10, 95),
  ...repeated(10, 71.3),
];

/** A day of a centre with two peaks, in the morning and in the afternoon, and a few calls at night. */
const usualHours = [1, 1, 1, 1, 1, 1, 2, 5, 22, 30, 29, 22, 12, 16, 24, 25, 21, 16, 10, 8, 7, 5, 3, 2];

/** A day in Chuzhou: a third peak in the evening, when people are at home. */
const chuzhouHours = [1, 1, 1, 1, 1, 1, 2, 4, 18, 28, 30, 22, 14, 16, 24, 24, 20, 16, 14, 18, 18, 12, 6, 4];

/** How many each of Suzhou's five operators answered on each day from 24 January on: 80 to 95, on average 87. */
const perOperatorOfSuzhou = [84, 88, 90, 92, 91, 89, 88, 87, 86, 85, 84, 84, 83];

/** The same on the fourteen days before: on average 43.5, half of that. */
const usualPerOperatorOfSuzhou = [43, 44, 45, 44, 43, 44, 43, 44, 43, 44, 45, 43, 42, 42];

function suzhou(from: string, perOperator: readonly number[], missedPerOperator: number): CallPortion {
  const answered = perOperator.map((calls) => 5 * calls);
  const missed = perOperator.map(() => 5 * missedPerOperator);
  const offered = answered.map((calls, day) => calls + (missed[day] ?? 0));
  return { from, offered, missed, operators: repeated(offered.length, 5), hours: usualHours };
}

// 1,330 calls in eight days, 419 of them on the 28th, when the lines went from five to six.
const daqingDays = spread(1330 - 419, [8, 10, 13, 19, 20, 16, 14]).toSpliced(4, 0, 419);

/** The calls that centres told of, by the codes of their authorities (来电). */
export const callsOfCities: Readonly<Record<string, readonly CallPortion[]>> = {
  // Each of the 7,430 calls became a ticket, so each was answered. The longest took 40 minutes.
  "130900": [
    {
      from: "2020-01-22",
      offered: spread(7430, cangzhouDays),
      missed: repeated(50, 0),
      operators: repeated(50, 6),
      hours: usualHours,
      longest: { day: "2020-02-05", seconds: 2400 },
    },
  ],
  "230600": [
    {
      from: "2020-01-24",
      offered: daqingDays,
      missed: [1, 2, 2, 4, 25, 4, 3, 2],
      operators: [5, 5, 5, 5, 6, 6, 6, 6],
      hours: usualHours,
    },
  ],
  // 1,337 calls, of which 1,250 became tickets.
  "230800": [
    {
      from: "2020-01-01",
      offered: spread(1337, [...repeated(23, 1), ...repeated(37, 3)]),
      missed: [...repeated(25, 0), ...repeated(35, 1)],
      operators: repeated(60, 2),
      hours: usualHours,
    },
  ],
  "320500": [suzhou("2020-01-10", usualPerOperatorOfSuzhou, 1), suzhou("2020-01-24", perOperatorOfSuzhou, 6)],
  // From 27 January on all seats were open in four shifts, and no call was missed.
  "341100": [
    {
      from: "2020-01-27",
      offered: [150, 168, 182, 190, 185, 176, 170, 162, 158, 150, 146, 140, 138, 135],
      missed: repeated(14, 0),
      operators: repeated(14, 8),
      hours: chuzhouHours,
    },
  ],
};
