import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { auditEntries } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";
import { countLimit, type PageRequest } from "../../platform/pagination.js";
import type { Scope } from "../../platform/scope.js";

/** An entry as it stands in the table. */
export type AuditEntryRow = typeof auditEntries.$inferSelect;

/** Which entries are asked for; everything that is null is open. */
export interface AuditCriteria {
  action: string | null;
  /** The row id of a person. */
  person: string | null;
  /** The code of the bureau in which somebody acted. */
  bureau: string | null;
  /** The type of a subject, and the forms in which its identifier may have been recorded. */
  subject: { type: string; ids: readonly string[] } | null;
  /** The first instant that counts. */
  from: Date | null;
  /** The first instant that no longer counts. */
  to: Date | null;
}

/**
 * The scope as a condition on the level columns, each the head of an index with the time behind it; the row policies say
 * the same. An audit entry has no business line, so a department with one sees its own entries.
 */
function inSight(scope: Scope): SQL | undefined {
  if (scope.line !== null) return eq(auditEntries.bureau, scope.bureau);
  switch (scope.reach) {
    case "NATION":
      return undefined;
    case "PROVINCE":
      return eq(auditEntries.province, scope.region);
    case "CITY":
      return eq(auditEntries.city, scope.region);
    case "COUNTY":
      return eq(auditEntries.county, scope.region);
    case "UNIT":
      return eq(auditEntries.bureau, scope.bureau);
  }
}

function matching(scope: Scope, criteria: AuditCriteria): SQL | undefined {
  const { action, person, bureau, subject, from, to } = criteria;
  return and(
    inSight(scope),
    action === null ? undefined : eq(auditEntries.action, action),
    person === null ? undefined : eq(auditEntries.person, person),
    bureau === null ? undefined : eq(auditEntries.bureau, bureau),
    subject === null ? undefined : eq(auditEntries.subjectType, subject.type),
    subject === null ? undefined : inArray(auditEntries.subjectId, [...subject.ids]),
    from === null ? undefined : gte(auditEntries.at, from),
    to === null ? undefined : lt(auditEntries.at, to),
  );
}

/** A page of entries, newest first, and one row more where more follow. */
export function findAuditEntries(
  tx: Transaction,
  scope: Scope,
  criteria: AuditCriteria,
  page: PageRequest,
): Promise<AuditEntryRow[]> {
  const { at, id } = auditEntries;
  const { after } = page;
  const isOlder = after === null ? undefined : sql`(${at}, ${id}) < (${after.key}::timestamptz, ${after.id}::uuid)`;
  return tx
    .select()
    .from(auditEntries)
    .where(and(matching(scope, criteria), isOlder))
    .orderBy(desc(at), desc(id))
    .limit(page.first + 1);
}

/** How many entries there are, up to one more than lists count. */
export function countAuditEntries(tx: Transaction, scope: Scope, criteria: AuditCriteria): Promise<number> {
  const found = tx.select({ id: auditEntries.id }).from(auditEntries).where(matching(scope, criteria));
  return tx.$count(found.limit(countLimit + 1).as("found"));
}

/** An entry by the parts of its key; null when it is not in sight. */
export async function findAuditEntry(
  tx: Transaction,
  scope: Scope,
  province: string,
  id: string,
): Promise<AuditEntryRow | null> {
  const [row] = await tx
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.province, province), eq(auditEntries.id, id), inSight(scope)));
  return row ?? null;
}
