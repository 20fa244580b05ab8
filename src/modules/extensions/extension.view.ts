import { holds } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { together } from "../../platform/together.js";
import { calendarOf } from "../calendar/index.js";
import { type DeadlineRow, findDeadlines } from "../deadlines/index.js";
import {
  deadlinesOfOld,
  findEdge,
  keyFromText,
  keyText,
  type TicketKind,
  type TicketRow,
  type TicketState,
} from "../tickets/index.js";
import { extensionIdOf, extensionKeyOfParts, extensionType, ticketKeyOfRequest } from "./extension.change.js";
import { type ExtensionRow, findRequests, findRequestsOf } from "./extension.store.js";
import { ExtensionRequest } from "./extension.type.js";
import { extendableOf, stateOfRequest } from "./extension.workflow.js";
import { basicsOf } from "./ticket-basics.js";

/** A request of the API from its row, as it stands now. */
export function toExtensionRequest(context: RequestContext, row: ExtensionRow): ExtensionRequest {
  const { limit, days, askedAt, dueBefore, dueAfter, decidedAt, version } = row;
  return Object.assign(new ExtensionRequest(), {
    id: extensionIdOf(row),
    state: stateOfRequest(row, chinaDay(context.clock.now())),
    limit,
    days,
    askedAt,
    dueBefore,
    dueAfter,
    decidedAt,
    version,
    row,
  });
}

/** The requests and the deadlines of a ticket. */
interface ExtensionFacts {
  requests: ExtensionRow[];
  deadlines: readonly DeadlineRow[];
}

/** Reads the requests and the deadlines of tickets by key text, the newest request first. */
export const extensionFactsLoader = defineLoader<ExtensionFacts>((context, texts) =>
  inScope(context, async (tx) => {
    const keys = texts.map(keyFromText);
    const [rows, deadlines] = await together([findRequestsOf(tx, keys), findDeadlines(tx, keys)]);
    const facts = new Map<string, ExtensionFacts>(
      keys.map((key) => [keyText(key), { requests: [], deadlines: deadlines.get(key.id) ?? [] }]),
    );
    for (const row of rows) facts.get(keyText(ticketKeyOfRequest(row)))?.requests.push(row);
    return facts;
  }),
);

/** Whether an extension of a limit of the ticket could be asked for now, by whoever may: by the rules that requestExtension refuses by. */
export async function isExtendable(context: RequestContext, ticket: TicketRow): Promise<boolean> {
  if (findEdge(ticket.kind as TicketKind, ticket.state as TicketState, "EXTEND") === null) return false;
  const facts = await extensionFactsLoader(context, keyText(ticket));
  if (facts === null) return false;
  const now = context.clock.now();
  const today = chinaDay(now);
  const kept = facts.deadlines.length > 0;
  const deadlines = kept ? facts.deadlines : deadlinesOfOld(ticket, now, await calendarOf(context));
  const requests = facts.requests.map((row) => ({ deadline: row.deadline, state: stateOfRequest(row, today) }));
  return extendableOf(basicsOf(ticket), deadlines, requests, today).refusal === null;
}

/** Reads requests by the parts of their keys with slashes between them; null for one whose ticket is not visible. */
const requestLoader = defineLoader<ExtensionRow>(async (context, texts) => {
  const keys = texts.flatMap((text) => extensionKeyOfParts(text.split("/")) ?? []);
  const rows = await inScope(context, (tx) => findRequests(tx, keys));
  return new Map(rows.map((row) => [`${row.province}/${row.ticketId}/${row.id}`, row]));
});

/**
 * The reader of this module's nodes, for those who read tickets.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const extensionNodeReaders: Readonly<Record<string, NodeReader>> = {
  [extensionType]: async (context, parts) => {
    if (extensionKeyOfParts(parts) === null || !holds(actorOf(context), "ticket.read")) return null;
    const row = await requestLoader(context, parts.join("/"));
    return row === null ? null : toExtensionRequest(context, row);
  },
};
