import type { RequestContext } from "../../../platform/context.js";
import { changeDocument, type DocumentReference, draftsTogether } from "../knowledge.change.js";
import { stepDrafts } from "../knowledge.steps.js";
import type { DocumentRow } from "../knowledge.store.js";

/**
 * Gives a draft to somebody else to look at (提交审核); of a law, with the drafts of its articles.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where no draft is being written
 */
export function submitKnowledge(context: RequestContext, input: DocumentReference): Promise<DocumentRow> {
  return changeDocument(context, "SUBMIT", input, async (change) => {
    const submitted = { state: "IN_REVIEW", submittedAt: change.at, submittedBy: change.actor.person?.id ?? null };
    return stepDrafts(change, await draftsTogether(change), {
      version: { ...submitted, returnReason: null },
      unpublished: { state: "IN_REVIEW" },
      told: { action: "knowledge.write", event: "SUBMITTED" },
    });
  });
}
