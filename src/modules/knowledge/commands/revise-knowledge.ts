import { chinaDay } from "../../../platform/clock.js";
import type { RequestContext } from "../../../platform/context.js";
import { changeDocument, type KnowledgeChange, writeKnowledge } from "../knowledge.change.js";
import { readContent, type VersionContent } from "../knowledge.content.js";
import type { ReviseKnowledgeInput } from "../knowledge.inputs.js";
import {
  type DocumentRow,
  documentUpdate,
  findVersions,
  lastNumberOf,
  versionInsertion,
  versionUpdate,
} from "../knowledge.store.js";
import { placeOfDocument, shownNumberOf } from "../knowledge.view.js";
import type { KnowledgeKind } from "../knowledge.words.js";
import { newDraft } from "./draft-knowledge.js";

/**
 * Says what an entry is to say from its next version on (修订知识条目). Where a draft is in preparation it is changed, and goes
 * back to being written when it was in review; else one is opened, and what is in use goes on being used meanwhile.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for an entry that was given up, INVALID_INPUT
 */
export function reviseKnowledge(context: RequestContext, input: ReviseKnowledgeInput): Promise<DocumentRow> {
  return changeDocument(context, "REVISE", input, async (change) => {
    const { actor, at, document, tx } = change;
    const [shown] = await findVersions(tx, [{ id: document.id, number: shownNumberOf(document) }]);
    const content = await readContent(tx, actor, input.content, {
      kind: document.kind as KnowledgeKind,
      owner: placeOfDocument(document),
      usualFirstDay: shown?.validFrom ?? chinaDay(at),
      today: chinaDay(at),
      id: document.id,
    });
    return change.draft === null ? openDraft(change, content) : changeDraft(change, content);
  });
}

const told = { action: "knowledge.write", event: "REVISED" } as const;

async function openDraft(change: KnowledgeChange, content: VersionContent): Promise<DocumentRow> {
  const { actor, at, document, tx } = change;
  const number = (await lastNumberOf(tx, document.id)) + 1;
  const draft = newDraft({ at, person: actor.person?.id ?? null }, document, content, number);
  const changes = { draft: number, changedAt: at };
  const after = { ...document, ...changes, version: document.version + 1 };
  await writeKnowledge(change, [documentUpdate(document, changes), versionInsertion([draft])], [after], told);
  return after;
}

async function changeDraft(change: KnowledgeChange, content: VersionContent): Promise<DocumentRow> {
  const { actor, at, document, draft } = change;
  if (draft === null) throw new Error("a draft is changed that is not there");
  const writer = actor.person?.id ?? null;
  const authors = writer === null || draft.authors.includes(writer) ? draft.authors : [...draft.authors, writer];
  const changes = { changedAt: at, ...(document.lastPublished === null ? { state: "DRAFT" } : {}) };
  const after = { ...document, ...changes, version: document.version + 1 };
  const written = { ...content, authors, writtenAt: at, writtenBy: writer, state: "DRAFT" };
  await writeKnowledge(change, [documentUpdate(document, changes), versionUpdate(draft, written)], [after], told);
  return after;
}
