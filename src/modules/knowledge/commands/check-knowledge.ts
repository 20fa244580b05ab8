import { chinaDay } from "../../../platform/clock.js";
import type { RequestContext } from "../../../platform/context.js";
import { illegalTransition } from "../../../platform/errors.js";
import type { DocumentReference } from "../knowledge.change.js";
import { changeDocument, permittedKnowledgeActions, writeKnowledge } from "../knowledge.change.js";
import { staleReasonOf } from "../knowledge.references.js";
import { findReferencesOf } from "../knowledge.references.store.js";
import { type DocumentRow, documentUpdate, referenceUpdate } from "../knowledge.store.js";

/**
 * Says that an entry still fits what it cites (核对引用), although later versions of that were published. What was withdrawn
 * or is no longer in force cannot be passed over: the entry is to be revised.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an entry that is not in use or cites what is no more
 */
export function checkKnowledge(context: RequestContext, input: DocumentReference): Promise<DocumentRow> {
  return changeDocument(context, "CHECK", input, async (change) => {
    const { actor, at, document, tx } = change;
    const today = chinaDay(at);
    const references = await findReferencesOf(tx, [document.id]);
    const stale = references.map((one) => ({ ...one, reason: staleReasonOf(one, today) }));
    if (stale.some(({ reason }) => reason === "WITHDRAWN" || reason === "ENDED")) {
      throw illegalTransition(mustBeRevised, permittedKnowledgeActions(actor, change));
    }
    const checked = stale.filter(({ reason }) => reason === "CHANGED");
    const by = { checkedAt: at, checkedBy: actor.person?.id ?? null };
    const after = { ...document, changedAt: at, version: document.version + 1 };
    await writeKnowledge(
      change,
      [
        documentUpdate(document, { changedAt: at }),
        ...checked.map(({ document: cited, reference }) =>
          referenceUpdate(reference, { ...by, checkedNumber: cited.published ?? reference.checkedNumber }),
        ),
      ],
      [after],
      { action: "knowledge.write", event: "CHECKED", detail: { citations: checked.length } },
    );
    return after;
  });
}

const mustBeRevised = {
  zh: "引用的条目已撤回或失效，须修订本条目。",
  en: "It cites what was withdrawn or is no longer in force: the entry is to be revised.",
};
