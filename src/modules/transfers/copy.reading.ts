import { holds } from "../../access/index.js";
import { actorOf, type RequestContext, readInScope } from "../../platform/context.js";
import { preferOrder } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { defineLoader } from "../../platform/loaders.js";
import { type PageArguments, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import {
  keyFromText,
  keyText,
  maskAbout,
  readExtract,
  type TicketExtract,
  ticketKeyOf,
  ticketLoader,
} from "../tickets/index.js";
import type { CopyFilter } from "./copy.inputs.js";
import { isShown } from "./copy.states.js";
import { type CopyRow, copyList, copyParties } from "./copy.store.js";
import { type Copy, type CopyView, copyType, toCopy } from "./copy.type.js";
import { matterKeyFromText, matterKeyOf, matterKeyOfParts, matterKeyText } from "./matter-key.js";
import { newestFirst, readMatterPage } from "./matter-page.js";
import { byTicketOf } from "./matters-of-tickets.js";

const ownOf = { SENT: copyParties.sender, RECEIVED: copyParties.receiver, IN_REGION: null } as const;

/** A page of the copies that the actor sees, newest first. */
export async function pageOfCopies(
  context: RequestContext,
  view: CopyView,
  filter: CopyFilter | null,
  args: PageArguments,
): Promise<ConnectionValue<Copy>> {
  const scope = scopeOf(actorOf(context).bureau);
  const request = readMatterPage(args);
  const narrowing = {
    own: ownOf[view],
    state: filter?.state ?? null,
    ticket: filter?.ticket == null ? null : ticketKeyOf(filter.ticket, "filter.ticket"),
  };
  const rows = await readInScope(context, (tx) => copyList.page(tx, scope, narrowing, request), preferOrder);
  const count = () => readInScope(context, (tx) => copyList.count(tx, scope, narrowing));
  const page = toPage(rows, request, newestFirst, ({ id }) => ({ key: id, id }));
  return toConnection(page, request.after !== null, count, toCopy);
}

/** Reads copies by key text, under the scope of the request; null for a missing or invisible one. */
const copyLoader = defineLoader<CopyRow>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await readInScope(context, (tx) => copyList.find(tx, scope, keys.map(matterKeyFromText)));
  return new Map(rows.map((row) => [matterKeyText(row), row]));
});

/**
 * Reads a copy by its global identifier.
 *
 * @throws NOT_FOUND for one that does not exist or is not visible
 */
export async function readCopy(context: RequestContext, id: string): Promise<Copy> {
  const key = matterKeyOf(id, copyType);
  const row = key === null ? null : await copyLoader(context, matterKeyText(key));
  if (row === null) throw notFound("id");
  return toCopy(row);
}

/** Reads a copy again by the parts of its global identifier, for those who may read copies. */
export const copyNodeReader: NodeReader = async (context, parts) => {
  const key = matterKeyOfParts(parts);
  if (key === null || !holds(actorOf(context), "copy.read")) return null;
  const row = await copyLoader(context, matterKeyText(key));
  return row === null ? null : toCopy(row);
};

/** Reads the copies of tickets by their key texts, newest first: those whose sender or receiver the actor sees. */
export const copiesLoader = defineLoader<CopyRow[]>(async (context, keys) => {
  const rows = await readInScope(context, (tx) => copyList.ofTickets(tx, keys.map(keyFromText)));
  return byTicketOf(rows);
});

/**
 * Whether the actor sees what a copy says.
 *
 * SECURITY: widened sight: the receiver need not see the ticket. The copy is in the actor's scope, it is not withdrawn, and
 * the actor works at the bureau that got it, or sees the ticket itself: whoever else sees the copy, such as the superior of
 * the receiver, does not see into the ticket by it (art. 37 of Order 121).
 */
async function seesInto(context: RequestContext, row: CopyRow): Promise<boolean> {
  if (isShown(row) && actorOf(context).bureau.bureau === row.receiver) return true;
  return (await ticketLoader(context, keyText({ province: row.province, id: row.ticketId }))) !== null;
}

/** What a copy shows of its ticket, for whoever sees into it; null once it is withdrawn. */
export async function readCopyExtract(context: RequestContext, row: CopyRow): Promise<TicketExtract | null> {
  if (!isShown(row) || !(await seesInto(context, row))) return null;
  return readExtract(context, { province: row.province, id: row.ticketId }, row.parts);
}

/** The words that came with a copy, masked, for whoever sees into it; they may be about a reporter's matter. */
export async function readCopyWords(context: RequestContext, row: CopyRow): Promise<string | null> {
  if (row.remark === null || !(await seesInto(context, row))) return null;
  return maskAbout(context, { province: row.province, id: row.ticketId }, row.remark);
}
