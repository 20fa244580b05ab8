import { and, eq, gte, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { callbacks } from "../../../schema/index.js";
import type { BureauKind, BureauLevel } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";

/** Which grades are counted. */
export interface SatisfactionCriteria {
  region: { code: string; kind: BureauKind; level: BureauLevel };
  /** The first instant that counts, and the first that no longer does. */
  from: Date;
  until: Date;
}

/** The grades about one bureau. */
export interface GradesOfBureau {
  bureau: string;
  verySatisfied: number;
  satisfied: number;
  neutral: number;
  dissatisfied: number;
  handlersFault: number;
}

function handledIn({ code, kind, level }: SatisfactionCriteria["region"]): SQL | undefined {
  if (kind !== "AUTHORITY") return eq(callbacks.handledBy, code);
  switch (level) {
    case "NATION":
      return undefined;
    case "PROVINCE":
      return eq(callbacks.province, code);
    case "CITY":
      return eq(callbacks.handledByCity, code);
    default:
      return eq(callbacks.handledByCounty, code);
  }
}

const having = (condition: SQL) => sql<number>`(count(*) FILTER (WHERE ${condition}))::int`;
const graded = (grade: string) => having(sql`${callbacks.grade} = ${grade}`);

/** Counts the grades of a region and a time by the bureau that handled. Who may ask was decided before: it runs as the platform. */
export async function countGrades(
  tx: Transaction,
  { region, from, until }: SatisfactionCriteria,
): Promise<GradesOfBureau[]> {
  const { calledAt, grade, handledBy, isHandlersFault } = callbacks;
  const rows = await tx
    .select({
      bureau: handledBy,
      verySatisfied: graded("VERY_SATISFIED"),
      satisfied: graded("SATISFIED"),
      neutral: graded("NEUTRAL"),
      dissatisfied: graded("DISSATISFIED"),
      handlersFault: having(sql`${isHandlersFault}`),
    })
    .from(callbacks)
    .where(and(isNotNull(grade), gte(calledAt, from), lt(calledAt, until), handledIn(region)))
    .groupBy(handledBy);
  return rows.map((row) => ({ ...row, bureau: row.bureau ?? "" }));
}
