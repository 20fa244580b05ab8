import { nationCode } from "../../../platform/actor.js";
import type { Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import { amountOf, bases, basisNames, columnOf, counterNames, countersOf } from "./counters.js";
import { type Attribute, attributes, basesOf, type Rollup, type RollupLevel, rollups } from "./rollups.js";

const sumColumns = counterNames.map(columnOf);

const places: Readonly<Record<RollupLevel, readonly string[]>> = {
  NATION: [`'${nationCode}'`, `'${nationCode}'`, "NULL::text", "NULL::text", "NULL::text"],
  PROVINCE: ["f.province", "f.province", "NULL::text", "NULL::text", "NULL::text"],
  CITY: ["coalesce(f.city, f.province)", "f.province", "f.city", "NULL::text", "NULL::text"],
  BUREAU: ["f.holder", "f.province", "f.city", "f.county", "f.holder"],
};

const keyNames = ["rollup", "place", "basis", "bucket", "kind", "line", "first", "second"];
const placeNames = ["province", "city", "county", "bureau"];
const cellNames = [...keyNames, ...placeNames, ...sumColumns];
/** What makes a cell: the constraint of the table says the same. */
const uniqueNames = [...keyNames, "city", "county"];

const list = (parts: readonly string[]): string => parts.join(", ");

/**
 * What every ticket adds to the finest sums: one row for each of its days, with what is counted by that day. The same facts
 * before and after a change cancel where nothing changed.
 */
function finest(source: string): string {
  const days = basisNames.map((basis) => `('${basis}', f.${bases[basis]})`);
  const sums = counterNames.map((counter) => {
    const kept = basisNames.filter((basis) => countersOf(basis).includes(counter));
    const values = kept.map((basis) => `WHEN '${basis}' THEN ${amountOf(counter, basis)}`);
    const isSame = new Set(kept.map((basis) => amountOf(counter, basis))).size === 1;
    const value = isSame && kept.length === basisNames.length ? amountOf(counter, "REGISTERED") : null;
    return `sum(f.sign * ${value ?? `CASE of_day.basis ${values.join(" ")} ELSE 0 END`}) AS ${columnOf(counter)}`;
  });
  return `SELECT f.province, f.city, f.county, f.holder, f.kind, f.line, f.channel, f.issue_class, f.goods_class, f.topics,
      f.state, f.registered_hour, of_day.basis, of_day.day, ${list(sums)}
    FROM (${source}) AS f CROSS JOIN LATERAL (VALUES ${list(days)}) AS of_day (basis, day)
    WHERE of_day.day IS NOT NULL
    GROUP BY f.province, f.city, f.county, f.holder, f.kind, f.line, f.channel, f.issue_class, f.goods_class, f.topics,
      f.state, f.registered_hour, of_day.basis, of_day.day
    HAVING ${anyNotZero(sums)}`;
}

function anyNotZero(sums: readonly string[]): string {
  return sums.map((sum) => `${sum.slice(0, sum.lastIndexOf(" AS "))} <> 0`).join(" OR ");
}

const summed = sumColumns.map((column) => `nullif(sum(f.${column}), 0) AS ${column}`);
const notEmpty = sumColumns.map((column) => `sum(f.${column}) <> 0`).join(" OR ");

const valueOfAttribute = (attribute: Attribute | undefined): string =>
  attribute === undefined ? "''::text" : attributes[attribute];

/** The cells of a rollup from the finest sums. */
function cellsFromFinest(rollup: Rollup): string {
  const [place = "", ...columns] = places[rollup.level];
  const [first, second] = rollup.attributes.map(valueOfAttribute);
  const bucket = rollup.grain === "DAY" ? "f.day" : "date_trunc('month', f.day)::date";
  const kept = basesOf(rollup);
  const ofTopics = rollup.attributes.includes("TOPIC")
    ? " CROSS JOIN LATERAL unnest(CASE WHEN f.topics = '{}' THEN '{\"\"}' ELSE f.topics END) AS topic"
    : "";
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
  return `SELECT ${list([...key, ...summed])} FROM finest AS f${ofTopics}
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
  rollups.find(({ number, grain }) => grain === "DAY" && number === rollup.number - 100);

/**
 * The statement that brings signed facts into the rollups.
 *
 * @param source a query of signed facts, or the name of a part of `before` that has them
 * @param before what stands before it in the same statement, such as taking the deltas away
 */
export function foldStatement(source: string, before = ""): string {
  const below = rollups.filter(({ level }) => level !== "NATION");
  const daily = below.filter((rollup) => rollup.grain === "DAY" || ofDays(rollup) === undefined);
  const monthly = below.filter((rollup) => !daily.includes(rollup));
  const nation = rollups.filter(({ level }) => level === "NATION");
  const union = (parts: readonly string[]): string => parts.join("\nUNION ALL\n");
  return `WITH ${before} finest AS MATERIALIZED (${finest(source)}),
    daily AS MATERIALIZED (${union(daily.map(cellsFromFinest))}),
    most AS MATERIALIZED (SELECT * FROM daily UNION ALL
      ${union(monthly.map((rollup) => cellsFrom("daily", rollup.number, rollup.number - 100, rollup)))}),
    cells AS (SELECT * FROM most UNION ALL
      ${union(nation.map((rollup) => cellsFrom("most", rollup.number, rollup.number + 1000, { ...rollup, grain: "DAY" })))})
    INSERT INTO statistic_cells AS c (${list(cellNames)}) SELECT ${list(cellNames)} FROM cells
    ON CONFLICT (${list(uniqueNames)}) DO UPDATE SET ${list(
      sumColumns.map((column) => `${column} = nullif(coalesce(c.${column}, 0) + coalesce(excluded.${column}, 0), 0)`),
    )}`;
}

const fold = foldStatement(
  "SELECT * FROM taken",
  `taken AS (DELETE FROM statistic_deltas WHERE id = ANY(ARRAY(SELECT id FROM statistic_deltas ORDER BY id LIMIT $1))
    RETURNING *),`,
);

// One process folds at a time: two would wait for each other's cells.
const lock = "SELECT pg_try_advisory_xact_lock(hashtext('lianxin statistics fold')) AS taken";

const waiting = "SELECT count(*)::int AS deltas FROM (SELECT FROM statistic_deltas LIMIT $1) AS waiting";

/**
 * Takes the oldest deltas away and adds them to the rollups, in one statement: whoever reads sees a change either as a delta
 * or in the rollups, and never waits. Needs the rights of the platform.
 *
 * @param most how many deltas at most
 * @returns how many there were; 0 too where another process folds
 */
export async function foldDeltas(tx: Transaction, most: number): Promise<number> {
  const [locked] = await sendText<{ taken: boolean }>(tx, lock, []);
  if (locked?.taken !== true) return 0;
  const [counted] = await sendText<{ deltas: number }>(tx, waiting, [most]);
  const deltas = counted?.deltas ?? 0;
  if (deltas > 0) await sendText(tx, fold, [most]);
  return deltas;
}
