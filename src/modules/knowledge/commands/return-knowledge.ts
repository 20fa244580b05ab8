import type { RequestContext } from "../../../platform/context.js";
import { changeDocument, draftsTogether } from "../knowledge.change.js";
import type { ExplainedKnowledgeStepInput } from "../knowledge.inputs.js";
import { checkReasonGiven, stepDrafts } from "../knowledge.steps.js";
import type { DocumentRow } from "../knowledge.store.js";

/**
 * Sends a draft back to its writer (退回修改); of a law, with the drafts of its articles.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where none is in review, INVALID_INPUT
 */
export function returnKnowledge(context: RequestContext, input: ExplainedKnowledgeStepInput): Promise<DocumentRow> {
  return changeDocument(context, "RETURN", input, async (change) => {
    const returnReason = checkReasonGiven(input.reason);
    return stepDrafts(change, await draftsTogether(change), {
      version: { state: "DRAFT", returnReason },
      unpublished: { state: "DRAFT" },
      told: { action: "knowledge.publish", event: "RETURNED" },
    });
  });
}
