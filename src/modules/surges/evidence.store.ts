import { type SQL, sql } from "drizzle-orm";
import { tickets } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import { keepStatements, place, run, statementOf } from "../../platform/statement.js";
import type { TicketKey } from "../tickets/index.js";
import type { Watched } from "./watched.js";
import { countyOfTicket, type Sought, soughtFrom, soughtLikeness, soughtValues, soughtWhere } from "./watched.store.js";

/** What the tickets of a surge are shared out by. */
const shareKinds = ["PLACE", "GOODS", "RESPONDENT"] as const;

/** What the tickets of a surge are shared out by. */
export type ShareKind = (typeof shareKinds)[number];

/** How many tickets have something in common. */
export interface SharedCount {
  kind: ShareKind;
  key: string;
  count: number;
  /** How many of them are reports: of few nobody but their handler is told. */
  reports: number;
  /** Whether the reader's bureau handles all of them. */
  isInside: boolean;
}

/** Which tickets are behind a surge. */
export type Behind = Pick<Sought, "watched" | "from" | "to">;

const whole = (watched: Watched) => ({ watched, groupedBy: "WHOLE" as const });

/** How many groups of a kind are judged one by one: those with the most tickets. All others are one group without a name. */
const mostGroups = 200;

const shareStatements = keepStatements<SharedCount>(100, true);

const shareFields = {
  kind: sql<ShareKind>`kind`,
  key: sql<string>`key`,
  count: sql<number>`sum(tickets)::int`,
  reports: sql<number>`sum(reports)::int`,
  isInside: sql<boolean>`bool_and(is_inside)`,
};

const groupsBy = (kind: ShareKind, column: SQL): SQL => sql`(
  SELECT ${sql.raw(`'${kind}'`)} AS kind,
    CASE WHEN row_number() OVER (ORDER BY count(*) DESC, ${column}) <= ${sql.raw(String(mostGroups))} THEN ${column} ELSE '' END AS key,
    count(*) AS tickets, count(*) FILTER (WHERE found.kind = 'REPORT') AS reports,
    bool_and(found.holder = ${place("bureau")}) AS is_inside
  FROM found GROUP BY ${column})`;

/**
 * How the tickets behind a surge are shared out, under the scope of the transaction: by county, goods and respondent. An
 * empty key stands for those of which it is not known, and for all that are not among the largest.
 *
 * @param most how many tickets are looked at: the newest
 */
export function countShares(tx: Transaction, behind: Behind, bureau: string, most: number): Promise<SharedCount[]> {
  const { watched } = behind;
  const statement = shareStatements(soughtLikeness(watched), () =>
    statementOf(
      shareFields,
      (list) => sql`WITH found AS MATERIALIZED (
          SELECT ${countyOfTicket} AS county, coalesce(${tickets.goodsClass}, '') AS goods, ${tickets.kind} AS kind,
            coalesce(${tickets.respondentName}, '') AS respondent, ${tickets.holder} AS holder
          FROM ${soughtFrom(whole(watched))} WHERE ${soughtWhere(watched)}
          ORDER BY ${tickets.receivedAt} DESC, ${tickets.id} DESC LIMIT ${place("most")}::int)
        SELECT ${list} FROM (${sql.join(
          [
            groupsBy("PLACE", sql`found.county`),
            groupsBy("GOODS", sql`found.goods`),
            groupsBy("RESPONDENT", sql`found.respondent`),
          ],
          sql` UNION ALL `,
        )}) AS shares GROUP BY kind, key ORDER BY kind, 3 DESC, key`,
    ),
  );
  return run(tx, statement, { ...soughtValues(behind), bureau, most });
}

/** A ticket behind a surge, with its place in the list. */
export interface BehindKey extends TicketKey {
  receivedAt: Date;
}

const keyStatements = keepStatements<BehindKey>(200, true);

/** A page of the tickets behind a surge, the latest receipt first, and one more where more follow; the row policies decide. */
export function listBehind(tx: Transaction, behind: Behind, { after, first }: PageRequest): Promise<BehindKey[]> {
  const { watched } = behind;
  const isAfter = sql`AND (${tickets.receivedAt}, ${tickets.id}) < (${place("afterKey")}::timestamptz, ${place("afterId")}::uuid)`;
  const statement = keyStatements(`${soughtLikeness(watched)}${after === null ? "" : " after"}`, () =>
    statementOf(
      { province: tickets.province, id: tickets.id, receivedAt: tickets.receivedAt },
      (list) => sql`SELECT ${list} FROM ${soughtFrom(whole(watched))}
        WHERE ${soughtWhere(watched)} ${after === null ? sql`` : isAfter}
        ORDER BY ${tickets.receivedAt} DESC, ${tickets.id} DESC LIMIT ${place("rows")}::int`,
    ),
  );
  const values = { ...soughtValues(behind), rows: first + 1, afterKey: after?.key ?? "", afterId: after?.id ?? "" };
  return run(tx, statement, values);
}

const countStatements = keepStatements<{ count: number }>(100, true);

/** How many tickets are behind a surge, up to one more than lists count; the row policies decide. */
export async function countBehind(tx: Transaction, behind: Behind): Promise<number> {
  const { watched } = behind;
  const statement = countStatements(soughtLikeness(watched), () =>
    statementOf(
      { count: sql<number>`count(*)::int` },
      (count) => sql`SELECT ${count} FROM (SELECT 1 FROM ${soughtFrom(whole(watched))}
        WHERE ${soughtWhere(watched)} LIMIT ${sql.raw(String(countLimit + 1))}) AS found`,
    ),
  );
  const [row] = await run(tx, statement, soughtValues(behind));
  return row?.count ?? 0;
}
