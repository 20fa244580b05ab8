import { nationCode } from "../../../platform/actor.js";
import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendText } from "../../../platform/transaction.js";
import { cellNames, cellsOf, uniqueNames } from "../rollups/cells.store.js";
import { basisNames, columnOf, counterNames } from "../rollups/counters.js";
import { holdFolding } from "../rollups/fold.store.js";
import { levels, type RollupLevel, rollups } from "../rollups/rollups.js";
import type { CellDifference, Deviation } from "./differences.js";
import { bureausOf, factSum } from "./signed-facts.store.js";

/** A part of the rollups: the cells of a province, or of the nation where it is null, from a day to before another. */
export interface CellSlice {
  readonly province: string | null;
  /** The first day of a month, or -infinity. */
  readonly from: string;
  /** The first day of a month, or infinity; not a day of the slice. */
  readonly until: string;
}

/** What was found of a slice. */
export interface CellsCheck {
  readonly cells: number;
  readonly differing: number;
  /** The first of those that differ. */
  readonly differences: readonly CellDifference[];
}

const belowNation = levels.filter((level) => level !== "NATION");
const list = (parts: readonly string[]): string => parts.join(", ");
const numbersOf = (wanted: readonly RollupLevel[]): string =>
  `'{${rollups
    .filter(({ level }) => wanted.includes(level))
    .map(({ number }) => number)
    .join(",")}}'::smallint[]`;

const from = "$1::text::date";
const until = "$2::text::date";
const inSlice = `basis = ANY('{${basisNames.join(",")}}'::text[]) AND bucket >= ${from} AND bucket < ${until}`;

// The cells of a bureau of the province are looked at whatever province they name; the nation's bureaus hold tickets of many.
const ofProvince = `rollup = ANY(${numbersOf(belowNation)}) AND place = ANY(${bureausOf("$3")})
  AND (province = $3 OR place NOT IN (SELECT code FROM bureaus WHERE province = '${nationCode}')) AND ${inSlice}`;
const ofNation = `rollup = ANY(${numbersOf(["NATION"])}) AND place = '${nationCode}' AND ${inSlice}`;

const oughtOf = (province: string | null): string =>
  cellsOf(factSum({ province, from, until }), {
    levels: province === null ? ["NATION"] : belowNation,
    days: `of_day.day >= ${from} AND of_day.day < ${until}`,
  });

const sums = counterNames.map(columnOf);
const of = (source: string): string => list(sums.map((column) => `${source}.${column}`));
const nullable = ["city", "county"];
const isSameCell = uniqueNames
  .map((name) => {
    const [kept, ought] = [`kept.${name}`, `ought.${name}`];
    return nullable.includes(name) ? `coalesce(${kept}, '') = coalesce(${ought}, '')` : `${kept} = ${ought}`;
  })
  .join(" AND ");

/** The parts of a statement in which `compared` is every cell, as it is kept and as it ought to be. */
function comparedOf(isNation: boolean): string {
  const key = cellNames.filter((name) => !sums.includes(name));
  return `${oughtOf(isNation ? null : "$3")},
    kept AS (SELECT * FROM statistic_cells WHERE ${isNation ? ofNation : ofProvince}),
    compared AS (SELECT ${list(key.map((name) => `coalesce(ought.${name}, kept.${name}) AS ${name}`))},
      ${list(sums.map((column) => `ought.${column}`))}, ARRAY[${of("kept")}]::text[] AS is_kept,
      ARRAY[${of("ought")}]::text[] AS ought,
      (${of("kept")}) IS DISTINCT FROM (${of("ought")})
        OR (kept.rollup = ought.rollup AND kept.bureau IS DISTINCT FROM ought.bureau) AS differs
      FROM kept FULL JOIN cells AS ought ON ${isSameCell})`;
}

const told = list([...uniqueNames.map((name) => (name === "bucket" ? "bucket::text" : name)), "is_kept", "ought"]);

