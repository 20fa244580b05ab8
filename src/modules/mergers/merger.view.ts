import { inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { keyFromText, keyText, toTicket } from "../tickets/index.js";
import type { Merged } from "./commands/merge-tickets.js";
import { findLinks, findMerged, type LinkRow } from "./link.store.js";
import type { LinkKind } from "./merger.enums.js";
import { MergeTicketsPayload, TicketLink } from "./merger.type.js";

/** Reads the links of tickets by key text, the oldest first. */
export const linksLoader = defineLoader<LinkRow[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findLinks(tx, keys.map(keyFromText)));
  return grouped(rows, (row) => keyText({ province: row.province, id: row.ticketId }));
});

/** The key texts of the tickets that were merged into others, by the key text of the one that goes on. */
export const mergedLoader = defineLoader<string[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findMerged(tx, keys.map(keyFromText)));
  const byKept = grouped(rows, (row) => keyText({ province: row.province, id: row.mergedInto }));
  return new Map([...byKept].map(([key, merged]) => [key, merged.map(keyText)]));
});

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** A link of the API from one of its sides. */
export function toTicketLink(row: LinkRow): TicketLink {
  return Object.assign(new TicketLink(), { kind: row.kind as LinkKind, linkedAt: row.linkedAt, row });
}

/** The answer of a merger. */
export function toMergePayload(context: RequestContext, { ticket, other }: Merged): MergeTicketsPayload {
  return Object.assign(new MergeTicketsPayload(), {
    ticket: toTicket(context, ticket),
    other: toTicket(context, other),
  });
}
