import { requireHolding } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { invalidInput } from "../../platform/errors.js";
import { toGlobalId } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import { toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { requireCountedDay } from "../calendar/index.js";
import type { AssignmentRow } from "./assignment.store.js";
import { countLeaves, findLeaves, findTornTurnsOf, type LeaveRow, listLeaves } from "./leave.store.js";
import { personOf } from "./own-person.js";
import { requestKeyOfParts, seesRequest } from "./request.change.js";
import type { LeavesArguments, ShiftSwapsArguments } from "./request.inputs.js";
import { Leave, LeavePayload, leaveType, ShiftSwap, ShiftSwapPayload, swapType } from "./request.type.js";
import { readIdPage } from "./roster.lists.js";
import type { LeaveKind, LeaveState, RequestView, SwapState } from "./shift.words.js";
import { countSwaps, findSwappedTurns, findSwaps, listSwaps, type SwapRow } from "./swap.store.js";

/** A swap of the API from its row. */
export function toSwap(row: SwapRow): ShiftSwap {
  const { answeredAt, askedAt, decidedAt, id, province, reason, remark, version } = row;
  return Object.assign(new ShiftSwap(), {
    ...{ id: toGlobalId(swapType, province, id), state: row.state as SwapState, remark, askedAt, answeredAt },
    ...{ decidedAt, reason, version, row },
  });
}

/** Leave of the API from its row. */
export function toLeave(row: LeaveRow): Leave {
  const { askedAt, decidedAt, firstDay, id, lastDay, province, reason, remark, version } = row;
  return Object.assign(new Leave(), {
    ...{ id: toGlobalId(leaveType, province, id), kind: row.kind as LeaveKind, state: row.state as LeaveState },
    ...{ firstDay, lastDay, remark, askedAt, decidedAt, reason, version, row },
  });
}

/** The answer of a step of a swap. */
export async function toSwapPayload(change: Promise<SwapRow>): Promise<ShiftSwapPayload> {
  return Object.assign(new ShiftSwapPayload(), { swap: toSwap(await change) });
}

/** The answer of a step of leave. */
export async function toLeavePayload(change: Promise<LeaveRow>): Promise<LeavePayload> {
  return Object.assign(new LeavePayload(), { leave: toLeave(await change) });
}

// The view of the bureau is for whoever leads its shifts.
function personAsked(context: RequestContext, view: RequestView): string | null {
  const actor = actorOf(context);
  if (view === "MINE") return personOf(actor);
  requireHolding(actor, "shift.manage");
  return null;
}

function statesAsked<State>(states: readonly State[] | null | undefined): readonly State[] | null {
  if (states?.length !== 0) return states ?? null;
  throw invalidInput("states", {
    zh: "须至少列出一个状态，或不填此条件。",
    en: "List at least one state, or leave the condition out.",
  });
}

/**
 * A page of swaps, newest first.
 *
 * @throws FORBIDDEN for the view of the bureau to whoever does not lead its shifts; INVALID_INPUT
 */
export async function pageOfSwaps(
  context: RequestContext,
  args: ShiftSwapsArguments,
): Promise<ConnectionValue<ShiftSwap>> {
  const order = "shift-swaps";
  const page = readIdPage(args, order);
  const { bureau } = actorOf(context).bureau;
  const conditions = { bureau, person: personAsked(context, args.view), states: statesAsked(args.states) };
  const rows = await inScope(context, (tx) => listSwaps(tx, conditions, page));
  return toConnection(
    toPage(rows, page, order, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countSwaps(tx, conditions)),
    toSwap,
  );
}

/**
 * A page of leave, newest first.
 *
 * @throws FORBIDDEN for the view of the bureau to whoever does not lead its shifts; INVALID_INPUT
 */
export async function pageOfLeaves(context: RequestContext, args: LeavesArguments): Promise<ConnectionValue<Leave>> {
  const order = "leaves";
  const page = readIdPage(args, order);
  if (args.on != null) requireCountedDay("on", args.on);
  const { bureau } = actorOf(context).bureau;
  const asked = { person: personAsked(context, args.view), states: statesAsked(args.states), on: args.on ?? null };
  const conditions = { bureau, ...asked };
  const rows = await inScope(context, (tx) => listLeaves(tx, conditions, page));
  return toConnection(
    toPage(rows, page, order, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countLeaves(tx, conditions)),
    toLeave,
  );
}

/** Reads the assignments that swaps are about, by their ids. */
export const swappedTurnLoader = defineLoader<AssignmentRow>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findSwappedTurns(tx, ids));
  return new Map(rows.map((row) => [row.id, row]));
});

/** Reads the assignments that leave falls on, by the id of the leave; null for none. */
export const tornTurnsLoader = defineLoader<AssignmentRow[]>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findTornTurnsOf(tx, ids));
  const found = new Map<string, AssignmentRow[]>();
  for (const { leave, turn } of rows) found.set(leave, [...(found.get(leave) ?? []), turn]);
  return found;
});

const swapLoader = defineLoader<ShiftSwap>(async (context, ids) => {
  const { bureau } = actorOf(context).bureau;
  const rows = await inScope(context, (tx) => findSwaps(tx, bureau, ids));
  return new Map(rows.map((row) => [row.id, toSwap(row)]));
});

const leaveLoader = defineLoader<Leave>(async (context, ids) => {
  const { bureau } = actorOf(context).bureau;
  const rows = await inScope(context, (tx) => findLeaves(tx, bureau, ids));
  return new Map(rows.map((row) => [row.id, toLeave(row)]));
});

/** Reads a swap again, for the two and whoever leads the shifts. SECURITY: `node` itself is open to everyone signed in. */
export const swapNodeReader: NodeReader = async (context, parts) => {
  const key = requestKeyOfParts(parts);
  const swap = key === null ? null : await swapLoader(context, key.id);
  if (swap === null || key?.province !== swap.row.province) return null;
  return seesRequest(actorOf(context), swap.row, [swap.row.asker, swap.row.asked]) ? swap : null;
};

/** Reads leave again, for whom it is of and whoever leads the shifts. SECURITY: `node` itself is open to everyone signed in. */
export const leaveNodeReader: NodeReader = async (context, parts) => {
  const key = requestKeyOfParts(parts);
  const leave = key === null ? null : await leaveLoader(context, key.id);
  if (leave === null || key?.province !== leave.row.province) return null;
  return seesRequest(actorOf(context), leave.row, [leave.row.person]) ? leave : null;
};
