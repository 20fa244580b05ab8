import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { record } from "../../platform/record.js";
import { lockProposal, type ProposalRow } from "./proposal.store.js";
import { proposalType } from "./proposal.type.js";
import { placeOfProposal, proposalIdOf, proposalKeyOf } from "./proposal.view.js";

/**
 * Finds the suggestion of a command and locks it.
 *
 * @throws NOT_FOUND for one that is not visible
 */
export async function findAndLockProposal(tx: Transaction, globalId: string): Promise<ProposalRow> {
  const row = await lockProposal(tx, proposalKeyOf(globalId, "proposalId"));
  if (row === null) throw notFound("proposalId");
  return row;
}

/**
 * Checks that a suggestion is as the caller saw it, and not decided.
 *
 * @throws CONFLICT, ILLEGAL_TRANSITION
 */
export function requireUndecided(row: ProposalRow, version: number): void {
  if (row.version !== version) throw conflict(row.version);
  if (row.state === "RECEIVED" || row.state === "REPORTED") return;
  throw illegalTransition({ zh: "该意见建议已办理。", en: "The suggestion is decided already." }, []);
}

/** Records a change of a suggestion in the audit and tells it in the outbox, by codes alone. */
export async function recordProposal(
  tx: Transaction,
  context: RequestContext,
  row: ProposalRow,
  { action, event }: { action: string; event: string },
): Promise<void> {
  const { holder, issueClass, state, version } = row;
  const codes = { state, holder, issueClass };
  await record(tx, actorOf(context), {
    action,
    at: context.clock.now(),
    requestId: context.requestId,
    subject: { type: proposalType, id: proposalIdOf(row), version, place: placeOfProposal(row) },
    detail: codes,
    events: [{ type: event, payload: codes }],
  });
}
