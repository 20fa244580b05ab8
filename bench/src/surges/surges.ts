import type { DepartureRule } from "../../../src/modules/surges/detection/index.js";
import type { Arguments } from "../arguments.js";
import { figure, keepResult, promise, promiseTable, table } from "../report.js";
import { median } from "../statistics.js";
import { type Detection, openDetection } from "./detection.js";
import {
  type Contestant,
  delaysOf,
  falseAlarmsOf,
  ours,
  type Plan,
  patienceDays,
  type Scale,
  sigma,
} from "./trials.js";

/** A county has a price report in ten days, a city five a day, a province a hundred. */
const scales: readonly Scale[] = [
  ["county, 0.1 a day", 0.1],
  ["city, 5 a day", 5],
  ["province, 100 a day", 100],
].map(([name, perDay]) => ({
  name: String(name),
  ordinary: { perDay: Number(perDay), dayVariance: 0.03, grouped: 0.05, growth: 0.1, season: 0.1 },
}));

const times = [3, 6, 20];
const statedRate = 2;

/** The rates that ours is given to come as near to the false alarms of three sigma as it may without exceeding them. */
const rates = [4, 8, 16, 32, 48];

/** The numbers of standard deviations that are tried to get the false alarms of the simple rule down to ours. */
const sigmas = Array.from({ length: 45 }, (_, place) => 3 + place / 2);

/** What one contestant did on one scale. */
interface Row {
  scale: string;
  rule: string;
  falseAlarmsPerYear: number;
  /** Hours to the alert, by how many times what is usual came in, and whether a surge lay before. */
  delays: { times: number; isMasked: boolean; meanHours: number; medianHours: number; noticed: number }[];
}

/** The surges bench: false alarms and delay of the product's detection beside the simple three-sigma rule. */
export async function benchSurges(options: Arguments): Promise<void> {
  const detection = await openDetection();
  const plan = { series: options.rounds ?? 30, surgesOfSeries: 4, times, isMasked: false };
  const rows = scales.flatMap((scale) => tryScale(detection, scale, plan));
  const promises = promisesOf(rows);
  const tables = [tableOf(rows), promiseTable(promises)];
  const result = { seriesOfScale: plan.series, surgesOfSeries: plan.surgesOfSeries, patienceDays, rows, promises };
  await keepResult({ bench: "surges", result, tables, isRecorded: options.isRecorded });
}

function tryScale(detection: Detection, scale: Scale, plan: Plan): Row[] {
  console.log(`${scale.name} ...`);
  const { departure } = detection.ruleDefaults;
  const ruleOf = (falseAlarmsPerYear: number, leastCount: number): DepartureRule => ({
    ...departure,
    falseAlarmsPerYear,
    leastCount,
  });
  const alarms = (contestant: Contestant): number => falseAlarmsOf(detection, contestant, scale, plan);
  const byDefault = ours(detection, ruleOf(statedRate, departure.leastCount));
  const [ourAlarms, simpleAlarms] = [alarms(byDefault), alarms(sigma(3))];
  const matched = sigmas.find((each) => alarms(sigma(each)) <= ourAlarms) ?? sigmas[sigmas.length - 1] ?? 3;
  let [rate, alarmsAtRate] = [statedRate, ourAlarms];
  for (const each of rates) {
    const found = alarms(ours(detection, ruleOf(each, 2)));
    if (found > simpleAlarms) break;
    [rate, alarmsAtRate] = [each, found];
  }
  const row = (rule: string, contestant: Contestant, found: number): Row => ({
    scale: scale.name,
    rule,
    falseAlarmsPerYear: found / plan.series,
    delays: [false, true].flatMap((isMasked) => delays(detection, contestant, scale, { ...plan, isMasked })),
  });
  return [
    row(`ours, ${statedRate} a year`, byDefault, ourAlarms),
    row(`${matched} sigma: no more false alarms than ours`, sigma(matched), alarms(sigma(matched))),
    row("three sigma", sigma(3), simpleAlarms),
    row(`ours, ${rate} a year: no more than three sigma`, ours(detection, ruleOf(rate, 2)), alarmsAtRate),
  ];
}

function delays(detection: Detection, contestant: Contestant, scale: Scale, plan: Plan): Row["delays"] {
  return [...delaysOf(detection, contestant, scale, plan)].map(([factor, hours]) => ({
    times: factor,
    isMasked: plan.isMasked,
    meanHours: hours.reduce((sum, each) => sum + each, 0) / hours.length,
    medianHours: median([...hours]),
    noticed: hours.filter((each) => each < patienceDays * 24).length / hours.length,
  }));
}

function tableOf(rows: readonly Row[]): string {
  const cases = [false, true].flatMap((isMasked) => times.map((factor) => ({ factor, isMasked })));
  const head = cases.map(({ factor, isMasked }) => `x${factor}${isMasked ? " after a surge" : ""}`);
  return table(
    ["mean hours to the alert (noticed)", "false alarms a year", ...head],
    rows.map(({ scale, rule, falseAlarmsPerYear, delays: found }) => [
      `${scale}: ${rule}`,
      figure(falseAlarmsPerYear),
      ...cases.map(({ factor, isMasked }) => {
        const one = found.find((each) => each.times === factor && each.isMasked === isMasked);
        return one === undefined ? "-" : `${figure(one.meanHours)} (${Math.round(one.noticed * 100)} %)`;
      }),
    ]),
  );
}

/**
 * Ours keeps the rate that it states and is below three sigma's; and it is sooner than the simple rule that has as few false
 * alarms.
 */
function promisesOf(rows: readonly Row[]): string[][] {
  return scales.flatMap(({ name }) => {
    const [us, matched, simple] = rows.filter(({ scale }) => scale === name);
    if (us === undefined || matched === undefined || simple === undefined) return [];
    const ratio = (isMasked: boolean): number =>
      Math.min(
        ...us.delays.flatMap((mine) => {
          const other = matched.delays.find((each) => each.times === mine.times && each.isMasked === mine.isMasked);
          return mine.isMasked !== isMasked || other === undefined ? [] : [other.meanHours / mine.meanHours];
        }),
      );
    return [
      promise(`${name}: false alarms a year`, us.falseAlarmsPerYear, "at most", statedRate),
      promise(
        `${name}: three sigma / ours, false alarms`,
        simple.falseAlarmsPerYear / us.falseAlarmsPerYear,
        "at least",
        1,
      ),
      promise(`${name}: sigma with as few / ours, delay, the least of x3, x6, x20`, ratio(false), "at least", 1),
      promise(`${name}: the same after an earlier surge`, ratio(true), "at least", 1),
    ];
  });
}
