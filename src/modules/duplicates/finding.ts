import type { Actor } from "../../platform/actor.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { scopeOf } from "../../platform/scope.js";
import { together } from "../../platform/together.js";
import {
  type Contact,
  findParts,
  findTickets,
  isConfidentialFor,
  keyText,
  type LikenessKeys,
  likenessBands,
  likenessKeys,
  maskText,
  noContact,
  openContact,
  type TicketKey,
  type TicketParts,
  type TicketRow,
} from "../tickets/index.js";
import { findCandidates } from "./candidate.store.js";
import { type FoundReason, reasonsOf, telling } from "./duplicate.reasons.js";
import { compareMatters, likelyFrom, type Matter, matterOf } from "./likeness/index.js";

/** The most candidates that are shown. */
export const mostCandidates = 20;

/** What is compared with the tickets that are found. */
export interface Wanted {
  keys: LikenessKeys;
  matter: Matter;
  /** The facts, with personal data masked; empty where there are none yet. */
  facts: string;
  from: Date;
  until: Date;
  /** Those that are not shown: the ticket itself, and what is linked with it already. */
  without: ReadonlySet<string>;
}

/** A ticket that is like what is wanted. */
export interface Candidate {
  ticket: TicketRow;
  /** 0 to 100. */
  likeness: number;
  isLikely: boolean;
  reasons: readonly FoundReason[];
}

/** The contact of a ticket, opened; it stays within this process. */
export function contactIn({ seal }: RequestContext, ticket: TicketKey, parts: TicketParts): Contact {
  return parts.contact === null ? noContact : openContact(seal, parts.contact, ticket.province, ticket.id);
}

const noKeys = { phone: null, identity: null, person: null };

/**
 * A ticket as a matter that is compared, and its masked facts.
 *
 * SECURITY: of a report whose reporter the actor may not know (art. 37 of Order 121) nothing of the contact is compared, so that
 * nobody finds out by trying numbers who reported.
 */
export function matterOfTicket(
  context: RequestContext,
  actor: Actor,
  ticket: TicketRow,
  parts: TicketParts,
): { matter: Matter; facts: string; keys: LikenessKeys } {
  const contact = contactIn(context, ticket, parts);
  const facts = maskText(parts.details.facts, contact);
  const { respondentCreditCode: creditCode } = parts.details;
  const parties = { contact, respondentName: ticket.respondentName, respondentCreditCode: creditCode };
  const all = likenessKeys(context.seal, parties);
  const keys = isConfidentialFor(actor, ticket) ? { ...all, ...noKeys, address: null } : all;
  const { kind, respondentName, division, goodsClass, issueClass, receivedAt } = ticket;
  const { phone, identity, person } = keys;
  return {
    matter: matterOf({
      ...{
        kind,
        phone,
        identity,
        person,
        respondentName,
        creditCode,
        division,
        goodsClass,
        issueClass,
        receivedAt,
        facts,
      },
    }),
    facts,
    keys,
  };
}

function toCandidate(context: RequestContext, wanted: Wanted, ticket: TicketRow, parts: TicketParts): Candidate | null {
  const { matter, facts } = matterOfTicket(context, actorOf(context), ticket, parts);
  const comparison = compareMatters(wanted.matter, matter);
  const reasons = reasonsOf(wanted.matter, matter, comparison, facts);
  if (!reasons.some(({ code }) => telling.has(code))) return null;
  const isLikely = comparison.likelihood >= likelyFrom;
  return { ticket, likeness: Math.round(comparison.likelihood * 100), isLikely, reasons };
}

const isOfContact = ({ reasons }: Candidate): boolean => reasons.some(({ code }) => code === "SAME_CONTACT");

// The likeliest first; of those about which little is known yet, the citizen's own, then the newest.
const inOrder = (one: Candidate, other: Candidate): number =>
  other.likeness - one.likeness ||
  Number(isOfContact(other)) - Number(isOfContact(one)) ||
  other.ticket.receivedAt.getTime() - one.ticket.receivedAt.getTime() ||
  (one.ticket.id < other.ticket.id ? 1 : -1);

/**
 * Finds the tickets in the scope of the actor that are like what is wanted, the likeliest first, 20 at most.
 *
 * @param tx a transaction under the scope of the actor
 */
export async function findLike(tx: Transaction, context: RequestContext, wanted: Wanted): Promise<Candidate[]> {
  const actor = actorOf(context);
  const scope = scopeOf(actor.bureau);
  const { from, keys, until } = wanted;
  const bands = likenessBands(wanted.facts);
  const found = await asSystemWithin(tx, actor, "look up what tickets have in common", () =>
    findCandidates(tx, scope, { keys, bands, from, until }),
  );
  const sought = found.filter((key) => !wanted.without.has(keyText(key)));
  if (sought.length === 0) return [];
  const [tickets, parts] = await together([findTickets(tx, scope, sought), findParts(tx, sought)]);
  const candidates = tickets.flatMap((ticket) => {
    const own = parts.get(keyText(ticket));
    return own === undefined ? [] : (toCandidate(context, wanted, ticket, own) ?? []);
  });
  return candidates.sort(inOrder).slice(0, mostCandidates);
}
