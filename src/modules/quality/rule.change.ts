import { type Actor, pathOf } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { toGlobalId } from "../../platform/ids.js";
import { record } from "../../platform/record.js";
import type { TicketKind } from "../dictionaries/index.js";
import type { EntryRule, EntryRuleName } from "./entry.js";
import { findRulesOf, type RuleRow, type RuleSubject } from "./rule.store.js";
import { rulesInForce } from "./rules-in-force.js";

interface Named {
  rule: EntryRuleName;
  ticketKind?: TicketKind | null;
  issueClass?: string | null;
}

/** What a bureau's setting is for, as it stands in the table. */
export function subjectOf(bureau: string, { issueClass, rule, ticketKind }: Named): RuleSubject {
  return { bureau, rule, ticketKind: ticketKind ?? "", issueClass: issueClass ?? "" };
}

/** The rules in force as a change leaves them, before it has committed. */
export async function rulesAfter(
  tx: Transaction,
  actor: Actor,
  { issueClass, ticketKind }: Named,
): Promise<EntryRule[]> {
  const rows = await asSystemWithin(tx, actor, "rules of entries hold beneath whoever sets them", () =>
    findRulesOf(tx, pathOf(actor.bureau)),
  );
  return rulesInForce(rows, ticketKind ?? "COMPLAINT", issueClass ?? "OTHER");
}

/** Records a change of a rule in the audit and tells it in the outbox, by codes alone. */
export async function recordRule(tx: Transaction, context: RequestContext, row: RuleRow, type: string): Promise<void> {
  const { bureau, city, county, effect, issueClass, province, rule, ticketKind, version } = row;
  const codes = { rule, ticketKind, issueClass, effect };
  await record(tx, actorOf(context), {
    action: "entry.manage",
    at: context.clock.now(),
    requestId: context.requestId,
    subject: {
      type: "EntryRule",
      id: toGlobalId("EntryRule", row.id),
      version,
      place: { province, city, county, bureau },
    },
    detail: codes,
    events: [{ type, payload: codes }],
  });
}
