import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import {
  surgeAlertActions,
  surgeAlertStates,
  surgeAlertVerbs,
  surgeCloseReasons,
  surgeEndings,
} from "./alert.words.js";

/** The states of an alert. */
export const SurgeAlertStateEnum = enumOf(surgeAlertStates);

registerEnumType(SurgeAlertStateEnum, {
  name: "SurgeAlertState",
  description: "The state of a surge alert (预警状态).",
  valuesConfig: described({
    OPEN: "Nobody has seen to it yet (待处理).",
    ACKNOWLEDGED: "Somebody sees to it (已确认).",
    SNOOZED: "Put off: nothing is told of it for a while (暂缓提醒).",
    CLOSED: "Over (已关闭).",
  }),
});

/** What a person does with an alert. */
export const SurgeAlertActionEnum = enumOf(surgeAlertActions);

registerEnumType(SurgeAlertActionEnum, {
  name: "SurgeAlertAction",
  description: "What may be done with a surge alert (可执行操作).",
  valuesConfig: described({
    ACKNOWLEDGE: "Take note of it: acknowledgeSurgeAlert (确认).",
    SNOOZE: "Put it off: snoozeSurgeAlert (暂缓).",
    CLOSE: "Close it: closeSurgeAlert (关闭).",
    REOPEN: "Open it again: reopenSurgeAlert (重新打开).",
  }),
});

/** The steps of an alert. */
export const SurgeAlertVerbEnum = enumOf(surgeAlertVerbs);

registerEnumType(SurgeAlertVerbEnum, {
  name: "SurgeAlertVerb",
  description: "A step of a surge alert (预警过程).",
  valuesConfig: described({
    OPEN: "The surge was noticed (发现).",
    GROW: "It has grown: twice the tickets or counties that were told last (增长).",
    ACKNOWLEDGE: "Somebody took note of it (确认).",
    SNOOZE: "Somebody put it off (暂缓).",
    WAKE: "The time for which it was put off is over, and it goes on (恢复提醒).",
    CLOSE: "Somebody closed it (关闭).",
    FADE: "All was as usual for a day, and it was closed by itself (自动关闭).",
    REOPEN: "It was opened again, by somebody or because it came again (重新打开).",
    RAISE: "Several places beneath show the same, and their superior was told (升级).",
    JOIN: "One place more shows the same (新增地区).",
  }),
});

/** Why a person closes an alert. */
export const SurgeCloseReasonEnum = enumOf(surgeCloseReasons);

registerEnumType(SurgeCloseReasonEnum, {
  name: "SurgeCloseReason",
  description: "Why somebody closes a surge alert (关闭原因).",
  valuesConfig: described({
    HANDLED: "It was seen to (已处置).",
    FALSE_ALARM: "Nothing was the matter (误报).",
    EXPECTED: "It was to be expected, such as a sale or a festival (正常波动).",
    OTHER: "Something else (其他).",
  }),
});

/** Why an alert was closed. */
export const SurgeEndingEnum = enumOf(surgeEndings);

registerEnumType(SurgeEndingEnum, {
  name: "SurgeEnding",
  description: "Why a surge alert was closed (关闭原因), by somebody or by itself.",
  valuesConfig: described({
    HANDLED: "It was seen to (已处置).",
    FALSE_ALARM: "Nothing was the matter (误报).",
    EXPECTED: "It was to be expected (正常波动).",
    OTHER: "Something else (其他).",
    QUIET: "All was as usual again (已恢复正常).",
    RULE_CHANGED: "Its rule was changed, switched off or taken away (规则变更).",
  }),
});
