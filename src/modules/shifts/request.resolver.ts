import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { toGlobalId } from "../../platform/ids.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { answerShiftSwap } from "./commands/answer-shift-swap.js";
import { askLeave } from "./commands/ask-leave.js";
import { askShiftSwap } from "./commands/ask-shift-swap.js";
import { decideLeave } from "./commands/decide-leave.js";
import { decideShiftSwap } from "./commands/decide-shift-swap.js";
import { withdrawLeave } from "./commands/withdraw-leave.js";
import { withdrawShiftSwap } from "./commands/withdraw-shift-swap.js";
import { nameOf } from "./duty-person.js";
import {
  AnswerShiftSwapInput,
  AskLeaveInput,
  AskShiftSwapInput,
  DecideLeaveInput,
  DecideShiftSwapInput,
  LeaveStepInput,
  LeavesArguments,
  ShiftSwapStepInput,
  ShiftSwapsArguments,
} from "./request.inputs.js";
import {
  Leave,
  LeaveConnection,
  LeavePayload,
  ShiftSwap,
  ShiftSwapConnection,
  ShiftSwapPayload,
} from "./request.type.js";
import {
  pageOfLeaves,
  pageOfSwaps,
  swappedTurnLoader,
  toLeavePayload,
  tornTurnsLoader,
  toSwapPayload,
} from "./request.view.js";
import { toOwnShift } from "./roster.lists.js";
import { OwnShift } from "./roster.type.js";
import {
  type ShiftSwapCandidate,
  ShiftSwapCandidateConnection,
  ShiftSwapCandidatesArguments,
} from "./swap.candidate.type.js";
import { pageOfSwapCandidates } from "./swap.candidates.lists.js";

const input = { description: "What is to be done (操作参数)." };

/** Swaps of shifts, in the API. */
@Resolver(() => ShiftSwap)
export class ShiftSwapResolver {
  @Can("shift.ask")
  @Query(() => ShiftSwapConnection, {
    description: "Swaps that you asked for or were asked, or those of your bureau, newest first (换班申请列表).",
  })
  shiftSwaps(
    @Ctx() context: RequestContext,
    @Args(() => ShiftSwapsArguments) wanted: ShiftSwapsArguments,
  ): Promise<ConnectionValue<ShiftSwap>> {
    return pageOfSwaps(context, wanted);
  }

  @Can("shift.ask")
  @Weight(5000)
  @Query(() => ShiftSwapCandidateConnection, {
    description:
      "The colleagues who could take a shift of yours, with what they could give in return, and those who could not (换班候选人): whoever is free first. An assignment that is not your own is NOT_FOUND.",
  })
  shiftSwapCandidates(
    @Ctx() context: RequestContext,
    @Args(() => ShiftSwapCandidatesArguments) wanted: ShiftSwapCandidatesArguments,
  ): Promise<ConnectionValue<ShiftSwapCandidate>> {
    return pageOfSwapCandidates(context, wanted);
  }

  @Can("shift.ask")
  @Mutation(() => ShiftSwapPayload, { description: "Asks another of your bureau to take a shift of yours (申请换班)." })
  askShiftSwap(
    @Ctx() context: RequestContext,
    @Arg("input", () => AskShiftSwapInput, input) wanted: AskShiftSwapInput,
  ): Promise<ShiftSwapPayload> {
    return toSwapPayload(askShiftSwap(context, wanted));
  }

  @Can("shift.ask")
  @Mutation(() => ShiftSwapPayload, { description: "Agrees to a swap that you were asked for, or refuses (答复换班)." })
  answerShiftSwap(
    @Ctx() context: RequestContext,
    @Arg("input", () => AnswerShiftSwapInput, input) wanted: AnswerShiftSwapInput,
  ): Promise<ShiftSwapPayload> {
    return toSwapPayload(answerShiftSwap(context, wanted));
  }

  @Can("shift.ask")
  @Mutation(() => ShiftSwapPayload, { description: "Withdraws a swap that you asked for (撤回换班)." })
  withdrawShiftSwap(
    @Ctx() context: RequestContext,
    @Arg("input", () => ShiftSwapStepInput, input) wanted: ShiftSwapStepInput,
  ): Promise<ShiftSwapPayload> {
    return toSwapPayload(withdrawShiftSwap(context, wanted));
  }

