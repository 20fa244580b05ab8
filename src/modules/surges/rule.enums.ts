import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { surgeGroupings, surgeRuleActions, surgeRuleKinds } from "./rule.words.js";

/** How a rule looks for surges. */
export const SurgeRuleKindEnum = enumOf(surgeRuleKinds);

registerEnumType(SurgeRuleKindEnum, {
  name: "SurgeRuleKind",
  description: "How a rule looks for surges (预警方式).",
  valuesConfig: described({
    THRESHOLD: "So many tickets in so many counties within some hours (阈值).",
    BASELINE: "More than the history of the region lets expect, by hour, weekday and holidays (偏离基线).",
  }),
});

/** What the surges of a rule are told apart by. */
export const SurgeGroupingEnum = enumOf(surgeGroupings);

registerEnumType(SurgeGroupingEnum, {
  name: "SurgeGrouping",
  description: "What the surges of a rule are told apart by (预警分组).",
  valuesConfig: described({
    WHOLE: "Nothing: all that the rule watches is one (合并计算).",
    ISSUE_CLASS: "The class: each is watched by itself (按问题类别).",
    GOODS_CLASS: "The goods or service: each is watched by itself (按商品服务类别).",
    TOPIC: "The topic: each is watched by itself (按主题).",
  }),
});

/** What may be done with a rule. */
export const SurgeRuleActionEnum = enumOf(surgeRuleActions);

registerEnumType(SurgeRuleActionEnum, {
  name: "SurgeRuleAction",
  description: "What may be done with a surge rule (可执行动作).",
  valuesConfig: described({
    UPDATE: "Change it: updateSurgeRule (修改).",
    SWITCH_ON: "Switch it on: switchSurgeRule (启用).",
    SWITCH_OFF: "Switch it off: switchSurgeRule (停用).",
    DELETE: "Take it away: deleteSurgeRule (删除).",
  }),
});
