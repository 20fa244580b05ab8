import { may } from "../../access/index.js";
import type { Actor, BilingualText, Place } from "../../platform/actor.js";
import {
  type DeadlineRow,
  extensionOf,
  isOpen,
  type LimitRule,
  limitRules,
  type TicketBasics,
} from "../deadlines/index.js";

/** The states of a request to extend a limit (延期申请状态). */
const extensionStates = ["PENDING", "GRANTED", "REFUSED", "WITHDRAWN", "LAPSED"] as const;

/** A state of a request. */
export type ExtensionState = (typeof extensionStates)[number];

/** What may be done with a request. */
const extensionActions = ["GRANT", "REFUSE", "WITHDRAW"] as const;

/** An action on a request. */
export type ExtensionAction = (typeof extensionActions)[number];

/** THE table: a pending request is decided or withdrawn, once. It lapses by itself, see `stateOfRequest`. */
const edges: Readonly<Record<ExtensionAction, { from: ExtensionState; to: ExtensionState }>> = {
  GRANT: { from: "PENDING", to: "GRANTED" },
  REFUSE: { from: "PENDING", to: "REFUSED" },
  WITHDRAW: { from: "PENDING", to: "WITHDRAWN" },
};

/** The state that an action leads to. */
export function stateAfter(action: ExtensionAction): ExtensionState {
  return edges[action].to;
}

/** Why a request ended that nobody decided: its limit was over, the ticket was decided, or it left the bureau. */
const lapseCauses = ["EXPIRED", "DECIDED", "LEFT"] as const;

/** A cause of a lapse. */
export type LapseCause = (typeof lapseCauses)[number];

/** What of a request, its ticket and its deadline decides how it stands. */
export interface StandingRequest {
  /** As it is stored. */
  state: string;
  bureau: string;
  /** Who holds the ticket now. */
  holder: string;
  /** The deadline as it is stored now. */
  deadlineState: string;
  deadlineDueOn: string;
}

/**
 * Why a request that is stored as pending has ended; null where it has not. Silence is no approval: the clock never waits
 * for a request, so it ends with its limit, and with the work of the bureau on the ticket.
 *
 * @param today the day in China
 */
export function lapseOf(request: Omit<StandingRequest, "state">, today: string): LapseCause | null {
  if (request.holder !== request.bureau) return "LEFT";
  if (request.deadlineState !== "RUNNING") return "DECIDED";
  return today > request.deadlineDueOn ? "EXPIRED" : null;
}

/** How a request stands on a day, whatever was written of it so far. */
export function stateOfRequest(request: StandingRequest, today: string): ExtensionState {
  const state = request.state as ExtensionState;
  return state === "PENDING" && lapseOf(request, today) !== null ? "LAPSED" : state;
}

/** What stands in the way of an action besides rights; null where nothing does. */
export function obstacleTo(request: StandingRequest, today: string, action: ExtensionAction): BilingualText | null {
  const state = stateOfRequest(request, today);
  if (state === edges[action].from) return null;
  const cause = request.state === "PENDING" ? lapseOf(request, today) : null;
  if (cause === "EXPIRED") {
    return {
      zh: `核查期限已于 ${request.deadlineDueOn} 届满，申请随之失效；期满后不得延期（第121号令第二十七条、第三十五条）。`,
      en: `The limit ended on ${request.deadlineDueOn}, and the request with it; nothing is extended after that (Order 121 art. 27 and 35).`,
    };
  }
  return {
    zh: `状态 ${state} 的延期申请不能执行 ${action}。`,
    en: `${action} is not possible for a request to extend in state ${state}.`,
  };
}

/** A request as rights see it. */
export interface AskedRequest extends StandingRequest {
  province: string;
  askedBy: string | null;
}

/** The place of the bureau of a request, as far as it decides who may act: that bureau alone. */
export function placeOfRequest({ province, bureau }: Pick<AskedRequest, "province" | "bureau">): Place {
  return { province, city: null, county: null, bureau };
}

/** Whether the actor is who asked: nobody decides upon his own request. */
export function isAsker(actor: Actor, { askedBy }: Pick<AskedRequest, "askedBy">): boolean {
  return actor.person !== null && actor.person.id === askedBy;
}

