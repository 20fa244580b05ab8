import { Field, Int, ObjectType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { Bureau } from "../jurisdictions/index.js";
import { TicketStateEnum, TimelineVerbEnum } from "./ticket.enums.js";
import type { NoticeKind } from "./ticket.notices.js";
import type { TicketState, TicketVerb } from "./ticket.words.js";

/** One entry of a timeline. */
@ObjectType({ description: "One step in the life of a ticket (办理过程).", simpleResolvers: true })
export class TimelineEntry {
  @Field(() => Int, {
    nullable: true,
    description:
      "The version of the ticket that the step made (序号); null for what happened around the ticket without changing it, such as a reminder.",
  })
  sequence: number | null;

  @Field(() => InstantScalar, { description: "When (时间)." })
  at: Date;

  @Field(() => TimelineVerbEnum, { description: "What was done (动作)." })
  verb: TicketVerb | NoticeKind;

  @Field(() => TicketStateEnum, {
    nullable: true,
    description: "The state before (原状态); null for the registration.",
  })
  fromState: TicketState | null;

  @Field(() => TicketStateEnum, { description: "The state after (新状态)." })
  toState: TicketState;

  @Field(() => String, { description: "The step in plain words (说明), in the language of the request." })
  text: string;

  @Field(() => Bureau, { nullable: true, description: "The bureau that did it (单位)." })
  bureau: Promise<Bureau | null>;

  @Field(() => String, {
    description:
      "The name that the bureau had on that day (当时名称). A later rename changes `bureau { name }` and not this.",
  })
  bureauName: string;

  @Field(() => String, {
    nullable: true,
    description: "The name of the officer who did it (经办人); null for a program.",
  })
  personName: string | null;

  @Field(() => String, { nullable: true, description: "The officer's own words (备注), masked like the ticket." })
  remark: string | null;
}
