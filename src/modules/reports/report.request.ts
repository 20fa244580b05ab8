import type { BureauLevel } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import { startValidation } from "../../platform/validation.js";
import { dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { type BureauRow, findBureau } from "../jurisdictions/index.js";
import { type Dimension, longestStatistics, regionAsked } from "../statistics/index.js";
import { isCode } from "../tickets/index.js";
import type { Named } from "./report.content.js";
import { daysOf, isOpenEnded, periodOfReport, type ReportKind, type ReportPeriod } from "./report.kinds.js";

/** What prepareReport takes. */
export interface PrepareRequest {
  kind: ReportKind;
  /** The last day. */
  day: string;
  from?: string | null;
  topic?: string | null;
  region?: string | null;
  templateId?: string | null;
}

/** The same, checked and with the names of what it is about. */
export interface ReadRequest {
  kind: ReportKind;
  period: ReportPeriod;
  bureau: Named;
  region: Named;
  /** The dimension of the bureaus directly beneath the region. */
  regionDimension: Dimension;
  /** The business line whose numbers are counted, for a department that has one. */
  line: string | null;
  topic: Named | null;
}

/** The first day that a report may have; nothing is older. */
const earliestDay = "2000-01-01";

/**
 * Checks what a report is to be about.
 *
 * @throws INVALID_INPUT with all wrong values at once; NOT_FOUND for a region that is not the caller's
 */
export async function readRequest(context: RequestContext, input: PrepareRequest): Promise<ReadRequest> {
  const { kind } = input;
  const topic = await readTopic(context, input.topic ?? null);
  checkRequest(input, topic, chinaDay(context.clock.now()));
  const counted = await regionAsked(context, input.region ?? null, "region");
  const { bureau, region } = await inScope(context, async (tx) => ({
    bureau: await findBureau(tx, actorOf(context).bureau.bureau),
    region: await findBureau(tx, counted.code),
  }));
  if (bureau === null || region === null) throw notFound("region");
  return {
    kind,
    period: periodOfReport(kind, input.day, input.from ?? null),
    bureau: { code: bureau.code, name: bureau.name },
    // What a department counts is its own line of the region, and not what the authority of the region would tell.
    region: { code: region.code, name: counted.line === null ? region.name : bureau.name },
    regionDimension: counted.level === "UNIT" ? "BUREAU" : dimensionBeneath(region),
    line: counted.line,
    topic,
  };
}

const beneath: Partial<Record<BureauLevel, Dimension>> = { NATION: "PROVINCE", PROVINCE: "CITY", CITY: "COUNTY" };

const dimensionBeneath = ({ level }: BureauRow): Dimension => beneath[level] ?? "BUREAU";

async function readTopic(context: RequestContext, code: string | null): Promise<Named | null> {
  if (code === null || !isCode(code)) return null;
  const name = await dictionaryNameLoader(context, dictionaryKey("TOPIC", code));
  return name === null ? null : { code, name: name.zh };
}

function checkRequest(input: PrepareRequest, topic: Named | null, today: string): void {
  const validation = startValidation();
  const { kind, day, from = null } = input;
  if (day > today || day < earliestDay) {
    validation.add("day", {
      zh: `日期应在 ${earliestDay} 与今日之间。`,
      en: `A day from ${earliestDay} until today.`,
    });
  }
  checkFirstDay(validation, kind, day, from);
  const wantsTopic = kind === "TOPIC";
  if (wantsTopic && topic === null) {
    validation.add("topic", { zh: "须填写字典 TOPIC 中的主题代码。", en: "A topic report needs a code of TOPIC." });
  } else if (!wantsTopic && input.topic != null) {
    validation.add("topic", { zh: "只有专题报告有主题。", en: "Only a topic report has a topic." });
  }
  validation.finish();
}

function checkFirstDay(
  validation: ReturnType<typeof startValidation>,
  kind: ReportKind,
  day: string,
  from: string | null,
): void {
  if (!isOpenEnded(kind)) {
    if (from === null) return;
    validation.add("from", {
      zh: "该类报告的起始日由截止日决定。",
      en: "The first day of this kind follows from the last.",
    });
  } else if (from === null) {
    validation.add("from", { zh: "累计报告和专题报告须填写起始日。", en: "This kind needs its first day." });
  } else if (from > day || from < earliestDay || daysOf({ from, to: day }) > longestStatistics) {
    validation.add("from", {
      zh: `起始日不得晚于截止日，期间最长 ${longestStatistics} 日。`,
      en: `The first day is not after the last, and the period has at most ${longestStatistics} days.`,
    });
  }
}
