import { holds } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { keyFromText, keyText, maskAbout } from "../tickets/index.js";
import { callbackIdOf, callbackKeyOfParts, callbackType, ticketKeyOfCallback } from "./callback.change.js";
import { type CallbackRow, findCallbacks, findCallbacksOf } from "./callback.store.js";
import { Callback } from "./callback.type.js";

/** A callback of the API from its row. */
export function toCallback(context: RequestContext, row: CallbackRow): Callback {
  const { round, state, tries, plannedAt, dueOn, calledAt, grade, isHandlersFault, version } = row;
  return Object.assign(new Callback(), {
    id: callbackIdOf(row),
    round,
    state,
    tries,
    plannedAt,
    dueOn,
    isOverdue: state === "PLANNED" && dueOn < chinaDay(context.clock.now()),
    calledAt,
    grade,
    isHandlersFault,
    version,
    row,
  });
}

/** Reads the callbacks of tickets by key text, in the order of their rounds; null for a ticket without any. */
export const callbacksLoader = defineLoader<Callback[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findCallbacksOf(tx, keys.map(keyFromText)));
  const found = new Map<string, Callback[]>();
  for (const row of rows) {
    const key = keyText(ticketKeyOfCallback(row));
    found.set(key, [...(found.get(key) ?? []), toCallback(context, row)]);
  }
  return found;
});

/** What the citizen said, with the personal data of the ticket masked. */
export async function maskedRemark(context: RequestContext, { row }: Callback): Promise<string | null> {
  return row.remark === null ? null : maskAbout(context, ticketKeyOfCallback(row), row.remark);
}

/** Reads callbacks by the parts of their keys with slashes between them; null for one whose ticket is not visible. */
const callbackLoader = defineLoader<CallbackRow>(async (context, texts) => {
  const keys = texts.flatMap((text) => callbackKeyOfParts(text.split("/")) ?? []);
  const rows = await inScope(context, (tx) => findCallbacks(tx, keys));
  return new Map(rows.map((row) => [`${row.province}/${row.ticketId}/${row.id}`, row]));
});

/**
 * The reader of this module's nodes, for those who read callbacks.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const callbackNodeReaders: Readonly<Record<string, NodeReader>> = {
  [callbackType]: async (context, parts) => {
    if (callbackKeyOfParts(parts) === null || !holds(actorOf(context), "callback.read")) return null;
    const row = await callbackLoader(context, parts.join("/"));
    return row === null ? null : toCallback(context, row);
  },
};
