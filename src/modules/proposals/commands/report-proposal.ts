import { authorize } from "../../../access/index.js";
import { pathOf } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { forbidden, invalidInput, notFound } from "../../../platform/errors.js";
import { type BureauRow, findBureau, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { findAndLockProposal, recordProposal, requireUndecided } from "../proposal.change.js";
import { proposalEventTypes } from "../proposal.events.js";
import type { ReportProposalInput } from "../proposal.inputs.js";
import { type ProposalRow, updateProposal } from "../proposal.store.js";
import { placeOfProposal } from "../proposal.view.js";

/**
 * Reports a suggestion to an authority above (上报意见建议), which decides it from then on, or reports it further.
 *
 * @throws NOT_FOUND; FORBIDDEN for whoever does not have it; CONFLICT; ILLEGAL_TRANSITION for one that is decided;
 *   INVALID_INPUT for a bureau that is not above
 */
export function reportProposal(context: RequestContext, input: ReportProposalInput): Promise<ProposalRow> {
  return inScope(context, async (tx) => {
    const row = await findAndLockProposal(tx, input.proposalId);

    const actor = actorOf(context);
    requireHolder(actor.bureau.bureau, row);
    authorize(actor, "proposal.report", actor.bureau);

    requireUndecided(row, input.version);
    const at = context.clock.now();
    const superior = await findSuperior(tx, row, input.bureau ?? null, chinaDay(at));

    const reported = await updateProposal(tx, row, { state: "REPORTED", holder: superior.code, reportedAt: at });

    await recordProposal(tx, context, reported, { action: "proposal.report", event: proposalEventTypes.REPORTED });
    return reported;
  });
}

/**
 * Checks that a suggestion is the actor's to report or decide.
 *
 * @throws FORBIDDEN
 */
export function requireHolder(bureau: string, { holder }: ProposalRow): void {
  if (holder === bureau) return;
  throw forbidden({
    zh: "该意见建议由其他单位办理。",
    en: "The suggestion is with another bureau.",
  });
}

// The authorities above the bureau that has it, within the path of whoever took it down; the nearest comes last.
async function findSuperior(
  tx: Transaction,
  row: ProposalRow,
  wanted: string | null,
  today: string,
): Promise<BureauRow> {
  const holder = await findBureau(tx, row.holder);
  if (holder === null) throw new Error("the bureau that has a suggestion is gone");
  const above = pathOf({ ...placeOf(holder), bureau: holder.code }).filter((code) => code !== holder.code);
  const known = pathOf(placeOfProposal(row));
  const code = wanted ?? above.at(-1) ?? null;
  if (code === null || !above.includes(code) || !known.includes(code)) {
    throw invalidInput("bureau", {
      zh: "只能上报本单位的上级市场监督管理部门。",
      en: "It is reported to an authority above your bureau.",
    });
  }
  const superior = await findBureau(tx, code);
  if (superior === null || !isValidOn(superior, today)) throw notFound("bureau");
  return superior;
}
