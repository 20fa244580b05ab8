import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { entryRuleNames, requirableFields, ruleEffects } from "./entry.js";

/** The rules by which entries are checked. */
export const EntryRuleEnum = enumOf(entryRuleNames);

registerEnumType(EntryRuleEnum, {
  name: "EntryRuleName",
  description: "A rule by which entries are checked (录入质量规则).",
  valuesConfig: described({
    FIELDS_REQUIRED: "Fields that are needed for a kind and class (必填要素).",
    PHONE_FORM: "A telephone number that is whole (联系电话格式).",
    NAME_FORM: "A full name, without title and digits (姓名格式).",
    IDENTITY_FORM: "An identity number whose check character is right (身份证校验).",
    RESPONDENT_VAGUE: "A respondent that can be found (被诉主体不明).",
    FACTS_SHORT: "Facts of some length (事实过短).",
    FACTS_VAGUE: "Facts without vague words (事实笼统).",
    FACTS_WITHOUT_TIME: "Facts that say when (缺少时间).",
    REQUEST_VAGUE: "A request that says what is asked for (诉求笼统).",
    TEXT_REPEATED: "Texts that do not repeat themselves (文字重复).",
    AMOUNT_DIFFERS: "An amount in dispute that the text names too (金额矛盾).",
    DAY_IN_FUTURE: "No day after the receipt (日期矛盾).",
    KIND_DIFFERS: "A kind that fits what is asked for (类型矛盾).",
    CLASS_DIFFERS: "A class that fits the text (类别矛盾).",
    ANONYMOUS_WITH_CONTACT: "No contact of an anonymous reporter (匿名与联系方式矛盾).",
  }),
});

/** The fields that a bureau may ask for. */
export const RequirableFieldEnum = enumOf(requirableFields);

registerEnumType(RequirableFieldEnum, {
  name: "RequirableField",
  description: "A field that a bureau may ask for (必填要素).",
  valuesConfig: described({
    GOODS_CLASS: "The class of goods or services (商品服务类别).",
    CONTACT_NAME: "The name of the citizen (姓名); not of an anonymous report.",
    CONTACT_PHONE: "The telephone number (联系电话); not of an anonymous report.",
    CONTACT_ADDRESS: "The postal address (通讯地址); not of an anonymous report.",
    RESPONDENT_NAME: "The name of the respondent (被投诉举报人名称).",
    RESPONDENT_ADDRESS: "The address of the respondent (被投诉举报人地址).",
    RESPONDENT_CREDIT_CODE: "The unified social credit code (统一社会信用代码).",
    RESPONDENT_DIVISION: "A division of the respondent (所在行政区划).",
    DISPUTED_AMOUNT: "The amount in dispute (争议金额).",
    REQUEST: "What is asked for (诉求).",
  }),
});

/** What a rule does. */
export const RuleEffectEnum = enumOf(ruleEffects);

registerEnumType(RuleEffectEnum, {
  name: "EntryRuleEffect",
  description: "What a rule does (规则效力).",
  valuesConfig: described({
    OFF: "Nothing (停用).",
    WARN: "It warns, and is counted (提醒).",
    BLOCK: "It keeps the entry from being passed on or answered; registering it is always possible (阻断).",
  }),
});
