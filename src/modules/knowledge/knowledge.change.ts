import { type Action, authorize, may } from "../../access/index.js";
import { type ActingBureau, type Actor, type Place, regionOf } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { conflict, illegalTransition, notFound } from "../../platform/errors.js";
import { type RecordedValue, recordings } from "../../platform/record.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { knowledgeEventTypes } from "./knowledge.events.js";
import {
  type DocumentRow,
  findDocuments,
  findVersions,
  lockDocument,
  lockDraftedArticles,
  type VersionRow,
} from "./knowledge.store.js";
import { knowledgeDocumentType } from "./knowledge.type.js";
import { documentIdOf, documentKeyOf, placeOfDocument } from "./knowledge.view.js";
import { type KnowledgeAction, knowledgeActions } from "./knowledge.words.js";

/** Which entry a command is about, and which version of it the caller saw. */
export interface DocumentReference {
  documentId: string;
  version: number;
}

/** An entry with the draft of it that is in preparation, if there is one. */
export interface Prepared {
  document: DocumentRow;
  draft: VersionRow | null;
}

/** A change of an entry under way. */
export interface KnowledgeChange extends Prepared {
  tx: Transaction;
  actor: Actor;
  context: RequestContext;
  at: Date;
}

/**
 * The place of the entries that a bureau writes: its own. What is written at a centre belongs to the authority for whose
 * region it acts, as its dictionary entries do: the bureaus beneath the authority are to use it.
 */
export function ownerOf(bureau: ActingBureau): Place {
  const { city, county, kind, province } = bureau;
  return { province, city, county, bureau: kind === "CENTRE" ? regionOf(bureau) : bureau.bureau };
}

// An entry of the authority is the centre's own.
const placeFor = (actor: Actor, document: DocumentRow): Place =>
  document.bureau === ownerOf(actor.bureau).bureau ? actor.bureau : placeOfDocument(document);

const actionsOf: Readonly<Record<KnowledgeAction, Action>> = {
  REVISE: "knowledge.write",
  SUBMIT: "knowledge.write",
  DISCARD: "knowledge.write",
  CHECK: "knowledge.write",
  RETURN: "knowledge.publish",
  PUBLISH: "knowledge.publish",
  WITHDRAW: "knowledge.publish",
};

/**
 * Whether an entry with its draft stands where an action is possible. Four eyes (双人复核): who wrote in a draft is not
 * who publishes it, at whatever bureau; there is no setting that lets it be.
 */
function isPossible(action: KnowledgeAction, { document, draft }: Prepared): boolean {
  const state = draft?.state ?? null;
  const possible: Readonly<Record<KnowledgeAction, boolean>> = {
    REVISE: document.state !== "DISCARDED",
    SUBMIT: state === "DRAFT",
    DISCARD: state !== null,
    CHECK: document.published !== null,
    RETURN: state === "IN_REVIEW",
    PUBLISH: state === "IN_REVIEW",
    WITHDRAW: document.published !== null,
  };
  return possible[action];
}

/** Whether an actor wrote in a draft. */
export function isAuthor(actor: Actor, draft: VersionRow): boolean {
  return actor.person !== null && draft.authors.includes(actor.person.id);
}

/** What an actor may do with an entry as it stands. */
export function permittedKnowledgeActions(actor: Actor, prepared: Prepared): KnowledgeAction[] {
  const { document, draft } = prepared;
  const place = placeFor(actor, document);
  return knowledgeActions.filter(
    (action) =>
      isPossible(action, prepared) &&
      may(actor, actionsOf[action], place) &&
      !(action === "PUBLISH" && draft !== null && isAuthor(actor, draft)),
  );
}

/**
 * Finds an entry, locks it, and asks the right, the version and the state; then decides and writes.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION, in this order, and what `work` throws
 */
export function changeDocument(
  context: RequestContext,
  action: KnowledgeAction,
  reference: DocumentReference,
  work: (change: KnowledgeChange) => Promise<DocumentRow>,
): Promise<DocumentRow> {
  const actor = actorOf(context);
  const key = documentKeyOf(reference.documentId, "documentId");
  return inScope(context, async (tx) => {
    // What a bureau above owns is seen and cannot be locked: the right is what is missing.
    const document = (await lockDocument(tx, key)) ?? (await findDocuments(tx, [key]))[0];
    if (document === undefined) throw notFound("documentId");
    authorize(actor, actionsOf[action], placeFor(actor, document));
    if (document.version !== reference.version) throw conflict(document.version);
    const prepared = { document, draft: (await draftsOf(tx, [document])).get(document.id) ?? null };
    if (!isPossible(action, prepared)) {
      const text = {
        zh: `该条目当前状态不能执行 ${action}。`,
        en: `${action} is not possible for the entry as it stands.`,
      };
      throw illegalTransition(text, permittedKnowledgeActions(actor, prepared));
    }
    return work({ ...prepared, tx, actor, context, at: context.clock.now() });
  });
}

/** The drafts in preparation of entries, by their identifiers. */
async function draftsOf(tx: Transaction, documents: readonly DocumentRow[]): Promise<Map<string, VersionRow>> {
  const keys = documents.flatMap(({ draft, id }) => (draft === null ? [] : [{ id, number: draft }]));
  return new Map((await findVersions(tx, keys)).map((row) => [row.documentId, row]));
}

/** An entry whose draft is there. */
export interface Drafted {
  document: DocumentRow;
  draft: VersionRow;
}

/** The draft that a step takes and, of a law, those of its articles that stand where it does: they go together. */
export async function draftsTogether({ document, draft, tx }: KnowledgeChange): Promise<Drafted[]> {
  if (draft === null) return [];
  if (document.kind !== "LAW") return [{ document, draft }];
  const articles = await lockDraftedArticles(tx, document.id);
  const drafts = await draftsOf(tx, articles);
  const beside = articles.flatMap((article) => {
    const found = drafts.get(article.id);
    return found?.state === draft.state ? [{ document: article, draft: found }] : [];
  });
  return [{ document, draft }, ...beside];
}

/** What is told of a change. */
export interface Told {
  action: "knowledge.write" | "knowledge.publish";
  event: keyof typeof knowledgeEventTypes;
  detail?: { [name: string]: RecordedValue };
}

/**
 * What is recorded of changed entries: kinds, codes and numbers.
 *
 * SECURITY: neither a title nor a text nor a reason.
 */
function knowledgeRecordings(
  { actor, at, context }: Pick<KnowledgeChange, "actor" | "at" | "context">,
  documents: readonly DocumentRow[],
  { action, detail = {}, event }: Told,
): readonly (Writing | null)[] {
  return recordings(
    actor,
    documents.map((document) => {
      const { articleNumber, bureau, code, kind, published } = document;
      const facts = { kind, bureau, code, articleNumber, published, ...detail };
      return {
        action,
        at,
        requestId: context.requestId,
        subject: {
          type: knowledgeDocumentType,
          id: documentIdOf(document),
          version: document.version,
          place: placeOfDocument(document),
        },
        detail: facts,
        events: [{ type: knowledgeEventTypes[event], payload: facts }],
      };
    }),
  );
}

/** The writings of one change, sent together with what is recorded of it. */
export async function writeKnowledge(
  change: Pick<KnowledgeChange, "tx" | "actor" | "at" | "context">,
  writings: readonly (Writing | null)[],
  documents: readonly DocumentRow[],
  told: Told,
): Promise<void> {
  await write(change.tx, [...writings, ...knowledgeRecordings(change, documents, told)]);
}
