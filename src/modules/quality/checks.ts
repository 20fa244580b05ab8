import type { BilingualText } from "../../platform/actor.js";
import { isIdentityNumber } from "../../platform/personal-data.js";
import { normalisedPhone } from "../../platform/phone-digest.js";
import { plain } from "../../platform/text-forms.js";
import type { CheckedEntry, EntryRule, EntryRuleName, RequirableField } from "./entry.js";
import { amountsIn, daysIn, multiplesIn } from "./said.js";

/** What a check finds: the field of the input, and what is wrong with it and what to do. */
export interface Problem {
  field: string;
  message: BilingualText;
}

type Check = (entry: CheckedEntry, rule: EntryRule) => readonly Problem[];

const problem = (field: string, zh: string, en: string): Problem[] => [{ field, message: { zh, en } }];
const lengthOf = (text: string): number => [...text.replace(/\s/g, "")].length;

const fieldOf: Readonly<
  Record<RequirableField, { field: string; words: BilingualText; value: (entry: CheckedEntry) => unknown }>
> = {
  GOODS_CLASS: {
    field: "goodsClass",
    words: { zh: "商品服务类别", en: "the class of goods" },
    value: ({ goodsClass }) => goodsClass,
  },
  CONTACT_NAME: {
    field: "contact.name",
    words: { zh: "当事人姓名", en: "the name of the citizen" },
    value: ({ contact, isAnonymous }) => isAnonymous || contact.name,
  },
  CONTACT_PHONE: {
    field: "contact.phone",
    words: { zh: "联系电话", en: "the telephone number" },
    value: ({ contact, isAnonymous }) => isAnonymous || contact.phone,
  },
  CONTACT_ADDRESS: {
    field: "contact.address",
    words: { zh: "通讯地址", en: "the postal address" },
    value: ({ contact, isAnonymous }) => isAnonymous || contact.address,
  },
  RESPONDENT_NAME: {
    field: "respondent.name",
    words: { zh: "被投诉举报人名称", en: "the name of the respondent" },
    value: ({ respondent }) => respondent.name,
  },
  RESPONDENT_ADDRESS: {
    field: "respondent.address",
    words: { zh: "被投诉举报人地址", en: "the address of the respondent" },
    value: ({ respondent }) => respondent.address,
  },
  RESPONDENT_CREDIT_CODE: {
    field: "respondent.creditCode",
    words: { zh: "统一社会信用代码", en: "the unified social credit code" },
    value: ({ respondent }) => respondent.creditCode,
  },
  RESPONDENT_DIVISION: {
    field: "respondent",
    words: { zh: "被投诉举报人所在行政区划", en: "the division of the respondent" },
    value: ({ respondent }) => respondent.division,
  },
  DISPUTED_AMOUNT: {
    field: "disputedAmount",
    words: { zh: "争议金额", en: "the amount in dispute" },
    value: ({ disputedAmount }) => disputedAmount,
  },
  REQUEST: { field: "request", words: { zh: "诉求", en: "what is asked for" }, value: ({ request }) => request },
};

const isMissing = (value: unknown): boolean =>
  value === null || value === false || (typeof value === "string" && value.trim() === "");

const vagueRespondents =
  /^(?:某|一家|一个|那家|这家|附近)|不详|不清楚|不知道|未知|未提供|^(?:超市|药店|药房|饭店|餐厅|商店|商场|网店|淘宝店?|京东|拼多多|公司|店铺?|卖家|商家)$/;

const titles = /(?:先生|女士|小姐|同志|师傅|老师)$/;

const timeWords =
  /\d\s*(?:年|月|日|号|点|时|天|周|星期|个月)|[一二三四五六七八九十]\s*(?:月|日|号|点|天|周)|今|昨|前天|上周|上月|去年|近日|刚才|最近|春节|除夕|初[一二三四五六七八九十]/;

const priceWords = /价|贵|元|块钱|收费|多收|少找|明码/;
const refundWords = /退款|退货|赔偿|赔付|换货|退还|退钱|补偿/;
// What a complainant asks for in his facts, and not what the trader promised or did.
const refundAsked = /要求.{0,8}?(?:退款|退货|赔偿|赔付|换货|退还|退钱|补偿|退一赔)/;
const punishmentWords = /(?<!不要求|无需|不用)(?:查处|处罚|罚款|立案|举报)/;

/**
 * THE checks of entries: each pure, of one rule. None looks anything up, so they run while somebody types.
 */
