import { nationCode } from "../../../platform/actor.js";
import { type Basis, bases } from "../rollups/counters.js";
import { type Attribute, attributes, eachTopic } from "../rollups/rollups.js";
import type { Counting, CountingFilter, Source, Tree } from "./counting.js";
import { type Dimension, isAttribute } from "./dimensions.js";

/** The text of a statement under way, with its parameters. */
export interface Text {
  parameter(value: unknown, type: string): string;
  /** A list that several parts of the statement need: it is read once, where the statement begins with `withLists`. */
  list(query: string): string;
  readonly parameters: readonly unknown[];
  readonly lists: readonly string[];
}

/** Begins a statement: each parameter gets the next place, and equal ones the same. */
export function parametersOf(): Text {
  const parameters: unknown[] = [];
  const lists: string[] = [];
  const known = new Map<string, string>();
  return {
    parameters,
    lists,
    parameter: (value, type) => {
      const id = `${type} ${JSON.stringify(value)}`;
      const place = known.get(id) ?? `$${parameters.push(value)}::${type}`;
      known.set(id, place);
      return place;
    },
    list: (query) => {
      if (!lists.includes(query)) lists.push(query);
      return `(SELECT codes FROM list${lists.indexOf(query)})::text[]`;
    },
  };
}

/**
 * What a statement begins with: the lists of its parts.
 *
 * @param more further parts after them
 */
export function withLists({ lists }: Text, more: readonly string[] = []): string {
  const parts = lists.map((query, position) => `list${position} AS MATERIALIZED (SELECT ARRAY(${query}) AS codes)`);
  const all = [...parts, ...more];
  return all.length === 0 ? "" : `WITH ${all.join(", ")} `;
}

/** Where the columns of a place stand: in a cell, or in facts as they are or were. */
export interface Row {
  province: string;
  city: string;
  county: string;
  bureau: string;
  /** The day, or the first day of the month. */
  day: string;
  attribute(attribute: Attribute): string;
}

/** The row of the facts `f`, under the tree of today or that of the day on which each ticket came to its holder. */
export const factRow = (tree: Tree, day: string): Row => {
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

/** What rows of a dimension are grouped by, in SQL. */
export const keyOf = (dimension: Dimension, row: Row): string => {
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
    case "WEEKDAY":
      return `extract(isodow FROM ${row.day})::text`;
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
export function inRegion({ region }: Counting, row: Row, text: Text): string[] {
  const { level, code, line } = region;
  return [
    ...(level === "NATION" ? [] : [`${row[regionColumn[level]]} = ${text.parameter(code, "text")}`]),
    ...(line === null ? [] : [`f.line = ${text.parameter(line, "text")}`]),
  ];
}

/** That a row belongs to the groups that a counting is narrowed to. */
export const groupConditions = ({ keys }: Counting, row: Row, text: Text): string[] =>
  keys.map(({ dimension, code }) => `${keyOf(dimension, row)} = ${text.parameter(code, "text")}`);

const filteredBy = {
  channels: "CHANNEL",
  issueClasses: "ISSUE_CLASS",
  goodsClasses: "GOODS_CLASS",
  states: "STATE",
} as const satisfies Partial<Record<keyof CountingFilter, Attribute>>;

/** That a row passes the filter of a counting; of topics one is enough. */
export function matching({ filter }: Counting, row: Row, isOfCells: boolean, hasTopic: boolean, text: Text): string[] {
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

/** The codes of the places whose cells a region is made of; those too whose move is not folded yet. */
export function placesOf({ region }: Counting, source: Source, text: Text): string {
  const level = source.rollup?.level ?? "BUREAU";
  if (level === "NATION") return `ARRAY['${nationCode}']`;
  if (region.level === "UNIT") return `ARRAY[${text.parameter(region.code, "text")}]`;
  const code = region.level === "NATION" ? null : text.parameter(region.code, "text");
  if (level === "PROVINCE" && code !== null) return `ARRAY[${code}]`;
  if (level === "CITY" && region.level === "CITY") return `ARRAY[${code}]`;
  const place = { PROVINCE: "province", CITY: "coalesce(city, province)", BUREAU: "code" }[level];
  const moved = level === "BUREAU" ? "holder" : place;
  const within = region.level === "NATION" ? "true" : `${region.level.toLowerCase()} = ${code}`;
  // What the nation took up of a province is that province's, and what its own hotline registered for it.
  const isOfProvince = level === "BUREAU" && region.level === "PROVINCE";
  const ofNation = isOfProvince ? ` UNION SELECT code FROM bureaus WHERE province = '${nationCode}'` : "";
  return text.list(
    `SELECT ${place} FROM bureaus WHERE ${within} UNION SELECT ${moved} FROM statistic_deltas WHERE ${within}${ofNation}`,
  );
}

/** That a day lies in the days of a source, both ends included. */
export const between = (column: string, { days }: Source, text: Text): string =>
  `${column} BETWEEN ${text.parameter(days.from, "date")} AND ${text.parameter(days.to, "date")}`;

/** That the bureau of a row was reorganised since: what the tree of then and that of now differ in. */
export const moved = "(f.holder_then, f.county_then, f.city_then) IS DISTINCT FROM (f.holder, f.county, f.city)";

/** What the facts of a counting are grouped by. */
export function groupKeys(dimensions: readonly Dimension[], tree: Tree, day: string): string[] {
  const row = factRow(tree, day);
  return dimensions.map((dimension) => keyOf(dimension, row));
}

/** Whether a counting is by topics, or of one: a ticket with several counts in each then. */
export const namesTopic = (dimensions: readonly Dimension[], { keys }: Counting): boolean =>
  dimensions.includes("TOPIC") || keys.some(({ dimension }) => dimension === "TOPIC");

/** What stands beside the facts `f` where topics are named: one row for each topic. */
export function topicsOf(dimensions: readonly Dimension[], counting: Counting): string {
  return namesTopic(dimensions, counting) ? eachTopic : "";
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
