import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { isWithin } from "../../access/index.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { invalidInput, notFound, tooLarge } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader, Division, divisionLoader } from "../jurisdictions/index.js";
import { permittedKnowledgeActions } from "./knowledge.change.js";
import { changedFieldsOf, differenceOf } from "./knowledge.difference.js";
import { KnowledgeActionEnum, KnowledgeVersionStateEnum } from "./knowledge.enums.js";
import { articlesLoader, citingLoader, mostArticles, mostCiting } from "./knowledge.loaders.js";
import { staleReasonOf } from "./knowledge.references.js";
import {
  KnowledgeCitation,
  KnowledgeDifference,
  KnowledgeDirection,
  KnowledgeDocument,
  KnowledgeVersion,
  versionStateOf,
} from "./knowledge.type.js";
import {
  documentOnText,
  knowledgeDocumentLoader,
  knowledgeReferencesLoader,
  knowledgeVersionLoader,
  knowledgeVersionsLoader,
  mostVersions,
  shownVersion,
  toDocument,
  versionKeyText,
  versionOnLoader,
} from "./knowledge.view.js";
import { articleLabel, type KnowledgeAction, type KnowledgeVersionState } from "./knowledge.words.js";

// SECURITY: what an authority above published is read beneath it without the names of its officers.
const nameBeneath = async (
  context: RequestContext,
  row: KnowledgeVersion["row"],
  person: string | null,
): Promise<string | null> => {
  if (person === null || !isWithin("AREA", actorOf(context).bureau, row)) return null;
  return (await personNameLoader(context, person))?.name ?? null;
};