/** What an actor may do with a request as it stands: commands refuse by the same rules. */
export function permittedActions(actor: Actor, request: AskedRequest, today: string): ExtensionAction[] {
  const place = placeOfRequest(request);
  const mayDecide = may(actor, "extension.decide", place) && !isAsker(actor, request);
  const mayWithdraw = may(actor, "extension.request", place);
  return extensionActions.filter(
    (action) => (action === "WITHDRAW" ? mayWithdraw : mayDecide) && obstacleTo(request, today, action) === null,
  );
}

/** Why no extension can be asked for. */
export interface RequestRefusal {
  /** EXPIRED: the request comes too late. NOT_POSSIBLE: as the ticket stands there is nothing to ask for. */
  kind: "EXPIRED" | "NOT_POSSIBLE";
  text: BilingualText;
}

/** The deadline that can be extended, or why none can. */
export type Extendable =
  | { deadline: DeadlineRow; days: number; refusal: null }
  | { deadline: null; refusal: RequestRefusal };

/**
 * The deadline of a ticket that an extension can be asked for: one that runs, that its order lets the head extend, that was
 * not extended before, and for which no request is pending.
 *
 * @param rows the deadlines of the ticket
 * @param requests the requests on the ticket, as they stand
 */
export function extendableOf(
  ticket: TicketBasics,
  rows: readonly DeadlineRow[],
  requests: readonly { deadline: number; state: ExtensionState }[],
  today: string,
): Extendable {
  const deadline = rows.find((row) => isOpen(row) && extensionOf(row, ticket) !== null);
  const extension = deadline === undefined ? null : extensionOf(deadline, ticket);
  if (deadline === undefined || extension === null) return impossible(nothingToExtend);
  const article = articleOf(deadline, ticket);
  const before = requests.filter((request) => request.deadline === deadline.sequence);
  if (deadline.extendedDays > 0 || before.some(({ state }) => state === "GRANTED")) {
    return impossible({
      zh: `该期限已延长过，只能延长一次（${article.zh}）。`,
      en: `The limit was extended before, which is possible once (${article.en}).`,
    });
  }
  if (today > deadline.dueOn) {
    const text = {
      zh: `期限已于 ${deadline.dueOn} 届满，期满后不得申请延期（${article.zh}）。`,
      en: `The limit ended on ${deadline.dueOn}; an extension is asked for before it ends (${article.en}).`,
    };
    return { deadline: null, refusal: { kind: "EXPIRED", text } };
  }
  if (before.some(({ state }) => state === "PENDING")) return impossible(pendingAlready);
  return { deadline, days: extension.days, refusal: null };
}

const impossible = (text: BilingualText): Extendable => ({
  deadline: null,
  refusal: { kind: "NOT_POSSIBLE", text },
});

const nothingToExtend: BilingualText = {
  zh: "没有正在计算且可以延长的期限：只有核查期限经负责人批准可以延长（第121号令第二十七条、第三十五条）。",
  en: "No limit is running that can be extended: only verification can, with the approval of the head (Order 121 art. 27 and 35).",
};

const pendingAlready: BilingualText = {
  zh: "已有待批准的延期申请。",
  en: "A request to extend the limit is waiting for the head already.",
};

const orderNames: Readonly<Record<string, BilingualText>> = {
  ORDER_20: { zh: "第20号令", en: "Order 20" },
  ORDER_121: { zh: "第121号令", en: "Order 121" },
};

/** The article by which a deadline may be extended, in words. */
function articleOf(deadline: Pick<DeadlineRow, "rule" | "limit">, ticket: TicketBasics): BilingualText {
  const rule = limitRules.find(({ code }) => code === deadline.rule) ?? statuteOf(deadline, ticket);
  const order = orderNames[rule?.order ?? ""];
  return rule === undefined || order === undefined
    ? { zh: "第121号令第三十五条", en: "Order 121 art. 35" }
    : { zh: `${order.zh}第${rule.article}条`, en: `${order.en} art. ${rule.article}` };
}

// Where a bureau's stricter limit decides, the statute behind it says what the head may extend.
function statuteOf({ limit }: Pick<DeadlineRow, "limit">, { regime, leadFrom }: TicketBasics): LimitRule | undefined {
  const ofOrder = limitRules.filter((rule) => rule.limit === limit && rule.order === regime);
  return ofOrder.find(({ startsFrom }) => (startsFrom === "LEAD_FOUND") === (leadFrom !== null)) ?? ofOrder[0];
}
