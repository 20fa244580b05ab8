import { actorOf, type RequestContext } from "../../platform/context.js";
import { recordings } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import { ticketIdOf } from "../tickets/index.js";
import { placeOfReferral, type ReferralRow } from "./referral.store.js";
import { referralIdOf, referralType } from "./referral.type.js";

/** The events of referrals; their payload holds codes. */
const eventTypes = { MAKE: "referral.made", NOTE_REPLY: "referral.answered" } as const;

/** The audit entry and the event of a referral as a step leaves it. */
export function referralRecordings(
  context: RequestContext,
  row: ReferralRow,
  step: keyof typeof eventTypes,
  at: Date,
): readonly (Writing | null)[] {
  const { province, ticketId, target, ground, state, version } = row;
  const detail = { ticket: ticketIdOf({ province, id: ticketId }), target, ground, state };
  const subject = { type: referralType, id: referralIdOf(row), version, place: placeOfReferral(row) };
  const events = [{ type: eventTypes[step], payload: detail }];
  const { requestId } = context;
  return recordings(actorOf(context), [{ action: "referral.make", subject, at, requestId, detail, events }]);
}
