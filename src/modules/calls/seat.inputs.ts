import { Field, InputType } from "type-graphql";
import { InstantScalar } from "../../platform/scalars.js";
import { SeatStateEnum } from "./call.enums.js";
import { operatorNumberText, sourceText } from "./call.inputs.js";
import type { SeatState } from "./call.words.js";

/** What one seat does. */
@InputType({ description: "What a seat does, as the telephone system tells it (座席状态)." })
export class SeatInput {
  @Field(() => String, { description: operatorNumberText })
  operatorNumber: string;

  @Field(() => SeatStateEnum, { description: "What it does (状态)." })
  state: SeatState;

  @Field(() => InstantScalar, {
    description: "Since when (起始时间). A later one wins, in whatever order reports come.",
  })
  since: Date;
}

/** The input of reportSeats. */
@InputType({ description: "What the seats of a hotline do (座席状态上报)." })
export class ReportSeatsInput {
  @Field(() => String, { description: sourceText })
  source: string;

  @Field(() => [SeatInput], {
    description: "The seats (座席), 1 to 500, each once: all of them, or those that changed.",
  })
  seats: SeatInput[];
}
