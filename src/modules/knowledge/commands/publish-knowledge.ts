import type { RequestContext } from "../../../platform/context.js";
import { asSystemWithin } from "../../../platform/database.js";
import { forbidden, illegalTransition } from "../../../platform/errors.js";
import { write } from "../../../platform/writing.store.js";
import {
  changeDocument,
  type DocumentReference,
  type Drafted,
  draftsTogether,
  isAuthor,
  type KnowledgeChange,
  permittedKnowledgeActions,
  writeKnowledge,
} from "../knowledge.change.js";
import { requireUnusedCode } from "../knowledge.law.js";
import { citedKeysOf, referenceRowsOf } from "../knowledge.references.js";
import {
  type DocumentRow,
  documentUpdate,
  findDocuments,
  referenceInsertion,
  versionUpdate,
} from "../knowledge.store.js";
import { placeOfDocument } from "../knowledge.view.js";
import { refreshSearchRows } from "../search-rows.store.js";

/**
 * Publishes a draft that is in review (发布知识条目): from now on it is used at its bureau and beneath, in the place of the
 * version before, from the first day that it names, and the one before is kept; of a law, with the drafts of its articles that are in review.
 *
 * Four eyes: whoever wrote in a draft does not publish it.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION where none is in review, or where it cites what was withdrawn
 *   meanwhile; INVALID_INPUT where another law got the code meanwhile
 */
export function publishKnowledge(context: RequestContext, input: DocumentReference): Promise<DocumentRow> {
  return changeDocument(context, "PUBLISH", input, async (change) => {
    const { actor, at, document, tx } = change;
    const drafted = await draftsTogether(change);
    if (drafted.some(({ draft }) => isAuthor(actor, draft))) throw forbidden(isOwnWork);
    if (document.code !== null) await requireUnusedCode(tx, document.code, placeOfDocument(document), document.id);
    await requireCitable(change, drafted);

    const publishing = drafted.map(({ document: one, draft }) => {
      const withdrawal = { withdrawnAt: null, withdrawnBy: null, withdrawalReason: null };
      // After a withdrawal nothing before it comes back.
      const inUseSince = one.published === null ? draft.number : (one.inUseSince ?? one.published);
      const numbers = { published: draft.number, lastPublished: draft.number, inUseSince, draft: null };
      const changes = { ...numbers, state: "PUBLISHED" };
      return { document: one, draft, changes: { ...changes, ...withdrawal, changedAt: at } };
    });
    const after = publishing.map(({ changes, document: one }) => ({ ...one, ...changes, version: one.version + 1 }));
    const published = { state: "PUBLISHED", publishedAt: at, publishedBy: actor.person?.id ?? null };
    const writings = publishing.flatMap(({ changes, document: one, draft }) => [
      documentUpdate(one, changes),
      versionUpdate(draft, published),
    ]);
    const told = { action: "knowledge.publish", event: "PUBLISHED" } as const;
    await writeKnowledge(change, writings, after, told);
    await write(tx, [referenceInsertion(drafted.flatMap((one) => referenceRowsOf(one.document, one.draft)))]);
    const ids = after.map(({ id }) => id);
    await asSystemWithin(tx, actor, "what searches look through follows what is in use", () =>
      refreshSearchRows(tx, ids),
    );
    return after[0] ?? document;
  });
}

const isOwnWork = {
  zh: "编写人不能发布自己编写的版本，须由他人复核后发布。",
  en: "Who wrote in a version does not publish it: somebody else looks at it and does.",
};

async function requireCitable(change: KnowledgeChange, drafted: readonly Drafted[]): Promise<void> {
  const cited = [...new Set(drafted.flatMap(({ draft }) => citedKeysOf(draft).map(({ id }) => id)))];
  const found = await findDocuments(change.tx, cited);
  if (cited.every((id) => found.some((one) => one.id === id && one.published !== null))) return;
  const text = {
    zh: "该版本引用的条目已被撤回，请修订后再发布。",
    en: "It cites an entry that was withdrawn meanwhile: revise it first.",
  };
  throw illegalTransition(
    text,
    permittedKnowledgeActions(change.actor, change).filter((action) => action !== "PUBLISH"),
  );
}
