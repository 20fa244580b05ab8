import type { Actor, Place } from "../../platform/actor.js";
import { toGlobalId } from "../../platform/ids.js";
import type { MadeChange } from "../../platform/record.js";
import { orderIdOf } from "../supervision/index.js";
import { ticketIdOf } from "../tickets/index.js";
import type { NoticeRow } from "./notice.store.js";
import { noticeEventTypes } from "./shift.events.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const noticeType = "DutyNotice";

/** The global identifier of a notice. */
export function noticeIdOf({ id, province }: Pick<NoticeRow, "id" | "province">): string {
  return toGlobalId(noticeType, province, id);
}

/** The global identifier of the ticket that a notice tells of; null where it tells of an order. */
export function noticedTicketId({ ticketId: id, ticketProvince: province }: NoticeRow): string | null {
  return id === null || province === null ? null : ticketIdOf({ province, id });
}

/** The global identifier of the supervision order that a notice tells of; null where it tells of a ticket. */
export function noticedOrderId({ orderId: id, province }: NoticeRow): string | null {
  return id === null ? null : orderIdOf({ province, id });
}

/** Where a notice stands: at the bureau to which it came. */
export function placeOfNotice({ bureau, city, county, province }: NoticeRow): Place {
  return { province, city, county, bureau };
}

/**
 * A step of a notice, as it is recorded: the bureau that sent what it tells of is told too.
 *
 * SECURITY: codes and the identifier of ticket or order; the row says who was told.
 *
 * @param by who took the step; the platform itself where it is null
 */
export function noticeChange(
  after: NoticeRow,
  event: keyof typeof noticeEventTypes,
  { at, by, requestId }: { at: Date; by: Actor | null; requestId: string },
): MadeChange {
  const place = placeOfNotice(after);
  const { cause, sender, senderCity, senderCounty, stage, state } = after;
  const payload = { ticketId: noticedTicketId(after), orderId: noticedOrderId(after), cause, stage, state, sender };
  const seen = { province: after.province, city: senderCity, county: senderCounty, bureau: sender, line: null };
  return {
    actor: by ?? { place },
    change: {
      ...{ action: by === null ? "duty.platform" : "duty.acknowledge", at, requestId, detail: payload },
      subject: { type: noticeType, id: noticeIdOf(after), version: after.version, place, witnesses: [seen] },
      events: [{ type: noticeEventTypes[event], payload }],
    },
  };
}
