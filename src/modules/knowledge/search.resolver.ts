import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { invalidInput, tooLarge } from "../../platform/errors.js";
import { longestSearch } from "../../platform/grams.js";
import type { Loaded } from "../../platform/loaders.js";
import { startValidation } from "../../platform/validation.js";
import { Weight } from "../../platform/weight.js";
import { KnowledgeKindEnum } from "./knowledge.enums.js";
import { KnowledgeDocument, KnowledgeVersion } from "./knowledge.type.js";
import { knowledgeDocumentLoader, knowledgeVersionLoader, versionKeyText } from "./knowledge.view.js";
import { SearchKnowledgeArguments } from "./search.inputs.js";
import { excerptOf, partsOf } from "./search.parts.js";
import { searchRows } from "./search.store.js";
import { readSearch } from "./search.text.js";
import { FoundTextPart, KnowledgeFound } from "./search.type.js";

/** How many results one answer has at most. */
const mostFound = 50;

/**
 * Searches what is in use at the actor's bureau (知识检索): the entries of his own bureau and of those above it.
 *
 * SECURITY: it reads as the platform; the path of the actor's bureau is the whole scope, as `in_force_below` says it for
 * the entries themselves, and the rows hold nothing but what is published.
 *
 * @throws INVALID_INPUT for a text that is empty or too long, TOO_LARGE for more than 50 results
 */
async function searchKnowledge(
  context: RequestContext,
  { first, issueClass, kinds, on, text }: SearchKnowledgeArguments,
): Promise<KnowledgeFound[]> {
  const validation = startValidation();
  validation.text("text", text, longestSearch, 1);
  validation.text("issueClass", issueClass, 60);
  validation.finish();
  if (kinds?.length === 0) {
    throw invalidInput("kinds", {
      zh: "须至少列出一个类型，或不填此条件。",
      en: "List at least one kind, or leave the condition out.",
    });
  }
  if (first < 1) throw invalidInput("first", { zh: "条数至少为 1。", en: "Ask for one result at least." });
  if (first > mostFound) throw tooLarge("first", first, mostFound);
  const searched = readSearch(text);
  if (searched.words.length === 0) return [];
  const actor = actorOf(context);
  const rows = await context.database.asSystem("search what is in use at a bureau", (tx) =>
    searchRows(tx, searched, {
      path: pathOf(actor.bureau),
      kinds: kinds ?? Object.keys(KnowledgeKindEnum),
      issueClass: issueClass ?? null,
      on: on ?? chinaDay(context.clock.now()),
      most: first,
    }),
  );
  // Marked is what was looked for: the parts of the words where these stand nowhere.
  const { parts, phrase, words: given } = searched;
  const words = [...new Set([...given, ...parts])];
  return rows.map((row) => {
    const { foundBy, isInForce, score } = row;
    return Object.assign(new KnowledgeFound(), { foundBy, isInForce, score, row, phrase, words });
  });
}

const toParts = (parts: readonly { text: string; isMatch: boolean }[]): FoundTextPart[] =>
  parts.map((part) => Object.assign(new FoundTextPart(), part));

/** The search of knowledge, and what of a result is read when it is asked for. */
@Resolver(() => KnowledgeFound)
export class KnowledgeSearchResolver {
  @Can("knowledge.read")
  @Weight(100, { items: 10 })
  @Query(() => [KnowledgeFound], {
    description:
      "Searches laws, articles, questions, reply templates and directions while somebody types (知识检索): in titles, keywords and texts, by pinyin too; what is in force on the day comes first, then what fits best.",
  })
  searchKnowledge(
    @Ctx() context: RequestContext,
    @Args(() => SearchKnowledgeArguments) search: SearchKnowledgeArguments,
  ): Promise<KnowledgeFound[]> {
    return searchKnowledge(context, search);
  }

  @FieldResolver(() => KnowledgeDocument, { nullable: true, description: "The entry (知识条目)." })
  document(@Ctx() context: RequestContext, @Root() { row }: KnowledgeFound): Loaded<KnowledgeDocument> {
    return knowledgeDocumentLoader(context, row.documentId);
  }

  @FieldResolver(() => KnowledgeVersion, { nullable: true, description: "The version that was found (版本)." })
  version(@Ctx() context: RequestContext, @Root() { row }: KnowledgeFound): Loaded<KnowledgeVersion> {
    return versionOf(context, row);
  }

  @FieldResolver(() => [FoundTextPart], { description: "The title, with what was searched for marked (标题)." })
  async title(
    @Ctx() context: RequestContext,
    @Root() { phrase, row, words }: KnowledgeFound,
  ): Promise<FoundTextPart[]> {
    return toParts(partsOf((await versionOf(context, row))?.title ?? "", phrase, words));
  }

  @FieldResolver(() => [FoundTextPart], {
    description: "What stands around the first place that was searched for, or the beginning of the text (摘要).",
  })
  async excerpt(
    @Ctx() context: RequestContext,
    @Root() { phrase, row, words }: KnowledgeFound,
  ): Promise<FoundTextPart[]> {
    return toParts(excerptOf((await versionOf(context, row))?.body ?? "", phrase, words));
  }
}

const versionOf = (
  context: RequestContext,
  { documentId, number }: KnowledgeFound["row"],
): Promise<KnowledgeVersion | null> =>
  Promise.resolve(knowledgeVersionLoader(context, versionKeyText(documentId, number)));
