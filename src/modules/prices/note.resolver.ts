import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { may } from "../../access/index.js";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { keyText, placeOfTicket, Ticket, ticketLoader } from "../tickets/index.js";
import { PriceCase } from "./case.type.js";
import { caseOfTicket } from "./case.view.js";
import { noteKeyText } from "./note.store.js";
import { PriceNote } from "./note.type.js";
import { noteLoader, wordsOf } from "./note.view.js";

const ticketOf = (context: RequestContext, { row }: PriceNote): Promise<Ticket | null> =>
  ticketLoader(context, keyText({ province: row.province, id: row.ticketId }));

/** The fields of a note. */
@Resolver(() => PriceNote)
export class PriceNoteFieldResolver {
  @Weight(30)
  @FieldResolver(() => String, { nullable: true, description: "What was said, masked (内容, 脱敏)." })
  words(@Ctx() context: RequestContext, @Root() { row }: PriceNote): Promise<string | null> {
    return wordsOf(context, row);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose price desk it is (价格监督单位)." })
  desk(@Ctx() context: RequestContext, @Root() { row }: PriceNote): Loaded<Bureau> {
    return bureauLoader(context, row.desk);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau of who wrote it (发出单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: PriceNote): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "To whom it went (接收单位): the bureau that handled the case then, or the desk that had asked.",
  })
  toBureau(@Ctx() context: RequestContext, @Root() { row }: PriceNote): Loaded<Bureau> {
    return bureauLoader(context, row.toBureau);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "The name of who wrote it (发出人)." })
  async personName(@Ctx() context: RequestContext, @Root() { row }: PriceNote): Promise<string | null> {
    return row.person === null ? null : ((await personNameLoader(context, row.person))?.name ?? null);
  }

  @FieldResolver(() => PriceNote, { nullable: true, description: "Of an answer: the question (所答复的询问)." })
  question(@Ctx() context: RequestContext, @Root() { row }: PriceNote): Promise<PriceNote | null> | null {
    return row.question === null ? null : noteLoader(context, noteKeyText({ ...row, id: row.question }));
  }

  @FieldResolver(() => Ticket, { nullable: true, description: "The ticket of the case, if you see it (工单)." })
  ticket(@Ctx() context: RequestContext, @Root() note: PriceNote): Promise<Ticket | null> {
    return ticketOf(context, note);
  }

  @Weight(10)
  @FieldResolver(() => Boolean, {
    description:
      "Whether you may answer it (可否答复; answerPriceQuestion): an open question upon a case that you handle.",
  })
  async mayAnswer(@Ctx() context: RequestContext, @Root() note: PriceNote): Promise<boolean> {
    if (!note.isOpen) return false;
    const ticket = await ticketOf(context, note);
    return ticket !== null && may(actorOf(context), "price.answer", placeOfTicket(ticket.row));
  }
}

/** What price desks make of a ticket. */
@Resolver(() => Ticket)
export class PriceDeskFieldResolver {
  @Weight(20)
  @FieldResolver(() => PriceCase, {
    nullable: true,
    description:
      "What price desks make of it (价格监督): your own desk's mark, and what was said and answered. Null where it is no price case, and no desk ever said anything of it.",
  })
  priceDesk(@Ctx() context: RequestContext, @Root() ticket: Ticket): Promise<PriceCase | null> {
    return caseOfTicket(context, ticket);
  }
}
