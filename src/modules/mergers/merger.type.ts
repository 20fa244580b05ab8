import { Field, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { Ticket } from "../tickets/index.js";
import type { LinkRow } from "./link.store.js";
import { type LinkKind, LinkKindEnum } from "./merger.enums.js";

/** A link as one of its two tickets shows it. */
@ObjectType({
  description: "A link to another ticket that belongs to the matter (关联工单). Both go on, each with its own clock.",
  simpleResolvers: true,
})
export class TicketLink {
  @Field(() => LinkKindEnum, { description: "Why they belong together (关联类型)." })
  kind: LinkKind;

  @Field(() => InstantScalar, { description: "When they were linked (关联时间)." })
  linkedAt: Date;

  /** The row that nested fields are read from. */
  row: LinkRow;
}

/** What a merger answers. */
@ObjectType({ description: "What a merger answers (并案结果).", simpleResolvers: true })
export class MergeTicketsPayload {
  @Field(() => Ticket, { description: "The ticket that goes on (主工单)." })
  ticket: Ticket;

  @Field(() => Ticket, { description: "The ticket that is, or was, merged into it (并入工单)." })
  other: Ticket;
}
