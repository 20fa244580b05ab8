import { nationCode } from "../../../platform/actor.js";
import {
  amountOf,
  type Basis,
  bases,
  basisNames,
  type Counter,
  columnOf,
  counterNames,
  wholeBases,
} from "./counters.js";
import {
  type Attribute,
  attributes,
  basesOf,
  eachTopic,
  type Rollup,
  type RollupLevel,
  levels as rollupLevels,
  rollups,
} from "./rollups.js";

/** The columns of what is counted. */
export const sumColumns = counterNames.map(columnOf);

const places: Readonly<Record<RollupLevel, readonly string[]>> = {
  NATION: [`'${nationCode}'`, `'${nationCode}'`, "NULL::text", "NULL::text", "NULL::text"],
  PROVINCE: ["f.province", "f.province", "NULL::text", "NULL::text", "NULL::text"],
  CITY: ["coalesce(f.city, f.province)", "f.province", "f.city", "NULL::text", "NULL::text"],
  BUREAU: ["f.holder", "f.province", "f.city", "f.county", "f.holder"],
};

const keyNames = ["rollup", "place", "basis", "bucket", "kind", "line", "first", "second"];
const placeNames = ["province", "city", "county", "bureau"];

/** The columns of a cell: its key, its place, and what is counted. */
export const cellNames: readonly string[] = [...keyNames, ...placeNames, ...sumColumns];

/**
 * What makes a cell: the constraint of the table says the same. The place alone does not, for a bureau may hold tickets of
 * several cities, and the nation of several provinces.
 */
export const uniqueNames: readonly string[] = [...keyNames, "province", "city", "county"];

/** Parts of a statement, one after the other. */
export const list = (parts: readonly string[]): string => parts.join(", ");

const isAmount = (counter: Counter): boolean => /Amount$|Loss$/.test(counter);

/** A sum of a counter, as the next sum is made of it fast: of amounts, which are long, null stands for nothing. */
const sumAs = (counter: Counter, value: string): string =>
  `${isAmount(counter) ? `nullif(sum(${value}), 0)` : `sum(${value})::int`} AS ${columnOf(counter)}`;

const summedFrom = (counter: Counter): string => sumAs(counter, `f.${columnOf(counter)}`);

const placeKeys = "f.province, f.city, f.county, f.holder, f.kind, f.line";
const sortKeys = "f.channel, f.issue_class, f.goods_class, f.topics, f.registered_hour";

const daysOf = (names: readonly Basis[]): string => list(names.map((basis) => `('${basis}', f.${bases[basis]})`));

const nonZero = (values: readonly string[]): string => values.map((value) => `sum(${value}) <> 0`).join(" OR ");

/**
 * What every ticket adds to the finest sums by the days of whole tickets. The same facts before and after a change cancel
 * where nothing changed; so the state is not among them, for it changes with every step.
 */
function finest(condition: string): string {
  const kept = counterNames.filter((counter) => counter !== "met");
  const values = kept.map((counter) => `f.sign * ${amountOf(counter, "REGISTERED")}`);
  const sums = kept.map((counter, position) => sumAs(counter, values[position] ?? "0"));
  return `SELECT ${placeKeys}, ${sortKeys}, of_day.basis, of_day.day, ${list(sums)}, 0 AS met
    FROM signed AS f CROSS JOIN LATERAL (VALUES ${daysOf(wholeBases)}) AS of_day (basis, day)
    WHERE of_day.day IS NOT NULL AND ${condition}
    GROUP BY ${placeKeys}, ${sortKeys}, of_day.basis, of_day.day HAVING ${nonZero(values)}`;
}

