import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { illegalTransition, invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { write } from "../../../platform/writing.store.js";
import { requireEntries } from "../../dictionaries/index.js";
import {
  type Change,
  findAndLock,
  longestRemark,
  notices,
  permittedVerbs,
  placeOfTicket,
} from "../../tickets/index.js";
import { checkMatters } from "../matters-of-tickets.js";
import { referralRecordings } from "../referral.change.js";
import type { ReferOutInput } from "../referral.inputs.js";
import { obstacleToGround, obstacleToReferral } from "../referral.states.js";
import { type ReferralRow, referralInsertion, referralList } from "../referral.store.js";

const longestNumber = 100;

/**
 * Refers a matter to the police or another body (移送; art. 42 of Order 121), and notes it beside the handling: the ticket
 * goes on, where `referReport` ends a report by it. The bureau that holds the ticket decides, also after the closing.
 */
export function referOut(context: RequestContext, input: ReferOutInput): Promise<ReferralRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;
    authorize(actor, "referral.make", placeOfTicket(ticket));
    const obstacle = obstacleToReferral(ticket);
    if (obstacle !== null) throw illegalTransition(obstacle, permittedVerbs(actor, ticket));
    await checkInput(change, input);
    checkMatters("referrals", await referralList.ofTickets(tx, [ticket]));
    const row = newReferral(change, input);
    await write(tx, [
      referralInsertion(row),
      notices(change, [{ ticket, kind: "REFERRED_OUT", detail: { target: input.target, ground: input.ground } }]),
      ...referralRecordings(context, row, "MAKE", at),
    ]);
    return row;
  });
}

async function checkInput({ tx, actor, ticket, at }: Change, input: ReferOutInput): Promise<void> {
  const use = { kind: ticket.kind, regime: ticket.regime, on: chinaDay(at) };
  await requireEntries(tx, actor, [
    { dictionary: "REFERRAL_TARGET", code: input.target, field: "target", ...use },
    { dictionary: "REFERRAL_GROUND", code: input.ground, field: "ground", ...use },
  ]);
  const obstacle = obstacleToGround(actor, input.ground, input.target);
  if (obstacle !== null) throw invalidInput("ground", obstacle);
  const validation = startValidation();
  validation.text("explanation", input.explanation, longestRemark, 2);
  validation.text("documentNumber", input.documentNumber, longestNumber);
  validation.finish();
}

function newReferral({ actor, at, ticket }: Change, input: ReferOutInput): ReferralRow {
  const { province, city, county, holder } = ticket;
  return {
    province,
    city,
    county,
    bureau: holder,
    id: newId(at),
    ticketId: ticket.id,
    target: input.target,
    ground: input.ground,
    explanation: input.explanation,
    documentNumber: input.documentNumber ?? null,
    state: "SENT",
    referredAt: at,
    referredBy: actor.person?.id ?? null,
    reply: null,
    repliedAt: null,
    version: 1,
  };
}
