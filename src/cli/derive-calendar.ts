/**
 * Derives src/modules/calendar/data/arrangements.json, the State Council's yearly arrangements of holidays (节假日安排).
 *
 * The source is the npm package chinese-days (MIT), a development dependency. After the State Council has announced a year,
 * usually in November, raise the package and derive the file again:
 *
 *     npm run build && node dist/src/cli/derive-calendar.js node_modules/chinese-days/dist/chinese-days.json
 */
import { readFileSync, writeFileSync } from "node:fs";

/** The file of chinese-days: a date stands before "English name,Chinese name,number of days". */
interface SourceCalendar {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/** A run of days off in the derived file: Chinese name, first day, last day. */
type HolidayPeriod = [name: string, first: string, last: string];

const TARGET = "src/modules/calendar/data/arrangements.json";
const DAY_MILLISECONDS = 86_400_000;

/** The make-up day that the source misses, exchanged for 2006-01-03 (国办发明电〔2005〕35号: "12月31日（星期六）上班"). */
const MISSING_MAKE_UP_DAYS = ["2005-12-31"];

/** Holidays that the source names in short; the decree on holidays (全国年节及纪念日放假办法, art. 2) calls them a festival (节). */
const NAMED_IN_SHORT: ReadonlySet<string> = new Set(["清明", "端午", "中秋"]);

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + DAY_MILLISECONDS).toISOString().slice(0, 10);
}

function isWeekend(date: string): boolean {
  const weekday = new Date(Date.parse(date)).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/**
 * Joins the days off of one holiday into periods. The source leaves out a weekend day between two days off when the notice named
 * the two only, such as 2011-06-05 and 2015-06-21; nobody works on it, so it belongs to the period. A weekend before the first or
 * after the last day off stays a plain weekend.
 */
function joinPeriods(holidays: Readonly<Record<string, string>>, makeUpDays: ReadonlySet<string>): HolidayPeriod[] {
  const periods: HolidayPeriod[] = [];
  for (const date of Object.keys(holidays).sort()) {
    const given = (holidays[date] ?? "").split(",")[1] ?? "";
    const name = NAMED_IN_SHORT.has(given) ? `${given}节` : given;
    const period = periods.at(-1);
    let next = period === undefined ? "" : dayAfter(period[2]);
    while (next !== "" && next < date && isWeekend(next) && !makeUpDays.has(next)) next = dayAfter(next);
    if (period !== undefined && period[0] === name && next === date) period[2] = date;
    else periods.push([name, date, date]);
  }
  return periods;
}

function write(source: SourceCalendar): void {
  const makeUpDays = [...new Set([...Object.keys(source.workdays), ...MISSING_MAKE_UP_DAYS])].sort();
  const periods = joinPeriods(source.holidays, new Set(makeUpDays));
  const years = periods.map(([, first]) => Number(first.slice(0, 4)));
  const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join(",\n");
  const note = "npm chinese-days (MIT), yearly notices of the State Council; patched by src/cli/derive-calendar.ts";
  writeFileSync(
    TARGET,
    `{\n"source":${JSON.stringify(note)},\n"firstYear":${Math.min(...years)},\n"lastYear":${Math.max(...years)},\n` +
      `"holidays":[\n${lines(periods)}\n],\n"makeUpDays":[\n${lines(makeUpDays)}\n]}\n`,
  );
  console.log(`${periods.length} holidays and ${makeUpDays.length} make-up days written to ${TARGET}`);
}

const file = process.argv[2];
if (file === undefined) {
  console.error("Usage: node dist/src/cli/derive-calendar.js <path of chinese-days.json>");
  process.exitCode = 1;
} else {
  write(JSON.parse(readFileSync(file, "utf8")) as SourceCalendar);
}