/** What it adds by its other days, by which no attribute is asked for. */
function others(condition: string): string {
  const names = basisNames.filter((basis) => !wholeBases.includes(basis));
  const met = `f.sign * CASE of_day.basis ${names.map((basis) => `WHEN '${basis}' THEN ${amountOf("met", basis)}`).join(" ")} END`;
  const sums = counterNames.map((counter) =>
    counter === "tickets"
      ? "sum(f.sign)::int AS tickets"
      : counter === "met"
        ? `sum(${met})::int AS met`
        : `${isAmount(counter) ? "NULL::numeric" : "0"} AS ${columnOf(counter)}`,
  );
  return `SELECT ${placeKeys}, of_day.basis, of_day.day, ${list(sums)}
    FROM signed AS f CROSS JOIN LATERAL (VALUES ${daysOf(names)}) AS of_day (basis, day)
    WHERE of_day.day IS NOT NULL AND ${condition}
    GROUP BY ${placeKeys}, of_day.basis, of_day.day HAVING ${nonZero(["f.sign", met])}`;
}

/** How many tickets of a day stand in which state. */
function states(condition: string): string {
  const sums = counterNames.map((counter) => {
    return sumAs(counter, counter === "tickets" ? "f.sign" : `f.sign * ${amountOf(counter, "REGISTERED")}`);
  });
  return `SELECT f.province, f.kind, f.line, f.state, 'REGISTERED' AS basis, of_day.day, ${list(sums)}
    FROM signed AS f CROSS JOIN LATERAL (VALUES (f.registered_on)) AS of_day (day) WHERE ${condition}
    GROUP BY f.province, f.kind, f.line, f.state, of_day.day HAVING ${nonZero(counterNames.map((counter) => `f.sign * ${amountOf(counter, "REGISTERED")}`))}`;
}

const summed = counterNames.map(
  (counter) => `nullif(sum(f.${columnOf(counter)}), 0)${isAmount(counter) ? "" : "::int"} AS ${columnOf(counter)}`,
);
const notEmpty = sumColumns.map((column) => `sum(f.${column}) <> 0`).join(" OR ");

/** What is sorted by attributes in a month of a province, from which its rollups are made: far less than the finest sums. */
const months = `SELECT f.province, f.kind, f.line, f.channel, f.issue_class, f.goods_class, f.topics, f.basis,
  date_trunc('month', f.day)::date AS day, ${list(counterNames.map(summedFrom))} FROM finest AS f
  GROUP BY f.province, f.kind, f.line, f.channel, f.issue_class, f.goods_class, f.topics, f.basis, date_trunc('month', f.day)`;

const valueOfAttribute = (attribute: Attribute | undefined): string =>
  attribute === undefined ? "''::text" : attributes[attribute];

/** From what a rollup is made. */
function partOf({ attributes: sorted, grain, level }: Rollup): string {
  if (sorted.length === 0) return "plain";
  if (sorted.includes("STATE")) return "states";
  return isOfMonths({ grain, level, attributes: sorted }) ? "months" : "finest";
}

/** Whether the months of provinces by channels, classes and topics are fine enough: few tickets of a month are alike in all. */
const isOfMonths = ({ attributes: sorted, grain, level }: Pick<Rollup, "attributes" | "grain" | "level">): boolean =>
  grain === "MONTH" && (level === "NATION" || level === "PROVINCE") && !sorted.includes("HOUR");

/** The cells of a rollup from the finest sums that it can be made from. */
function cellsFromFinest(rollup: Rollup): string {
  const [place = "", ...columns] = places[rollup.level];
  const [first, second] = rollup.attributes.map(valueOfAttribute);
  const part = partOf(rollup);
  const bucket = rollup.grain === "DAY" || part === "months" ? "f.day" : "date_trunc('month', f.day)::date";
  const kept = basesOf(rollup);
  const topics = rollup.attributes.includes("TOPIC") ? eachTopic : "";
  const key = [
    `${rollup.number}::smallint AS rollup`,
    `${place} AS place`,
    "f.basis",
    `${bucket} AS bucket`,
    "f.kind",
    "f.line",
    `${first ?? "''::text"} AS first`,
    `${second ?? "''::text"} AS second`,
    ...columns.map((column, position) => `${column} AS ${placeNames[position]}`),
  ];
  return `SELECT ${list([...key, ...summed])} FROM ${part} AS f${topics}
    ${kept === null ? "" : `WHERE f.basis IN (${list(kept.map((basis) => `'${basis}'`))})`}
    GROUP BY ${grouped(key)} HAVING ${notEmpty}`;
}

