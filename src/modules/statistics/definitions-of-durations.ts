import type { Definition, MeasureUnit, TicketDurationName } from "./measures.js";

type Words = Definition["name"];

const duration = (measure: TicketDurationName, unit: MeasureUnit, name: Words, formula: Words): Definition => ({
  measure,
  version: 1,
  unit,
  form: "DISTRIBUTION",
  name,
  formula,
  isHigherBetter: false,
  source: null,
  numerator: null,
  denominator: null,
});

/** The definitions of durations of tickets: each from the registration on, in hours and in working days. */
export const durationDefinitions: readonly Definition[] = [
  ...(["HOURS", "WORKING_DAYS"] as const).flatMap((unit) => {
    const inUnit = unit === "HOURS" ? { zh: "整小时", en: "whole hours" } : { zh: "工作日", en: "working days" };
    const ends = [
      ["DISPATCH", "首次分派", "the first dispatch"],
      ["ACCEPTANCE", "受理", "acceptance"],
      ["CLOSING", "办结", "closing"],
    ] as const;
    return ends.map(([end, zh, en]) =>
      duration(
        `${unit}_TO_${end}`,
        unit,
        { zh: `至${zh}时长`, en: `time to ${en}` },
        {
          zh: `自登记至${zh}的${inUnit.zh}数：中位数、第90与第99百分位数（最近秩法）。`,
          en: `From registration to ${en} in ${inUnit.en}: median, 90th and 99th percentile by the nearest rank.`,
        },
      ),
    );
  }),
];
