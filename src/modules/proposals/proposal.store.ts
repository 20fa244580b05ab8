import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { proposals } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";
import type { ProposalCountBy, ProposalState, ProposalView } from "./proposal.enums.js";

/** A suggestion as it stands in its table. */
export type ProposalRow = typeof proposals.$inferSelect;

/** The key of a suggestion. */
export type ProposalKey = Pick<ProposalRow, "province" | "id">;

/** Which suggestions are meant. */
export interface ProposalCriteria {
  scope: Scope;
  view: ProposalView;
  state: ProposalState | null;
}

// One equality, which an index answers; the row policies say the same.
function inSight({ bureau, line, reach, region }: Scope): SQL {
  if (reach === "NATION" && line === null) return sql`true`;
  if (reach === "UNIT" || line !== null) return eq(proposals.bureau, bureau);
  const column = {
    NATION: proposals.bureau,
    PROVINCE: proposals.province,
    CITY: proposals.city,
    COUNTY: proposals.county,
  };
  return eq(column[reach], region);
}

function matching({ scope, state, view }: ProposalCriteria): SQL | undefined {
  const ours = { IN_REGION: undefined, OURS: eq(proposals.bureau, scope.bureau), FOR_US_TO_DECIDE: undecidedAt(scope) };
  return and(inSight(scope), ours[view], state === null ? undefined : eq(proposals.state, state));
}

const undecidedAt = ({ bureau }: Scope): SQL | undefined =>
  and(eq(proposals.holder, bureau), inArray(proposals.state, ["RECEIVED", "REPORTED"]));

/** A page of suggestions, the latest first, and one more where more follow. */
export function listProposals(tx: Transaction, criteria: ProposalCriteria, page: PageRequest): Promise<ProposalRow[]> {
  const before = page.after === null ? undefined : lt(proposals.id, page.after.id);
  return tx
    .select()
    .from(proposals)
    .where(and(matching(criteria), before))
    .orderBy(desc(proposals.id))
    .limit(page.first + 1);
}

/** How many there are, counted up to one more than a list counts. */
export async function countProposals(tx: Transaction, criteria: ProposalCriteria): Promise<number> {
  const some = tx
    .select({ one: sql`1` })
    .from(proposals)
    .where(matching(criteria))
    .limit(countLimit + 1)
    .as("some");
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(some);
  return row?.count ?? 0;
}

const isKey = ({ id, province }: ProposalKey) => and(eq(proposals.province, province), eq(proposals.id, id));

/** Reads one suggestion, under the row policies; null when it is not visible. */
export async function findProposal(tx: Transaction, key: ProposalKey): Promise<ProposalRow | null> {
  const [row] = await tx.select().from(proposals).where(isKey(key));
  return row ?? null;
}

/** The same, locked until the end of the transaction. */
export async function lockProposal(tx: Transaction, key: ProposalKey): Promise<ProposalRow | null> {
  const [row] = await tx.select().from(proposals).where(isKey(key)).for("update");
  return row ?? null;
}

/** Adds a suggestion; null where its bureau has one under the same key. */
export async function insertProposal(tx: Transaction, row: typeof proposals.$inferInsert): Promise<ProposalRow | null> {
  const [added] = await tx
    .insert(proposals)
    .values(row)
    .onConflictDoNothing({ target: [proposals.bureau, proposals.idempotencyKey] })
    .returning();
  return added ?? null;
}

/** The suggestion that a bureau took down under a key. */
export async function findProposalByKey(tx: Transaction, bureau: string, key: string): Promise<ProposalRow | null> {
  const [row] = await tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.bureau, bureau), eq(proposals.idempotencyKey, key)));
  return row ?? null;
}

/** The columns that a change may write. */
export type ProposalChanges = Partial<
  Pick<ProposalRow, "state" | "holder" | "reportedAt" | "decidedAt" | "decidedBy" | "reply">
>;

/** Writes a change of a suggestion that is locked. */
export async function updateProposal(
  tx: Transaction,
  row: ProposalRow,
  changes: ProposalChanges,
): Promise<ProposalRow> {
  const [updated] = await tx
    .update(proposals)
    .set({ ...changes, version: row.version + 1 })
    .where(isKey(row))
    .returning();
  if (updated === undefined) throw new Error("a locked suggestion is gone");
  return updated;
}

/** How many suggestions there are of a value. */
export interface CountedProposals {
  code: string | null;
  received: number;
  reported: number;
  adopted: number;
  decided: number;
}

const columnOf = { ISSUE_CLASS: proposals.issueClass, BUREAU: proposals.bureau, STATE: proposals.state } as const;
const having = (condition: SQL) => sql<number>`(count(*) FILTER (WHERE ${condition}))::int`;

/** Counts the suggestions in sight that were taken down in a time, the most frequent value first, 200 values at most. */
export function countProposalsBy(
  tx: Transaction,
  scope: Scope,
  by: ProposalCountBy,
  { from, until }: { from: Date; until: Date },
): Promise<CountedProposals[]> {
  const column = columnOf[by];
  return tx
    .select({
      code: sql<string | null>`${column}`,
      received: sql<number>`count(*)::int`,
      reported: having(sql`${proposals.reportedAt} IS NOT NULL`),
      adopted: having(sql`${proposals.state} = 'ADOPTED'`),
      decided: having(sql`${proposals.decidedAt} IS NOT NULL`),
    })
    .from(proposals)
    .where(and(inSight(scope), gte(proposals.receivedAt, from), lt(proposals.receivedAt, until)))
    .groupBy(column)
    .orderBy(desc(sql`count(*)`), column)
    .limit(200);
}
