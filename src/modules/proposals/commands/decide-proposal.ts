import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { startValidation } from "../../../platform/validation.js";
import { findAndLockProposal, recordProposal, requireUndecided } from "../proposal.change.js";
import { proposalEventTypes } from "../proposal.events.js";
import type { DecideProposalInput } from "../proposal.inputs.js";
import { type ProposalRow, updateProposal } from "../proposal.store.js";
import { requireHolder } from "./report-proposal.js";

/**
 * Decides upon a suggestion, with a reply (处理意见建议): by the bureau that took it down, or to which it was reported.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for one that is decided, INVALID_INPUT
 */
export function decideProposal(context: RequestContext, input: DecideProposalInput): Promise<ProposalRow> {
  return inScope(context, async (tx) => {
    const row = await findAndLockProposal(tx, input.proposalId);

    const actor = actorOf(context);
    requireHolder(actor.bureau.bureau, row);
    authorize(actor, "proposal.decide", actor.bureau);

    requireUndecided(row, input.version);
    const validation = startValidation();
    validation.text("reply", input.reply, 2000, 2);
    validation.finish();

    const decided = await updateProposal(tx, row, {
      state: input.decision,
      decidedAt: context.clock.now(),
      decidedBy: actor.person?.id ?? null,
      reply: input.reply,
    });

    await recordProposal(tx, context, decided, { action: "proposal.decide", event: proposalEventTypes.DECIDED });
    return decided;
  });
}
