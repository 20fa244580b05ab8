import { requireHolding } from "../../../access/index.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { forbidden, invalidInput, notFound, tooLarge } from "../../../platform/errors.js";
import { formOfFind, type PersonalDataKind } from "../../../platform/personal-data.js";
import { recordings } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import type { ReviewPersonalDataInput } from "../personal-data.type.js";
import { type Change, findAndLock, subjectOfTicket } from "../ticket.change.js";
import { type Contact, maskText, mayReveal, noContact, openContact, sealContact } from "../ticket.contact.js";
import { notices } from "../ticket.notices.js";
import { contactWriting, detailsUpdate, findParts, type TicketParts } from "../ticket.parts.store.js";
import { findsOf } from "../ticket.personal-data.js";
import { searchPartOf } from "../ticket.search.js";
import { keyText, type TicketRow } from "../ticket.store.js";

/** How many passages of a ticket may be marked, and how many finds released. */
const most = 50;

/**
 * Notes what a person finds of the texts of a ticket (个人信息复核): a find that is no personal data is shown from now on,
 * in lists, searches and everywhere else; a passage that the scan passed over is masked. Both are kept sealed, with the
 * contact. It makes no version, since nobody's work on the ticket is in conflict with it.
 *
 * SECURITY: whoever releases a find shows it to all who see the ticket, so only those may who may read the texts in clear.
 *
 * @throws NOT_FOUND for a ticket or find that is not there; FORBIDDEN for whoever does not work on the matter
 */
export function reviewPersonalData(context: RequestContext, input: ReviewPersonalDataInput): Promise<TicketRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;

    requireHolding(actor, "contact.review");
    if (!mayReveal(actor, ticket)) throw forbidden(strangers);

    checkReview(input);
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    if (parts === undefined) throw new Error("a ticket has no details");
    const before = contactOf(change, parts);
    const reviewed = review(change, input, parts, before);

    const { facts, request, respondentAddress } = parts.details;
    const { decision } = input;
    const { kind, contact } = reviewed;
    const sealed = sealContact(context.seal, contact, ticket.province, ticket.id);
    await writeAndEnd(tx, [
      contactWriting(ticket, sealed, parts.contact !== null),
      detailsUpdate(ticket, searchPartOf([ticket.respondentName, facts, request, respondentAddress], contact)),
      notices(change, [{ ticket, kind: "PERSONAL_DATA_REVIEWED", detail: { decision } }]),
      ...recordings(actor, [
        {
          action: "contact.review",
          at,
          requestId: context.requestId,
          subject: subjectOfTicket(ticket),
          detail: { decision, kind, reason: maskText(input.reason, { ...contact, released: [] }) },
          events: [{ type: "ticket.personalDataReviewed", payload: { decision } }],
        },
      ]),
    ]);
    return ticket;
  });
}

const strangers = {
  zh: "只有承办该工单的人员可以复核其中的个人信息；举报由承办人复核（第121号令第三十七条）。",
  en: "Only those who work on the matter review its personal data; of a report its handler (Order 121 art. 37).",
};

function contactOf({ context, ticket }: Change, { contact }: TicketParts): Contact {
  return contact === null ? noContact : openContact(context.seal, contact, ticket.province, ticket.id);
}

function checkReview({ decision, findId, passage, reason }: ReviewPersonalDataInput): void {
  const validation = startValidation();
  validation.text("reason", reason, 200, 2);
  if (passage != null) validation.text("passage", passage, 200, 2);
  validation.finish();
  if ((findId == null) === (passage == null)) {
    throw invalidInput("findId", {
      zh: "须填写扫描结果标识或漏检片段，二者择一。",
      en: "Give either a find or a passage.",
    });
  }
  if (passage != null && (decision === "RELEASE" || formOfFind(passage).length < 2)) {
    throw invalidInput("passage", {
      zh: "漏检片段仅用于脱敏，且须含至少两个字或数字。",
      en: "A passage can only be masked, and holds at least two letters or digits.",
    });
  }
}

interface Reviewed {
  kind: PersonalDataKind | null;
  contact: Contact;
}

function review(
  { context }: Change,
  { decision, findId, passage }: ReviewPersonalDataInput,
  { details: { answer, facts, request, ticketId } }: TicketParts,
  contact: Contact,
): Reviewed {
  if (passage != null) {
    const isThere = [facts, request, answer].some((text) => text?.includes(passage));
    if (!isThere) throw notFound("passage");
    return { kind: null, contact: withMarked(contact, passage) };
  }
  const find = findsOf(context.seal, ticketId, { FACTS: facts, REQUEST: request, ANSWER: answer }, contact).find(
    ({ id }) => id === findId,
  );
  if (find === undefined) throw notFound("findId");
  const others = (contact.released ?? []).filter((text) => formOfFind(text) !== formOfFind(find.found));
  const released = decision === "RELEASE" ? [...others, find.found] : others;
  if (released.length > most) throw tooLarge("findId", released.length, most);
  return { kind: find.kind, contact: { ...contact, released } };
}

function withMarked(contact: Contact, passage: string): Contact {
  const marked = [...new Set([...(contact.marked ?? []), passage])];
  if (marked.length > most) throw tooLarge("passage", marked.length, most);
  return { ...contact, marked };
}
