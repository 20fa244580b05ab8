import type { BilingualText } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Basis, SkippedDays } from "./deadline.basis.js";
import { type DeadlineRow, never } from "./deadline.row.js";
import type { DayUnit, StartingEvent } from "./limit.js";

const events: Readonly<Record<StartingEvent, BilingualText>> = {
  REGISTERED: { zh: "登记", en: "the registration" },
  DISPATCHED: { zh: "分派", en: "the dispatch" },
  COMPETENT_RECEIPT: { zh: "有处理权限的部门收到", en: "the receipt by the competent bureau" },
  MATERIALS_REQUESTED: { zh: "要求补充材料", en: "the request for materials" },
  ACCEPTED: { zh: "受理", en: "the acceptance" },
  TERMINATED: { zh: "作出终止调解决定", en: "the decision to end the mediation" },
  LEAD_FOUND: { zh: "调解中发现线索", en: "the finding of the lead" },
  CASE_DECIDED: { zh: "作出是否立案决定", en: "the decision whether a case is filed" },
  REOPENED: { zh: "决定重办", en: "the decision to do it again" },
};

const units: Readonly<Record<DayUnit, BilingualText>> = {
  WORKING: { zh: "个工作日", en: "working days" },
  NATURAL: { zh: "日", en: "days" },
};

const orders: Readonly<Record<"ORDER_20" | "ORDER_121", BilingualText>> = {
  ORDER_20: { zh: "市场监管总局第20号令", en: "Order 20" },
  ORDER_121: { zh: "市场监管总局第121号令", en: "Order 121" },
};

const articlePattern = /^(\d+)(?:\((\d+)\))?$/;

/** Names an article in both languages, such as 23(5). */
export function articleText(order: "ORDER_20" | "ORDER_121", article: string): BilingualText {
  const [, number = article, item] = articlePattern.exec(article) ?? [];
  const zhItem = item === undefined ? "" : `第（${item}）项`;
  return { zh: `${orders[order].zh}第${number}条${zhItem}`, en: `${orders[order].en} art. ${article}` };
}

/** Tells in sentences how a deadline was counted: the law, the start, what was counted and what not, and the last day. */
export function sentencesOf(row: DeadlineRow, basis: Basis): BilingualText[] {
  return [
    ruleSentence(row, basis),
    startSentence(row, basis),
    ...skippedSentences(basis),
    ...makeUpSentences(basis),
    ...pauseSentences(row, basis),
    ...extensionSentences(row),
    endSentence(row, basis),
  ];
}

function ruleSentence({ days, unit }: DeadlineRow, { rule, bureauLimit }: Basis): BilingualText {
  const length = { zh: `${days}${units[unit].zh}`, en: `${days} ${units[unit].en}` };
  if (bureauLimit === null) {
    const by =
      rule?.order == null || rule.article === null
        ? { zh: "本平台设定", en: "The platform" }
        : articleText(rule.order, rule.article);
    return { zh: `${by.zh}：${length.zh}。`, en: `${by.en}: ${length.en}.` };
  }
  if (rule?.order == null || rule.article === null) {
    return { zh: `上级或本单位自定期限：${length.zh}。`, en: `A limit that a bureau has set: ${length.en}.` };
  }
  const by = articleText(rule.order, rule.article);
  return {
    zh: `自定期限 ${length.zh}，严于${by.zh}的 ${rule.days}${units[rule.unit].zh}。`,
    en: `A limit that a bureau has set: ${length.en}, stricter than the ${rule.days} ${units[rule.unit].en} of ${by.en}.`,
  };
}

function startSentence({ startedFrom, unit }: DeadlineRow, { startDay, firstDay }: Basis): BilingualText {
  const event = events[startedFrom];
  const next = unit === "WORKING" ? { zh: "下一工作日", en: "next working day" } : { zh: "次日", en: "next day" };
  return {
    zh: `自${event.zh}之日 ${startDay} 起算，当日不计入，自${next.zh} ${firstDay} 开始计算。`,
    en: `It starts from ${event.en} on ${startDay}, which is not counted; the count begins on the ${next.en}, ${firstDay}.`,
  };
}

const span = ({ first, last }: SkippedDays, between: string): string =>
  first === last ? first : `${first}${between}${last}`;

function skippedSentences({ skipped, rolledFrom }: Basis): BilingualText[] {
  if (skipped.length === 0 || rolledFrom !== null) return [];
  const zh = skipped.map((run) => `${span(run, " 至 ")}（${run.name.zh}）`).join("、");
  const en = skipped.map((run) => `${span(run, " to ")} (${run.name.en})`).join(", ");
  return [{ zh: `不计入：${zh}。`, en: `Not counted: ${en}.` }];
}

function makeUpSentences({ makeUpDays }: Basis): BilingualText[] {
  if (makeUpDays.length === 0) return [];
  return [
    {
      zh: `调休上班，计入：${makeUpDays.join("、")}。`,
      en: `Counted, as people work in exchange: ${makeUpDays.join(", ")}.`,
    },
  ];
}

function pauseSentences({ unit }: DeadlineRow, { pauses }: Basis): BilingualText[] {
  return pauses.map(({ from, to, days }) => {
    const first = chinaDay(from);
    if (to === null) {
      return {
        zh: `自 ${first} 起鉴定、检测，所需时间不计入，期限暂停。`,
        en: `Since ${first} goods are being tested: the time is not counted, and the clock stands still.`,
      };
    }
    const last = chinaDay(to);
    return {
      zh: `${first} 至 ${last} 鉴定、检测，不计入，顺延 ${days}${units[unit].zh}。`,
      en: `From ${first} to ${last} goods were tested: ${days} ${units[unit].en} are not counted.`,
    };
  });
}

function extensionSentences({ extendedDays, unit }: DeadlineRow): BilingualText[] {
  if (extendedDays === 0) return [];
  return [
    {
      zh: `经批准延长 ${extendedDays}${units[unit].zh}。`,
      en: `It was extended by ${extendedDays} ${units[unit].en}.`,
    },
  ];
}

function endSentence({ dueOn, isProvisional }: DeadlineRow, { rolledFrom, skipped }: Basis): BilingualText {
  if (dueOn === never) {
    return { zh: "计时恢复后确定到期日。", en: "The last day is known when the clock goes on." };
  }
  const provisional = isProvisional
    ? { zh: "（节假日安排尚未公布，为暂定日期）", en: " (provisional: the holidays of that year are not announced)" }
    : { zh: "", en: "" };
  if (rolledFrom === null) {
    return { zh: `末日为 ${dueOn}${provisional.zh}。`, en: `The last day is ${dueOn}${provisional.en}.` };
  }
  const [holiday] = skipped;
  return {
    zh: `末日 ${rolledFrom} 是法定节假日（${holiday?.name.zh}），顺延至节假日后的第一日 ${dueOn}${provisional.zh}。`,
    en: `The last day ${rolledFrom} is a holiday (${holiday?.name.en}), so it is the first day after it, ${dueOn}${provisional.en}.`,
  };
}
