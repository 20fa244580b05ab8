import { authorize, holds, isAction } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";
import { readInstantPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { ownScopeOf } from "../../platform/scope.js";
import { startValidation } from "../../platform/validation.js";
import { findBureau, placeOf } from "../jurisdictions/index.js";
import type { AuditEntriesArguments, AuditEntryFilter } from "./audit.inputs.js";
import {
  type AuditCriteria,
  type AuditEntryRow,
  countAuditEntries,
  findAuditEntries,
  findAuditEntry,
} from "./audit.store.js";
import { type AuditEntry, auditEntryType, toAuditEntry } from "./audit.type.js";

const newestFirst = "newest";

/**
 * A page of the audit of the caller's own subtree, newest first.
 *
 * @throws INVALID_INPUT for an unknown action, a period that ends before it begins or a page that is not sound; NOT_FOUND
 *   for an identifier of no person or subject and for an unknown bureau; FORBIDDEN for a bureau out of reach
 */
export async function pageOfAuditEntries(
  context: RequestContext,
  args: AuditEntriesArguments,
): Promise<ConnectionValue<AuditEntry>> {
  const request = readInstantPage(args, newestFirst);
  const criteria = readFilter(args.filter ?? {});
  const scope = ownScopeOf(actorOf(context).bureau);
  const rows = await inScope(context, async (tx) => {
    await requireBureauInReach(tx, context, criteria.bureau);
    return findAuditEntries(tx, scope, criteria, request);
  });
  const page = toPage(rows, request, newestFirst, placeInList);
  const count = () => inScope(context, (tx) => countAuditEntries(tx, scope, criteria));
  return toConnection(page, request.after !== null, count, toAuditEntry);
}

/** The reader of this module's nodes, for those who may read the audit. */
export const auditNodeReaders: Readonly<Record<string, NodeReader>> = {
  [auditEntryType]: async (context, [province = "", id = "", ...rest]) => {
    const actor = actorOf(context);
    if (rest.length > 0 || !isUuid(id) || !holds(actor, "audit.read")) return null;
    const row = await inScope(context, (tx) => findAuditEntry(tx, ownScopeOf(actor.bureau), province, id));
    return row === null ? null : toAuditEntry(row);
  },
};

const placeInList = (row: AuditEntryRow) => ({ key: row.at.toISOString(), id: row.id });

function readFilter(filter: AuditEntryFilter): AuditCriteria {
  const { action = null, bureau = null, from = null, to = null } = filter;
  const validation = startValidation();
  if (action !== null && !isAction(action)) {
    validation.add("filter.action", {
      zh: "没有这一操作，操作名称形如 ticket.dispatch。",
      en: "There is no such action; actions have names such as ticket.dispatch.",
    });
  }
  if (from !== null && to !== null && from >= to) {
    validation.add("filter.to", { zh: "截止时间应晚于起始时间。", en: "The end must come after the beginning." });
  }
  validation.finish();
  return { action, bureau, from, to, person: readPerson(filter.person), subject: readSubject(filter.subject) };
}

function readPerson(person: string | null | undefined): string | null {
  if (person == null) return null;
  const key = fromGlobalId(person);
  const [id = "", ...rest] = key?.parts ?? [];
  if (key?.type !== "Person" || rest.length > 0 || !isUuid(id)) throw notFound("filter.person");
  return id;
}

function readSubject(subject: string | null | undefined): AuditCriteria["subject"] {
  if (subject == null) return null;
  const key = fromGlobalId(subject);
  if (key === null) throw notFound("filter.subject");
  const [id, ...rest] = key.parts;
  return { type: key.type, ids: id === undefined || rest.length > 0 ? [subject] : [subject, id] };
}

// A bureau out of reach is refused, so that an empty list always means that nothing was done.
async function requireBureauInReach(tx: Transaction, context: RequestContext, code: string | null): Promise<void> {
  if (code === null) return;
  const bureau = await findBureau(tx, code);
  if (bureau === null) throw notFound("filter.bureau");
  authorize(actorOf(context), "audit.read", placeOf(bureau));
}
