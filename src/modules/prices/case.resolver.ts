import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { DayScalar } from "../../platform/scalars.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { toOrder } from "../supervision/index.js";
import { keyText, Term } from "../tickets/index.js";
import { type CaseAction, CaseActionEnum } from "./case.enums.js";
import {
  AnswerPriceQuestionInput,
  AskAboutPriceCaseInput,
  CommentPriceCaseInput,
  MarkPriceCaseInput,
  PriceCaseFilter,
  SuperviseFromDeskInput,
} from "./case.inputs.js";
import { readCaseList } from "./case.list.js";
import { permittedCaseActions } from "./case.rights.js";
import {
  MarkPriceCasePayload,
  PriceCase,
  PriceCaseConnection,
  PriceNotePayload,
  SuperviseFromDeskPayload,
} from "./case.type.js";
import { goodsOf, placeOf, toCase } from "./case.view.js";
import { answerPriceQuestion } from "./commands/answer-price-question.js";
import { markPriceCase } from "./commands/mark-price-case.js";
import { type DeskNote, notePriceCase } from "./commands/note-price-case.js";
import { superviseFromDesk } from "./commands/supervise-from-desk.js";
import { mostNotes } from "./note.store.js";
import { PriceNote } from "./note.type.js";
import { notesOfTicketLoader, toNote } from "./note.view.js";
import { readTriage } from "./triage.js";
import { PriceTriage } from "./triage.type.js";

const input = { description: "What is to be done (操作参数)." };

async function toNotePayload(context: RequestContext, note: DeskNote): Promise<PriceNotePayload> {
  return { note: toNote(await notePriceCase(context, note)) };
}

/** Price cases in the API. */
@Resolver(() => PriceCase)
export class PriceCaseResolver {
  @Can("price.read")
  @Weight(100)
  @Query(() => PriceCaseConnection, {
    description:
      "The price cases of your desk's region, the latest receipt first (价格案件列表). A bureau without a price desk is FORBIDDEN.",
  })
  priceCases(
    @Ctx() context: RequestContext,
    @Arg("filter", () => PriceCaseFilter, { nullable: true, description: "What the list is narrowed by (筛选条件)." })
    filter: PriceCaseFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "How many, 1 to 100; 20 where it is left out (每页条数)." })
    first: number | null,
    @Arg("after", () => String, { nullable: true, description: "The endCursor of the page before (起始游标)." })
    after: string | null,
  ): Promise<ConnectionValue<PriceCase>> {
    return readCaseList(context, filter, { first, after });
  }

  @Can("price.read")
  @Weight(2000)
  @Query(() => PriceTriage, {
    description: "The price cases of a day, sorted for all people of your desk (每日分拣).",
  })
  priceTriage(
    @Ctx() context: RequestContext,
    @Arg("day", () => DayScalar, {
      nullable: true,
      description: "The day in China; today where it is left out (日期).",
    })
    day: string | null,
  ): Promise<PriceTriage> {
    return readTriage(context, day ?? null);
  }

  @Can("price.triage")
  @Mutation(() => MarkPriceCasePayload, {
    description:
      "Sorts a case for all people of your desk: new, key or done (标记价格案件). The ticket itself stays as it is.",
  })
  async markPriceCase(
    @Ctx() context: RequestContext,
    @Arg("input", () => MarkPriceCaseInput, input) wanted: MarkPriceCaseInput,
  ): Promise<MarkPriceCasePayload> {
    return { case: toCase(context, await markPriceCase(context, wanted)) };
  }

  @Can("price.note")
  @Mutation(() => PriceNotePayload, { description: "Comments on a case, for whoever sees the ticket (发表意见)." })
  commentPriceCase(
    @Ctx() context: RequestContext,
    @Arg("input", () => CommentPriceCaseInput, input) { comment, ticketId }: CommentPriceCaseInput,
  ): Promise<PriceNotePayload> {
    return toNotePayload(context, { kind: "COMMENT", ticketId, words: comment, field: "comment" });
  }

  @Can("price.note")
  @Mutation(() => PriceNotePayload, { description: "Asks the bureau that handles a case (询问承办单位)." })
  askAboutPriceCase(
    @Ctx() context: RequestContext,
    @Arg("input", () => AskAboutPriceCaseInput, input) { question, ticketId }: AskAboutPriceCaseInput,
  ): Promise<PriceNotePayload> {
    return toNotePayload(context, { kind: "QUESTION", ticketId, words: question, field: "question" });
  }

  @Can("price.answer")
  @Mutation(() => PriceNotePayload, {
    description: "Answers the question of a price desk, at the bureau that handles the case (答复询问).",
  })
  async answerPriceQuestion(
    @Ctx() context: RequestContext,
    @Arg("input", () => AnswerPriceQuestionInput, input) wanted: AnswerPriceQuestionInput,
  ): Promise<PriceNotePayload> {
    return { note: toNote(await answerPriceQuestion(context, wanted)) };
  }

  @Can("price.supervise")
  @Mutation(() => SuperviseFromDeskPayload, {
    description:
      "Has your authority issue a supervision order over cases to the county that handles them (提请督办), with you as who issued it. The authority decides on the answer.",
  })
  async superviseFromDesk(
    @Ctx() context: RequestContext,
    @Arg("input", () => SuperviseFromDeskInput, input) wanted: SuperviseFromDeskInput,
  ): Promise<SuperviseFromDeskPayload> {
    return { order: toOrder(context, await superviseFromDesk(context, wanted)) };
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description: "The goods by which it is sorted (商品): as your desk says, else as the ticket is.",
  })
  goods(@Ctx() context: RequestContext, @Root() { row }: PriceCase): Promise<Term> | null {
    return goodsOf(context, row.mark?.goods ?? row.ticket.goodsClass);
  }

  @FieldResolver(() => Term, {
    nullable: true,
    description:
      "The place by which it is sorted (地点): as your desk says, else the division of the respondent, else the county that handles it.",
  })
  place(@Ctx() context: RequestContext, @Root() { row }: PriceCase): Promise<Term | null> {
    return placeOf(context, row.mark?.place ?? row.ticket.division ?? row.ticket.county);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who sorted it last (标记人)." })
  async markedByName(@Ctx() context: RequestContext, @Root() { row }: PriceCase): Promise<string | null> {
    const person = row.mark?.markedBy ?? null;
    return person === null ? null : ((await personNameLoader(context, person))?.name ?? null);
  }

  @Weight(20, { items: 3 })
  @FieldResolver(() => [PriceNote], {
    description: `What price desks said of it and were answered, oldest first; the latest ${mostNotes} (沟通记录).`,
  })
  async notes(@Ctx() context: RequestContext, @Root() { row }: PriceCase): Promise<PriceNote[]> {
    return (await notesOfTicketLoader(context, keyText(row.ticket))) ?? [];
  }

  @FieldResolver(() => [CaseActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: PriceCase): CaseAction[] {
    return permittedCaseActions(actorOf(context), row.ticket);
  }
}
