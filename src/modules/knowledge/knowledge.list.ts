import { pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { asSystemWithin, preferOrder } from "../../platform/database.js";
import { invalidInput, notFound } from "../../platform/errors.js";
import { isUuid } from "../../platform/ids.js";
import { type PageRequest, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { codePattern } from "../dictionaries/index.js";
import { ownerOf } from "./knowledge.change.js";
import type { KnowledgeDocumentsArguments, KnowledgeFilter } from "./knowledge.inputs.js";
import {
  countDocuments,
  findDocumentPage,
  findFewAbout,
  findLaw,
  type KnowledgeCriteria,
} from "./knowledge.lists.store.js";
import type { KnowledgeDocument } from "./knowledge.type.js";
import { documentKeyOrNull, toDocument } from "./knowledge.view.js";
import { lawCodePattern } from "./knowledge.words.js";

const byKindAndPlace = "knowledge";

/**
 * A page of entries by kind, laws and articles by their numbers.
 *
 * @throws INVALID_INPUT for a page or a filter that is not sound, TOO_LARGE for a page of more than 100
 */
export async function pageOfKnowledge(
  context: RequestContext,
  args: KnowledgeDocumentsArguments,
): Promise<ConnectionValue<KnowledgeDocument>> {
  const page = readKnowledgePage(args);
  const given = readCriteria(context, args);
  const criteria = { ...given, among: await fewAbout(context, given) };
  const rows = await readInScope(context, (tx) => findDocumentPage(tx, criteria, page), preferOrder);
  const count = () => readInScope(context, (tx) => countDocuments(tx, criteria), preferOrder);
  const found = toPage(rows, page, byKindAndPlace, ({ id, sortKey }) => ({ key: sortKey, id }));
  return toConnection(found, page.after !== null, count, toDocument);
}

async function fewAbout(
  context: RequestContext,
  criteria: Pick<KnowledgeCriteria, "issueClass" | "topic">,
): Promise<string[] | null> {
  if (criteria.issueClass === null && criteria.topic === null) return null;
  return inScope(context, (tx) =>
    asSystemWithin(tx, actorOf(context), "pick entries by what they are about", () => findFewAbout(tx, criteria)),
  );
}

function readKnowledgePage(args: KnowledgeDocumentsArguments): PageRequest {
  const page = readPage(args, byKindAndPlace);
  if (page.after !== null && !isUuid(page.after.id)) throw refusedCursor();
  return page;
}

function readCriteria(
  context: RequestContext,
  { filter, view }: KnowledgeDocumentsArguments,
): Omit<KnowledgeCriteria, "among"> {
  const { bureau } = actorOf(context);
  const { reach, region } = scopeOf(bureau);
  const given = filter ?? {};
  checkFilter(given);
  return {
    view,
    path: pathOf(bureau),
    owners: [...new Set([bureau.bureau, ownerOf(bureau).bureau])],
    region: reach === "NATION" ? null : { level: reach, code: reach === "UNIT" ? bureau.bureau : region },
    kinds: given.kinds ?? null,
    states: given.states ?? ["PUBLISHED"],
    bureau: given.bureau ?? null,
    lawId: given.lawId == null ? null : (documentKeyOrNull(given.lawId) ?? nothing),
    inForceOn: given.inForceOn ?? null,
    issueClass: given.issueClass ?? null,
    topic: given.topic ?? null,
    staleOn: given.toBeChecked === true ? chinaDay(context.clock.now()) : null,
  };
}

// No entry has it: a law that is none has no articles.
const nothing = "00000000-0000-0000-0000-000000000000";

const emptyList = {
  zh: "须至少列出一项，或不填此条件。",
  en: "List at least one, or leave the condition out.",
};
const noCode = { zh: "没有这个代码。", en: "There can be no such code." };

function checkFilter({ bureau, issueClass, kinds, states, topic }: KnowledgeFilter): void {
  if (kinds?.length === 0) throw invalidInput("filter.kinds", emptyList);
  if (states?.length === 0) throw invalidInput("filter.states", emptyList);
  if (bureau != null && !/^[0-9A-Za-z_-]{1,60}$/.test(bureau)) throw invalidInput("filter.bureau", noCode);
  if (issueClass != null && !codePattern.test(issueClass)) throw invalidInput("filter.issueClass", noCode);
  if (topic != null && !codePattern.test(topic)) throw invalidInput("filter.topic", noCode);
}

/**
 * The law of a code that is in force for the caller's bureau: its own, or of a bureau above it.
 *
 * @throws NOT_FOUND
 */
export async function readLaw(context: RequestContext, code: string): Promise<KnowledgeDocument> {
  const path = pathOf(actorOf(context).bureau);
  const row = lawCodePattern.test(code) ? await inScope(context, (tx) => findLaw(tx, code, path)) : null;
  if (row === null) throw notFound("code");
  return toDocument(row);
}
