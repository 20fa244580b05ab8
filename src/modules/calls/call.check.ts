import type { BilingualText } from "../../platform/actor.js";
import { tooLarge } from "../../platform/errors.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import type { CallInput, RecordCallsInput } from "./call.inputs.js";
import { holdsCaller, holdsNumber, namesNumber } from "./call.numbers.js";

/** The most records of one batch. */
export const largestBatch = 1000;

/** By how many milliseconds the clock of a telephone system may be ahead of ours. */
export const clockAllowance = 5 * 60_000;

/** How long a call may last, in milliseconds. */
const longestCall = 24 * 3_600_000;

/** No telephone system of a hotline keeps calls from before (12315 was opened on 1999-03-15). */
const earliest = Date.parse("1999-01-01T00:00:00+08:00");

/** Beyond so many problems nobody reads on. */
const mostProblems = 50;

/** Whether a text is the name of a telephone system. */
export const isSource = (text: string): boolean => /^[0-9A-Za-z_.-]{1,40}$/.test(text);

/** Whether a text is a number at a desk (工号). */
export const isOperatorNumber = (text: string): boolean => /^[0-9A-Za-z-]{1,20}$/.test(text);

/** Whether a text may be the identifier that a telephone system gives to a call. */
export const isCallId = (text: string): boolean => /^[\x21-\x7e]{1,64}$/.test(text);

/** Why an operator number is refused. */
export const wrongOperatorNumber: BilingualText = {
  zh: "工号只能由字母、数字和连字符组成，最多 20 个字符。",
  en: "A number at the desk is made of letters, digits and hyphens, at most 20.",
};

/** Notes a wrong name of a telephone system. */
export function checkSource(check: Validation, source: string, field = "source"): void {
  if (isSource(source)) return;
  check.add(field, {
    zh: "来源系统名称由字母、数字、点、连字符和下划线组成，最多 40 个字符。",
    en: "The name of a telephone system is made of letters, digits, full stops, hyphens and underscores, at most 40.",
  });
}

type Note = (field: keyof CallInput, message: BilingualText) => void;

/**
 * Checks a batch of records as a whole.
 *
 * @param now the present instant: nothing may lie in the future by more than five minutes
 * @throws TOO_LARGE for more than 1,000; INVALID_INPUT with the path of each wrong value, such as calls[3].answeredAt
 */
export function checkBatch({ source, calls }: RecordCallsInput, now: Date): void {
  if (calls.length > largestBatch) throw tooLarge("calls", calls.length, largestBatch);
  const check = startValidation();
  checkSource(check, source);
  if (calls.length === 0) check.add("calls", { zh: "至少需要一条记录。", en: "At least one record is needed." });
  const places = new Map<string, number>();
  const isWrongQueue = remembered(namesNumber);
  let problems = 0;
  calls.forEach((call, position) => {
    if (problems >= mostProblems) return;
    const note: Note = (field, message) => {
      problems += 1;
      check.add(`calls[${position}].${field}`, message);
    };
    const before = places.get(call.callId);
    if (before !== undefined) {
      note("callId", {
        zh: `与 calls[${before}] 为同一来电；每批中一个来电只能有一条记录。`,
        en: `This is the call of calls[${before}] again; a batch tells of each call once.`,
      });
    }
    places.set(call.callId, position);
    checkCall(call, now.getTime(), note);
    checkNumbers(call, isWrongQueue, note);
  });
  check.finish();
}

/** A question whose answers are remembered: a batch has few queues. */
function remembered(ask: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const answer = answers.get(text) ?? ask(text);
    answers.set(text, answer);
    return answer;
  };
}

// SECURITY: superiors read both, and a number may be a reporter's (art. 37 of Order 121).
function checkNumbers(call: CallInput, isWrongQueue: (queue: string) => boolean, note: Note): void {
  const { caller, callId, queue } = call;
  if (holdsNumber(callId, call)) {
    note("callId", {
      zh: "来电标识中含有电话号码；请由话务系统提供不含号码的标识，如录音流水号，或该标识的摘要。",
      en: "The identifier holds a telephone number. Let the telephone system send another one, such as the number of the recording, or a digest of this one.",
    });
  }
  if (queue != null && (isWrongQueue(queue) || holdsCaller(queue, caller))) {
    note("queue", {
      zh: "队列名称中含有电话号码；请改用技能组的名称或代码，主叫号码填入 caller。",
      en: "The name of the queue holds a telephone number. Send the name or code of the group of skills; the caller's number goes in caller.",
    });
  }
}

function checkCall(call: CallInput, now: number, note: Note): void {
  if (!isCallId(call.callId)) {
    note("callId", {
      zh: "来电标识为 1 至 64 个可打印的 ASCII 字符，不含空格。",
      en: "The identifier of a call is 1 to 64 printable ASCII characters without spaces.",
    });
  }
  checkRevision(call, note);
  checkInstants(call, now, note);
  checkOutcome(call, note);
  checkSeconds(call, note);
  checkTexts(call, note);
}

