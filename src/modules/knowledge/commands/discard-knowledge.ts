import type { RequestContext } from "../../../platform/context.js";
import { changeDocument, type DocumentReference, draftsTogether } from "../knowledge.change.js";
import { stepDrafts } from "../knowledge.steps.js";
import type { DocumentRow } from "../knowledge.store.js";

/**
 * Gives a draft up (作废草稿); of a law, with the drafts of its articles. What is in use goes on being used.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where there is no draft
 */
export function discardKnowledge(context: RequestContext, input: DocumentReference): Promise<DocumentRow> {
  return changeDocument(context, "DISCARD", input, async (change) =>
    stepDrafts(change, await draftsTogether(change), {
      version: { state: "DISCARDED" },
      document: { draft: null },
      unpublished: { state: "DISCARDED" },
      told: { action: "knowledge.write", event: "DISCARDED" },
    }),
  );
}
