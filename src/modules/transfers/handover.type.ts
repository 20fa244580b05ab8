import { Field, ObjectType, registerEnumType } from "type-graphql";
import { toGlobalId } from "../../platform/ids.js";
import { connectionTypes, Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { Ticket, type TicketState, TicketStateEnum } from "../tickets/index.js";
import type { HandoverRow } from "./handover.store.js";
import type { MatterKey } from "./matter-key.js";

/** The sides of a handing over. */
export const HandoverSideEnum = { FROM: "FROM", TO: "TO" } as const;

/** A side of a handing over. */
export type HandoverSide = keyof typeof HandoverSideEnum;

registerEnumType(HandoverSideEnum, {
  name: "HandoverSide",
  description: "Which side of a handing over this is (移交方向).",
  valuesConfig: {
    FROM: { description: "This province handed over (移出)." },
    TO: { description: "This province took over (移入)." },
  },
});

/** The views of the list of handings over. */
export const HandoverViewEnum = { SENT: "SENT", RECEIVED: "RECEIVED" } as const;

/** A view of the list of handings over. */
export type HandoverView = keyof typeof HandoverViewEnum;

registerEnumType(HandoverViewEnum, {
  name: "HandoverView",
  description: "Which of the handings over that you see (视图).",
  valuesConfig: {
    SENT: { description: "What your bureau and those beneath it handed over (移出)." },
    RECEIVED: { description: "What your bureau and those beneath it took over (移入)." },
  },
});

/** What a province is shown of the ticket on the other side: how it stands, and nobody who has to do with it. */
@ObjectType({
  description:
    "The ticket on the other side of a handing over (对方工单): its number and how it stands. Of the persons nothing is shown, neither the officers nor the citizen.",
  simpleResolvers: true,
})
export class HandedTicket {
  @Field(() => String, { description: "Its number there (对方编号)." })
  number: string;

  @Field(() => TicketStateEnum, { description: "Its state there (对方状态)." })
  state: TicketState;

  @Field(() => InstantScalar, { nullable: true, description: "When it was closed there (对方办结时间)." })
  closedAt: Date | null;
}

/** One side of a handing over. */
@ObjectType({
  description:
    "A handing over to another province, as one side sees it (跨省移交): the ticket of this side is closed, a linked one began there.",
  implements: Node,
  simpleResolvers: true,
})
export class Handover implements Node {
  id: string;

  @Field(() => HandoverSideEnum, { description: "Which side this is (移交方向)." })
  side: HandoverSide;

  @Field(() => InstantScalar, { description: "When it was handed over (移交时间)." })
  handedOverAt: Date;

  /** The row that other fields are read from. */
  row: HandoverRow;
}

/** The name of the type, as it stands in global identifiers. */
export const handoverType = "Handover";

/** The global identifier of one side. */
export function handoverIdOf({ province, id }: MatterKey): string {
  return toGlobalId(handoverType, province, id);
}

/** The side of the API from its row. */
export function toHandover(row: HandoverRow): Handover {
  return Object.assign(new Handover(), {
    id: handoverIdOf(row),
    side: row.side as HandoverSide,
    handedOverAt: row.handedOverAt,
    row,
  });
}

/** A page of handings over. */
export const { Connection: HandoverConnection } = connectionTypes(
  () => Handover,
  "Handover",
  "handings over to other provinces (跨省移交)",
);

/** What a handing over answers. */
@ObjectType({ description: "What a handing over answers (移交结果).", simpleResolvers: true })
export class HandOverTicketPayload {
  @Field(() => Ticket, { description: "The ticket, closed as handed over (原工单)." })
  ticket: Ticket;

  @Field(() => Handover, { description: "The handing over, with how it stands there (移交)." })
  handover: Handover;
}