  @Can("shift.manage")
  @Mutation(() => ShiftSwapPayload, {
    description: "Approves a swap upon which both agreed, which changes the roster, or refuses it (审批换班).",
  })
  decideShiftSwap(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideShiftSwapInput, input) wanted: DecideShiftSwapInput,
  ): Promise<ShiftSwapPayload> {
    return toSwapPayload(decideShiftSwap(context, wanted));
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who asks (申请人)." })
  askerName(@Ctx() context: RequestContext, @Root() { row }: ShiftSwap): Promise<string | null> {
    return nameOf(context, row.asker);
  }

  @FieldResolver(() => ID, { description: "Who asks (申请人标识)." })
  askerId(@Root() { row }: ShiftSwap): string {
    return toGlobalId("Person", row.asker);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who was asked (换班对象)." })
  askedName(@Ctx() context: RequestContext, @Root() { row }: ShiftSwap): Promise<string | null> {
    return nameOf(context, row.asked);
  }

  @FieldResolver(() => ID, { description: "Who was asked (换班对象标识)." })
  askedId(@Root() { row }: ShiftSwap): string {
    return toGlobalId("Person", row.asked);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who decided (审批人)." })
  decidedByName(@Ctx() context: RequestContext, @Root() { row }: ShiftSwap): Promise<string | null> {
    return nameOf(context, row.decidedBy);
  }

  @Weight(10)
  @FieldResolver(() => OwnShift, { nullable: true, description: "The shift that the asker gives (给出的班次)." })
  async given(@Ctx() context: RequestContext, @Root() { row }: ShiftSwap): Promise<OwnShift | null> {
    const turn = await swappedTurnLoader(context, row.given);
    return turn === null ? null : toOwnShift(turn);
  }

  @Weight(10)
  @FieldResolver(() => OwnShift, { nullable: true, description: "The shift that he takes in return (换回的班次)." })
  async taken(@Ctx() context: RequestContext, @Root() { row }: ShiftSwap): Promise<OwnShift | null> {
    const turn = row.taken === null ? null : await swappedTurnLoader(context, row.taken);
    return turn === null ? null : toOwnShift(turn);
  }
}

/** Leave, in the API. */
@Resolver(() => Leave)
export class LeaveResolver {
  @Can("shift.ask")
  @Query(() => LeaveConnection, {
    description: "Leave that you asked for, or that of your bureau, newest first (请假列表).",
  })
  leaves(
    @Ctx() context: RequestContext,
    @Args(() => LeavesArguments) wanted: LeavesArguments,
  ): Promise<ConnectionValue<Leave>> {
    return pageOfLeaves(context, wanted);
  }

  @Can("shift.ask")
  @Mutation(() => LeavePayload, { description: "Asks for leave at your bureau (申请请假)." })
  askLeave(
    @Ctx() context: RequestContext,
    @Arg("input", () => AskLeaveInput, input) wanted: AskLeaveInput,
  ): Promise<LeavePayload> {
    return toLeavePayload(askLeave(context, wanted));
  }

  @Can("shift.manage")
  @Mutation(() => LeavePayload, {
    description: "Gives leave or refuses it (审批请假). `tornShifts` says which shifts get a hole by it.",
  })
  decideLeave(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideLeaveInput, input) wanted: DecideLeaveInput,
  ): Promise<LeavePayload> {
    return toLeavePayload(decideLeave(context, wanted));
  }

  @Can("shift.ask")
  @Mutation(() => LeavePayload, {
    description: "Withdraws leave that you asked for, or that has not begun (撤销请假).",
  })
  withdrawLeave(
    @Ctx() context: RequestContext,
    @Arg("input", () => LeaveStepInput, input) wanted: LeaveStepInput,
  ): Promise<LeavePayload> {
    return toLeavePayload(withdrawLeave(context, wanted));
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Whose leave it is (请假人)." })
  personName(@Ctx() context: RequestContext, @Root() { row }: Leave): Promise<string | null> {
    return nameOf(context, row.person);
  }

  @FieldResolver(() => ID, { description: "Whose leave it is (请假人标识)." })
  personId(@Root() { row }: Leave): string {
    return toGlobalId("Person", row.person);
  }

  @Weight(10)
  @FieldResolver(() => String, { nullable: true, description: "Who decided (审批人)." })
  decidedByName(@Ctx() context: RequestContext, @Root() { row }: Leave): Promise<string | null> {
    return nameOf(context, row.decidedBy);
  }

  @Weight(20, { items: 5 })
  @FieldResolver(() => [OwnShift], {
    description: "The shifts of his at the bureau that it falls on (影响的班次): with the leave, holes in the roster.",
  })
  async tornShifts(@Ctx() context: RequestContext, @Root() { row }: Leave): Promise<OwnShift[]> {
    return ((await tornTurnsLoader(context, row.id)) ?? []).map(toOwnShift);
  }
}
