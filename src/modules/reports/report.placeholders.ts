import type { BilingualText } from "../../platform/actor.js";
import { groupings, kindStems, mostNamed } from "./report.facts.js";
import { callMeasures, reportMeasures } from "./report.measures.js";

/** A placeholder that a template may hold, and what stands in its place. */
export interface Placeholder {
  name: string;
  meaning: BilingualText;
}

const of = (name: string, zh: string, en: string): Placeholder => ({ name, meaning: { zh, en } });

const matters: readonly Placeholder[] = [
  of("bureau", "编制单位", "The bureau that prepares the report."),
  of("region", "统计范围单位", "The bureau whose region it is about."),
  of("period", "统计期间", "The period, in words."),
  of("firstDay", "统计期间首日", "The first day, in words."),
  of("lastDay", "统计期间末日", "The last day, in words."),
  of("asOf", "数据截至日", "The day on which the numbers were read."),
  of("yearBefore", "上年同期的期间", "The period of the year before, in words."),
  of("periodBefore", "上期的期间", "The period before, in words."),
  of("topic", "专题名称", "The topic of a topic report."),
  of("topic.share", "专题占比", "The part of all that the topic is."),
];

const suffixes: readonly [string, string, string][] = [
  ["", "", "the value"],
  [".numerator", "（分子）", "the numerator"],
  [".denominator", "（分母）", "the denominator"],
  [".share", "占比", "its part of all"],
  [".yearBefore", "（上年同期）", "the value of the year before"],
  [".growth", "同比", "the growth on the year before, as a figure"],
  [".onYear", "同比（文字）", "the growth on the year before, in words"],
  [".periodBefore", "（上期）", "the value of the period before"],
  [".periodGrowth", "环比", "the growth on the period before, as a figure"],
  [".onPeriod", "环比（文字）", "the growth on the period before, in words"],
];

const ofStem = (stem: string, label: string, measure: string): Placeholder[] =>
  suffixes.map(([suffix, zh, en]) => of(`${stem}${suffix}`, `${label}${zh}`, `${measure}: ${en}.`));

const ofKinds = kindStems.flatMap(({ stem, priceStem, kind, label }) => [
  ...ofStem(stem, `${label}接收量`, `RECEIVED of ${kind}`),
  of(`${stem}.closed`, `${label}办结量`, `CLOSED of ${kind}: the value.`),
  of(`${stem}.closureRate`, `${label}办结率`, `CLOSURE_RATE of ${kind}: the value.`),
  ...ofStem(priceStem, `价格${label}接收量`, `RECEIVED of ${kind} about prices`),
]);

const ofGroups = groupings.flatMap(({ stem, label }) => [
  ...Array.from({ length: mostNamed }, (_, index) => index + 1).flatMap((rank) => [
    of(`top.${stem}.${rank}.name`, `第${rank}位${label}`, `The name of the group in place ${rank}.`),
    of(`top.${stem}.${rank}.received`, `第${rank}位${label}接收量`, `How many it received.`),
    of(`top.${stem}.${rank}.share`, `第${rank}位${label}占比`, `Its part of all.`),
    of(`top.${stem}.${rank}.growth`, `第${rank}位${label}同比`, `Its growth on the year before, as a figure.`),
    of(`top.${stem}.${rank}.onYear`, `第${rank}位${label}同比（文字）`, `The same in words.`),
  ]),
  of(`top.${stem}.count`, `列名的${label}个数`, `How many groups are named.`),
  of(`top.${stem}.jointShare`, `列名的${label}合计占比`, `The part of all that they have together.`),
  of(`list.${stem}`, `居前的${label}一览`, `The largest groups in words, with numbers and shares.`),
]);

/** All placeholders, in the order in which they are told. */
export const placeholders: readonly Placeholder[] = [
  ...matters,
  ...[...reportMeasures, ...callMeasures].flatMap(({ stem, label, measure }) => ofStem(stem, label, measure)),
  ...ofStem("price", "价格类接收量", "RECEIVED about prices"),
  ...ofKinds,
  ...ofGroups,
];

const known = new Set(placeholders.map(({ name }) => name));

const placeholderPattern = /\{\{([^{}]*)\}\}/g;

const nameIn = (text: string): string => text.trim();

/** The names in a text that are no placeholders, in their order; a brace that opens or closes none is one of them. */
export function unknownPlaceholders(text: string): string[] {
  const named = [...text.matchAll(placeholderPattern)].map(([, name = ""]) => nameIn(name));
  const rest = text.replace(placeholderPattern, "");
  return [...named.filter((name) => !known.has(name)), ...(/\{\{|\}\}/.test(rest) ? ["{{"] : [])];
}

/** The known names in short, for whoever wrote an unknown one. */
export function knownInShort(): string {
  const stems = [
    ...reportMeasures,
    ...callMeasures,
    { stem: "price" },
    ...kindStems,
    ...kindStems.map((one) => ({ stem: one.priceStem })),
  ];
  const ends = suffixes.flatMap(([suffix]) => (suffix === "" ? [] : [suffix])).join(", ");
  const groups = groupings.map(({ stem }) => stem).join("|");
  return [
    matters.map(({ name }) => name).join(", "),
    `${stems.map(({ stem }) => stem).join(", ")} (+ ${ends})`,
    `${kindStems.map(({ stem }) => stem).join("|")} + .closed, .closureRate`,
    `top.(${groups}).(1-${mostNamed}).(name|received|share|growth|onYear)`,
    `top.(${groups}).(count|jointShare)`,
    `list.(${groups})`,
  ].join("; ");
}

/** A text with its placeholders filled in; one that stands for nothing is left as it is, which the checks do not let happen. */
export function fillIn(text: string, facts: ReadonlyMap<string, string>): string {
  return text.replace(placeholderPattern, (whole, name: string) => facts.get(nameIn(name)) ?? whole);
}