function checkRevision({ changedAt, revision }: CallInput, note: Note): void {
  if ((revision == null) === (changedAt == null)) {
    note("revision", {
      zh: "revision 与 changedAt 须且仅须提供其一。",
      en: "Either revision or changedAt is needed, and not both.",
    });
  } else if (revision != null && revision < 0) {
    note("revision", { zh: "版本不能为负数。", en: "A revision is not negative." });
  }
}

const tooEarly: BilingualText = { zh: "早于 1999 年。", en: "It is before 1999." };
const inFuture: BilingualText = {
  zh: "晚于当前时间超过 5 分钟；请校准话务系统的时钟。",
  en: "It lies more than 5 minutes in the future: set the clock of the telephone system.",
};

function checkInstants(call: CallInput, now: number, note: Note): void {
  for (const name of ["offeredAt", "answeredAt", "endedAt", "changedAt"] as const) {
    const at = call[name]?.getTime();
    if (at === undefined) continue;
    if (at > now + clockAllowance) note(name, inFuture);
    else if (at < earliest) note(name, tooEarly);
  }
  const { answeredAt, endedAt, offeredAt } = call;
  if (answeredAt != null && answeredAt < offeredAt) {
    note("answeredAt", { zh: "接听时间早于呼入时间。", en: "It was answered before it came in." });
  }
  if (endedAt == null) return;
  if (endedAt < (answeredAt ?? offeredAt)) {
    note("endedAt", { zh: "结束时间早于接听或呼入时间。", en: "It ended before it was answered or came in." });
  } else if (endedAt.getTime() - offeredAt.getTime() > longestCall) {
    note("endedAt", { zh: "一次来电最长为 24 小时。", en: "A call lasts 24 hours at most." });
  }
}

const withAnswer: ReadonlySet<string> = new Set(["TALKING", "ANSWERED"]);
const withoutAnswer: ReadonlySet<string> = new Set(["WAITING", "ABANDONED"]);
const underWay: ReadonlySet<string> = new Set(["WAITING", "TALKING"]);

function checkOutcome({ answeredAt, endedAt, outcome, transferredTo }: CallInput, note: Note): void {
  if (withAnswer.has(outcome) && answeredAt == null) {
    note("answeredAt", {
      zh: `${outcome} 的来电须有接听时间。`,
      en: `A call that is ${outcome} was answered: say when.`,
    });
  }
  if (withoutAnswer.has(outcome) && answeredAt != null) {
    note("answeredAt", {
      zh: `${outcome} 的来电未接听，不能有接听时间。`,
      en: `A call that is ${outcome} was not answered.`,
    });
  }
  if (underWay.has(outcome) && endedAt != null) {
    note("endedAt", { zh: `${outcome} 的来电尚未结束。`, en: `A call that is ${outcome} has not ended.` });
  }
  if (!underWay.has(outcome) && outcome !== "VOID" && endedAt == null) {
    note("endedAt", { zh: `${outcome} 的来电须有结束时间。`, en: `A call that is ${outcome} has ended: say when.` });
  }
  if (transferredTo != null && outcome !== "TRANSFERRED" && outcome !== "VOID") {
    note("transferredTo", {
      zh: "只有已转接的来电有转接去向。",
      en: "Only a call that is TRANSFERRED went elsewhere.",
    });
  }
}

const negative: BilingualText = { zh: "秒数不能为负数。", en: "Seconds are not negative." };

/** How long the call could have waited, or somebody could have talked, in seconds; null where it did not. */
function span(from: Date | null | undefined, to: Date | null | undefined): number | null {
  return from == null || to == null ? null : Math.ceil(Math.max(to.getTime() - from.getTime(), 0) / 1000);
}

function checkSeconds({ answeredAt, endedAt, offeredAt, talkingSeconds, waitingSeconds }: CallInput, note: Note): void {
  const spans = { waitingSeconds: span(offeredAt, answeredAt ?? endedAt), talkingSeconds: span(answeredAt, endedAt) };
  const given = { waitingSeconds, talkingSeconds };
  for (const name of ["waitingSeconds", "talkingSeconds"] as const) {
    const [seconds, most] = [given[name], spans[name]];
    if (seconds == null) continue;
    if (seconds < 0) note(name, negative);
    else if (most === null) {
      note(name, { zh: "该来电没有这一段时间。", en: "The instants of the call say that there was no such time." });
    } else if (seconds > most + 1) {
      note(name, {
        zh: `秒数超过各时间点之间的 ${most} 秒。`,
        en: `It is more than the ${most} seconds that lie between the instants of the call.`,
      });
    }
  }
}

const forbiddenCharacters = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

function checkTexts(call: CallInput, note: Note): void {
  const limits = { queue: 40, transferredTo: 60, caller: 40 } as const;
  for (const name of ["queue", "transferredTo", "caller"] as const) {
    const text = call[name];
    if (text == null || (text.trim() !== "" && [...text].length <= limits[name] && !forbiddenCharacters.test(text))) {
      continue;
    }
    note(name, {
      zh: `须为 1 至 ${limits[name]} 个字符，且不含控制字符。`,
      en: `It has 1 to ${limits[name]} characters, none of them a control character.`,
    });
  }
  if (call.operatorNumber != null && !isOperatorNumber(call.operatorNumber))
    note("operatorNumber", wrongOperatorNumber);
}
