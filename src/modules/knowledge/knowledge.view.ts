import { holds } from "../../access/index.js";
import type { Place } from "../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { fromGlobalId, isUuid, toGlobalId } from "../../platform/ids.js";
import { defineLoader } from "../../platform/loaders.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { type FoundReference, findReferencesOf } from "./knowledge.references.store.js";
import { type DocumentRow, findDocuments, findVersions, findVersionsOf, type VersionRow } from "./knowledge.store.js";
import {
  KnowledgeDirection,
  KnowledgeDocument,
  KnowledgePayload,
  KnowledgeVersion,
  knowledgeDocumentType,
} from "./knowledge.type.js";
import { findVersionsOn } from "./knowledge.validity.store.js";
import { articleLabel, type KnowledgeKind, type KnowledgeState } from "./knowledge.words.js";

/** The most versions of an entry that are listed at once, the latest. */
export const mostVersions = 50;

/** The global identifier of an entry. */
export function documentIdOf({ id }: Pick<DocumentRow, "id">): string {
  return toGlobalId(knowledgeDocumentType, id);
}

/** The key of an entry out of its global identifier; null for an identifier of another type, and for none of ours. */
export function documentKeyOrNull(globalId: string): string | null {
  const given = fromGlobalId(globalId);
  const [id = "", ...rest] = given?.type === knowledgeDocumentType ? given.parts : [];
  return rest.length === 0 && isUuid(id) ? id : null;
}

/**
 * The same for an input that names an entry.
 *
 * @throws NOT_FOUND
 */
export function documentKeyOf(globalId: string, field: string): string {
  const key = documentKeyOrNull(globalId);
  if (key === null) throw notFound(field);
  return key;
}

/** Whose an entry is. */
export function placeOfDocument({ bureau, city, county, province }: DocumentRow): Place {
  return { province, city, county, bureau };
}

/** The number of the version by which an entry is known: the one in force, else the last that was, else the draft. */
export function shownNumberOf({ draft, lastPublished, published }: DocumentRow): number {
  return published ?? lastPublished ?? draft ?? 1;
}

/** An entry of the API from its row. */
export function toDocument(row: DocumentRow): KnowledgeDocument {
  const { articleNumber, changedAt, code, version, withdrawalReason, withdrawnAt } = row;
  return Object.assign(new KnowledgeDocument(), {
    ...{ articleNumber, changedAt, code, version, withdrawalReason, withdrawnAt, row },
    id: documentIdOf(row),
    kind: row.kind as KnowledgeKind,
    state: row.state as KnowledgeState,
    articleLabel: articleNumber === null ? null : articleLabel(articleNumber),
  });
}

/** The answer of a change: the entry as the change left it. */
export async function toKnowledgePayload(change: Promise<DocumentRow>): Promise<KnowledgePayload> {
  return Object.assign(new KnowledgePayload(), { document: toDocument(await change) });
}

/** A version of the API from its row. */
function toVersion(row: VersionRow): KnowledgeVersion {
  const { body, changeNote, issueClasses, keywords, number, publishedAt, returnReason, source } = row;
  const { submittedAt, title, topics, validFrom, validTo, writtenAt } = row;
  return Object.assign(new KnowledgeVersion(), {
    ...{ body, changeNote, issueClasses, keywords, number, publishedAt, returnReason, source },
    ...{ submittedAt, title, topics, validFrom, validTo, writtenAt, row },
    isShipped: row.shippedDigest !== null,
    direction: toDirection(row),
  });
}

function toDirection({ division, hours, matter, organisation, telephone }: VersionRow): KnowledgeDirection | null {
  if (matter === null) return null;
  return Object.assign(new KnowledgeDirection(), {
    ...{ matter, hours, telephone },
    organisation: organisation ?? "",
    divisionCode: division,
  });
}

/** Reads entries by their identifiers, under the scope of the request; null for a missing or invisible one. */
export const knowledgeDocumentLoader = defineLoader<KnowledgeDocument>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findDocuments(tx, ids));
  return new Map(rows.map((row) => [row.id, toDocument(row)]));
});

/** The key of a version as one text, for `knowledgeVersionLoader`. */
export function versionKeyText(id: string, number: number): string {
  return `${id}:${number}`;
}

/** Reads versions by the identifier of their entry and their number; null for a missing or invisible one. */
export const knowledgeVersionLoader = defineLoader<KnowledgeVersion>(async (context, keys) => {
  const wanted = keys.map((key) => {
    const [id = "", number = "0"] = key.split(":");
    return { id, number: Number(number) };
  });
  const rows = await inScope(context, (tx) => findVersions(tx, wanted));
  return new Map(rows.map((row) => [versionKeyText(row.documentId, row.number), toVersion(row)]));
});

/** The key of an entry on a day as one text, for `versionOnLoader`. */
export function documentOnText(id: string, day: string): string {
  return `${id}@${day}`;
}

/** Reads the version of an entry that counts on a day; null for one that is not in use, missing or invisible. */
export const versionOnLoader = defineLoader<KnowledgeVersion>(async (context, keys) => {
  const wanted = keys.map((key) => {
    const [id = "", day = ""] = key.split("@");
    return { id, day };
  });
  const rows = await inScope(context, (tx) => findVersionsOn(tx, wanted));
  return new Map(rows.map(({ day, id, version }) => [documentOnText(id, day), toVersion(version)]));
});

/** Reads the versions of entries by identifier, the latest first. */
export const knowledgeVersionsLoader = defineLoader<KnowledgeVersion[]>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findVersionsOf(tx, ids, mostVersions));
  return new Map(ids.map((id) => [id, rows.filter(({ documentId }) => documentId === id).map(toVersion)]));
});

/** Reads what the versions in use of entries cite, by the identifier of the entry. */
export const knowledgeReferencesLoader = defineLoader<FoundReference[]>(async (context, ids) => {
  const found = await inScope(context, (tx) => findReferencesOf(tx, ids));
  return new Map(ids.map((id) => [id, found.filter(({ reference }) => reference.documentId === id)]));
});

/** The version in use of an entry, or the last that was; null where it is not visible. */
export function shownVersion(context: RequestContext, row: DocumentRow): Promise<KnowledgeVersion | null> {
  return knowledgeVersionLoader(context, versionKeyText(row.id, shownNumberOf(row)));
}

/**
 * Reads an entry again by the parts of its global identifier.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const knowledgeNodeReaders: Readonly<Record<string, NodeReader>> = {
  [knowledgeDocumentType]: async (context, [id = "", ...rest]) =>
    rest.length > 0 || !isUuid(id) || !holds(actorOf(context), "knowledge.read")
      ? null
      : knowledgeDocumentLoader(context, id),
};
