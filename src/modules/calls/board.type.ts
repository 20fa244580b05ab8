import { Field, Float, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/relay.type.js";
import { InstantScalar } from "../../platform/scalars.js";
import { SeatStateEnum } from "./call.enums.js";
import type { SeatState } from "./call.words.js";
import type { SeatRow } from "./seat.store.js";

/** The calls of a time as a board counts them. */
@ObjectType({ description: "The calls that came in within a time (时段话务).", simpleResolvers: true })
export class CallFigures {
  @Field(() => InstantScalar, { description: "The beginning of the time (起始时间)." })
  since: Date;

  @Field(() => Int, { description: "How many came in (呼入量); what was taken back is not among them." })
  offered: number;

  @Field(() => Int, { description: "How many of them were answered (接通量)." })
  answered: number;

  @Field(() => Int, { description: "How many callers gave up (放弃量)." })
  abandoned: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Answered of offered calls (接通率), 0 to 1, to four decimals; null where none came in. Those that wait count as offered.",
  })
  connectionRate: number | null;
}

/** How many seats do one thing. */
@ObjectType({ description: "How many seats do one thing (座席状态计数).", simpleResolvers: true })
export class SeatCount {
  @Field(() => SeatStateEnum, { description: "What they do (状态)." })
  state: SeatState;

  @Field(() => Int, { description: "How many (座席数)." })
  count: number;
}

/** A seat. */
@ObjectType({ description: "A seat at which somebody is signed in (在线座席).", simpleResolvers: true })
export class Seat {
  @Field(() => String, { description: "The number at the desk (工号)." })
  operatorNumber: string;

  @Field(() => SeatStateEnum, { description: "What it does (状态)." })
  state: SeatState;

  @Field(() => InstantScalar, { description: "Since when (起始时间)." })
  since: Date;

  /** The row that nested fields are read from. */
  row: SeatRow;
}

/** The live board of a hotline. */
@ObjectType({
  description:
    "The live board of the hotline of one bureau (话务看板). A call that waits counts for two hours, and one that is talked with for eight, in case its end is never told; a seat counts for a day.",
  implements: Node,
  simpleResolvers: true,
})
export class CallBoard implements Node {
  id: string;

  @Field(() => InstantScalar, { description: "When it was read (截至时间)." })
  asOf: Date;

  @Field(() => Int, { description: "How many callers wait (当前排队数)." })
  waiting: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description: "Since when the one has been waiting who waits longest (最长等待起始时间); null where nobody waits.",
  })
  longestWaitSince: Date | null;

  @Field(() => Int, { description: "How many callers are talked with (当前通话数)." })
  talking: number;

  @Field(() => CallFigures, { description: "The calls of the last 30 minutes (近30分钟)." })
  lastHalfHour: CallFigures;

  @Field(() => CallFigures, { description: "The calls of today in China (当日)." })
  today: CallFigures;

  @Field(() => [SeatCount], {
    description: "How many seats do what (座席状态分布), all states but OFF, also those of none.",
  })
  seatsByState: SeatCount[];

  @Field(() => [Seat], {
    description: "The seats at which somebody is signed in (在线座席), by their numbers, 500 at most.",
  })
  seats: Seat[];

  /** The code of the bureau whose board it is. */
  bureauCode: string;
}

/** What reportSeats answers. */
@ObjectType({ description: "What became of a report of seats (座席状态上报结果).", simpleResolvers: true })
export class ReportSeatsPayload {
  @Field(() => Int, { description: "How many seats changed (变更数)." })
  changed: number;

  @Field(() => [String], {
    description: "The numbers at the desks of which something as late, or later, was known already (未采用的工号).",
  })
  unchanged: string[];
}

/** The board as a subscription tells it. */
@ObjectType({ description: "The board, as it changes (看板推送).", simpleResolvers: true })
export class CallBoardChange {
  @Field(() => String, { description: "The place in the event log that the board has reached at least (游标)." })
  cursor: string;

  @Field(() => CallBoard, { description: "The board (话务看板)." })
  board: CallBoard;
}
