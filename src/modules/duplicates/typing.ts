import { authorize } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { toGlobalId } from "../../platform/ids.js";
import { recordings } from "../../platform/record.js";
import { startValidation } from "../../platform/validation.js";
import { writeAndEnd } from "../../platform/writing.store.js";
import { callKeyOf, requireOwnCall } from "../calls/index.js";
import {
  type Contact,
  isCode,
  type LikenessKeys,
  likenessKeys,
  maskText,
  type TicketRow,
  ticketIdOf,
} from "../tickets/index.js";
import type { LikelyDuplicatesInput } from "./duplicate.inputs.js";
import { type Candidate, findLike, type Wanted } from "./finding.js";
import { matterOf } from "./likeness/index.js";

/** The most days that are looked back: three years, which is the time-bar of complaints (art. 16(4) of Order 121). */
export const mostDays = 1096;

const dayMilliseconds = 86_400_000;

function checkInput({ contact, days, facts, respondent, ...codes }: LikelyDuplicatesInput): void {
  const validation = startValidation();
  validation.text("facts", facts, 5000);
  validation.text("contact.name", contact?.name, 100);
  validation.text("contact.phone", contact?.phone, 30);
  validation.text("contact.address", contact?.address, 300);
  validation.text("contact.identityNumber", contact?.identityNumber, 30);
  validation.text("respondent.name", respondent?.name, 200);
  validation.text("respondent.creditCode", respondent?.creditCode, 18);
  for (const [field, code] of [
    ["respondent.division", respondent?.division],
    ["issueClass", codes.issueClass],
    ["goodsClass", codes.goodsClass],
  ] as const) {
    if (code == null || isCode(code)) continue;
    validation.add(field, { zh: `${field} 应为代码。`, en: `${field} must be a code.` });
  }
  if (days < 1 || days > mostDays) {
    validation.add("days", { zh: `回溯天数为 1 至 ${mostDays}。`, en: `1 to ${mostDays} days are looked back.` });
  }
  validation.finish();
}

const contactOf = ({ contact }: LikelyDuplicatesInput): Contact => ({
  name: contact?.name ?? null,
  phone: contact?.phone ?? null,
  address: contact?.address ?? null,
  identityNumber: contact?.identityNumber ?? null,
});

async function keysOf(tx: Transaction, context: RequestContext, input: LikelyDuplicatesInput): Promise<LikenessKeys> {
  const { respondent } = input;
  const keys = likenessKeys(context.seal, {
    contact: contactOf(input),
    respondentName: respondent?.name ?? null,
    respondentCreditCode: respondent?.creditCode ?? null,
  });
  if (input.callId == null || keys.phone !== null) return keys;
  const key = callKeyOf(input.callId, "input.callId");
  const call = await requireOwnCall(tx, actorOf(context), key, { action: "call.intake", field: "input.callId" });
  return { ...keys, phone: call.callerDigest };
}

function wantedOf(input: LikelyDuplicatesInput, keys: LikenessKeys, now: Date): Wanted {
  const { respondent } = input;
  const facts = maskText(input.facts ?? "", contactOf(input));
  const { phone, identity, person } = keys;
  const matter = matterOf({
    ...{ phone, identity, person, facts, receivedAt: now },
    kind: input.kind ?? null,
    respondentName: respondent?.name ?? null,
    creditCode: respondent?.creditCode ?? null,
    division: respondent?.division ?? null,
    goodsClass: input.goodsClass ?? null,
    issueClass: input.issueClass ?? null,
  });
  const from = new Date(now.getTime() - input.days * dayMilliseconds);
  return { keys, matter, facts, from, until: now, without: new Set() };
}

const isOfContact = ({ reasons }: Candidate): boolean =>
  reasons.some(({ code }) => code === "SAME_CONTACT" || code === "REPEATED_REPORT");

// As the end of the transaction: whoever types waits for it.
/** Notes in the audit which tickets somebody was shown as those of a citizen; nothing where there is none. */
export async function noteTickets(
  tx: Transaction,
  context: RequestContext,
  found: readonly TicketRow[],
  at: Date,
): Promise<void> {
  if (found.length === 0) return;
  const actor = actorOf(context);
  const { bureau } = actor.bureau;
  const change = {
    action: "duplicate.find",
    subject: { type: "Bureau", id: toGlobalId("Bureau", bureau), place: actor.bureau },
    ...{ at, requestId: context.requestId, events: [] },
    detail: { tickets: found.map(ticketIdOf) },
  };
  await writeAndEnd(tx, recordings(actor, [change]));
}

/**
 * Finds the tickets that an entry is like while it is typed (录入查重).
 *
 * SECURITY: whoever tries numbers could learn who complained. He learns no more than the lists of his scope show him; of reports
 * only those that his bureau took in or handles; and each answer that connects a citizen with tickets is in the audit, with the
 * tickets and without the number.
 *
 * @throws INVALID_INPUT, NOT_FOUND for a call that is not in sight
 */
export async function findLikelyDuplicates(
  context: RequestContext,
  input: LikelyDuplicatesInput,
): Promise<readonly Candidate[]> {
  const actor = actorOf(context);
  authorize(actor, "duplicate.find", actor.bureau);
  checkInput(input);
  const now = context.clock.now();
  return inScope(context, async (tx) => {
    const candidates = await findLike(tx, context, wantedOf(input, await keysOf(tx, context, input), now));
    const known = candidates.filter(isOfContact).map(({ ticket }) => ticket);
    await noteTickets(tx, context, known, now);
    return candidates;
  });
}
