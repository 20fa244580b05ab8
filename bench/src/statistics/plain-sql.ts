import type { DayRange, Dimension, MeasureName } from "../../../src/modules/statistics/index.js";
import { dayLater } from "./periods.js";
import { isDayOfLimit, plainDuration, plainMeasure, type Tally } from "./plain-measures.js";
import { type Asked, isDuration } from "./questions.js";

/** In what PostgreSQL and DuckDB differ; of DuckDB columns are prepared so that it answers as fast as it can. */
export interface Dialect {
  table: string;
  city: string;
  county: string;
  /** What stands beside the table where topics are named, as rows of `topic`. */
  topics: string;
  anyTopic(codes: readonly string[]): string;
  percentiles(column: string): string;
}

const list = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(", ");

/** The dialect of PostgreSQL, over the facts. */
export const postgresDialect: Dialect = {
  table: "ticket_facts",
  city: "coalesce(city, province)",
  county: "coalesce(county, city, province)",
  topics: `CROSS JOIN LATERAL unnest(CASE WHEN topics = '{}' THEN '{""}' ELSE topics END) AS named (topic)`,
  anyTopic: (codes) => `topics && ARRAY[${list(codes)}]`,
  percentiles: (column) => `percentile_disc(ARRAY[0.5, 0.9, 0.99]) WITHIN GROUP (ORDER BY ${column})`,
};

/** The dialect of DuckDB. */
export const duckDialect: Dialect = {
  table: "facts",
  city: "city_or_above",
  county: "county_or_above",
  topics: "CROSS JOIN unnest(topics_or_none) AS named (topic)",
  anyTopic: (codes) => `list_has_any(topics, [${list(codes)}])`,
  percentiles: (column) => `quantile_disc(${column}, [0.5, 0.9, 0.99])`,
};

/** The statements that answer a question in plain SQL: one for what is counted, one for each duration. */
export interface PlainStatements {
  /** The distinct sums; null where the question asks for durations alone. */
  counts: { text: string; tallies: readonly Tally[] } | null;
  durations: readonly { measure: MeasureName; text: string }[];
}

/**
 * Writes a question in plain SQL, as somebody would who has nothing but the facts: without the builders of the product.
 *
 * @param compared the period that is compared with, as the product says it
 * @param today the day in China: what is due is counted once the day is over
 */
export function plainStatements(
  dialect: Dialect,
  asked: Asked,
  compared: DayRange | null,
  today: string,
): PlainStatements {
  const { measures } = asked.question;
  const tallies = talliesOf(asked);
  return {
    counts: tallies.length === 0 ? null : { tallies, text: countsText(dialect, asked, compared, today, tallies) },
    durations: measures
      .filter(isDuration)
      .map((measure) => ({ measure, text: durationText(dialect, asked, compared, measure) })),
  };
}

/** The distinct sums of a question. */
function talliesOf({ question: { measures, view } }: Asked): Tally[] {
  const all = measures
    .filter((measure) => !isDuration(measure))
    .map((measure) => plainMeasure(measure, view ?? "COHORT"))
    .flatMap(({ denominator, numerator }) => (denominator === null ? [numerator] : [numerator, denominator]));
  return all.filter((tally, place) => placeOf(all, tally) === place);
}

/** The place of a sum among others. */
export const placeOf = (tallies: readonly Tally[], { day, sum }: Tally): number =>
  tallies.findIndex((one) => one.day === day && one.sum === sum);

function countsText(
  dialect: Dialect,
  asked: Asked,
  compared: DayRange | null,
  today: string,
  tallies: readonly Tally[],
): string {
  const dimensions = asked.question.dimensions ?? [];
  const isOverlapping = dimensions.includes("TOPIC") || dimensions.includes("RESPONDENT");
  const groupings = isOverlapping ? [dimensions, []] : [dimensions];
  const days = [...new Set(tallies.map(({ day }) => day))];
  const sums = tallies.map((_, place) => `v${place}`);
  const selections = groupings.flatMap((grouping, g) =>
    days.map((day) => {
      const values = tallies.map((one, place) => `${one.day === day ? one.sum : "0"} AS v${place}`);
      return selection(dialect, asked, { g, grouping, day, compared, today, values, condition: "true" });
    }),
  );
  return `SELECT g, p, CAST(k0 AS varchar) AS k0, CAST(k1 AS varchar) AS k1, ${sums.join(", ")}
    FROM (${selections.join(" UNION ALL ")}) AS counted`;
}

