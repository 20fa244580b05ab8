import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, illegalTransition, invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { type DeadlineRow, deadlineWritings } from "../../deadlines/index.js";
import {
  type Change,
  checkReason,
  deadlinesOf,
  edgeThrough,
  findAndLock,
  notices,
  permittedVerbs,
  placeOfTicket,
} from "../../tickets/index.js";
import { placeOfActor, recordedRequest } from "../extension.change.js";
import type { RequestExtensionInput } from "../extension.inputs.js";
import { type ExtensionRow, findRequestsOf, requestInsertion, type StoredRequest } from "../extension.store.js";
import { extendableOf, stateOfRequest } from "../extension.workflow.js";
import { basicsOf } from "../ticket-basics.js";

/**
 * The handler asks to extend the limit that runs on a ticket of his bureau (申请延期; art. 27 and 35 of Order 121), with a
 * reason, before its last day is over. The clock goes on meanwhile.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where nothing can be extended, was extended before, or a
 *   request is pending; INVALID_INPUT for a limit that is over, an unknown reason or missing words
 */
export function requestExtension(context: RequestContext, input: RequestExtensionInput): Promise<ExtensionRow> {
  return inScope(context, async (tx) => {
    const change = await findAndLock(tx, context, input.ticketId);
    const { actor, at, ticket } = change;

    authorize(actor, "extension.request", placeOfTicket(ticket));
    if (ticket.version !== input.version) throw conflict(ticket.version);

    const rows = await deadlinesOf(change);
    const { deadline, days } = await decideOnAsking(change, rows);
    const explanation = await checkReason(change, "EXTENSION_REASON", "reason", input.reason, {
      field: "explanation",
      text: input.explanation,
      isNeeded: true,
    });

    const request = newRequest(change, { deadline, days, reason: input.reason, explanation: explanation ?? "" });
    const asked = {
      ...request,
      holder: ticket.holder,
      ticketState: ticket.state,
      limit: deadline.limit,
      deadlineState: deadline.state,
      deadlineDueOn: deadline.dueOn,
    };
    await writeAndEnd(tx, [
      requestInsertion(request),
      // Of a ticket of an earlier release no deadlines were kept, and the request names one of them.
      ...deadlineWritings([{ ticket, before: change.deadlines, after: rows }]),
      notices(change, [
        {
          ticket,
          kind: "EXTENSION_REQUESTED",
          detail: { reason: input.reason, dueOn: deadline.dueOn },
          remark: explanation,
        },
      ]),
      ...recordings(actor, [
        recordedRequest(asked, {
          action: "extension.request",
          event: "REQUESTED",
          version: 1,
          place: placeOfActor(actor),
          at,
          requestId: context.requestId,
          detail: { dueBefore: deadline.dueOn },
        }),
      ]),
    ]);
    return asked;
  });
}

async function decideOnAsking(
  change: Change,
  rows: readonly DeadlineRow[],
): Promise<{ deadline: DeadlineRow; days: number }> {
  const { actor, at, ticket, tx } = change;
  const today = chinaDay(at);
  const before = await findRequestsOf(tx, [ticket]);
  const requests = before.map((row) => ({ deadline: row.deadline, state: stateOfRequest(row, today) }));
  const { deadline, refusal, ...extendable } = extendableOf(basicsOf(ticket), rows, requests, today);
  if (refusal?.kind === "NOT_POSSIBLE") throw illegalTransition(refusal.text, permittedVerbs(actor, ticket));
  edgeThrough(change, "EXTEND");
  if (deadline === null || !("days" in extendable)) throw invalidInput("ticketId", refusal?.text ?? tooLate);
  return { deadline, days: extendable.days };
}

const tooLate = { zh: "期限已届满。", en: "The limit is over." };

function newRequest(
  { actor, at, ticket }: Change,
  asked: { deadline: DeadlineRow; days: number; reason: string; explanation: string },
): StoredRequest {
  return {
    province: ticket.province,
    ticketId: ticket.id,
    id: newId(at),
    deadline: asked.deadline.sequence,
    bureau: ticket.holder,
    reason: asked.reason,
    explanation: asked.explanation,
    days: asked.days,
    state: "PENDING",
    askedBy: actor.person?.id ?? null,
    askedAt: at,
    dueBefore: asked.deadline.dueOn,
    dueAfter: null,
    decidedBy: null,
    decidedAt: null,
    decisionRemark: null,
    version: 1,
  };
}
