import { sendAhead, type Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import { isOfTickets, type TicketCount } from "../measures.js";
import { amountOf, type Basis, bases, columnOf } from "../rollups/counters.js";
import { type Counting, planSources, type Source, type Tree } from "./counting.js";
import {
  between,
  factRow,
  groupConditions,
  inRegion,
  keyOf,
  matching,
  moved,
  namesTopic,
  parametersOf,
  placesOf,
  type Row,
  type Text,
  topicsOf,
  withLists,
} from "./rows.store.js";

/** What was counted of one group. */
export interface Counted {
  /** The position of its grouping and of its period in the question. */
  readonly grouping: number;
  readonly period: number;
  /** A code for each dimension of the grouping. */
  readonly keys: readonly string[];
  /** The amounts, in the order of the counts, of which those of tickets come first, and those of reports alone. */
  readonly amounts: readonly bigint[];
  readonly reports: readonly bigint[];
}

/** The selection of one source: what it is grouped by, and the sums of all counts of the question. */
function selection(
  { counting, source, text }: { counting: Counting; source: Source; text: Text },
  from: string,
  row: Row,
  conditions: readonly string[],
  sumOf: (count: TicketCount) => string,
): string {
  const dimensions = counting.groupings[source.grouping] ?? [];
  const keys = dimensions.map((dimension) => keyOf(dimension, row));
  const sums = counting.counts.filter(isOfTickets).flatMap((count, position) => {
    const sum = source.bases.includes(count.basis) ? sumOf(count) : null;
    return sum === null
      ? [`0::numeric AS v${position}`, `0::numeric AS r${position}`]
      : [
          `coalesce(sum(${sum}) FILTER (WHERE basis = '${count.basis}'), 0) AS v${position}`,
          `coalesce(sum(${sum}) FILTER (WHERE basis = '${count.basis}' AND f.kind = 'REPORT'), 0) AS r${position}`,
        ];
  });
  const listed = [
    `${source.grouping} AS g`,
    `${source.period} AS p`,
    `ARRAY[${keys.join(", ")}]::text[] AS keys`,
    ...sums,
  ];
  const where = [...conditions, ...inRegion(counting, row, text), ...groupConditions(counting, row, text)].join(
    " AND ",
  );
  return `SELECT ${listed.join(", ")} FROM ${from} WHERE ${where} ${keys.length === 0 ? "" : `GROUP BY ${keys.join(", ")}`}`;
}

const anyBasis = (names: readonly Basis[]): string => `ANY('{${names.join(",")}}'::text[])`;

/** From the cells of a rollup. */
function fromCells(counting: Counting, source: Source & { rollup: NonNullable<Source["rollup"]> }, text: Text): string {
  const { rollup } = source;
  const row: Row = {
    province: "f.province",
    city: "f.city",
    county: "f.county",
    bureau: "f.bureau",
    day: "f.bucket",
    attribute: (attribute) => (rollup.attributes.indexOf(attribute) === 0 ? "f.first" : "f.second"),
  };
  const conditions = [
    `f.rollup = ${rollup.number}::smallint`,
    `f.place = ANY(${placesOf(counting, source, text)})`,
    `f.basis = ${anyBasis(source.bases)}`,
    between("f.bucket", source, text),
    ...matching(counting, row, true, false, text),
  ];
  return selection(
    { counting, source, text },
    "statistic_cells AS f",
    row,
    conditions,
    ({ counter }) => `f.${columnOf(counter)}`,
  );
}

/** From what is not folded into those cells yet. */
function fromDeltas(counting: Counting, source: Source, text: Text): string {
  return fromFacts(counting, source, "statistic_deltas AS f", "NOW", "f.sign * ", [], text);
}

/** From the facts themselves, bureau by bureau. */
function fromAllFacts(counting: Counting, source: Source, text: Text): string {
  const [basis = "REGISTERED"] = source.bases;
  const conditions = [
    `f.holder = ANY(${placesOf(counting, source, text)})`,
    between(`f.${bases[basis]}`, source, text),
  ];
  return fromFacts(counting, source, "ticket_facts AS f", "NOW", "", conditions, text);
}

/** What a reorganisation moved: away from where it is now, and to where it was. */
function correctionsOf(counting: Counting, source: Source, text: Text): string[] {
  if (counting.tree === "NOW") return [];
  return [
    fromFacts(counting, source, "ticket_facts AS f", "NOW", "-1 * ", [moved], text),
    fromFacts(counting, source, "ticket_facts AS f", "THEN", "", [moved], text),
  ];
}

function fromFacts(
  counting: Counting,
  source: Source,
  table: string,
  tree: Tree,
  sign: string,
  conditions: readonly string[],
  text: Text,
): string {
  const dimensions = counting.groupings[source.grouping] ?? [];
  const hasTopic = namesTopic(dimensions, counting);
  const row = factRow(tree, "of_day.day");
  const days = source.bases.map((basis) => `('${basis}', f.${bases[basis]})`);
  return selection(
    { counting, source, text },
    `${table} CROSS JOIN LATERAL (VALUES ${days.join(", ")}) AS of_day (basis, day)${topicsOf(dimensions, counting)}`,
    row,
    [...conditions, between("of_day.day", source, text), ...matching(counting, row, false, hasTopic, text)],
    ({ basis, counter }) => `${sign}${amountOf(counter, basis)}`,
  );
}

function selectionsOf(counting: Counting, source: Source, text: Text): string[] {
  const { rollup } = source;
  const read =
    rollup === null
      ? [fromAllFacts(counting, source, text)]
      : [fromCells(counting, { ...source, rollup }, text), fromDeltas(counting, source, text)];
  return [...read, ...correctionsOf(counting, source, text)];
}

/** The most groups of respondents that are read: those with most of the first count. */
export interface Most {
  grouping: number;
  groups: number;
  count: number;
}

function statementOf(counting: Counting, most: Most | null): { text: string; parameters: readonly unknown[] } {
  const text = parametersOf();
  const sources = planSources(counting).flatMap((source) => selectionsOf(counting, source, text));
  const sums = counting.counts.filter(isOfTickets).flatMap((_, position) => [`v${position}`, `r${position}`]);
  const added = sums.map((name) => `sum(${name}) AS ${name}`);
  const values = sums.map((name) => `${name}::text`);
  const limited =
    most === null
      ? ""
      : `WHERE g <> ${most.grouping} OR keys IN (SELECT keys FROM counted WHERE g = ${most.grouping} AND p = 0
          ORDER BY v${most.count} DESC, keys LIMIT ${most.groups})`;
  const counted = `counted AS (SELECT g, p, keys, ${added.join(", ")} FROM (${sources.join("\nUNION ALL\n")}) AS sources
        GROUP BY g, p, keys HAVING ${sums.map((name) => `sum(${name}) <> 0`).join(" OR ")})`;
  return {
    parameters: text.parameters,
    text: `${withLists(text, [counted])}SELECT coalesce(json_agg(json_build_array(g, p, keys, ARRAY[${values.join(", ")}])), '[]')::text FROM counted ${limited}`,
  };
}

/**
 * What was folded leaves dead rows until they are cleaned up. By an index they are passed over from the second time on, and a
 * statement of some milliseconds is not worth being compiled.
 */
const steady = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off";

/**
 * Counts tickets in one statement, which sees one moment: the rollups, what is not folded into them yet, and the facts where no
 * rollup serves. Groups of which all amounts are zero are left out.
 *
 * @param most where only the largest groups of one grouping are wanted
 */
export async function count(tx: Transaction, counting: Counting, most: Most | null = null): Promise<Counted[]> {
  if (planSources(counting).length === 0) return [];
  const { text, parameters } = statementOf(counting, most);
  sendAhead(tx, steady);
  const [[json] = []] = await sendPrepared(tx, text, parameters, true);
  const rows: [number, number, string[], string[]][] = JSON.parse(json as string);
  return rows.map(([grouping, period, keys, values]) => ({
    grouping,
    period,
    keys,
    amounts: values.filter((_, position) => position % 2 === 0).map(BigInt),
    reports: values.filter((_, position) => position % 2 === 1).map(BigInt),
  }));
}