/** The cells of a rollup from those of another: of months from those of days, of the nation from those of provinces. */
function cellsFrom(source: string, number: number, from: number, rollup: Rollup): string {
  const isNation = rollup.level === "NATION";
  const [place = "", province = "", city = "", county = "", bureau = ""] = isNation
    ? places.NATION
    : ["f.place", "f.province", "f.city", "f.county", "f.bureau"];
  const bucket = rollup.grain === "MONTH" ? "date_trunc('month', f.bucket)::date" : "f.bucket";
  const key = [
    `${number}::smallint AS rollup`,
    `${place} AS place`,
    "f.basis",
    `${bucket} AS bucket`,
    "f.kind",
    "f.line",
    "f.first",
    "f.second",
    `${province} AS province`,
    `${city} AS city`,
    `${county} AS county`,
    `${bureau} AS bureau`,
  ];
  return `SELECT ${list([...key, ...summed])} FROM ${source} AS f WHERE f.rollup = ${from}
    GROUP BY ${grouped(key)} HAVING ${notEmpty}`;
}

function grouped(key: readonly string[]): string {
  return list(key.map((one) => one.replace(/ AS \w+$/, "")).filter((one) => !/^('|NULL::|\d)/.test(one)));
}

// A rollup of months has its cells from that of days where both are kept.
const ofDays = (rollup: Rollup): Rollup | undefined =>
  rollups.find((one) => one.grain === "DAY" && one.number === rollup.number - 100 && basesOf(one) === basesOf(rollup));

/** Which cells are worked out of signed facts. */
export interface CellsWanted {
  /** The levels; all when they are not given. The cells of the nation are the sums of those of provinces. */
  levels?: readonly RollupLevel[];
  /** A condition on the day `of_day.day` by which a ticket is counted, of whole months; any day when it is not given. */
  days?: string;
}

const union = (parts: readonly string[]): string => parts.join("\nUNION ALL\n");

// The nation has cells from those of the provinces where these are kept by the same attributes.
const below = ({ level, number }: Rollup): Rollup | undefined =>
  level === "NATION" ? rollups.find((rollup) => rollup.number === number + 1000) : undefined;

/**
 * The parts of a statement, after WITH, the last of which is `cells`: those that signed facts add to the rollups. The nation
 * has rollups that no province has, so its cells are made from facts too: whoever makes them anew adds province to province.
 *
 * @param source a query of signed facts, or the name of a part before that has them
 */
export function cellsOf(source: string, { days = "true", levels = rollupLevels }: CellsWanted = {}): string {
  const wanted = rollups.filter(({ level }) => levels.includes(level));
  const isKept = (rollup: Rollup | undefined): rollup is Rollup => rollup !== undefined && wanted.includes(rollup);
  const ofNation = wanted.filter((rollup) => isKept(below(rollup)));
  const monthly = wanted.filter((rollup) => !ofNation.includes(rollup) && isKept(ofDays(rollup)));
  const finer = wanted.filter((rollup) => !ofNation.includes(rollup) && !monthly.includes(rollup));
  return `signed AS MATERIALIZED (${source}),
    finest AS MATERIALIZED (${finest(days)}),
    plain AS MATERIALIZED (SELECT ${placeKeys}, f.basis, f.day, ${list(counterNames.map(summedFrom))} FROM finest AS f
      GROUP BY ${placeKeys}, f.basis, f.day UNION ALL ${others(days)}),
    states AS MATERIALIZED (${states(days)}),
    months AS MATERIALIZED (${months}),
    finer AS MATERIALIZED (${union(finer.map(cellsFromFinest))}),
    most AS MATERIALIZED (${union([
      "SELECT * FROM finer",
      ...monthly.map((rollup) => cellsFrom("finer", rollup.number, rollup.number - 100, rollup)),
    ])}),
    cells AS (${union([
      "SELECT * FROM most",
      ...ofNation.map((rollup) => cellsFrom("most", rollup.number, rollup.number + 1000, { ...rollup, grain: "DAY" })),
    ])})`;
}
