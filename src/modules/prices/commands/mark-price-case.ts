import { authorize } from "../../../access/index.js";
import type { Actor } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { conflict, invalidInput, notFound } from "../../../platform/errors.js";
import { recordings } from "../../../platform/record.js";
import { scopeOf } from "../../../platform/scope.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { requireEntry } from "../../dictionaries/index.js";
import { findDivision } from "../../jurisdictions/index.js";
import { findTickets, isCode, type TicketRow, ticketIdOf, ticketKeyOf } from "../../tickets/index.js";
import type { MarkPriceCaseInput } from "../case.inputs.js";
import { requireDeskOf } from "../case.rights.js";
import type { CaseRow, MarkRow } from "../case.store.js";
import { caseIdOf, caseType } from "../case.view.js";
import { findMarkForChange, insertMark, updateMark } from "../mark.store.js";
import { priceEventTypes } from "../price.events.js";

/**
 * Somebody of a price desk sorts a case (标记价格案件), for all people of the desk. The ticket is not touched, nor is anybody
 * who handles it kept waiting.
 *
 * @throws NOT_FOUND for a ticket that is not visible; FORBIDDEN for one that is no case of the desk; CONFLICT where somebody
 *   else of the desk has sorted it since; INVALID_INPUT for unknown goods or divisions
 */
export function markPriceCase(context: RequestContext, input: MarkPriceCaseInput): Promise<CaseRow> {
  return inScope(context, async (tx) => {
    const actor = actorOf(context);
    const [ticket] = await findTickets(tx, scopeOf(actor.bureau), [ticketKeyOf(input.ticketId)]);
    if (ticket === undefined) throw notFound("ticketId");

    authorize(actor, "price.triage", actor.bureau);
    const desk = requireDeskOf(actor, ticket);

    const before = await findMarkForChange(tx, desk, ticket);
    if ((before?.version ?? 0) !== input.version) throw conflict(before?.version ?? 0);
    const at = context.clock.now();
    await checkCodes(tx, actor, input, chinaDay(at));
    const mark = markAfter(before, ticket, desk, input, actor, at);

    if (before === null) {
      if (!(await insertMark(tx, mark))) throw conflict(mark.version);
    } else {
      await updateMark(tx, mark);
    }
    const { goods, place, state, version } = mark;
    const id = caseIdOf(ticket, desk);
    await writeAndEnd(
      tx,
      recordings(actor, [
        {
          ...{ action: "price.triage", at, requestId: context.requestId },
          subject: { type: caseType, id, version, place: actor.bureau },
          detail: { ticket: ticketIdOf(ticket), before: before?.state ?? null, state, goods, place },
          events: [{ type: priceEventTypes.MARKED, payload: { ticket: ticketIdOf(ticket), state } }],
        },
      ]),
    );
    return { ticket, mark };
  });
}

function markAfter(
  before: MarkRow | null,
  { id, province }: TicketRow,
  desk: string,
  { goods, place, state }: MarkPriceCaseInput,
  { person }: Actor,
  at: Date,
): MarkRow {
  return {
    ...{ province, ticketId: id, desk, state },
    goods: goods === undefined ? (before?.goods ?? null) : goods,
    place: place === undefined ? (before?.place ?? null) : place,
    version: (before?.version ?? 0) + 1,
    markedAt: at,
    markedBy: person?.id ?? null,
  };
}

async function checkCodes(
  tx: Transaction,
  actor: Actor,
  { goods, place }: MarkPriceCaseInput,
  today: string,
): Promise<void> {
  if (goods != null) {
    await requireEntry(tx, actor, { dictionary: "GOODS_CLASS", code: goods, field: "goods", on: today });
  }
  if (place == null) return;
  if (!isCode(place) || (await findDivision(tx, place)) === null) {
    throw invalidInput("place", { zh: "没有这个行政区划代码。", en: "There is no such division." });
  }
}
