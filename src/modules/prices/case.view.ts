import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { toGlobalId } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { type DictionaryName, dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { bureauLoader, divisionLoader } from "../jurisdictions/index.js";
import {
  keyFromText,
  keyText,
  Term,
  type Ticket,
  type TicketKey,
  ticketKeyOfParts,
  ticketLoader,
  toTicket,
} from "../tickets/index.js";
import type { CaseState } from "./case.enums.js";
import { isCaseOf } from "./case.rights.js";
import type { CaseRow, MarkRow } from "./case.store.js";
import { PriceCase } from "./case.type.js";
import { priceLine } from "./desk.js";
import { findMarks } from "./mark.store.js";
import { notesOfTicketLoader } from "./note.view.js";

/** The name of the GraphQL type, as it stands in global identifiers. */
export const caseType = "PriceCase";

/** The global identifier of a case as a bureau sees it. */
export function caseIdOf({ id, province }: TicketKey, bureau: string): string {
  return toGlobalId(caseType, province, id, bureau);
}

/** A case of the API from its row, for the actor of the request. */
export function toCase(context: RequestContext, row: CaseRow, ticket: Ticket = toTicket(context, row.ticket)) {
  const { bureau } = actorOf(context);
  const isOurs = isCaseOf(bureau, row.ticket);
  const { mark } = row;
  return Object.assign(new PriceCase(), {
    id: caseIdOf(row.ticket, bureau.bureau),
    ticket,
    state: isOurs ? ((mark?.state ?? "NEW") as CaseState) : null,
    version: isOurs ? (mark?.version ?? 0) : null,
    markedAt: mark?.markedAt ?? null,
    row,
  });
}

/** Reads the marks of the actor's own desk by key text of the ticket. */
const markLoader = defineLoader<MarkRow>(async (context, keys) => {
  const { bureau } = actorOf(context).bureau;
  const rows = await inScope(context, (tx) => findMarks(tx, bureau, keys.map(keyFromText)));
  return new Map(rows.map((row) => [keyText({ province: row.province, id: row.ticketId }), row]));
});

/** A ticket as a price case; null where it is none and no desk ever said anything of it. */
export async function caseOfTicket(context: RequestContext, ticket: Ticket): Promise<PriceCase | null> {
  const { row } = ticket;
  if (isCaseOf(actorOf(context).bureau, row)) {
    return toCase(context, { ticket: row, mark: await markLoader(context, keyText(row)) }, ticket);
  }
  if (row.line !== priceLine) {
    const notes = await notesOfTicketLoader(context, keyText(row));
    if ((notes ?? []).length === 0) return null;
  }
  return toCase(context, { ticket: row, mark: null }, ticket);
}

/** A word of a dictionary in the language of the request; a code without an entry stands for itself. */
export async function wordOf(context: RequestContext, dictionary: DictionaryName, code: string): Promise<Term> {
  const name = await dictionaryNameLoader(context, dictionaryKey(dictionary, code));
  return Object.assign(new Term(), { code, name: name === null ? code : inLocale(name, context.locale) });
}

/** The goods by which a case is sorted, in words; null where they are not known. */
export function goodsOf(context: RequestContext, code: string | null): Promise<Term> | null {
  return code === null ? null : wordOf(context, "GOODS_CLASS", code);
}

/** The place by which a case is sorted, in words: a division, or the county that handles it. Null where it is not known. */
export async function placeOf(context: RequestContext, code: string | null): Promise<Term | null> {
  if (code === null) return null;
  const name = (await divisionLoader(context, code))?.name ?? (await bureauLoader(context, code))?.name ?? code;
  return Object.assign(new Term(), { code, name });
}

/**
 * Reads a case again by the parts of its global identifier, at the bureau that it is of, for those who read tickets.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const caseNodeReader: NodeReader = async (context, parts) => {
  const actor = actorOf(context);
  const key = parts.length === 3 && parts[2] === actor.bureau.bureau ? ticketKeyOfParts(parts.slice(0, 2)) : null;
  const ticket = key === null || !holds(actor, "ticket.read") ? null : await ticketLoader(context, keyText(key));
  return ticket === null ? null : caseOfTicket(context, ticket);
};
