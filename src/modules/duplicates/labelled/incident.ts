import { openings, type Scenario, scenarios, staff, wishes } from "./scenarios.js";

/** Draws numbers that are the same in every run: mulberry32. */
export type Draw = (below: number) => number;

/** A source of numbers. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** One of several. */
export function oneOf<Item>(draw: Draw, items: readonly Item[]): Item {
  return items[draw(items.length)] as Item;
}

/** A shop of the labelled set. */
export interface Shop {
  name: string;
  division: string;
  creditCode: string | null;
}

/** What happened once, before anybody put it into words. */
export interface Incident {
  scenario: Scenario;
  shop: Shop;
  goods: string;
  /** In 2026. */
  month: number;
  day: number;
  price: number;
  other: number;
  order: string;
  circumstance: number;
  dispute: number;
}

const signs =
  "鑫源 永兴 德茂 金泰 恒隆 祥和 顺福 康美 百惠 宏达 华润万 天虹 众诚 家乐 悦尚 优品 惠民 吉祥 同德 三江".split(" ");
const places = "观前街 石路 新区 湖东 人民路 解放路 广场 南门 北园 大学城".split(" ");
const divisions = ["320505", "320506", "320507", "320508", "320509"] as const;
const codeCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** A shop in which what a scenario tells happens. */
export function drawShop(draw: Draw, scenario: Scenario): Shop {
  const place = draw(2) === 0 ? oneOf(draw, places) : "";
  const creditCode = draw(3) > 0 ? null : `92320${Array.from({ length: 13 }, () => codeCharacters[draw(31)]).join("")}`;
  return {
    name: `${oneOf(draw, signs)}${oneOf(draw, scenario.trades)}${place}${place === "" ? "" : "店"}`,
    division: oneOf(draw, divisions),
    creditCode,
  };
}

/** Another branch of the same chain. */
export function branchOf(draw: Draw, shop: Shop): Shop {
  const stem = shop.name.replace(new RegExp(`(?:${places.join("|")})店$`), "");
  const here = places.find((place) => shop.name === `${stem}${place}店`);
  const there = oneOf(
    draw,
    places.filter((place) => place !== here),
  );
  return {
    name: `${stem}${there}店`,
    division: draw(2) === 0 ? shop.division : oneOf(draw, divisions),
    creditCode: null,
  };
}

/** Something that happened. */
export function drawIncident(draw: Draw, scenario = oneOf(draw, scenarios), shop = drawShop(draw, scenario)): Incident {
  const price = 8 + draw(60) * (draw(3) === 0 ? 70 : 5) + draw(5);
  return {
    ...{ scenario, shop, goods: oneOf(draw, scenario.goods) },
    ...{ month: 1 + draw(3), day: 1 + draw(28), price, other: 1 + Math.floor(price / (2 + draw(4))) },
    order: `${100 + draw(900)}${String(draw(10_000_000)).padStart(7, "0")}`,
    ...{ circumstance: draw(scenario.circumstance.length), dispute: draw(scenario.dispute.length) },
  };
}

/** How somebody tells of it. */
export interface Style {
  /** Whether circumstances are left out. */
  isShort: boolean;
  /** Whether he makes slips, as in fast typing. */
  hasSlips: boolean;
}

const slips: readonly (readonly [string, string])[] = [
  ["价格", "介格"],
  ["保质期", "保质其"],
  ["购买", "够买"],
  ["口罩", "口照"],
  ["余额", "余鹅"],
  ["发现", "发线"],
  ["要求", "要球"],
  ["店里", "店理"],
  ["过期", "过其"],
  ["合同", "和同"],
  ["不肯", "不啃"],
  ["对方", "对放"],
];

type DayForm = (month: number, day: number) => string;

// Many do not say on which day it was, or what they paid.
const dayForms: readonly DayForm[] = [
  (month, day) => `${month}月${day}日`,
  (month, day) => `${month}月${day}号`,
  (month, day) => `2026年${month}月${day}日`,
  () => "前几天",
  () => "日前",
];
const vaguePrices = ["好几", "不少", "这么多"] as const;

/** An incident in words, other ones at each draw; what happened stays the same. */
export function inWords(draw: Draw, incident: Incident, { hasSlips, isShort }: Style): string {
  const { scenario, shop } = incident;
  const fill = (text: string): string =>
    text
      .replaceAll("{shop}", draw(4) === 0 ? "该店" : shop.name)
      .replaceAll("{goods}", incident.goods)
      .replaceAll("{day}", oneOf(draw, dayForms)(incident.month, incident.day))
      .replaceAll("{price}", draw(4) === 0 ? oneOf(draw, vaguePrices) : String(incident.price))
      .replaceAll("{other}", draw(3) === 0 ? oneOf(draw, vaguePrices) : String(incident.other))
      .replaceAll("{order}", incident.order)
      .replaceAll("{staff}", oneOf(draw, staff));
  const clauses = [fill(oneOf(draw, scenario.happened))];
  if (!isShort) clauses.push(fill(scenario.circumstance[incident.circumstance] ?? ""));
  if (!isShort || draw(2) === 0) clauses.push(fill(scenario.dispute[incident.dispute] ?? ""));
  const ordered = draw(4) === 0 ? [...clauses.slice(1), ...clauses.slice(0, 1)] : clauses;
  const text = `${oneOf(draw, openings)}${ordered.join("，")}。${oneOf(draw, wishes)}`;
  return hasSlips ? slips.reduce((written, [right, wrong]) => written.replace(right, wrong), text) : text;
}
