import type { RequestContext } from "../../../platform/context.js";
import { tooLarge } from "../../../platform/errors.js";
import { startValidation } from "../../../platform/validation.js";
import type { NewBureauInput, SplitBureauInput } from "../jurisdictions.inputs.js";
import { type SplitBureauPayload, toReorganisation } from "../reorganisation.type.js";
import { mostBureausAtOnce } from "./merge-bureaus.js";
import { planReorganisation } from "./plan-reorganisation.js";
import { longestBureauName } from "./rename-bureau.js";

/** The greatest length of the letters of a bureau's document numbers, in characters. */
export const longestMark = 20;

function checkTexts(newBureaus: readonly NewBureauInput[]): void {
  const validation = startValidation();
  newBureaus.forEach(({ mark, name }, index) => {
    validation.text(`newBureaus.${index}.name`, name, longestBureauName, 2);
    validation.text(`newBureaus.${index}.mark`, mark, longestMark, 1);
  });
  validation.finish();
}

/**
 * An administrator founds bureaus beside one beneath his own, and gives them some of its divisions (分立). The old bureau
 * goes on with what it keeps; tickets that it holds follow the division of their respondent.
 *
 * @throws INVALID_INPUT, FORBIDDEN, CONFLICT, TOO_LARGE for more than 20 new bureaus
 */
export async function splitBureau(context: RequestContext, input: SplitBureauInput): Promise<SplitBureauPayload> {
  const { bureau, effectiveOn, newBureaus, version } = input;
  if (newBureaus.length > mostBureausAtOnce) throw tooLarge("newBureaus", newBureaus.length, mostBureausAtOnce);
  checkTexts(newBureaus);
  const row = await planReorganisation(context, {
    plan: {
      kind: "SPLIT",
      bureau,
      newBureaus: newBureaus.map(({ code, divisions, mark, name }) => ({ code, name, mark, divisions })),
    },
    effectiveOn,
    subject: { field: "bureau", code: bureau, version },
  });
  return { reorganisation: toReorganisation(row) };
}
