import { type SQL, sql } from "drizzle-orm";
import { ticketDetails, tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { keepStatements, place, run, type Statement, statementOf } from "../../platform/statement.js";
import type { SurgeGrouping } from "./rule.words.js";
import type { Watched } from "./watched.js";

/** The tickets that are looked at: what is watched, by what it is told apart, and when they came. */
export interface Sought {
  watched: Watched;
  groupedBy: SurgeGrouping;
  /** Received after this instant, and up to the other. */
  from: Date;
  to: Date;
}

/** A ticket as a threshold looks at it. */
export interface SoughtTicket {
  province: string;
  id: string;
  receivedAt: Date;
  /** The county that handles it or, before that, in which its respondent is; empty where neither is known. */
  county: string;
  key: string;
}

const regions: Readonly<Record<Watched["level"], SQL>> = {
  NATION: sql`true`,
  PROVINCE: sql`${tickets.province} = ${place("region")}`,
  CITY: sql`${tickets.city} = ${place("region")}`,
  COUNTY: sql`${tickets.county} = ${place("region")}`,
  UNIT: sql`${tickets.holder} = ${place("region")}`,
};

const keys: Readonly<Record<SurgeGrouping, SQL<string>>> = {
  WHOLE: sql`'*'`,
  ISSUE_CLASS: sql`${tickets.issueClass}`,
  GOODS_CLASS: sql`coalesce(${tickets.goodsClass}, '')`,
  TOPIC: sql`topic`,
};

/** The county in which a ticket is: that of whoever handles it; until then, that of its respondent. */
export const countyOfTicket = sql<string>`coalesce(${tickets.county},
  CASE WHEN ${tickets.division} IS DISTINCT FROM ${tickets.divisionCity} THEN ${tickets.division} END, '')`;

const hasWords = ({ words }: Watched): boolean => words.length > 0;

/** Where the tickets stand, and the topics of each beside it where they are told apart by topic. */
export function soughtFrom({ groupedBy, watched }: Pick<Sought, "groupedBy" | "watched">): SQL {
  const texts = sql` JOIN ${ticketDetails} ON ${ticketDetails.province} = ${tickets.province}
    AND ${ticketDetails.ticketId} = ${tickets.id}`;
  const topics = sql` CROSS JOIN LATERAL unnest(${tickets.topics}) AS topic`;
  return sql`${tickets}${hasWords(watched) ? texts : sql``}${groupedBy === "TOPIC" ? topics : sql``}`;
}

/** The conditions of the tickets that are watched, with places for the values. */
export function soughtWhere(watched: Watched): SQL {
  const conditions: SQL[] = [
    regions[watched.level],
    sql`${tickets.receivedAt} > ${place("from")}::timestamptz AND ${tickets.receivedAt} <= ${place("to")}::timestamptz`,
    ...(watched.line === null ? [] : [sql`${tickets.line} = ${place("line")}`]),
    ...(watched.issueClass === null ? [] : [sql`${tickets.issueClass} = ${place("issueClass")}`]),
    ...(watched.goodsClass === null ? [] : [sql`${tickets.goodsClass} = ${place("goodsClass")}`]),
    ...(watched.topic === null ? [] : [sql`${place("topic")} = ANY (${tickets.topics})`]),
    ...(watched.kinds.length === 0 ? [] : [sql`${tickets.kind} = ANY (${place("kinds")}::text[])`]),
    ...(hasWords(watched) ? [sql`${ticketDetails.searchText} LIKE ANY (${place("patterns")}::text[])`] : []),
  ];
  return sql.join(conditions, sql` AND `);
}

/** The values for the places of `soughtWhere`. */
export function soughtValues({ from, to, watched }: Pick<Sought, "from" | "to" | "watched">): Record<string, unknown> {
  const { goodsClass, issueClass, kinds, line, patterns, region, topic } = watched;
  return {
    ...{ region, line, issueClass, goodsClass, topic, kinds: [...kinds], patterns: [...patterns] },
    ...{ from: from.toISOString(), to: to.toISOString() },
  };
}

/** How the statements of what is watched differ from one another. */
export function soughtLikeness({ goodsClass, issueClass, kinds, level, line, topic, words }: Watched): string {
  const given = { goodsClass, issueClass, line, topic };
  const some = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [name]));
  return [level, ...some, kinds.length > 0 ? "kinds" : "", words.length > 0 ? "words" : ""].join(" ");
}

