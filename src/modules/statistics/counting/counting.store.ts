import { nationCode } from "../../../platform/actor.js";
import type { Transaction } from "../../../platform/database.js";
import { sendPrepared } from "../../../platform/transaction.js";
import type { Count } from "../definitions.js";
import { amountOf, type Basis, bases, columnOf } from "../rollups/counters.js";
import { type Attribute, attributes } from "../rollups/rollups.js";
import { type Counting, type CountingFilter, planSources, type Source, type Tree } from "./counting.js";
import { type Dimension, isAttribute } from "./dimensions.js";

/** What was counted of one group. */
export interface Counted {
  /** The position of its grouping and of its period in the question. */
  readonly grouping: number;
  readonly period: number;
  /** A code for each dimension of the grouping. */
  readonly keys: readonly string[];
  /** The amounts, in the order of the counts, and those of reports alone. */
  readonly amounts: readonly bigint[];
  readonly reports: readonly bigint[];
}

/** The text of a statement under way, with its parameters. */
interface Text {
  parameter(value: unknown, type: string): string;
  readonly parameters: readonly unknown[];
}

/** Begins a statement: each parameter gets the next place. */
export function parametersOf(): Text {
  const parameters: unknown[] = [];
  return {
    parameters,
    parameter: (value, type) => {
      parameters.push(value);
      return `$${parameters.length}::${type}`;
    },
  };
}

/** Where the columns of a place stand: in a cell, or in facts as they are or were. */
interface Row {
  province: string;
  city: string;
  county: string;
  bureau: string;
  /** The day, or the first day of the month. */
  day: string;
  attribute(attribute: Attribute): string;
}

const factRow = (tree: Tree, day: string): Row => {
  const then = tree === "THEN" ? "_then" : "";
  return {
    province: "f.province",
    city: `f.city${then}`,
    county: `f.county${then}`,
    bureau: `f.holder${then}`,
    day,
    attribute: (attribute) => attributes[attribute],
  };
};

const keyOf = (dimension: Dimension, row: Row): string => {
  if (isAttribute(dimension)) return row.attribute(dimension);
  switch (dimension) {
    case "PROVINCE":
      return row.province;
    // What no authority of the level holds is the own of the one above.
    case "CITY":
      return `coalesce(${row.city}, ${row.province})`;
    case "COUNTY":
      return `coalesce(${row.county}, ${row.city}, ${row.province})`;
    case "BUREAU":
      return row.bureau;
    case "KIND":
      return "f.kind";
    case "WEEK":
      return `date_trunc('week', ${row.day})::date::text`;
    case "MONTH":
      return `to_char(${row.day}, 'YYYY-MM')`;
    case "QUARTER":
      return `to_char(${row.day}, 'YYYY-"Q"Q')`;
    case "YEAR":
      return `to_char(${row.day}, 'YYYY')`;
    default:
      return `${row.day}::text`;
  }
};

const regionColumn = { PROVINCE: "province", CITY: "city", COUNTY: "county", UNIT: "bureau" } as const;

/** That a row lies in the region, written out although the row policies say it too. */
function inRegion({ region }: Counting, row: Row, text: Text): string[] {
  const { level, code, line } = region;
  return [
    ...(level === "NATION" ? [] : [`${row[regionColumn[level]]} = ${text.parameter(code, "text")}`]),
    ...(line === null ? [] : [`f.line = ${text.parameter(line, "text")}`]),
  ];
}

const groupConditions = ({ keys }: Counting, row: Row, text: Text): string[] =>
  keys.map(({ dimension, code }) => `${keyOf(dimension, row)} = ${text.parameter(code, "text")}`);

const filteredBy = {
  channels: "CHANNEL",
  issueClasses: "ISSUE_CLASS",
  goodsClasses: "GOODS_CLASS",
  states: "STATE",
} as const satisfies Partial<Record<keyof CountingFilter, Attribute>>;

function matching({ filter }: Counting, row: Row, isOfCells: boolean, hasTopic: boolean, text: Text): string[] {
  const { kinds, topics, respondent } = filter;
  const named = (Object.keys(filteredBy) as (keyof typeof filteredBy)[]).flatMap((name) => {
    const values = filter[name];
    return values === null ? [] : [`${row.attribute(filteredBy[name])} = ANY(${text.parameter(values, "text[]")})`];
  });
  const ofTopics = (): string => {
    const given = text.parameter(topics, "text[]");
    return isOfCells || hasTopic ? `${row.attribute("TOPIC")} = ANY(${given})` : `f.topics && ${given}`;
  };
  return [
    ...(kinds === null ? [] : [`f.kind = ANY(${text.parameter(kinds, "text[]")})`]),
    ...named,
    ...(topics === null ? [] : [ofTopics()]),
    ...(respondent === null ? [] : [`f.respondent = ${text.parameter(respondent, "text")}`]),
  ];
}

