import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import { Weight } from "../../platform/weight.js";
import { directionsFor } from "./directions.js";
import { KnowledgeDocument } from "./knowledge.type.js";
import { toDocument } from "./knowledge.view.js";
import { ReplyValueInput } from "./reply.inputs.js";
import { articlePlaceholders, replyPlaceholders } from "./reply.placeholders.js";
import { previewReply } from "./reply.preview.js";
import { ReplyDraft, ReplyPlaceholderEntry } from "./reply.type.js";

/** What an operator asks while a citizen is on the telephone. */
@Resolver()
export class ReplyResolver {
  @Can("knowledge.read")
  @Weight(200, { items: 40 })
  @Query(() => [KnowledgeDocument], {
    description:
      "Where to point a citizen whose matter is not ours (指引查询; art. 44 of Order 121): of each matter the most specific directions, of the county, else the city, the province, the nation. With `matter` all of them, the most specific first.",
  })
  async directions(
    @Ctx() context: RequestContext,
    @Arg("division", () => String, { description: "The code of the division of the citizen or of the matter (区划)." })
    division: string,
    @Arg("matter", () => String, { nullable: true, description: "The matter (事项), such as WATER_SUPPLY." })
    matter: string | null,
  ): Promise<KnowledgeDocument[]> {
    return (await directionsFor(context, division, matter ?? null)).map(({ document }) => toDocument(document));
  }

  @Can("knowledge.read")
  @Weight(200)
  @Query(() => ReplyDraft, {
    description:
      "A reply made from a template for a ticket that is not registered yet (回复预览); for a registered one it is `replyDraft` of the ticket.",
  })
  replyPreview(
    @Ctx() context: RequestContext,
    @Arg("template", () => ID, { description: "The template (回复样本)." }) template: string,
    @Arg("values", () => [ReplyValueInput], {
      defaultValue: [],
      description: "What the form has so far (已有取值), at most 30; the bureau, the operator and the day are known.",
    })
    values: ReplyValueInput[],
  ): Promise<ReplyDraft> {
    return previewReply(context, template, values);
  }

  @Can("knowledge.read")
  @Weight(50, { items: 14 })
  @Query(() => [ReplyPlaceholderEntry], {
    description: "All placeholders that a reply template may hold, and what stands in their place (占位符).",
  })
  replyPlaceholders(@Ctx() { locale }: RequestContext): ReplyPlaceholderEntry[] {
    return [...replyPlaceholders, ...articlePlaceholders].map(({ meaning, name }) =>
      Object.assign(new ReplyPlaceholderEntry(), { name, meaning: inLocale(meaning, locale) }),
    );
  }
}
