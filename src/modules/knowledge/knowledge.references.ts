import type { Transaction } from "../../platform/database.js";
import { startValidation } from "../../platform/validation.js";
import type { KnowledgeContentInput } from "./knowledge.inputs.js";
import { findNamedArticles } from "./knowledge.lists.store.js";
import type { FoundReference } from "./knowledge.references.store.js";
import { type DocumentRow, findDocuments, type ReferenceRow, type VersionRow } from "./knowledge.store.js";
import { documentKeyOrNull, placeOfDocument } from "./knowledge.view.js";
import type { KnowledgeKind, StaleReason } from "./knowledge.words.js";
import { articleOf, placeholdersIn } from "./reply.placeholders.js";

/** Which entries a content may cite: those in use that its owner and the bureaus above it own. */
export interface CitingUse {
  kind: KnowledgeKind;
  path: readonly string[];
  id: string | null;
}

/**
 * What a content cites, in the versions in use now: what it lists, and the articles that a template names.
 *
 * @throws INVALID_INPUT for what is not there, not in use, or of a bureau that those who will read it do not see
 */
export async function citedOf(
  tx: Transaction,
  input: Pick<KnowledgeContentInput, "body" | "references">,
  use: CitingUse,
): Promise<string[]> {
  const check = startValidation();
  const listed = (input.references ?? []).map(documentKeyOrNull);
  const found = await findDocuments(
    tx,
    listed.filter((id) => id !== null),
  );
  const documents: DocumentRow[] = [];
  for (const [index, id] of listed.entries()) {
    const document = found.find((one) => one.id === id);
    if (document !== undefined && isCitable(document, use)) documents.push(document);
    else check.add(`content.references.${index}`, notCitable);
  }
  const names = use.kind === "REPLY_TEMPLATE" ? articlesNamedIn(input.body) : [];
  const articles = await findNamedArticles(tx, names, use.path);
  for (const { code, number } of names) {
    if (articles.some(({ name }) => name.code === code && name.number === number)) continue;
    check.add("content.body", {
      zh: `没有可用的条文 ${code}-${number}。`,
      en: `There is no article ${code}-${number} in use for this bureau.`,
    });
  }
  check.finish();
  const all = [...documents, ...articles.map(({ article }) => article)];
  return [...new Set(all.map(({ id, published }) => `${id}:${published}`))];
}

const notCitable = {
  zh: "须为已发布、且本单位及下级可见的知识条目，不能引用自身。",
  en: "What is cited must be in use, of this bureau or one above it, and another entry than this one.",
};

const isCitable = ({ bureau, id, published }: DocumentRow, use: CitingUse): boolean =>
  published !== null && use.path.includes(bureau) && id !== use.id;

/** The articles that the placeholders of a template name, each once. */
export function articlesNamedIn(body: string): { code: string; number: number }[] {
  const named = placeholdersIn(body).flatMap((name) => articleOf(name) ?? []);
  return [...new Map(named.map(({ code, number }) => [`${code}-${number}`, { code, number }])).values()];
}

/** A citation of a draft: what it names, and in which version. */
export function citedKeysOf({ cited }: VersionRow): { id: string; number: number }[] {
  return cited.map((text) => {
    const [id = "", number = "0"] = text.split(":");
    return { id, number: Number(number) };
  });
}

/** The rows of what a version cites, once it is published. */
export function referenceRowsOf(document: DocumentRow, version: VersionRow): ReferenceRow[] {
  return citedKeysOf(version).map(({ id, number }) => ({
    ...placeOfDocument(document),
    ...{ documentId: version.documentId, number: version.number, cited: id, citedNumber: number },
    ...{ checkedNumber: number, checkedAt: null, checkedBy: null },
  }));
}

/** Why a citation needs to be looked at again as of a day; null where it need not. */
export function staleReasonOf(found: FoundReference, today: string): StaleReason | null {
  const { citingEndsOn, document, endsOn, reference } = found;
  if (document.published === null) return "WITHDRAWN";
  // What ended with what it cites, or before it, is right for its days.
  const outlives = endsOn !== null && (citingEndsOn === null || citingEndsOn > endsOn);
  if (outlives && endsOn <= today) return "ENDED";
  return reference.checkedNumber < document.published ? "CHANGED" : null;
}