const checkStatement = (isNation: boolean): string => `WITH ${comparedOf(isNation)},
    looked AS MATERIALIZED (SELECT CASE WHEN differs THEN json_build_array(${told}) END AS difference FROM compared)
  SELECT (SELECT count(*) FROM looked)::int AS cells, (SELECT count(difference) FROM looked)::int AS differing,
    (SELECT coalesce(json_agg(difference), '[]')::text FROM
      (SELECT difference FROM looked WHERE difference IS NOT NULL LIMIT ${isNation ? "$3" : "$4"}::int) AS first
    ) AS differences`;

const mendStatement = (isNation: boolean): string => `WITH ${comparedOf(isNation)},
    mended AS (INSERT INTO statistic_cells (${list(cellNames)}) SELECT ${list(cellNames)} FROM compared WHERE differs
      ON CONFLICT (${list(uniqueNames)}) DO UPDATE SET ${list(
        ["bureau", ...sums].map((column) => `${column} = excluded.${column}`),
      )} RETURNING 1)
  SELECT count(*)::int AS mended FROM mended`;

const isEmpty = sums.map((column) => `${column} IS NULL`).join(" AND ");
const removal = (isNation: boolean): string =>
  `DELETE FROM statistic_cells WHERE ${isNation ? ofNation : ofProvince} AND ${isEmpty}`;

const check = { province: checkStatement(false), nation: checkStatement(true) };
const mend = { province: mendStatement(false), nation: mendStatement(true) };
const remove = { province: removal(false), nation: removal(true) };

// What a server allows a request is too little for the sums of a hundred thousand tickets.
const ample = "SET LOCAL statement_timeout = '600s'; SET LOCAL work_mem = '64MB'";

function parametersOf({ from: first, province, until: last }: CellSlice): string[] {
  return province === null ? [first, last] : [first, last, province];
}

const kindOf = ({ province }: CellSlice): "nation" | "province" => (province === null ? "nation" : "province");

/**
 * Compares the cells of a slice with the facts, less what is not folded yet. One statement sees one moment, so nobody has to
 * wait, and nothing that happens meanwhile differs.
 *
 * @param most how many of the cells that differ are named
 */
export async function checkCells(tx: Transaction, slice: CellSlice, most: number): Promise<CellsCheck> {
  sendAhead(tx, ample);
  const [row] = await sendText<{ cells: number; differing: number; differences: string }>(tx, check[kindOf(slice)], [
    ...parametersOf(slice),
    most,
  ]);
  const { cells = 0, differing = 0, differences = "[]" } = row ?? {};
  return { cells, differing, differences: (JSON.parse(differences) as ToldCell[]).map(toDifference) };
}

/**
 * Makes the cells of a slice what they ought to be, and leaves those alone that are. Nobody folds until the end of the
 * transaction; whoever reads or changes tickets does not wait.
 *
 * @returns how many were others
 */
export async function mendCells(tx: Transaction, slice: CellSlice): Promise<number> {
  sendAhead(tx, ample);
  await holdFolding(tx);
  const [row] = await sendText<{ mended: number }>(tx, mend[kindOf(slice)], parametersOf(slice));
  return row?.mended ?? 0;
}

/** Removes the cells of a slice in which nothing is counted any more. Nobody folds until the end of the transaction. */
export async function removeEmptyCells(tx: Transaction, slice: CellSlice): Promise<void> {
  await holdFolding(tx);
  await sendText(tx, remove[kindOf(slice)], parametersOf(slice));
}

/** The key of a cell, in the order of `uniqueNames`, then what is kept and what ought to be, in the order of the counters. */
type ToldCell = readonly unknown[];

function toDifference(cell: ToldCell): CellDifference {
  const key = Object.fromEntries(uniqueNames.map((name, position) => [name, cell[position]]));
  const [kept, ought] = cell.slice(uniqueNames.length) as [(string | null)[], (string | null)[]];
  const deviations = counterNames.flatMap((name, position): Deviation[] => {
    const [is, oughtToBe] = [kept[position] ?? "0", ought[position] ?? "0"];
    return is === oughtToBe ? [] : [{ name, is, oughtToBe }];
  });
  // Where all numbers are right, the cell is shown to another bureau than it ought to be.
  const others = deviations.length > 0 ? deviations : [{ name: "bureau", is: null, oughtToBe: null }];
  return { ...(key as unknown as Omit<CellDifference, "deviations">), deviations: others };
}
