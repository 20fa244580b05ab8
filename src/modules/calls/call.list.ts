import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { isUuid } from "../../platform/ids.js";
import { isCursorInstant, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import { isOperatorNumber, wrongOperatorNumber } from "./call.check.js";
import type { CallFilter, CallsArguments } from "./call.inputs.js";
import { type CallConditions, countCalls, listCalls } from "./call.store.js";
import type { Call } from "./call.type.js";
import { toCall } from "./call.view.js";

const order = "calls-latest";

/** How many days a list covers that is narrowed by more than bureau and days: then what it passes over is bounded. */
const mostDays = 31;

const dayMilliseconds = 86_400_000;

const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** A list with no conditions but that what was taken back is left out. */
export const anyCall: CallConditions = {
  bureau: null,
  from: null,
  before: null,
  outcomes: null,
  operatorNumber: null,
  queue: null,
  minimumTalkingSeconds: null,
  minimumWaitingSeconds: null,
  callerDigest: null,
};

/**
 * A page of the calls that the caller sees, newest first.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound, TOO_LARGE for a page of more than 100
 */
export async function pageOfCalls(context: RequestContext, args: CallsArguments): Promise<ConnectionValue<Call>> {
  const page = readPage(args, order);
  const { after } = page;
  if (after !== null && !(isCursorInstant(after.key) && isUuid(after.id))) throw refusedCursor();
  const conditions = conditionsOf(args.filter ?? {});
  const actor = actorOf(context);
  const scope = scopeOf(actor.bureau);
  const rows = await inScope(context, (tx) => listCalls(tx, scope, conditions, page));
  return toConnection(
    toPage(rows, page, order, ({ id, offeredAt }) => ({ key: offeredAt.toISOString(), id })),
    after !== null,
    () => inScope(context, (tx) => countCalls(tx, scope, conditions)),
    (row) => toCall(actor, row),
  );
}

function conditionsOf(filter: Partial<CallFilter>): CallConditions {
  const check = startValidation();
  checkTexts(check, filter);
  checkDays(check, filter);
  check.finish();
  const { bureau = null, from, until, outcomes = null, operatorNumber = null, queue = null } = filter;
  return {
    ...{ ...anyCall, bureau, outcomes, operatorNumber, queue },
    minimumTalkingSeconds: filter.minimumTalkingSeconds ?? null,
    minimumWaitingSeconds: filter.minimumWaitingSeconds ?? null,
    from: from == null ? null : startOfDay(from),
    before: until == null ? null : new Date(startOfDay(until).getTime() + dayMilliseconds),
  };
}

function checkTexts(check: Validation, filter: Partial<CallFilter>): void {
  const { bureau, minimumTalkingSeconds, minimumWaitingSeconds, operatorNumber, outcomes, queue } = filter;
  if (bureau != null && !/^[0-9A-Za-z_-]{1,40}$/.test(bureau)) {
    check.add("filter.bureau", {
      zh: "单位代码只能由字母、数字、下划线和连字符组成。",
      en: "A code is made of letters, digits, underscores and hyphens.",
    });
  }
  if (operatorNumber != null && !isOperatorNumber(operatorNumber)) {
    check.add("filter.operatorNumber", wrongOperatorNumber);
  }
  if (queue != null) check.text("filter.queue", queue, 40, 1);
  if (outcomes?.length === 0) {
    check.add("filter.outcomes", {
      zh: "须至少列出一项，或不填此条件。",
      en: "List at least one, or leave the condition out.",
    });
  }
  for (const [name, seconds] of Object.entries({ minimumTalkingSeconds, minimumWaitingSeconds })) {
    if (seconds == null || seconds >= 0) continue;
    check.add(`filter.${name}`, { zh: "秒数不能为负数。", en: "Seconds are not negative." });
  }
}

function checkDays(check: Validation, filter: Partial<CallFilter>): void {
  const { from, until, bureau: _, ...narrower } = filter;
  if (from != null && until != null && until < from) {
    check.add("filter.until", { zh: "止日早于起日。", en: "The last day is before the first." });
    return;
  }
  if (Object.values(narrower).every((value) => value == null)) return;
  const days =
    from == null || until == null
      ? Number.POSITIVE_INFINITY
      : (startOfDay(until).getTime() - startOfDay(from).getTime()) / dayMilliseconds + 1;
  if (days <= mostDays) return;
  check.add("filter.from", {
    zh: `按其他条件筛选时须给出起止日期，最多 ${mostDays} 天。`,
    en: `With such a condition the first and the last day are needed, and at most ${mostDays} days.`,
  });
}
