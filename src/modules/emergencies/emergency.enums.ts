import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { emergencyActions, emergencyLevels, emergencyStates, emergencyViews } from "./emergency.words.js";

/** The levels of an emergency. */
export const EmergencyLevelEnum = enumOf(emergencyLevels);

registerEnumType(EmergencyLevelEnum, {
  name: "EmergencyLevel",
  description: "The level of an emergency (应急响应等级), I being the gravest.",
  valuesConfig: described({
    I: "Extraordinarily grave (Ⅰ级，特别重大).",
    II: "Grave (Ⅱ级，重大).",
    III: "Considerable (Ⅲ级，较大).",
    IV: "Ordinary (Ⅳ级，一般).",
  }),
});

/** The states of an emergency. */
export const EmergencyStateEnum = enumOf(emergencyStates);

registerEnumType(EmergencyStateEnum, {
  name: "EmergencyState",
  description: "The state of an emergency (应急状态).",
  valuesConfig: described({
    ANNOUNCED: "It is declared, and its first day is still to come (待生效).",
    IN_FORCE: "It is in force (生效中).",
    ENDED: "It is over (已结束).",
  }),
});

/** The parts of what somebody sees of the emergencies. */
export const EmergencyViewEnum = enumOf(emergencyViews);

registerEnumType(EmergencyViewEnum, {
  name: "EmergencyView",
  description: "A part of the emergencies that you see (应急状态视图).",
  valuesConfig: described({
    OWN: "Those of your own region (本地区).",
    ABOVE: "Those of the authorities above yours, which are in force for you too (上级).",
    BENEATH: "Those of authorities beneath yours (下级).",
  }),
});

/** What may be done with an emergency. */
export const EmergencyActionEnum = enumOf(emergencyActions);

registerEnumType(EmergencyActionEnum, {
  name: "EmergencyAction",
  description: "What may be done with an emergency (可执行操作).",
  valuesConfig: described({
    CHANGE: "Change level, end or measures: changeEmergency (调整).",
    END: "End it with a summary: endEmergency (结束).",
    ACKNOWLEDGE: "Take note of what was announced: acknowledgeEmergency (确认).",
  }),
});
