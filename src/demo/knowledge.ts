import {
  documentIdOf,
  draftKnowledge,
  draftReply,
  publishKnowledge,
  submitKnowledge,
  valuesOfMoment,
} from "../modules/knowledge/index.js";
import { registerTicket } from "../modules/tickets/index.js";
import { chinaDay } from "../platform/clock.js";
import type { Happening, Stage } from "./play.js";

type Content = Parameters<typeof draftKnowledge>[1]["content"];

/** An entry of a city of the demo world. */
interface DemoEntry {
  /** The first word of the logins of the city's people. */
  city: string;
  kind: "QUESTION" | "REPLY_TEMPLATE" | "DIRECTION";
  content: Content;
  /** A consultation that was answered with it a few days ago; of a template. */
  answered?: { facts: string; daysAgo: number };
}

const refunds = { issueClasses: ["AFTER_SALES", "CONTRACT"], topics: ["REFUNDS"] };
const cards = { issueClasses: ["CONTRACT"], topics: ["PREPAID_CARDS", "REFUNDS"] };

const direction = (matter: string, organisation: string) => ({
  ...{ matter, organisation, telephone: "12345", hours: "24小时" },
});

/** What three cities wrote themselves, beside the national entries that came with the release; telephones are the nation's. */
const entries: readonly DemoEntry[] = [
  {
    ...{ city: "suihua", kind: "REPLY_TEMPLATE" },
    content: {
      title: "网购退款退货答复（绥化）",
      body: "{contact.salutation}，您好。您咨询的退款退货问题，可以先与商家协商；协商不成的，请提供您的姓名、电话、地址和购买凭证（{article:121-10}），由我市有处理权限的部门自收到投诉之日起七个工作日内决定是否受理并告知您（{article:121-15}）。感谢来电。\n\n{bureau.name}\n{today}",
      ...{ keywords: ["退款", "退货", "七天无理由"], ...refunds },
    },
    answered: { facts: "咨询网购的衣服七天内商家不给退款怎么办。", daysAgo: 3 },
  },
  {
    ...{ city: "suihua", kind: "DIRECTION" },
    content: {
      ...{ title: "绥化市供热、取暖费", body: "供热温度不达标、取暖费退费由供热主管部门受理，请拨打12345转接。" },
      ...{ keywords: ["供暖", "暖气", "取暖"], direction: direction("HEATING", "绥化市供热主管部门") },
    },
  },
  {
    ...{ city: "suzhou", kind: "REPLY_TEMPLATE" },
    content: {
      title: "预付卡退款答复（苏州）",
      body: "{contact.salutation}，您好。您咨询的预付卡退款问题，请保留合同和付款凭证，并提供商家名称、地址和余额（{article:121-10}）。可以登记投诉，受理后经双方同意进行调解（{article:121-18}）。感谢来电。\n\n{bureau.name}\n{today}",
      ...{ keywords: ["预付卡", "健身卡", "退款"], ...cards },
    },
    answered: { facts: "咨询健身房闭店后会员卡余额怎么退。", daysAgo: 2 },
  },
  {
    ...{ city: "suzhou", kind: "QUESTION" },
    content: {
      title: "健身房、培训机构关门了，预付卡余额找谁退？",
      body: "先向经营者或者其开办者主张退款；联系不上的，登记投诉，写明门店地址、办卡时间、余额和付款方式，由门店所在区的市场监督管理局处理；负责人携款失联、涉嫌诈骗的，同时向公安机关报案（110）。",
      ...{ keywords: ["预付卡", "健身卡", "培训", "关门", "退款"], ...cards },
    },
  },
  {
    ...{ city: "chuzhou", kind: "QUESTION" },
    content: {
      title: "药店口罩涨价怎么反映？",
      body: "要求退还差价的，登记投诉；反映哄抬价格、不明码标价等线索的，登记举报；两者都有的，分别登记。请记下药店名称、地址、口罩的品牌规格、价格和购买时间，保留小票。",
      ...{ keywords: ["口罩", "涨价", "价格"], issueClasses: ["PRICE"], topics: ["MASKS"] },
    },
  },
];

const dayMilliseconds = 86_400_000;

/** The cities wrote their entries so many days ago. */
const writtenDaysAgo = 45;

/** What cities of the demo world know themselves, written and published by two people each, and answers that cite it. */
export function knowledgeHappenings(stage: Stage, now: Date): Happening[] {
  const ago = (days: number): Date => new Date(now.getTime() - days * dayMilliseconds);
  return entries.flatMap((entry) => {
    const { answered, city } = entry;
    const published = { id: "" };
    const write: Happening = {
      at: ago(writtenDaysAgo),
      login: `${city}.analyst`,
      happen: async () => {
        published.id = await publishEntry(stage, entry);
      },
    };
    if (answered === undefined) return [write];
    const happen = () => answerBy(stage, `${city}.operator`, published.id, answered.facts);
    return [write, { at: ago(answered.daysAgo), login: `${city}.operator`, happen }];
  });
}

async function publishEntry(stage: Stage, { city, content, kind }: DemoEntry): Promise<string> {
  const [writer, publisher] = [stage.contextOf(`${city}.analyst`), stage.contextOf(`${city}.head`)];
  const drafted = await draftKnowledge(writer, { kind, content });
  const documentId = documentIdOf(drafted);
  const submitted = await submitKnowledge(writer, { documentId, version: drafted.version });
  await publishKnowledge(publisher, { documentId, version: submitted.version });
  return documentId;
}

async function answerBy(stage: Stage, login: string, template: string, facts: string): Promise<void> {
  const context = stage.contextOf(login);
  const values = new Map([...(await valuesOfMoment(context)), ["contact.salutation", "市民"]]);
  const reply = await draftReply(context, template, values, chinaDay(context.clock.now()));
  await registerTicket(context, {
    ...{ idempotencyKey: `answered-by-${template}`, channel: "PHONE", kind: "CONSULTATION", issueClass: "CONTRACT" },
    ...{ topics: ["REFUNDS"], facts, answer: reply.text, isAnonymous: false, submit: false },
    sources: { template, articles: reply.articles.map(({ document }) => document.id) },
  });
}
