import { holds, may, requireHolding } from "../../access/index.js";
import type { Actor } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { invalidInput, notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import { toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { noticeIdOf, noticeType, placeOfNotice } from "./notice.change.js";
import { countNotices, findNotices, listNotices, type NoticeKey, type NoticeRow } from "./notice.store.js";
import { DutyNotice, type DutyNoticesArguments } from "./notice.type.js";
import { readIdPage } from "./roster.lists.js";
import type { NoticeCause, NoticeStage, NoticeState } from "./shift.words.js";

/** A notice of the API from its row. */
export function toNotice(row: NoticeRow): DutyNotice {
  const { acknowledgedAt, dueAt, endedAt, madeAt, version } = row;
  return Object.assign(new DutyNotice(), {
    ...{
      id: noticeIdOf(row),
      cause: row.cause as NoticeCause,
      state: row.state as NoticeState,
      stage: row.stage as NoticeStage,
    },
    ...{ acknowledgedAt, dueAt, endedAt, madeAt, version, row },
  });
}

/** The key of a notice out of the parts of its global identifier; null where they are none. */
export function noticeKeyOfParts([province = "", id = "", ...rest]: readonly string[]): NoticeKey | null {
  return rest.length > 0 || province === "" || !isUuid(id) ? null : { province, id };
}

/**
 * The key of a notice out of its global identifier.
 *
 * @throws NOT_FOUND for an identifier of another type, and for none of ours
 */
export function noticeKeyOf(globalId: string, field: string): NoticeKey {
  const given = fromGlobalId(globalId);
  const key = given?.type === noticeType ? noticeKeyOfParts(given.parts) : null;
  if (key === null) throw notFound(field);
  return key;
}

/**
 * Whether somebody sees a notice: whoever it was sent to, and those who may read who is on duty at the bureau to which it came,
 * or at the one that sent it.
 */
export function seesNotice(actor: Actor, row: NoticeRow): boolean {
  const person = actor.person?.id ?? null;
  const isAddressee = person !== null && row.addressees.includes(person);
  if (isAddressee && actor.bureau.bureau === row.bureau) return holds(actor, "duty.acknowledge");
  const { sender, senderCity: city, senderCounty: county } = row;
  const sent = { province: row.province, city, county, bureau: sender };
  return may(actor, "duty.read", placeOfNotice(row)) || may(actor, "duty.read", sent);
}

/**
 * Whether somebody is told who was asked: whoever may read who is on duty at the bureau to which it came, and those who were
 * asked themselves.
 *
 * SECURITY: a bureau that returned a ticket to one above it sees whether anybody acknowledged, and not who sits there at night.
 */
export function seesAddressees(actor: Actor, row: NoticeRow): boolean {
  const person = actor.person?.id ?? null;
  if (person !== null && row.addressees.includes(person)) return true;
  return may(actor, "duty.read", placeOfNotice(row));
}

/**
 * A page of notices, newest first.
 *
 * @throws FORBIDDEN for the views of bureaus to whoever may not read who is on duty; INVALID_INPUT
 */
export async function pageOfNotices(
  context: RequestContext,
  args: DutyNoticesArguments,
): Promise<ConnectionValue<DutyNotice>> {
  const order = "duty-notices";
  const page = readIdPage(args, order);
  const actor = actorOf(context);
  if (args.view !== "MINE") requireHolding(actor, "duty.read");
  if (args.states?.length === 0) {
    throw invalidInput("states", {
      zh: "须至少列出一个状态，或不填此条件。",
      en: "List at least one state, or leave the condition out.",
    });
  }
  const scope = scopeOf(actor.bureau);
  const conditions = { view: args.view, person: actor.person?.id ?? null, states: args.states ?? null };
  const rows = await inScope(context, (tx) => listNotices(tx, scope, conditions, page));
  return toConnection(
    toPage(rows, page, order, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countNotices(tx, scope, conditions)),
    toNotice,
  );
}

const noticeKeyText = ({ id, province }: NoticeKey): string => `${province}:${id}`;

const noticeLoader = defineLoader<DutyNotice>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const wanted = keys.map((key) => {
    const [province = "", id = ""] = key.split(":");
    return { province, id };
  });
  const rows = await inScope(context, (tx) => findNotices(tx, scope, wanted));
  return new Map(rows.map((row) => [noticeKeyText(row), toNotice(row)]));
});

/** Reads a notice again, for whoever sees it; null for everybody else. */
export async function readNotice(context: RequestContext, key: NoticeKey): Promise<DutyNotice | null> {
  const notice = await noticeLoader(context, noticeKeyText(key));
  return notice !== null && seesNotice(actorOf(context), notice.row) ? notice : null;
}

/** Reads a notice again by the parts of its global identifier. SECURITY: `node` itself is open to everyone signed in. */
export const noticeNodeReader: NodeReader = async (context, parts) => {
  const key = noticeKeyOfParts(parts);
  return key === null ? null : readNotice(context, key);
};
