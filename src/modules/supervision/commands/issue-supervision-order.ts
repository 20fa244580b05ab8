import { authorize, requireHolding } from "../../../access/index.js";
import type { Actor, BilingualText, Place } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { forbidden, invalidInput, notFound, tooLarge } from "../../../platform/errors.js";
import { scopeOf } from "../../../platform/scope.js";
import { together } from "../../../platform/together.js";
import { startValidation } from "../../../platform/validation.js";
import { write, writeAndEnd } from "../../../platform/writing.store.js";
import { checkReplyDay, currentCalendar } from "../../calendar/index.js";
import { requireEntry } from "../../dictionaries/index.js";
import { findBureau, isStrictlyBeneath, isValidOn, placeOf } from "../../jurisdictions/index.js";
import { finishedStates, holdTickets, placeOfTicket, type TicketRow, ticketKeyOf } from "../../tickets/index.js";
import type { IssueSupervisionOrderInput } from "../order.inputs.js";
import { issueOrders } from "../order.issuing.js";
import { isWith } from "../order.parties.js";
import type { OrderRow } from "../order.store.js";
import { longestWords } from "../words.js";

/** The most tickets that one order is about. */
const mostTicketsOfOrder = 100;

/**
 * An authority demands an answer of a bureau beneath it, over tickets that this bureau or one beneath it holds (督办).
 *
 * @throws NOT_FOUND for a ticket that the caller does not see and for an unknown bureau; FORBIDDEN for a bureau that is not
 *   beneath; TOO_LARGE for more than 100 tickets; INVALID_INPUT for a ticket that is closed or elsewhere, an unknown ground,
 *   missing words, and a day in the past or off
 */
export function issueSupervisionOrder(context: RequestContext, input: IssueSupervisionOrderInput): Promise<OrderRow> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const at = context.clock.now();
    const [tickets, receiver] = await together([
      findSupervisedTickets(tx, actor, input.tickets),
      findReceiver(tx, input.receiver, chinaDay(at)),
    ]);

    authorizeOrder(actor, receiver);

    await checkOrderInput(tx, actor, input, chinaDay(at));
    checkOrderTickets(tickets, receiver);

    const { kind, ground, requirement, replyBy } = input;
    const order = { kind, ground, requirement, replyBy, issuer: actor.bureau, receiver, tickets };
    const issued = issueOrders({ actor, at, requestId: context.requestId }, [
      { ...order, origin: "MANUAL", rises: true, risenFrom: null },
    ]);
    await together([write(tx, [issued.orders]), writeAndEnd(tx, issued.rest)]);
    const [row] = issued.rows;
    if (row === undefined) throw new Error("an order was issued and there is none");
    return row;
  });
}

/**
 * Finds the tickets of an order in the sight of the actor, and holds them until it is written.
 *
 * @throws NOT_FOUND where one is not visible, TOO_LARGE for more than 100
 */
export async function findSupervisedTickets(
  tx: Transaction,
  actor: Actor,
  ids: readonly string[],
): Promise<TicketRow[]> {
  if (ids.length > mostTicketsOfOrder) throw tooLarge("tickets", ids.length, mostTicketsOfOrder);
  const keys = [...new Set(ids)].map((id) => ticketKeyOf(id, "tickets"));
  const found = await holdTickets(tx, scopeOf(actor.bureau), keys);
  if (found.length !== keys.length) throw notFound("tickets");
  return found;
}

async function findReceiver(tx: Transaction, code: string, today: string): Promise<Place> {
  const bureau = await findBureau(tx, code);
  if (bureau === null || !isValidOn(bureau, today)) throw notFound("receiver");
  return placeOf(bureau);
}

const authoritiesSupervise: BilingualText = {
  zh: "督办由市场监督管理部门对其下级单位下达；12315中心、内设机构和派出机构不能督办，可以催办。",
  en: "It is for an authority to supervise those beneath it. A hotline centre, a department or a street office supervises nobody; it may remind.",
};

/** The rule that an authority supervises those beneath it alone. */
export const onlyThoseBeneath: BilingualText = {
  zh: "只能督办下级单位，不能督办本单位、上级单位或同级单位（第121号令第四条：各部门负责本行政区域内的投诉举报处理工作）。",
  en: "A bureau supervises those beneath it, and neither itself, nor one above or beside it (Order 121 art. 4: each authority answers for its own region).",
};

function authorizeOrder(actor: Actor, receiver: Place): void {
  requireHolding(actor, "supervision.issue");
  if (actor.bureau.kind !== "AUTHORITY") throw forbidden(authoritiesSupervise);
  if (!isStrictlyBeneath(actor.bureau, receiver)) throw forbidden(onlyThoseBeneath);
  authorize(actor, "supervision.issue", receiver);
}

/** What an order demands, why and until when. */
export type OrderWords = Pick<IssueSupervisionOrderInput, "ground" | "kind" | "replyBy" | "requirement">;

/**
 * Checks what an order demands.
 *
 * @throws INVALID_INPUT for an unknown ground, missing words, and a day in the past or off
 */
export async function checkOrderInput(
  tx: Transaction,
  actor: Actor,
  { ground, requirement, replyBy }: OrderWords,
  today: string,
): Promise<void> {
  await requireEntry(tx, actor, { dictionary: "SUPERVISION_GROUND", code: ground, field: "ground", on: today });
  const validation = startValidation();
  validation.text("requirement", requirement, longestWords, 2);
  checkReplyDay(validation, "replyBy", replyBy, today, await currentCalendar(tx));
  validation.finish();
}

/**
 * Checks which tickets an order is about.
 *
 * @throws INVALID_INPUT for none, and for one that is closed or not with the receiver
 */
export function checkOrderTickets(tickets: readonly TicketRow[], receiver: Place): void {
  if (tickets.length === 0) {
    throw invalidInput("tickets", { zh: "督办至少针对一件工单。", en: "An order is about one ticket at least." });
  }
  const closed = tickets.find(({ state }) => (finishedStates as readonly string[]).includes(state));
  if (closed !== undefined) {
    throw invalidInput("tickets", {
      zh: `工单 ${closed.number} 已办结，只能督办未办结的工单。`,
      en: `The ticket ${closed.number} is closed; only open tickets are supervised.`,
    });
  }
  const elsewhere = tickets.find((ticket) => !isWith(receiver.bureau, placeOfTicket(ticket)));
  if (elsewhere === undefined) return;
  throw invalidInput("tickets", {
    zh: `工单 ${elsewhere.number} 不由被督办单位 ${receiver.bureau} 或其下级承办；应督办承办单位（第121号令第四条）。`,
    en: `The ticket ${elsewhere.number} is handled neither by ${receiver.bureau} nor beneath it: supervise whoever handles it (Order 121 art. 4).`,
  });
}
