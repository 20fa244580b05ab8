import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, illegalTransition, invalidInput } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { recordings } from "../../../platform/record.js";
import { type Writing, writeAndEnd } from "../../../platform/writing.store.js";
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
    const { actor, ticket } = change;

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
    await writeAndEnd(tx, [
      requestInsertion(request),
      // Of a ticket of an earlier release no deadlines were kept, and the request names one of them.
      ...deadlineWritings([{ ticket, before: change.deadlines, after: rows }]),
      ...tellingsOf(change, request, deadline),
    ]);
    return {
      ...request,
      holder: ticket.holder,
      ticketState: ticket.state,
      limit: deadline.limit,
      deadlineState: deadline.state,
      deadlineDueOn: deadline.dueOn,
    };
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
  const extendable = extendableOf(basicsOf(ticket), rows, requests, today);
  const { refusal } = extendable;
  if (refusal?.kind === "NOT_POSSIBLE") throw illegalTransition(refusal.text, permittedVerbs(actor, ticket));
  edgeThrough(change, "EXTEND");
  if (extendable.refusal !== null) throw invalidInput("ticketId", extendable.refusal.text);
  return extendable;
}

function tellingsOf(
  change: Change,
  request: StoredRequest,
  { dueOn, limit }: DeadlineRow,
): readonly (Writing | null)[] {
  const { actor, at, context, ticket } = change;
  const { explanation: remark, reason } = request;
  return [
    notices(change, [{ ticket, kind: "EXTENSION_REQUESTED", detail: { reason, dueOn }, remark }]),
    ...recordings(actor, [
      recordedRequest(
        { ...request, limit },
        {
          action: "extension.request",
          event: "REQUESTED",
          version: request.version,
          place: placeOfActor(actor),
          at,
          requestId: context.requestId,
          detail: { dueBefore: dueOn },
        },
      ),
    ]),
  ];
}

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
