import { and, asc, eq, ne, sql } from "drizzle-orm";
import { entryRules } from "../../../schema/index.js";
import type { Transaction } from "../../platform/database.js";

/** What a bureau has set of a rule, as it stands in its table. */
export type RuleRow = typeof entryRules.$inferSelect;

/** What a rule is set for. */
export type RuleSubject = Pick<RuleRow, "bureau" | "rule" | "ticketKind" | "issueClass">;

/** The effect of a setting that was taken back. */
const inherited = "INHERITED";

/** What bureaus have set and not taken back, in the order of the bureaus. */
export async function findRulesOf(tx: Transaction, bureaus: readonly string[]): Promise<RuleRow[]> {
  const rows = await tx
    .select()
    .from(entryRules)
    .where(and(sql`${entryRules.bureau} = ANY(${sql.param(bureaus)})`, ne(entryRules.effect, inherited)))
    .orderBy(asc(entryRules.id));
  return [...rows].sort((one, other) => bureaus.indexOf(one.bureau) - bureaus.indexOf(other.bureau));
}

const isSubject = ({ bureau, issueClass, rule, ticketKind }: RuleSubject) =>
  and(
    eq(entryRules.bureau, bureau),
    eq(entryRules.rule, rule),
    eq(entryRules.ticketKind, ticketKind),
    eq(entryRules.issueClass, issueClass),
  );

/** Sets a rule of a bureau, in place of what it had set before for the same subject. */
export async function saveRule(tx: Transaction, row: typeof entryRules.$inferInsert): Promise<RuleRow> {
  const { effect, fields, least, setAt, setBy, words } = row;
  const [saved] = await tx
    .insert(entryRules)
    .values(row)
    .onConflictDoUpdate({
      target: [entryRules.bureau, entryRules.rule, entryRules.ticketKind, entryRules.issueClass],
      set: {
        ...{ effect, setAt, fields: fields ?? null, least: least ?? null, words: words ?? null, setBy: setBy ?? null },
        version: sql`${entryRules.version} + 1`,
      },
    })
    .returning();
  if (saved === undefined) throw new Error("a saved rule came back empty");
  return saved;
}

/** Takes back what a bureau has set of a rule; null where it has set nothing. */
export async function takeBackRule(tx: Transaction, subject: RuleSubject): Promise<RuleRow | null> {
  const [takenBack] = await tx
    .update(entryRules)
    .set({ effect: inherited, version: sql`${entryRules.version} + 1` })
    .where(and(isSubject(subject), ne(entryRules.effect, inherited)))
    .returning();
  return takenBack ?? null;
}

/** How many settings a bureau has besides one, of those that it has not taken back. */
export function countOtherRules(tx: Transaction, subject: RuleSubject): Promise<number> {
  return tx.$count(
    entryRules,
    and(
      eq(entryRules.bureau, subject.bureau),
      ne(entryRules.effect, inherited),
      sql`(${entryRules.rule}, ${entryRules.ticketKind}, ${entryRules.issueClass})
        <> (${subject.rule}, ${subject.ticketKind}, ${subject.issueClass})`,
    ),
  );
}
