import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import {
  draftReply,
  KnowledgeDocument,
  KnowledgeVersion,
  knowledgeDocumentLoader,
  knowledgeVersionLoader,
  ReplyDraft,
  type TicketCitationRow,
  versionKeyText,
} from "../knowledge/index.js";
import { findCitationsOf, replyValuesOf } from "./ticket.reply.js";
import { TicketCitation } from "./ticket.reply.type.js";
import { keyFromText, keyText } from "./ticket.store.js";
import { Ticket } from "./ticket.type.js";
import { byTicket } from "./ticket.view.js";

/** Reads what the answers to tickets relied on, by key text. */
const citationsLoader = defineLoader<TicketCitationRow[]>(async (context, keys) =>
  byTicket(await findCitationsOf(context, keys.map(keyFromText))),
);

/** What knowledge adds to a ticket: replies made from templates, and what answers relied on. */
@Resolver(() => Ticket)
export class TicketReplyResolver {
  @Weight(200)
  @FieldResolver(() => ReplyDraft, {
    description:
      "A reply to the citizen made from a template (回复草稿). Values are masked as you see the ticket; what has none is a visible blank. Nothing is sent or kept.",
  })
  async replyDraft(
    @Ctx() context: RequestContext,
    @Root() { row }: Ticket,
    @Arg("template", () => ID, { description: "The template (回复样本)." }) template: string,
  ): Promise<ReplyDraft> {
    return draftReply(context, template, await replyValuesOf(context, row), chinaDay(row.receivedAt));
  }

  @Weight(20, { items: 3 })
  @FieldResolver(() => [TicketCitation], {
    description: "What the answers to it relied on (答复依据): templates, articles, questions, each as it was then.",
  })
  async citations(@Ctx() context: RequestContext, @Root() { row }: Ticket): Promise<TicketCitation[]> {
    return ((await citationsLoader(context, keyText(row))) ?? []).map((citation) => {
      const { citedAt, kind, title, versionNumber, wasInForce } = citation;
      return Object.assign(new TicketCitation(), { citedAt, kind, title, versionNumber, wasInForce, row: citation });
    });
  }
}

/** The fields of a citation that are read when they are asked for. */
@Resolver(() => TicketCitation)
export class TicketCitationResolver {
  @FieldResolver(() => KnowledgeDocument, {
    nullable: true,
    description: "The entry as it is now (知识条目); null where another bureau keeps it for itself.",
  })
  document(@Ctx() context: RequestContext, @Root() { row }: TicketCitation): Promise<KnowledgeDocument | null> {
    return knowledgeDocumentLoader(context, row.documentId);
  }

  @Weight(10)
  @FieldResolver(() => KnowledgeVersion, {
    nullable: true,
    description: "The version that was used, word for word (当时版本); null where another bureau keeps it for itself.",
  })
  version(@Ctx() context: RequestContext, @Root() { row }: TicketCitation): Promise<KnowledgeVersion | null> {
    return knowledgeVersionLoader(context, versionKeyText(row.documentId, row.versionNumber));
  }

  @Weight(10)
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether it changed since: a later version is in use, or it was withdrawn (此后是否变更); null where you do not see the entry.",
  })
  async isChanged(@Ctx() context: RequestContext, @Root() { row }: TicketCitation): Promise<boolean | null> {
    const document = await knowledgeDocumentLoader(context, row.documentId);
    return document === null ? null : document.row.published !== row.versionNumber;
  }
}