const checks: Readonly<Record<EntryRuleName, Check>> = {
  FIELDS_REQUIRED: (entry, { fields }) =>
    (fields ?? []).flatMap((name) => {
      const { field, value, words } = fieldOf[name];
      return isMissing(value(entry)) ? problem(field, `请填写${words.zh}。`, `Give ${words.en}.`) : [];
    }),

  PHONE_FORM: ({ contact: { phone } }) => {
    const number = phone === null ? null : normalisedPhone(phone);
    if (phone === null || (number !== null && /^(?:1[3-9]\d{9}|0\d{9,11}|400\d{7})$/.test(number))) return [];
    return problem(
      "contact.phone",
      "联系电话不是完整的手机号码或带区号的座机号码，请核对。",
      "That is no whole mobile number, nor a landline with its area code: ask again.",
    );
  },

  NAME_FORM: ({ contact: { name } }) => {
    if (name === null || (/^[^\d]{2,}$/u.test(name.trim()) && !titles.test(name.trim()))) return [];
    return problem(
      "contact.name",
      "请填写全名，不写“先生”“女士”，不含数字（投诉须实名，第121号令第十条）。",
      "Give the full name, without a title or digits (a complaint is made under one's name, Order 121 art. 10).",
    );
  },

  IDENTITY_FORM: ({ contact: { identityNumber } }) => {
    if (identityNumber === null || !/^\d{17}[\dXx]$/.test(identityNumber)) return [];
    return isIdentityNumber(identityNumber)
      ? []
      : problem(
          "contact.identityNumber",
          "身份证号码校验位不符，请核对。",
          "The check character of the identity number is wrong: ask again.",
        );
  },

  RESPONDENT_VAGUE: ({ respondent: { name } }) =>
    name !== null && vagueRespondents.test(name.trim())
      ? problem(
          "respondent.name",
          "被投诉举报人名称不明确，请填写招牌或营业执照上的名称，并补充地址。",
          "The respondent is vague: give the name on the sign or the licence, and the address.",
        )
      : [],

  FACTS_SHORT: ({ facts }, { least }) =>
    least !== null && lengthOf(facts) < least
      ? problem(
          "facts",
          `事实只有 ${lengthOf(facts)} 个字，至少 ${least} 个字：写明时间、地点、何事。`,
          `The facts have ${lengthOf(facts)} characters, at least ${least} are needed: say when, where and what.`,
        )
      : [],

  FACTS_VAGUE: ({ facts }, { words }) => {
    const vague = (words ?? []).filter((word) => facts.includes(word));
    if (vague.length === 0) return [];
    return problem(
      "facts",
      `事实含有笼统用语“${vague.join("”“")}”，请写明具体情况。`,
      `The facts use vague words (${vague.join(", ")}): say what happened.`,
    );
  },

  FACTS_WITHOUT_TIME: ({ facts, kind }) =>
    kind === "CONSULTATION" || timeWords.test(plain(facts))
      ? []
      : problem("facts", "事实未写明时间，请补充。", "The facts do not say when it happened."),

  REQUEST_VAGUE: ({ request }, { words }) => {
    const said = request?.replace(/[\s，。,.！!、]/g, "") ?? "";
    if (said === "" || !(words ?? []).includes(said)) return [];
    return problem(
      "request",
      "诉求笼统，请写明要求（退货、退款金额、更换、修理、赔偿等）。",
      "The request is vague: say what is asked for (return, how much money, exchange, repair, damages).",
    );
  },

  TEXT_REPEATED: ({ facts, request }) => {
    const letters = [...facts.replace(/\s/g, "")];
    if (letters.length >= 6 && new Set(letters).size <= Math.min(10, Math.max(2, letters.length / 10))) {
      return problem("facts", "事实为重复字符，请重新填写。", "The facts repeat the same characters.");
    }
    return request !== null && request.trim().length > 10 && request.trim() === facts.trim()
      ? problem("request", "诉求与事实完全相同，请写明要求。", "The request repeats the facts: say what is asked for.")
      : [];
  },

  AMOUNT_DIFFERS: ({ disputedAmount, facts, request }) => {
    const amounts = amountsIn(`${facts}\n${request ?? ""}`);
    if (disputedAmount === null || amounts.length === 0 || amounts.includes(disputedAmount)) return [];
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    if (total === disputedAmount) return [];
    const multiples = multiplesIn(`${facts}\n${request ?? ""}`);
    if (amounts.some((amount) => multiples.some((times) => amount * times === disputedAmount))) return [];
    return problem(
      "disputedAmount",
      "争议金额与文中金额不一致，请核对。",
      "The amount in dispute is none of those in the text.",
    );
  },

  DAY_IN_FUTURE: ({ facts, receivedOn }) =>
    daysIn(facts).some((day) => day > receivedOn)
      ? problem("facts", "事实中的日期晚于接收日，请核对。", "The facts name a day after that of the receipt.")
      : [],

  KIND_DIFFERS: ({ facts, isSplit, kind, request }) => {
    if (kind === "CONSULTATION") {
      return /我要投诉|要求(?:退款|赔偿)|我要举报|向你们举报/.test(facts)
        ? problem(
            "kind",
            "文中提出投诉或举报，请确认类型不是咨询。",
            "The text complains or reports: make sure that it is no consultation.",
          )
        : [];
    }
    if (isSplit) return [];
    if (kind === "COMPLAINT") {
      return request !== null && punishmentWords.test(request)
        ? problem(
            "kind",
            "投诉的诉求中含有查处、处罚等举报内容，应按混合诉求分别登记（第121号令第九条）。",
            "The complaint asks for the trader to be punished: register mixed material as a complaint and a report (Order 121 art. 9).",
          )
        : [];
    }
    return (request !== null && refundWords.test(request)) || refundAsked.test(facts)
      ? problem(
          "kind",
          "举报中含有退款、赔偿等民事诉求，应按混合诉求分别登记（第121号令第九条）。",
          "The report asks for money or goods: register mixed material as a complaint and a report (Order 121 art. 9).",
        )
      : [];
  },

  CLASS_DIFFERS: ({ facts, issueClass, request }) =>
    issueClass === "PRICE" && !priceWords.test(plain(`${facts}${request ?? ""}`))
      ? problem(
          "issueClass",
          "问题类别为价格，文中却未提及价格，请核对。",
          "The class is price, and the text says nothing of one.",
        )
      : [],

  ANONYMOUS_WITH_CONTACT: ({ contact, isAnonymous }) =>
    isAnonymous && Object.values(contact).some((part) => part !== null)
      ? problem("isAnonymous", "匿名举报不应填写联系方式。", "An anonymous report has no contact.")
      : [],
};

/** What one rule finds of an entry. */
export function check(entry: CheckedEntry, rule: EntryRule): readonly Problem[] {
  return rule.effect === "OFF" ? [] : checks[rule.rule](entry, rule);
}
