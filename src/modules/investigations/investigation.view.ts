import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { scopeOf } from "../../platform/scope.js";
import { keyFromText, keyText, maskAboutAll, type TicketExtractPart, type TicketKey } from "../tickets/index.js";
import { investigationIdOf, taskIdOf } from "./investigation.change.js";
import type { InvestigationState, PartnerKind, TaskState } from "./investigation.states.js";
import {
  findInvestigatedTickets,
  findInvestigations,
  findInvestigationsOfTickets,
  type InvestigatedTicketRow,
  type InvestigationRow,
  type MatterKey,
  matterKeyFromText,
  matterKeyText,
} from "./investigation.store.js";
import { Investigation, InvestigationTask } from "./investigation.type.js";
import { findTasks, findTasksOf, type TaskRow } from "./task.store.js";

/** The object of the API for a joint investigation. */
export function toInvestigation(row: InvestigationRow): Investigation {
  return Object.assign(new Investigation(), {
    id: investigationIdOf(row),
    state: row.state as InvestigationState,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    version: row.version,
    row,
  });
}

/** The object of the API for a task. */
export function toTask(context: RequestContext, row: TaskRow): InvestigationTask {
  return Object.assign(new InvestigationTask(), {
    id: taskIdOf(row),
    partnerKind: row.partnerKind as PartnerKind,
    parts: row.parts as TicketExtractPart[],
    dueOn: row.dueOn,
    isOverdue: row.state === "OPEN" && row.dueOn < chinaDay(context.clock.now()),
    state: row.state as TaskState,
    askedAt: row.askedAt,
    answeredAt: row.answeredAt,
    closedAt: row.closedAt,
    version: row.version,
    row,
  });
}

/** Reads joint investigations by key text, under the scope of the request; null for a missing or invisible one. */
export const investigationLoader = defineLoader<Investigation>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findInvestigations(tx, scope, keys.map(matterKeyFromText)));
  return new Map(rows.map((row) => [matterKeyText(row), toInvestigation(row)]));
});

/** Reads tasks by key text, under the scope of the request; null for a missing or invisible one. */
export const taskLoader = defineLoader<InvestigationTask>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findTasks(tx, scope, keys.map(matterKeyFromText)));
  return new Map(rows.map((row) => [matterKeyText(row), toTask(context, row)]));
});

/** Reads the tasks of joint investigations, by key text of the investigation, oldest first. */
export const tasksOfInvestigationLoader = defineLoader<InvestigationTask[]>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findTasksOf(tx, scope, keys.map(matterKeyFromText)));
  return groupedBy(
    rows,
    ({ province, investigationId }) => matterKeyText({ province, id: investigationId }),
    (row) => toTask(context, row),
  );
});

const ticketsByInvestigation = (rows: readonly InvestigatedTicketRow[]): Map<string, TicketKey[]> =>
  groupedBy(
    rows,
    ({ province, investigationId }) => matterKeyText({ province, id: investigationId }),
    ({ province, ticketId }) => ({ province, id: ticketId }),
  );

/** Reads the keys of the tickets of joint investigations that are visible, by key text of the investigation. */
export const investigatedTicketsLoader = defineLoader<TicketKey[]>(async (context, keys) =>
  ticketsByInvestigation(await inScope(context, (tx) => findInvestigatedTickets(tx, keys.map(matterKeyFromText)))),
);

/** Reads the newest joint investigations of tickets that are visible, by key text of the ticket. */
export const investigationsOfTicketLoader = defineLoader<Investigation[]>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findInvestigationsOfTickets(tx, scope, keys.map(keyFromText)));
  return groupedBy(rows, ({ province, ticketId }) => keyText({ province, id: ticketId }), toInvestigation);
});

// SECURITY: widened sight: a partner does not see which tickets a joint investigation is about. It is told none of them:
// the keys go to the masking of texts and nowhere else.
const maskedTicketsLoader = defineLoader<TicketKey[]>(async (context, keys) =>
  ticketsByInvestigation(
    await context.database.asSystem("whose contacts are masked in the texts of a joint investigation", (tx) =>
      findInvestigatedTickets(tx, keys.map(matterKeyFromText)),
    ),
  ),
);

/**
 * A text of a joint investigation or of one of its tasks with personal data masked: the contacts of all of its tickets, for
 * whoever writes about one may name the citizen of another. It has 100 tickets at most, which are read together.
 *
 * @param text what an officer wrote; null stays null
 */
export async function maskedIn(
  context: RequestContext,
  investigation: MatterKey,
  text: string | null,
): Promise<string | null> {
  if (text === null) return null;
  const tickets = await maskedTicketsLoader(context, matterKeyText(investigation));
  return maskAboutAll(context, tickets ?? [], text);
}

function groupedBy<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  toValue: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [toValue(row)]);
    else group.push(toValue(row));
  }
  return groups;
}
