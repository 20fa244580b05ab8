import type { RequestContext } from "../../../platform/context.js";
import { asSystemWithin } from "../../../platform/database.js";
import { changeDocument, writeKnowledge } from "../knowledge.change.js";
import type { ExplainedKnowledgeStepInput } from "../knowledge.inputs.js";
import { checkReasonGiven } from "../knowledge.steps.js";
import { type DocumentRow, documentUpdate, lockPublishedArticles } from "../knowledge.store.js";

import { refreshSearchRows } from "../search-rows.store.js";

/**
 * Takes an entry out of use (撤回知识条目), a law with its articles. Its versions are kept, and the tickets that cite them
 * go on showing them; what cites it is to be looked at again. A law that was repealed is not withdrawn: it gets a last day.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an entry that is not in use, INVALID_INPUT
 */
export function withdrawKnowledge(context: RequestContext, input: ExplainedKnowledgeStepInput): Promise<DocumentRow> {
  return changeDocument(context, "WITHDRAW", input, async (change) => {
    const { actor, at, document, tx } = change;
    const withdrawalReason = checkReasonGiven(input.reason);
    const articles = document.kind === "LAW" ? await lockPublishedArticles(tx, document.id) : [];
    const withdrawn = {
      published: null,
      inUseSince: null,
      state: "WITHDRAWN",
      withdrawnAt: at,
      withdrawalReason,
      changedAt: at,
    };
    const changes = { ...withdrawn, withdrawnBy: actor.person?.id ?? null };
    const together = [document, ...articles];
    const after = together.map((one) => ({ ...one, ...changes, version: one.version + 1 }));
    const writings = together.map((one) => documentUpdate(one, changes));
    await writeKnowledge(change, writings, after, { action: "knowledge.publish", event: "WITHDRAWN" });
    const ids = after.map(({ id }) => id);
    await asSystemWithin(tx, actor, "what searches look through follows what is in use", () =>
      refreshSearchRows(tx, ids),
    );
    return after[0] ?? document;
  });
}
