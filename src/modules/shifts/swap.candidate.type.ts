import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { connectionTypes } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { OwnShift } from "./roster.type.js";
import { SwapObstacleEnum } from "./shift.enums.js";
import { limits, type SwapObstacle } from "./shift.words.js";

/** The arguments of shiftSwapCandidates. */
@ArgsType()
export class ShiftSwapCandidatesArguments {
  @Field(() => ID, { description: "Your assignment that another is to take (给出的班次), published and not begun." })
  given: string;

  @Field(() => Int, { nullable: true, description: "The size of the page (每页条数), 20 when left out, at most 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before (游标)." })
  after?: string | null;
}

/** A colleague who may take a shift. */
@ObjectType({
  description:
    "A colleague who could take a shift of yours, or why he could not (换班候选人). It says how things stand now: whoever decides on the swap looks again.",
})
export class ShiftSwapCandidate {
  @Field(() => ID, { description: "Who it is (人员标识), for askShiftSwap." })
  personId: string;

  @Field(() => SwapObstacleEnum, {
    nullable: true,
    description: "Why he cannot take the shift and give nothing in return (不能直接接班的原因); null where he can.",
  })
  obstacle: SwapObstacle | null;

  @Field(() => Boolean, {
    description:
      "Whether he would rest too little with it, or have too many hours in seven days (是否休息不足), whether or not your bureau refuses that.",
  })
  isStrained: boolean;

  @Weight(0, { items: 10 })
  @Field(() => [OwnShift], {
    description: `His shifts that you could take in return (可换回的班次), by their start, within ${limits.returnDays} days of yours. Where he has an obstacle, he can take yours against one of these alone.`,
  })
  returns: OwnShift[];

  rowId: string;
}

/** A page of candidates. */
export const { Connection: ShiftSwapCandidateConnection } = connectionTypes(
  () => ShiftSwapCandidate,
  "ShiftSwapCandidate",
  "colleagues for a swap (换班候选人)",
);
