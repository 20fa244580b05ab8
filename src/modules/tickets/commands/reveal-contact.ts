import { requireHolding } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { forbidden } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { requireEntry } from "../../dictionaries/index.js";
import { checkRemark, findAndLock, placeOfTicket } from "../ticket.change.js";
import { type Contact, maskText, mayReveal, noContact, openContact } from "../ticket.contact.js";
import type { RevealContactInput } from "../ticket.inputs.js";
import { ticketIdOf } from "../ticket.key.js";
import { findParts } from "../ticket.parts.store.js";
import { keyText, type TicketRow } from "../ticket.store.js";

/** What was revealed. */
export interface RevealedContact {
  ticket: TicketRow;
  contact: Contact;
  facts: string;
  request: string | null;
}

/**
 * Reads the contact and the texts of a ticket in clear, for a purpose that the audit keeps (查看联系方式).
 *
 * @throws FORBIDDEN for whoever does not work on the matter (art. 37 of Order 121)
 */
export function revealContact(context: RequestContext, input: RevealContactInput): Promise<RevealedContact> {
  return inScope(context, async (tx) => {
    const { ticket, actor, at } = await findAndLock(tx, context, input.ticketId);
    requireHolding(actor, "contact.reveal");
    if (!mayReveal(actor, ticket)) {
      throw forbidden({
        zh: "只有承办该工单的人员可以查看联系方式；举报人信息仅限承办人查看（第121号令第三十七条）。",
        en: "Only those who work on the matter may read the contact; of a report only its handler (Order 121 art. 37).",
      });
    }
    const on = chinaDay(at);
    const purpose = await requireEntry(tx, actor, {
      dictionary: "CONTACT_PURPOSE",
      code: input.purpose,
      field: "purpose",
      kind: ticket.kind,
      on,
    });
    const reason = checkRemark("reason", input.reason, purpose.needsExplanation ? 2 : 0);
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    const sealed = parts?.contact ?? null;
    const contact = sealed === null ? noContact : openContact(context.seal, sealed, ticket.province, ticket.id);
    await record(tx, actor, {
      action: "contact.reveal",
      at,
      requestId: context.requestId,
      subject: { type: "Ticket", id: ticketIdOf(ticket), version: ticket.version, place: placeOfTicket(ticket) },
      // SECURITY: auditors read this, and they may not know the citizen.
      detail: { purpose: input.purpose, reason: reason === null ? null : maskText(reason, contact) },
      events: [],
    });
    return { ticket, contact, facts: parts?.details.facts ?? "", request: parts?.details.request ?? null };
  });
}
