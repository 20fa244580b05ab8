import { Field, Int, ObjectType } from "type-graphql";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { SupervisionOrder } from "../supervision/index.js";
import { Ticket } from "../tickets/index.js";
import { type CaseState, CaseStateEnum } from "./case.enums.js";
import type { CaseRow } from "./case.store.js";
import { PriceNote } from "./note.type.js";

/** A price case. */
@ObjectType({
  description:
    "A price case (价格案件): a ticket of the price line, as a price desk watches it. The county handles it; the desk sees it at the same moment, and never takes it out of the county's hands. Its identifier is of your bureau: to another, the case is another.",
  implements: Node,
  simpleResolvers: true,
})
export class PriceCase implements Node {
  id: string;

  @Field(() => Ticket, { description: "The ticket (工单)." })
  ticket: Ticket;

  @Field(() => CaseStateEnum, {
    nullable: true,
    description: "How your desk has sorted it (标记); null where it is no case of a desk of yours.",
  })
  state: CaseState | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The version of the mark (标记版本), which markPriceCase names: 0 where nobody of your desk has sorted it; null where it is no case of a desk of yours.",
  })
  version: number | null;

  @Field(() => InstantScalar, { nullable: true, description: "When your desk sorted it last (标记时间)." })
  markedAt: Date | null;

  /** The row that nested fields are read from. */
  row: CaseRow;
}

/** A page of price cases. */
export const { Connection: PriceCaseConnection } = connectionTypes(
  () => PriceCase,
  "PriceCase",
  "price cases (价格案件)",
);

/** What markPriceCase answers. */
@ObjectType({ description: "What markPriceCase answers (标记结果).", simpleResolvers: true })
export class MarkPriceCasePayload {
  @Field(() => PriceCase, { description: "The case as the desk has sorted it now (价格案件)." })
  case: PriceCase;
}

/** What a note on a case answers. */
@ObjectType({
  description: "What a comment, a question or an answer on a price case answers (沟通结果).",
  simpleResolvers: true,
})
export class PriceNotePayload {
  @Field(() => PriceNote, { description: "What was said (沟通记录)." })
  note: PriceNote;
}

/** What superviseFromDesk answers. */
@ObjectType({ description: "What superviseFromDesk answers (提请督办结果).", simpleResolvers: true })
export class SuperviseFromDeskPayload {
  @Field(() => SupervisionOrder, { description: "The order, which is your authority's (督办单)." })
  order: SupervisionOrder;
}