/** The selection of one source: what it is grouped by, and the sums of all counts of the question. */
function selection(
  { counting, source, text }: { counting: Counting; source: Source; text: Text },
  from: string,
  row: Row,
  conditions: readonly string[],
  sumOf: (count: Count) => string,
): string {
  const dimensions = counting.groupings[source.grouping] ?? [];
  const keys = dimensions.map((dimension) => keyOf(dimension, row));
  const sums = counting.counts.flatMap((count, position) => {
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

/** The codes of the places whose cells a region is made of; those too whose move is not folded yet. */
function placesOf({ region, tree: _ }: Counting, source: Source, text: Text): string {
  const level = source.rollup?.level ?? "BUREAU";
  if (level === "NATION") return `ARRAY['${nationCode}']`;
  if (region.level === "UNIT") return `ARRAY[${text.parameter(region.code, "text")}]`;
  const code = region.level === "NATION" ? null : text.parameter(region.code, "text");
  if (level === "PROVINCE" && code !== null) return `ARRAY[${code}]`;
  if (level === "CITY" && region.level === "CITY") return `ARRAY[${code}]`;
  const place = { PROVINCE: "province", CITY: "coalesce(city, province)", BUREAU: "code" }[level];
  const moved = level === "BUREAU" ? "holder" : place;
  const within = region.level === "NATION" ? "true" : `${region.level.toLowerCase()} = ${code}`;
  return `ARRAY(SELECT ${place} FROM bureaus WHERE ${within} UNION SELECT ${moved} FROM statistic_deltas WHERE ${within})`;
}

const between = (column: string, { days }: Source, text: Text): string =>
  `${column} BETWEEN ${text.parameter(days.from, "date")} AND ${text.parameter(days.to, "date")}`;

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

const moved = "(f.holder_then, f.county_then, f.city_then) IS DISTINCT FROM (f.holder, f.county, f.city)";

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
  const sums = counting.counts.flatMap((_, position) => [`v${position}`, `r${position}`]);
  const added = sums.map((name) => `sum(${name}) AS ${name}`);
  const values = sums.map((name) => `${name}::text`);
  const limited =
    most === null
      ? ""
      : `WHERE g <> ${most.grouping} OR keys IN (SELECT keys FROM counted WHERE g = ${most.grouping} AND p = 0
          ORDER BY v${most.count} DESC, keys LIMIT ${most.groups})`;
  return {
    parameters: text.parameters,
    text: `WITH counted AS (SELECT g, p, keys, ${added.join(", ")} FROM (${sources.join("\nUNION ALL\n")}) AS sources
        GROUP BY g, p, keys HAVING ${sums.map((name) => `sum(${name}) <> 0`).join(" OR ")})
      SELECT coalesce(json_agg(json_build_array(g, p, keys, ARRAY[${values.join(", ")}])), '[]')::text FROM counted ${limited}`,
  };
}

/**
 * Counts in one statement, which sees one moment: the rollups, what is not folded into them yet, and the facts where no
 * rollup serves. Groups of which all amounts are zero are left out.
 *
 * @param most where only the largest groups of one grouping are wanted
 */
export async function count(tx: Transaction, counting: Counting, most: Most | null = null): Promise<Counted[]> {
  if (planSources(counting).length === 0) return [];
  const { text, parameters } = statementOf(counting, most);
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

/** What the facts of a counting are grouped by. */
export function groupKeys(dimensions: readonly Dimension[], tree: Tree, day: string): string[] {
  const row = factRow(tree, day);
  return dimensions.map((dimension) => keyOf(dimension, row));
}

const namesTopic = (dimensions: readonly Dimension[], { keys }: Counting): boolean =>
  dimensions.includes("TOPIC") || keys.some(({ dimension }) => dimension === "TOPIC");

/** What stands beside the facts `f` where topics are named: one row for each topic. */
export function topicsOf(dimensions: readonly Dimension[], counting: Counting): string {
  return namesTopic(dimensions, counting)
    ? " CROSS JOIN LATERAL unnest(CASE WHEN f.topics = '{}' THEN '{\"\"}' ELSE f.topics END) AS topic"
    : "";
}

/** The conditions of the facts `f` of a counting, one basis and some days of it, under the tree of today. */
export function factConditions(
  counting: Counting,
  dimensions: readonly Dimension[],
  basis: Basis,
  days: Source["days"],
  text: Text,
): string[] {
  const row = factRow("NOW", `f.${bases[basis]}`);
  const source: Source = { grouping: 0, period: 0, bases: [basis], rollup: null, days };
  return [
    `f.holder = ANY(${placesOf(counting, source, text)})`,
    between(`f.${bases[basis]}`, source, text),
    ...matching(counting, row, false, namesTopic(dimensions, counting), text),
    ...inRegion(counting, row, text),
    ...groupConditions(counting, row, text),
  ];
}

/** The conditions of the facts `f` that a reorganisation moved, under the tree of then; and what tells that it moved them. */
export function movedThen(
  counting: Counting,
  basis: Basis,
  days: Source["days"],
  text: Text,
): { isMoved: string; conditions: string[] } {
  const row = factRow("THEN", `f.${bases[basis]}`);
  const source: Source = { grouping: 0, period: 0, bases: [basis], rollup: null, days };
  return {
    isMoved: `(${moved})`,
    conditions: [
      moved,
      between(`f.${bases[basis]}`, source, text),
      ...matching(counting, row, false, namesTopic([], counting), text),
      ...inRegion(counting, row, text),
      ...groupConditions(counting, row, text),
    ],
  };
}
