import { chinaDay } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { startValidation } from "../../platform/validation.js";
import { bureauNameLoader, onDay } from "../jurisdictions/index.js";
import { checkNumber } from "./knowledge.content.js";
import { draftReply } from "./reply.draft.js";
import type { ReplyValueInput } from "./reply.inputs.js";
import { articleOf, dayInWords, isPlaceholder } from "./reply.placeholders.js";
import type { ReplyDraft } from "./reply.type.js";

const longestValue = 200;
const mostValues = 30;

/** What every reply knows without a ticket: the bureau that replies, who does, and the day. */
export async function valuesOfMoment(context: RequestContext): Promise<Map<string, string>> {
  const actor = actorOf(context);
  const today = chinaDay(context.clock.now());
  const bureau = await bureauNameLoader(context, onDay(actor.bureau.bureau, today));
  return new Map([
    ["today", dayInWords(today)],
    ["bureau.name", bureau ?? ""],
    ["operator.name", actor.person?.name ?? ""],
  ]);
}

/**
 * Makes a reply for a ticket that is not registered yet (回复预览): from the values that the form has so far. What is known
 * without it, the bureau, the operator and the day, is filled in where no value is given.
 *
 * @throws NOT_FOUND for a template that is not there or not in use, INVALID_INPUT for values that no placeholder takes
 */
export async function previewReply(
  context: RequestContext,
  templateId: string,
  given: readonly ReplyValueInput[],
): Promise<ReplyDraft> {
  const check = startValidation();
  checkNumber(check, "values", given, mostValues);
  for (const [index, { name, value }] of given.entries()) {
    check.text(`values.${index}.value`, value, longestValue);
    if (isPlaceholder(name) && articleOf(name) === null) continue;
    check.add(`values.${index}.name`, {
      zh: "不是可以填写的占位符；条文由系统填写。",
      en: "It is no placeholder that takes a value; articles are looked up.",
    });
  }
  check.finish();
  const values = new Map([
    ...(await valuesOfMoment(context)),
    ...given.map(({ name, value }) => [name, value] as const),
  ]);
  return draftReply(context, templateId, values, chinaDay(context.clock.now()));
}
