import { type DivisionSeed, readDivisionData } from "../modules/jurisdictions/index.js";
import { creditCodeCheckCharacter, type RegisterTicketInput, type TicketKind } from "../modules/tickets/index.js";
import { fillIn, type Matter, type Question } from "./matter.js";
import type { Random } from "./random.js";

/**
 * Where the respondent of a demo ticket is: in the division of the target; a trader on a platform who publishes that
 * division as his address; outside the province; elsewhere in it; or nobody knows where.
 */
export type Whereabouts = "LOCAL" | "ON_PLATFORM" | "OUTSIDE_PROVINCE" | "ELSEWHERE_IN_PROVINCE" | "UNIDENTIFIED";

/** What is registered. */
export interface Subject {
  kind: TicketKind;
  matter: Matter;
  whereabouts: Whereabouts;
  /** The division of the target; for another whereabouts the one that the respondent is in. */
  division: string;
  isAnonymous: boolean;
}

type Contact = NonNullable<RegisterTicketInput["contact"]>;
type Respondent = NonNullable<RegisterTicketInput["respondent"]>;

const divisions = new Map<string, DivisionSeed>(readDivisionData().map((division) => [division.code, division]));

const surnames = [..."陈林周吴郑冯沈韩杨朱秦许何吕施孔曹严金魏陶姜谢邹苏潘葛范彭鲁"];
const givenNames =
  "小明 秀英 丽华 桂兰 梓涵 浩然 雪梅 志强 欣怡 凤霞 俊杰 晓燕 玉兰 天宇 慧敏 建军 诗语 永康 彩云".split(" ");
const shopNames = "禾盛 景澜 云栖里 德润 百禾 佳悦 星语 恒邦 小满 橙果 和顺 新辰 万家福 青禾 乐居 锦程 瑞丰 康怡".split(
  " ",
);
const roads = "人民路 中山路 解放路 新华街 建设路 和平路 朝阳街 文昌街 湖滨路 迎宾大道".split(" ");

/** Places outside the demo's provinces, for respondents and platforms: 杭州余杭, 广州白云, 郑州金水. */
const elsewhereInChina = ["330110", "440111", "410105"];
const platformDomicile = "330110";

function addressIn(code: string, random: Random): string {
  const division = divisions.get(code);
  const city = divisions.get(division?.parent ?? "");
  const names = division?.level === "COUNTY" ? [city?.name, division.name] : [division?.name];
  return `${names.join("")}${random.pick(roads)}${random.between(1, 320)}号`;
}

/** Somebody who does not exist; 1380000 opens no number that is in use. */
function inventCitizen(random: Random): Contact {
  const name = `${random.pick(surnames)}${random.pick(givenNames)}`;
  return { name, phone: `1380000${`${random.between(0, 9999)}`.padStart(4, "0")}` };
}

function inventRespondent(subject: Subject, random: Random): Respondent {
  const { division, matter, whereabouts } = subject;
  const name = `${random.pick(shopNames)}${matter.trade}`;
  const plain = {
    kind: "OPERATOR" as const,
    name,
    isPublishedAddressReachable: true,
    isInternetAdvertisement: false,
    isSelfPublished: false,
  };
  if (whereabouts === "UNIDENTIFIED") return { ...plain, name: `${name}（名称以直播间显示为准）` };
  if (whereabouts === "ON_PLATFORM") {
    const address = addressIn(division, random);
    const places = { publishedAddressDivision: division, platformDomicileDivision: platformDomicile };
    return { ...plain, kind: "PLATFORM_TRADER", address, ...places, businessDivision: division };
  }
  const creditCode = random.fraction() < 0.4 ? { creditCode: inventCreditCode(division, random) } : {};
  return { ...plain, address: addressIn(division, random), businessDivision: division, ...creditCode };
}

// 92: a one-man business (个体工商户). The nine places after the division name the body; none is given with so many noughts.
function inventCreditCode(division: string, random: Random): string {
  const body = `92${division}00000${random.between(1000, 9999)}`;
  return `${body}${creditCodeCheckCharacter(body)}`;
}

const channels = ["PHONE", "PHONE", "PHONE", "PHONE", "PHONE", "WEB", "APP", "WECHAT", "WECHAT", "ALIPAY"] as const;
const rareChannels = ["LETTER", "VISIT", "HOTLINE_12345", "SUPERIOR_DEPARTMENT", "OTHER_MINI_PROGRAM"] as const;

const channelOf = (random: Random): string => random.pick(random.fraction() < 0.15 ? rareChannels : channels);

/** Invents the registration of a complaint or report. */
export function inventRegistration(key: string, subject: Subject, random: Random): RegisterTicketInput {
  const { kind, matter, isAnonymous } = subject;
  const respondent = inventRespondent(subject, random);
  const sum = random.between(...matter.sums);
  const blanks = { shop: respondent.name ?? "", sum: `${sum}`, days: `${random.between(3, 25)}` };
  const contact = isAnonymous ? {} : { contact: inventCitizen(random) };
  return {
    idempotencyKey: key,
    channel: channelOf(random),
    kind,
    issueClass: matter.issueClass,
    goodsClass: matter.goodsClass,
    topics: [...matter.topics],
    ...contact,
    isAnonymous,
    respondent,
    facts: withSignature(fillIn(matter.facts, blanks), contact.contact, random),
    ...(kind === "COMPLAINT" ? { request: matter.request } : {}),
    ...(sum > 0 && kind === "COMPLAINT" ? { disputedAmount: BigInt(sum) * 100n } : {}),
    submit: false,
  };
}

// Citizens do write their name and number into the text: so there is something to see masked.
function withSignature(facts: string, contact: Contact | undefined, random: Random): string {
  if (contact === undefined || random.fraction() > 0.2) return facts;
  return `${facts}联系人${contact.name}，电话${contact.phone}。`;
}

/** Invents the registration of a consultation. */
export function inventQuestion(key: string, question: Question, random: Random): RegisterTicketInput {
  return {
    idempotencyKey: key,
    channel: channelOf(random),
    kind: "CONSULTATION",
    issueClass: question.issueClass,
    topics: [...question.topics],
    ...(random.fraction() < 0.5 ? { contact: inventCitizen(random) } : {}),
    isAnonymous: false,
    facts: question.facts,
    submit: false,
  };
}

/** A division outside the demo's provinces, where a respondent may be. */
export const inventForeignDivision = (random: Random): string => random.pick(elsewhereInChina);
