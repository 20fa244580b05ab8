import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { callOutcomes, seatStates, unappliedOutcomes } from "./call.words.js";

/** What became of a call. */
export const CallOutcomeEnum = enumOf(callOutcomes);

registerEnumType(CallOutcomeEnum, {
  name: "CallOutcome",
  description: "What became of a call (来电结果).",
  valuesConfig: described({
    WAITING: "It waits to be answered (等待中).",
    TALKING: "Somebody talks with the caller (通话中).",
    ANSWERED: "It was answered, and has ended (已接听).",
    ABANDONED: "The caller gave up before anybody answered (放弃).",
    TRANSFERRED: "It was transferred elsewhere (已转接), before or after somebody answered.",
    VOID: "The telephone system took the record back, such as of a test call (作废): it counts nowhere.",
  }),
});

/** Why a record was not applied. */
export const UnappliedOutcomeEnum = enumOf(unappliedOutcomes);

registerEnumType(UnappliedOutcomeEnum, {
  name: "UnappliedCallOutcome",
  description: "Why the record of a call was not applied (未采用原因).",
  valuesConfig: described({
    UNCHANGED: "This very revision is recorded already (已有相同版本).",
    STALE: "A later revision is recorded already (已有更新版本).",
  }),
});

/** What a seat does. */
export const SeatStateEnum = enumOf(seatStates);

registerEnumType(SeatStateEnum, {
  name: "SeatState",
  description: "What a seat does (座席状态).",
  valuesConfig: described({
    READY: "It waits for a call (空闲).",
    TALKING: "It talks with a caller (通话中).",
    AFTER_CALL: "It writes down what the last caller said (话后处理).",
    BREAK: "Its operator is away for a while (小休).",
    OFF: "Nobody is signed in (签出).",
  }),
});
