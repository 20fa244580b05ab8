import type { BilingualText } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { illegalTransition, invalidInput } from "../../../platform/errors.js";
import { writeAndEnd } from "../../../platform/writing.store.js";
import { requireEntry } from "../../dictionaries/index.js";
import { type Change, checkRemark, decide, findAndLock, takeStep, ticketIdOf } from "../../tickets/index.js";
import { priceLine } from "../desk.js";
import { findUndecided, suggestionRecordings } from "../suggestion.change.js";
import type { AcceptPriceSuggestionInput } from "../suggestion.inputs.js";
import { type SuggestionRow, suggestionUpdate } from "../suggestion.store.js";

/**
 * Accepts a suggestion (采纳建议). A dispatcher of the bureau that holds the ticket reclassifies it thereby: a step of the
 * ticket, with its table, right, timeline entry and event. A price desk does not hold it, so it asks: the suggestion waits
 * for that dispatcher, and the ticket stays as it is.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT; ILLEGAL_TRANSITION where it was decided upon or asked already, or the ticket is
 *   past its review; INVALID_INPUT for a class that is unknown, or on the wrong side of the price line
 */
export function acceptPriceSuggestion(
  context: RequestContext,
  input: AcceptPriceSuggestionInput,
): Promise<SuggestionRow> {
  return inScope(context, async (tx) => {
    const { side, suggestion } = await findUndecided(tx, context, input);
    return side === "HOLDER" ? reclassify(tx, context, suggestion, input) : askHolder(tx, context, suggestion);
  });
}

async function reclassify(
  tx: Transaction,
  context: RequestContext,
  suggestion: SuggestionRow,
  { issueClass, remark }: AcceptPriceSuggestionInput,
): Promise<SuggestionRow> {
  const ticketId = ticketIdOf({ province: suggestion.province, id: suggestion.ticketId });
  const change = await findAndLock(tx, context, ticketId);
  const { actor, at, ticket } = change;
  const edge = decide(change, "RECLASSIFY", ticket.version);
  const classes = await classOf(change, suggestion, issueClass ?? null);
  const changes = {
    state: "ACCEPTED",
    decidedAt: at,
    decidedBy: actor.person?.id ?? null,
    decidedBureau: actor.bureau.bureau,
    version: suggestion.version + 1,
  };
  const after = { ...suggestion, ...changes };
  const step = {
    changes: classes,
    detail: { issueClassBefore: ticket.issueClass, ...classes },
    remark: checkRemark("remark", remark),
  };
  const { requestId } = context;
  await takeStep(change, edge, step, [
    suggestionUpdate(suggestion, changes),
    ...suggestionRecordings(after, { actor, action: "price.suggest", event: "ACCEPTED", at, requestId }),
  ]);
  return after;
}

async function classOf(
  { actor, at, ticket, tx }: Change,
  { direction }: SuggestionRow,
  given: string | null,
): Promise<{ issueClass: string; line: string | null }> {
  const issueClass = given ?? (direction === "INTO" ? "PRICE" : null);
  if (issueClass === null) throw invalidInput("issueClass", classNeeded);
  const wanted = { dictionary: "ISSUE_CLASS", code: issueClass, field: "issueClass", kind: ticket.kind } as const;
  const { line } = await requireEntry(tx, actor, { ...wanted, on: chinaDay(at) });
  if ((line === priceLine) !== (direction === "INTO")) throw invalidInput("issueClass", wrongSide);
  return { issueClass, line };
}

async function askHolder(tx: Transaction, context: RequestContext, suggestion: SuggestionRow): Promise<SuggestionRow> {
  if (suggestion.state === "ASKED") throw illegalTransition(isAsked, ["REFUSE"]);
  const actor = actorOf(context);
  const at = context.clock.now();
  const changes = {
    state: "ASKED",
    askedAt: at,
    askedBy: actor.person?.id ?? null,
    askedBureau: actor.bureau.bureau,
    version: suggestion.version + 1,
  };
  const after = { ...suggestion, ...changes };
  const { requestId } = context;
  await writeAndEnd(tx, [
    suggestionUpdate(suggestion, changes),
    ...suggestionRecordings(after, { actor, action: "price.suggest", event: "ASKED", at, requestId }),
  ]);
  return after;
}

const classNeeded: BilingualText = {
  zh: "请指定更正后的问题类别。",
  en: "Say which class the ticket is to have: it is suggested out of the price line.",
};

const wrongSide: BilingualText = {
  zh: "问题类别与建议方向不符：建议转入的应为价格类，建议转出的应为其他类。",
  en: "The class does not follow the suggestion: into the price line it must be a class of prices, out of it another.",
};

const isAsked: BilingualText = {
  zh: "已提请承办单位更正分类，请等待其处理。",
  en: "Whoever holds the ticket was asked already to reclassify it.",
};
