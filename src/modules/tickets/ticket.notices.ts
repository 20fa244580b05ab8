import type { Actor } from "../../platform/actor.js";
import { newId } from "../../platform/ids.js";
import type { SystemActor } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import type { AnyChange, Detail } from "./ticket.change.js";
import { type NoticeRow, noticeInsertion } from "./ticket.parts.store.js";
import { namesOf } from "./ticket.steps.js";
import type { TicketRow } from "./ticket.store.js";

/** What happens around a ticket without changing it (提示). */
export const noticeKinds = [
  "WARNING",
  "REMINDER",
  "SUPERVISION_ISSUED",
  "SUPERVISION_ANSWERED",
  "SUPERVISION_SENT_BACK",
  "SUPERVISION_ACCEPTED",
  "SUPERVISION_CLOSED",
  "EXTENSION_REQUESTED",
  "EXTENSION_REFUSED",
  "EXTENSION_WITHDRAWN",
  "EXTENSION_LAPSED",
  "DISPUTE_RAISED",
  "DISPUTE_CONTESTED",
  "DISPUTE_REFERRED",
  "DISPUTE_WITHDRAWN",
  "ELEVATION_ASKED",
  "ELEVATION_REFUSED",
  "ELEVATION_WITHDRAWN",
  "TAKEN_OVER",
  "COPY_SENT",
  "COPY_WITHDRAWN",
  "REFERRED_OUT",
  "REFERRAL_ANSWERED",
  "INVESTIGATION_OPENED",
  "INVESTIGATION_TASK_GIVEN",
  "INVESTIGATION_TASK_ANSWERED",
  "INVESTIGATION_TASK_WITHDRAWN",
  "INVESTIGATION_TASK_REMINDED",
  "INVESTIGATION_CLOSED",
  "CALLBACK_PLANNED",
  "CALLBACK_MADE",
  "CALLBACK_UNREACHED",
  "PRICE_COMMENTED",
  "PRICE_ASKED",
  "PRICE_ANSWERED",
  "MERGED_TEXT",
  "TICKETS_LINKED",
  "TICKETS_UNLINKED",
  "CALL_LINKED",
  "CALL_UNLINKED",
  "PERSONAL_DATA_REVIEWED",
  "CORRECTION_REQUESTED",
  "CORRECTION_REFUSED",
  "CORRECTION_WITHDRAWN",
] as const;

/** A kind of notice. */
export type NoticeKind = (typeof noticeKinds)[number];

/** What is noted around a ticket. */
export interface Notice {
  ticket: Pick<TicketRow, "province" | "id" | "state">;
  kind: NoticeKind;
  /** Whom it concerns, where it concerns one bureau. */
  toBureau?: string | null;
  /** Codes that the sentence is built from. Never personal data. */
  detail?: Detail;
  /** The officer's own words; masked on reading like the ticket. */
  remark?: string | null;
}

/** Who notes something, and when. */
export interface NotedBy {
  actor: Actor | SystemActor;
  at: Date;
}

/**
 * The writing of notices in the timelines of tickets. They make no version: nobody's work on a ticket is in conflict with
 * a reminder. The audit entry and the event of the matter itself are recorded by whoever notes it.
 */
export function notices({ actor, at }: NotedBy | AnyChange, noted: readonly Notice[]): Writing | null {
  return noticesOf(
    at,
    noted.map((notice) => ({ actor, notice })),
  );
}

/** The same for notices of several actors at one instant: the platform acts for many bureaus at once. */
export function noticesOf(at: Date, noted: readonly { actor: Actor | SystemActor; notice: Notice }[]): Writing | null {
  // A timeline reads those of one instant in the order of their identifiers.
  const ids = noted.map(() => newId(at)).sort();
  const rows = noted.map(
    ({ actor, notice: { ticket, kind, toBureau, detail, remark } }, position): NoticeRow => ({
      province: ticket.province,
      ticketId: ticket.id,
      id: ids[position] ?? newId(at),
      at,
      kind,
      state: ticket.state,
      ...namesOf(actor),
      toBureau: toBureau ?? null,
      detail: detail ?? {},
      remark: remark ?? null,
    }),
  );
  return noticeInsertion(rows);
}