function durationText(dialect: Dialect, asked: Asked, compared: DayRange | null, measure: MeasureName): string {
  const { dimensions, view } = asked.question;
  const { column, day } = plainDuration(measure, view ?? "COHORT");
  const groupings = (dimensions ?? []).length === 0 ? [[]] : [dimensions ?? [], []];
  const values = ["count(*) AS tickets", `${dialect.percentiles(column)} AS ranks`];
  const selections = groupings.map((grouping, g) =>
    selection(dialect, asked, { g, grouping, day, compared, today: null, values, condition: `${column} IS NOT NULL` }),
  );
  return `SELECT g, p, CAST(k0 AS varchar) AS k0, CAST(k1 AS varchar) AS k1, tickets, ranks
    FROM (${selections.join(" UNION ALL ")}) AS counted`;
}

interface Selection {
  g: number;
  grouping: readonly Dimension[];
  day: string;
  compared: DayRange | null;
  today: string | null;
  values: readonly string[];
  condition: string;
}

function selection(dialect: Dialect, asked: Asked, one: Selection): string {
  const { period } = asked.question;
  const over = (range: DayRange): string => {
    const isOpen = isDayOfLimit(one.day) && one.today !== null && range.to >= one.today;
    return `${one.day} BETWEEN DATE '${range.from}' AND DATE '${isOpen ? dayLater(one.today ?? "", -1) : range.to}'`;
  };
  const periods = one.compared === null ? over(period) : `(${over(period)} OR ${over(one.compared)})`;
  const [k0 = "NULL", k1 = "NULL"] = one.grouping.map((dimension) => keyOf(dialect, dimension, one.day));
  const p = one.compared === null ? "0" : `CASE WHEN ${over(period)} THEN 0 ELSE 1 END`;
  const grouped = [...(one.compared === null ? [] : ["2"]), ...one.grouping.map((_, place) => String(place + 3))];
  const topics = one.grouping.includes("TOPIC") ? dialect.topics : "";
  const where = [one.condition, periods, ...regionOf(asked), ...filterOf(dialect, asked, one.grouping)];
  return `SELECT ${one.g} AS g, ${p} AS p, ${k0} AS k0, ${k1} AS k1, ${one.values.join(", ")}
    FROM ${dialect.table} ${topics} WHERE ${where.join(" AND ")}
    ${grouped.length === 0 ? "" : `GROUP BY ${grouped.join(", ")}`}`;
}

function keyOf(dialect: Dialect, dimension: Dimension, day: string): string {
  switch (dimension) {
    case "CITY":
      return dialect.city;
    case "COUNTY":
      return dialect.county;
    case "BUREAU":
      return "holder";
    case "TOPIC":
      return "topic";
    case "HOUR":
      return "registered_hour";
    case "DAY":
      return day;
    case "WEEK":
    case "MONTH":
    case "QUARTER":
    case "YEAR":
      return `CAST(date_trunc('${dimension}', ${day}) AS date)`;
    default:
      return dimension.toLowerCase();
  }
}

const regionOf = ({ region: { code, level } }: Asked): string[] => (level === "nation" ? [] : [`${level} = '${code}'`]);

const columnsOfFilter = {
  kinds: "kind",
  channels: "channel",
  issueClasses: "issue_class",
  goodsClasses: "goods_class",
  states: "state",
} as const;

function filterOf(dialect: Dialect, { question: { filter } }: Asked, grouping: readonly Dimension[]): string[] {
  const named = Object.entries(columnsOfFilter).flatMap(([name, column]) => {
    const values = filter?.[name as keyof typeof columnsOfFilter];
    return values == null ? [] : [`${column} IN (${list(values)})`];
  });
  const topics = filter?.topics;
  if (topics == null) return named;
  return [...named, grouping.includes("TOPIC") ? `topic IN (${list(topics)})` : dialect.anyTopic(topics)];
}
