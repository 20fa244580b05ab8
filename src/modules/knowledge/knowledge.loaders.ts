import { inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { findArticles } from "./knowledge.lists.store.js";
import { findCiting } from "./knowledge.references.store.js";
import type { KnowledgeDocument } from "./knowledge.type.js";
import { toDocument } from "./knowledge.view.js";

/** The most articles of a law that are listed at once. */
export const mostArticles = 200;

/** The most entries that are listed as citing another. */
export const mostCiting = 100;

/** Reads articles of laws; the key is the law's identifier, how many, and after which number: "id:50:0". */
export const articlesLoader = defineLoader<KnowledgeDocument[]>(async (context, keys) => {
  const pages = new Map<string, string[]>();
  for (const key of keys) {
    const [id = "", ...page] = key.split(":");
    pages.set(page.join(":"), [...(pages.get(page.join(":")) ?? []), id]);
  }
  const found = await Promise.all([...pages].map(([page, lawIds]) => articlesOfPage(context, page, lawIds)));
  return new Map(found.flat());
});

// One document asks for few different pages of articles: each is one statement for all its laws.
async function articlesOfPage(
  context: RequestContext,
  page: string,
  lawIds: readonly string[],
): Promise<[string, KnowledgeDocument[]][]> {
  const [first = 0, after = 0] = page.split(":").map(Number);
  const rows = await inScope(context, (tx) => findArticles(tx, { lawIds, after, first }));
  return lawIds.map((id) => [`${id}:${page}`, rows.filter(({ lawId }) => lawId === id).map(toDocument)]);
}

/** Reads the entries in use that cite others, by the identifier of what is cited. */
export const citingLoader = defineLoader<KnowledgeDocument[]>(async (context, ids) => {
  const found = await inScope(context, (tx) => findCiting(tx, ids, mostCiting));
  return new Map(
    ids.map((id) => [id, found.filter(({ cited }) => cited === id).map(({ document }) => toDocument(document))]),
  );
});
