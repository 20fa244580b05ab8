import { nationCode } from "../../../platform/actor.js";
import type { Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import { amountOf, bases, basisNames, columnOf, counterNames, countersOf } from "./counters.js";
import {
  type Attribute,
  attributes,
  basesOf,
  type Rollup,
  type RollupLevel,
  levels as rollupLevels,
  rollups,
} from "./rollups.js";

const sumColumns = counterNames.map(columnOf);

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

const list = (parts: readonly string[]): string => parts.join(", ");

/**
 * What every ticket adds to the finest sums: one row for each of its days, with what is counted by that day. The same facts
 * before and after a change cancel where nothing changed.
 */
function finest(source: string, condition: string): string {
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
    WHERE of_day.day IS NOT NULL AND ${condition}
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
  return `finest AS MATERIALIZED (${finest(source, days)}),
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

/**
 * The statement that brings signed facts into the rollups.
 *
 * @param source a query of signed facts, or the name of a part of `before` that has them
 * @param before what stands before it in the same statement, such as taking the deltas away
 */
export function foldStatement(source: string, before = ""): string {
  return `WITH ${before} ${cellsOf(source)}
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

const lockNumber = "hashtext('lianxin statistics fold')";

// One process folds at a time: two would wait for each other's cells.
const lock = `SELECT pg_try_advisory_xact_lock(${lockNumber}) AS taken`;

/**
 * Keeps every process from folding until the end of the transaction, and waits for one that folds just now. Whoever changes
 * cells by other ways needs it; deltas wait meanwhile, and are read as they stand.
 */
export async function holdFolding(tx: Transaction): Promise<void> {
  await sendText(tx, `SELECT pg_advisory_xact_lock(${lockNumber})`, []);
}

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
