import { authorize } from "../../../access/index.js";
import type { Place } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { invalidInput, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { ownerOf, writeKnowledge } from "../knowledge.change.js";
import { checkNumber, readContent, type VersionContent } from "../knowledge.content.js";
import type { DraftKnowledgeInput } from "../knowledge.inputs.js";
import { requireUnusedCode } from "../knowledge.law.js";
import {
  countDraftsOf,
  type DocumentRow,
  documentInsertion,
  findArticleNumbers,
  findVersions,
  lockDocument,
  type VersionRow,
  versionInsertion,
} from "../knowledge.store.js";
import { documentKeyOrNull, shownNumberOf } from "../knowledge.view.js";
import { articleLabel, knowledgeKinds, knowledgeLimits, lawCodePattern } from "../knowledge.words.js";

/** When, by whom and for whom something is drafted. */
interface Drafting {
  at: Date;
  owner: Place;
  person: string | null;
}

/**
 * Drafts an entry of the caller's bureau (新建知识条目); a law with its articles at once. Nobody else sees it before it is
 * published.
 *
 * @throws FORBIDDEN, INVALID_INPUT, TOO_LARGE for a bureau that has too much in preparation
 */
export function draftKnowledge(context: RequestContext, input: DraftKnowledgeInput): Promise<DocumentRow> {
  const actor = actorOf(context);
  return inScope(context, async (tx) => {
    authorize(actor, "knowledge.write", actor.bureau);

    const at = context.clock.now();
    const today = chinaDay(at);
    const drafting = { at, owner: ownerOf(actor.bureau), person: actor.person?.id ?? null };
    checkShape(input);
    const law = input.kind === "LAW_ARTICLE" ? await findLawOf(tx, input, drafting.owner) : null;
    if (input.kind === "LAW") await requireUnusedCode(tx, input.code ?? "", drafting.owner, null);
    await requireRoom(tx, drafting.owner, 1 + (input.articles?.length ?? 0));
    const usualFirstDay = law?.validFrom ?? today;
    const use = { kind: input.kind, owner: drafting.owner, usualFirstDay, today, id: null };
    const content = await readContent(tx, actor, input.content, use);

    const drafted = draftsOf(drafting, input, content, law?.row ?? null);
    const documents = drafted.map(({ document }) => document);
    const told = { action: "knowledge.write", event: "DRAFTED" } as const;
    const insertions = [documentInsertion(documents), versionInsertion(drafted.map(({ draft }) => draft))];
    await writeKnowledge({ tx, actor, at, context }, insertions, documents, told);
    return documents[0] as DocumentRow;
  });
}

function checkShape({ articleNumber, articles, code, kind, lawId }: DraftKnowledgeInput): void {
  const check = startValidation();
  const { articleNumber: greatest, articles: most } = knowledgeLimits;
  const misplaced = { zh: "该类型的条目没有此项。", en: "An entry of this kind has none." };
  const numberText = { zh: `条号须为 1 至 ${greatest}，且不重复。`, en: `A number from 1 to ${greatest}, each once.` };
  const isNumber = (number: number): boolean => number >= 1 && number <= greatest;
  if (kind === "LAW" && !lawCodePattern.test(code ?? "")) {
    check.add("code", {
      zh: "法规代码由大写字母、数字和下划线组成，最多 40 个字符，例如 121。",
      en: "The code of a law holds capital letters, digits and underscores, at most 40, such as 121.",
    });
  }
  if (kind !== "LAW" && code != null) check.add("code", misplaced);
  if (kind !== "LAW" && articles != null) check.add("articles", misplaced);
  checkNumber(check, "articles", articles, most);
  for (const [index, { body, number }] of (articles ?? []).entries()) {
    const isRepeated = articles?.findIndex((one) => one.number === number) !== index;
    if (!isNumber(number) || isRepeated) check.add(`articles.${index}.number`, numberText);
    check.text(`articles.${index}.body`, body, knowledgeLimits.body, 1);
  }
  const isArticle = kind === "LAW_ARTICLE";
  if (!isArticle && lawId != null) check.add("lawId", misplaced);
  if (isArticle && !isNumber(articleNumber ?? 0)) check.add("articleNumber", numberText);
  if (!isArticle && articleNumber != null) check.add("articleNumber", misplaced);
  check.finish();
}

async function findLawOf(
  tx: Transaction,
  { articleNumber, lawId }: DraftKnowledgeInput,
  owner: Place,
): Promise<{ row: DocumentRow; validFrom: string }> {
  const key = lawId == null ? null : documentKeyOrNull(lawId);
  const row = key === null ? null : await lockDocument(tx, key);
  if (row === null || row.kind !== "LAW" || row.bureau !== owner.bureau || row.state === "DISCARDED") {
    throw invalidInput("lawId", {
      zh: "须为本单位的法规；不能为其他单位的法规增加条文。",
      en: "A law of your own bureau is needed: nobody adds articles to another's.",
    });
  }
  if ((await findArticleNumbers(tx, row.id)).includes(articleNumber ?? 0)) {
    throw invalidInput("articleNumber", {
      zh: "该条已经存在，请修订该条文。",
      en: "The law has this article already; revise it instead.",
    });
  }
  const [version] = await findVersions(tx, [{ id: row.id, number: shownNumberOf(row) }]);
  return { row, validFrom: version?.validFrom ?? "" };
}

async function requireRoom(tx: Transaction, owner: Place, more: number): Promise<void> {
  const number = (await countDraftsOf(tx, owner.bureau)) + more;
  if (number > knowledgeLimits.drafts) throw tooLarge("drafts", number, knowledgeLimits.drafts);
}

function draftsOf(
  drafting: Drafting,
  input: DraftKnowledgeInput,
  content: VersionContent,
  law: DocumentRow | null,
): { document: DocumentRow; draft: VersionRow }[] {
  const id = newId(drafting.at);
  const rank = knowledgeKinds.indexOf(input.kind) + 1;
  const lawCode = law?.code ?? input.code ?? null;
  const number = input.articleNumber ?? null;
  const own = {
    LAW: `${rank}:${lawCode}`,
    LAW_ARTICLE: articleKey(lawCode, number ?? 0),
    DIRECTION: `${rank}:${content.matter}`,
    QUESTION: `${rank}:${drafting.at.toISOString()}`,
    REPLY_TEMPLATE: `${rank}:${drafting.at.toISOString()}`,
  }[input.kind];
  const document = { ...newDocument(drafting, id, own), kind: input.kind, code: input.code ?? null };
  const whole = { ...document, lawId: law?.id ?? null, articleNumber: number };
  const articles = (input.articles ?? []).map((article) => {
    const articleId = newId(drafting.at);
    const kept = newDocument(drafting, articleId, articleKey(lawCode, article.number));
    const row = { ...kept, kind: "LAW_ARTICLE", code: null, lawId: id, articleNumber: article.number };
    // As those of the orders: who finds it must see of which law it is.
    const title = `${content.title} ${articleLabel(article.number)}`;
    const text = { ...content, title, body: article.body, keywords: [], cited: [] };
    return { document: row, draft: newDraft(drafting, row, text, 1) };
  });
  return [{ document: whole, draft: newDraft(drafting, whole, content, 1) }, ...articles];
}

const articleKey = (code: string | null, number: number): string => `2:${code}:${String(number).padStart(4, "0")}`;

function newDocument({ at, owner }: Drafting, id: string, sortKey: string) {
  return {
    ...{ ...owner, id, sortKey, state: "DRAFT", published: null, lastPublished: null, inUseSince: null, draft: 1 },
    ...{ withdrawnAt: null, withdrawnBy: null, withdrawalReason: null, createdAt: at, changedAt: at, version: 1 },
  };
}

/** A new draft of an entry, in the place of its owner. */
export function newDraft(
  { at, person }: Pick<Drafting, "at" | "person">,
  { bureau, city, county, id, kind, province }: DocumentRow,
  content: VersionContent,
  number: number,
): VersionRow {
  return {
    ...{ province, city, county, bureau, documentId: id, number, kind, state: "DRAFT", ...content },
    ...{ authors: person === null ? [] : [person], writtenAt: at, writtenBy: person },
    ...{ submittedAt: null, submittedBy: null, publishedAt: null, publishedBy: null, returnReason: null },
    shippedDigest: null,
  };
}
