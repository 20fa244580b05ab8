import { holds } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { LoggedEvent, OpenLiveSource } from "../../platform/live-source.js";
import { finishedStates } from "../tickets/index.js";
import { noLongerMatching, toChanges } from "./change.reading.js";
import type { Change } from "./change.type.js";
import { likenessOf } from "./likeness.js";
import { escalatedTicketEvents, escalationEvents, type MatterEvent } from "./matters.js";
import { readAfter } from "./place-in-log.js";

/**
 * Opens a subscription to what is escalated to the reader's own bureau, as far as he may act upon it.
 *
 * @throws INVALID_INPUT for a wrong cursor; CURSOR_EXPIRED
 */
export const openEscalations: OpenLiveSource = async (context, args) => {
  const { bureau } = actorOf(context).bureau;
  return {
    likeness: likenessOf(context, "escalations", bureau),
    after: await readAfter(context, args.after),
    concerns: ({ place, type }) =>
      place.bureau === bureau && (Object.hasOwn(escalationEvents, type) || escalatedTicketEvents.has(type)),
    toPayloads: readEscalations,
  };
};

async function readEscalations(
  context: RequestContext,
  events: readonly LoggedEvent[],
): Promise<readonly (Change | null)[]> {
  const { bureau } = actorOf(context).bureau;
  const changes = await toChanges(context, events);
  return changes.map((change, position) => {
    const type = events[position]?.type ?? "";
    const matter = Object.hasOwn(escalationEvents, type) ? escalationEvents[type] : undefined;
    if (matter !== undefined) return toldOfMatter(context, change, matter);
    if (change?.ticket == null) return change;
    const { holder, state } = change.ticket.row;
    const isFinished = (finishedStates as readonly string[]).includes(state);
    return holder === bureau && !isFinished ? change : noLongerMatching(change);
  });
}

/** What somebody is told of a matter between bureaus: nothing where he may not act upon it. */
export function toldOfMatter(context: RequestContext, change: Change | null, matter: MatterEvent): Change | null {
  if (change === null || !holds(actorOf(context), matter.action)) return null;
  return matter.waits ? change : noLongerMatching(change);
}
