import { levels } from "../page/actors.js";
import { figure, promise, promiseTable, table } from "../report.js";
import { quantile } from "../statistics.js";
import type { RivalMeasured } from "./measuring.js";
import { type Asked, isDuration, wordsOf } from "./questions.js";
import type { SizeMeasured } from "./statistics.js";

/** How many of the slowest questions are named. */
const slowest = 10;

/** The tables of the statistics bench. */
export function tablesOf(measured: readonly SizeMeasured[], promises: readonly string[][]): string[] {
  const asked = measured.filter(({ times }) => times.length > 0);
  return [
    mainTable(measured),
    ...asked.map(mixTable),
    ...asked.slice(-1).map(slowestTable),
    ...measured.filter(({ rivals }) => rivals.length > 0).map(rivalTable),
    promiseTable(promises),
  ].filter((one) => one !== "");
}

const at = (times: readonly number[], share: number): number => quantile([...times], share);

const mainTable = (measured: readonly SizeMeasured[]): string =>
  table(
    [
      "nation by province, this year, five measures, year before",
      "connections",
      "a second",
      "p50 ms",
      "p95 ms",
      "p99 ms",
    ],
    measured.flatMap(({ main, size }) =>
      main.map(({ connections, times }) => {
        const perSecond = (connections * 1000 * times.length) / times.reduce((sum, one) => sum + one, 0);
        return [
          size,
          String(connections),
          ...[perSecond, at(times, 0.5), at(times, 0.95), at(times, 0.99)].map(figure),
        ];
      }),
    ),
  );

/** The times of the questions of the mix that something holds of. */
const timesOf = ({ mix, times }: SizeMeasured, isMeant: (asked: Asked) => boolean): number[] =>
  mix.flatMap((asked, place) => (isMeant(asked) ? (times[place] ?? []) : []));

const hasDuration = ({ question }: Asked): boolean => question.measures.some(isDuration);

function mixTable(measured: SizeMeasured): string {
  const { byRollups, mix, size } = measured;
  const row = (name: string, isMeant: (asked: Asked) => boolean): string[][] => {
    const times = timesOf(measured, isMeant);
    const questions = String(mix.filter(isMeant).length);
    return times.length === 0
      ? []
      : [[name, questions, ...[0.5, 0.95, 0.99, 1].map((share) => figure(at(times, share)))]];
  };
  return table(
    [`the mix at ${size}`, "questions", "p50 ms", "p95 ms", "p99 ms", "longest"],
    [
      ...row("all", () => true),
      ...levels.flatMap((level) => row(`about a ${level}`, ({ region }) => region.level === level)),
      ...row("by rollups alone", (asked) => byRollups.has(asked)),
      ...row("by facts too", (asked) => !byRollups.has(asked) && !hasDuration(asked)),
      ...row("with a duration", hasDuration),
      ...(measured.refused === 0 ? [] : [["refused as too large", String(measured.refused), "", "", "", ""]]),
    ],
  );
}

function slowestTable(measured: SizeMeasured): string {
  const middle = measured.mix.map((asked, place) => ({ asked, time: at(measured.times[place] ?? [], 0.5) }));
  const rows = middle
    .sort((one, other) => other.time - one.time)
    .slice(0, slowest)
    .map(({ asked, time }) => [wordsOf(asked), measured.byRollups.has(asked) ? "rollups" : "facts", figure(time)]);
  return table([`the slowest questions at ${measured.size}`, "read from", "ms"], rows);
}

/** How much longer a rival takes, question by question. */
function ratiosOf(measured: SizeMeasured, rival: RivalMeasured): { main: number; mix: number[] } {
  const ours = new Map(measured.mix.map((asked, place) => [asked, at(measured.times[place] ?? [], 0.5)]));
  const main = at(measured.main[0]?.times ?? [], 0.5);
  const [first, ...others] = rival.times;
  return {
    main: (first?.milliseconds ?? Number.NaN) / main,
    mix: others.map(({ asked, milliseconds }) => milliseconds / (ours.get(asked) ?? Number.NaN)),
  };
}

function rivalTable(measured: SizeMeasured): string {
  const ours = measured.main[0]?.times ?? [];
  const rows = measured.rivals.map((rival) => {
    const { main, mix } = ratiosOf(measured, rival);
    const times = rival.times.slice(1).map(({ milliseconds }) => milliseconds);
    return [
      rival.name,
      figure(rival.times[0]?.milliseconds ?? Number.NaN),
      figure(main),
      String(times.length),
      ...[at(times, 0.5), at(times, 0.95), at(mix, 0.5), at(mix, 0.1)].map(figure),
      `${rival.equal}`,
      String(rival.suppressed),
    ];
  });
  const mixed = timesOf(measured, () => true);
  const own = ["ours, over HTTP", figure(at(ours, 0.5)), "1.00", String(measured.mix.length)];
  const { tickets } = measured;
  const nothing = Array<string>(7).fill("");
  const overTickets =
    tickets === null
      ? []
      : [
          [
            "GROUP BY over tickets",
            figure(tickets.milliseconds),
            figure(tickets.milliseconds / at(ours, 0.5)),
            ...nothing,
          ],
        ];
  return table(
    [
      `at ${measured.size}`,
      "nation by province ms",
      "/ ours",
      "of the mix",
      "p50 ms",
      "p95 ms",
      "/ ours, p50",
      "/ ours, p10",
      "equal numbers",
      "suppressed",
    ],
    [[...own, figure(at(mixed, 0.5)), figure(at(mixed, 0.95)), "1.00", "1.00", "", ""], ...rows, ...overTickets],
  );
}

/** The promises of the statistics. */
export function promisesOf(measured: readonly SizeMeasured[]): string[][] {
  const mainTimes = (one: SizeMeasured | undefined): number[] => one?.main[0]?.times ?? [];
  const of = (size: string): SizeMeasured | undefined => measured.find((one) => one.size === size);
  const rows = measured.flatMap((one) => [
    promise(`${one.size}: nation by province, p95 ms`, at(mainTimes(one), 0.95), "at most", 20),
    promise(
      `${one.size}: the mix${one.size === "100m" ? ", what rollups answer" : ""}, p95 ms`,
      at(
        timesOf(one, () => true),
        0.95,
      ),
      "at most",
      50,
    ),
  ]);
  const growth = at(mainTimes(of("100m")), 0.5) / at(mainTimes(of("1m")), 0.5);
  const ratios = measured.flatMap((one) =>
    one.rivals.flatMap((rival) => {
      const { main, mix } = ratiosOf(one, rival);
      const wanted = rival.name === "DuckDB" ? 5 : 100;
      return [
        promise(`${one.size}: ${rival.name} / ours, nation by province`, main, "at least", wanted),
        promise(`${one.size}: ${rival.name} / ours, the mix (median of the ratios)`, at(mix, 0.5), "at least", wanted),
      ];
    }),
  );
  const all = [...rows, promise("nation by province, p50 at 100m / at 1m", growth, "at most", 1.5), ...ratios];
  return all.filter(([, value]) => value !== "-");
}