const tellApart = ({ groupedBy }: Pick<Sought, "groupedBy">): SQL =>
  groupedBy === "GOODS_CLASS" ? sql`AND ${tickets.goodsClass} IS NOT NULL` : sql``;

const ticketStatements = keepStatements<SoughtTicket>(200, true);

const ticketFields = (sought: Sought) => ({
  province: tickets.province,
  id: tickets.id,
  receivedAt: tickets.receivedAt,
  county: countyOfTicket,
  key: keys[sought.groupedBy],
});

function ticketStatement(sought: Sought): Statement<SoughtTicket> {
  return ticketStatements(`${sought.groupedBy} ${soughtLikeness(sought.watched)}`, () =>
    statementOf(
      ticketFields(sought),
      (list) => sql`SELECT ${list} FROM ${soughtFrom(sought)} WHERE ${soughtWhere(sought.watched)} ${tellApart(sought)}
        ORDER BY ${tickets.receivedAt} DESC, ${tickets.id} DESC LIMIT ${place("most")}::int`,
    ),
  );
}

/**
 * The newest of the tickets that are watched. As the platform it sees all of the region and line that are watched; under an
 * actor the row policies apply besides.
 */
export function findSought(tx: Transaction, sought: Sought, most: number): Promise<SoughtTicket[]> {
  return run(tx, ticketStatement(sought), { ...soughtValues(sought), most });
}

/** How many tickets came in an hour of a day in China. */
export interface HourCounted {
  key: string;
  day: string;
  hour: number;
  count: number;
}

// China is eight hours ahead the whole year.
const inChina = sql`(${tickets.receivedAt} AT TIME ZONE 'UTC' + interval '8 hours')`;

const hourStatements = keepStatements<HourCounted>(200, true);

const hourFields = {
  key: sql<string>`key`,
  day: sql<string>`day::text`,
  hour: sql<number>`hour::int`,
  count: sql<number>`count(*)::int`,
};

function hourStatement(sought: Sought): Statement<HourCounted> {
  return hourStatements(`${sought.groupedBy} ${soughtLikeness(sought.watched)}`, () =>
    statementOf(
      hourFields,
      (list) => sql`SELECT ${list} FROM (
          SELECT ${keys[sought.groupedBy]} AS key, ${inChina}::date AS day, extract(hour FROM ${inChina}) AS hour
          FROM ${soughtFrom(sought)} WHERE ${soughtWhere(sought.watched)} ${tellApart(sought)} LIMIT ${place("most")}::int
        ) AS found GROUP BY 1, found.day, found.hour`,
    ),
  );
}

/**
 * Counts the tickets that are watched by hours in China.
 *
 * @param most how many tickets are looked at; where there are as many, the counts are not whole
 */
export function countHours(tx: Transaction, sought: Sought, most: number): Promise<HourCounted[]> {
  return run(tx, hourStatement(sought), { ...soughtValues(sought), most });
}

const firstStatements = keepStatements<{ at: Date }>(20);

/** When the first ticket of a region came in, of whatever kind; null where there is none. */
export async function findFirstReceipt(tx: Transaction, { level, region }: Pick<Watched, "level" | "region">) {
  const statement = firstStatements(level, () =>
    statementOf(
      { at: tickets.receivedAt },
      (list) => sql`SELECT ${list} FROM ${tickets} WHERE ${regions[level]}
        ORDER BY ${tickets.receivedAt}, ${tickets.id} LIMIT 1`,
    ),
  );
  const [first] = await run(tx, statement, { region });
  return first?.at ?? null;
}