/** The fields of an entry that are read when they are asked for, each through a loader. */
@Resolver(() => KnowledgeDocument)
export class KnowledgeFieldResolver {
  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that owns it (所属单位): what it publishes is used there and beneath.",
  })
  bureau(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    description: "The title of the version in use, else of the last that was, else of the draft (标题).",
  })
  async title(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Promise<string> {
    const title = (await shownVersion(context, row))?.title;
    return title ?? (row.articleNumber === null ? "" : articleLabel(row.articleNumber));
  }

  @Weight(10)
  @FieldResolver(() => KnowledgeVersion, {
    nullable: true,
    description:
      "The version in use today (现行版本): the last published that has begun, or that is to begin where none has; null where none is in use.",
  })
  current(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Promise<KnowledgeVersion | null> | null {
    return row.published === null ? null : versionToday(context, row);
  }

  @Weight(10)
  @FieldResolver(() => KnowledgeVersion, {
    nullable: true,
    description: "The version in preparation (草稿); null where there is none, and for other bureaus.",
  })
  draft(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Promise<KnowledgeVersion | null> | null {
    return row.draft === null ? null : knowledgeVersionLoader(context, versionKeyText(row.id, row.draft));
  }

  @Weight(20, { items: 5 })
  @FieldResolver(() => [KnowledgeVersion], {
    description: `Its versions, the latest first (历史版本), at most ${mostVersions}; drafts for its own bureau alone.`,
  })
  async versions(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Promise<KnowledgeVersion[]> {
    return (await knowledgeVersionsLoader(context, row.id)) ?? [];
  }

  @Weight(100)
  @FieldResolver(() => KnowledgeDifference, { description: "The difference between two of its versions (版本对比)." })
  async difference(
    @Ctx() context: RequestContext,
    @Root() { row }: KnowledgeDocument,
    @Arg("from", () => Int, { description: "The number of the earlier version (原版本)." }) from: number,
    @Arg("to", () => Int, { description: "The number of the later version (新版本)." }) to: number,
  ): Promise<KnowledgeDifference> {
    const [before, after] = await Promise.all(
      [from, to].map((number) =>
        number < 1 ? Promise.resolve(null) : knowledgeVersionLoader(context, versionKeyText(row.id, number)),
      ),
    );
    if (before == null) throw notFound("from");
    if (after == null) throw notFound("to");
    return Object.assign(new KnowledgeDifference(), {
      ...{ before, after, changedFields: changedFieldsOf(before.row, after.row) },
      body: differenceOf(before.body, after.body),
    });
  }

  @FieldResolver(() => KnowledgeDocument, { nullable: true, description: "For an article, its law (所属法规)." })
  law(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Promise<KnowledgeDocument | null> | null {
    return row.lawId === null ? null : knowledgeDocumentLoader(context, row.lawId);
  }

  @Weight(50, { items: 50 })
  @FieldResolver(() => [KnowledgeDocument], {
    description: "For a law, its articles in use by number (条文); empty for another entry.",
  })
  async articles(
    @Ctx() context: RequestContext,
    @Root() { row }: KnowledgeDocument,
    @Arg("first", () => Int, { defaultValue: 50, description: `How many, at most ${mostArticles} (条数).` })
    first: number,
    @Arg("after", () => Int, { defaultValue: 0, description: "Those after this number (起始条号)." }) after: number,
  ): Promise<KnowledgeDocument[]> {
    if (first < 1) throw invalidInput("first", { zh: "至少为 1。", en: "At least 1." });
    if (first > mostArticles) throw tooLarge("first", first, mostArticles);
    // The column holds no greater number, and no law has so many.
    if (after < 0 || after > 30_000) throw invalidInput("after", { zh: "须为条号。", en: "The number of an article." });
    return row.kind === "LAW" ? ((await articlesLoader(context, `${row.id}:${first}:${after}`)) ?? []) : [];
  }

  @Weight(30, { items: 5 })
  @FieldResolver(() => [KnowledgeCitation], {
    description: "What the version in use cites (引用条目), in the order of lists.",
  })
  async citations(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Promise<KnowledgeCitation[]> {
    const today = chinaDay(context.clock.now());
    return ((await knowledgeReferencesLoader(context, row.id)) ?? []).map((found) =>
      Object.assign(new KnowledgeCitation(), {
        document: toDocument(found.document),
        versionNumber: found.reference.citedNumber,
        staleReason: staleReasonOf(found, today),
      }),
    );
  }

  @Weight(30, { items: 2 })
  @FieldResolver(() => [KnowledgeCitation], {
    description: "What it cites that has changed, was withdrawn or has ended since somebody looked (待核对引用).",
  })
  async staleCitations(
    @Ctx() context: RequestContext,
    @Root() document: KnowledgeDocument,
  ): Promise<KnowledgeCitation[]> {
    if (document.row.published === null) return [];
    return (await this.citations(context, document)).filter(({ staleReason }) => staleReason !== null);
  }

  @Weight(50, { items: 10 })
  @FieldResolver(() => [KnowledgeDocument], {
    description: `The entries in use that cite it, as far as you see them (被引用), at most ${mostCiting}: the templates and answers to be looked at when it changes.`,
  })
  async citedBy(@Ctx() context: RequestContext, @Root() { row }: KnowledgeDocument): Promise<KnowledgeDocument[]> {
    return (await citingLoader(context, row.id)) ?? [];
  }

  @Weight(10)
  @FieldResolver(() => [KnowledgeActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  async permittedActions(
    @Ctx() context: RequestContext,
    @Root() { row }: KnowledgeDocument,
  ): Promise<KnowledgeAction[]> {
    const draft = row.draft === null ? null : await knowledgeVersionLoader(context, versionKeyText(row.id, row.draft));
    return permittedKnowledgeActions(actorOf(context), { document: row, draft: draft?.row ?? null });
  }
}

const versionToday = (context: RequestContext, { id }: KnowledgeDocument["row"]): Promise<KnowledgeVersion | null> =>
  Promise.resolve(versionOnLoader(context, documentOnText(id, chinaDay(context.clock.now()))));

/** The fields of a version that are read when they are asked for. */
@Resolver(() => KnowledgeVersion)
export class KnowledgeVersionFieldResolver {
  @Weight(10)
  @FieldResolver(() => KnowledgeVersionStateEnum, { nullable: true, description: "The state (状态)." })
  async state(
    @Ctx() context: RequestContext,
    @Root() { row }: KnowledgeVersion,
  ): Promise<KnowledgeVersionState | null> {
    const document = await knowledgeDocumentLoader(context, row.documentId);
    if (document === null) return null;
    const isToday = async () => (await versionToday(context, document.row))?.number === row.number;
    const state = versionStateOf(row, document.row);
    return state === "SUPERSEDED" && document.row.published !== null && (await isToday()) ? "PUBLISHED" : state;
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of who wrote in it last (编写人); null for what came with a release, and not told beneath.",
  })
  writerName(@Ctx() context: RequestContext, @Root() { row }: KnowledgeVersion): Promise<string | null> {
    return nameBeneath(context, row, row.writtenBy);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of who published it (发布人); null for what came with a release, and not told beneath.",
  })
  publisherName(@Ctx() context: RequestContext, @Root() { row }: KnowledgeVersion): Promise<string | null> {
    return nameBeneath(context, row, row.publishedBy);
  }
}

/** The division of a direction. */
@Resolver(() => KnowledgeDirection)
export class KnowledgeDirectionFieldResolver {
  @FieldResolver(() => Division, {
    nullable: true,
    description: "The division for which it holds (适用区划); the nation's for all.",
  })
  division(@Ctx() context: RequestContext, @Root() { divisionCode }: KnowledgeDirection): Loaded<Division> {
    return divisionCode === null ? null : divisionLoader(context, divisionCode);
  }
}
