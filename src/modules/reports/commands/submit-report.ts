import { createHash } from "node:crypto";
import { nationCode, pathOf } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { forbidden, notFound } from "../../../platform/errors.js";
import { type BureauRow, findBureau, isValidOn } from "../../jurisdictions/index.js";
import {
  decideReport,
  findAndLockReport,
  type ReportReference,
  type ReportStep,
  takeReportStep,
} from "../report.change.js";
import { readContent, writeContent } from "../report.content.js";
import { drawNumber, type FullReportRow } from "../report.store.js";

/** What submitReport takes. */
export interface SubmitRequest extends ReportReference {
  /** The code of the bureau above that it goes to; the one directly above where it is missing. */
  receiver?: string | null;
}

/**
 * Submits a draft to a bureau above (报送). It gets its number, and is frozen with its questions, answers and definitions:
 * what was sent never changes, whatever becomes of the tickets.
 *
 * @throws NOT_FOUND for a report that is not visible and an unknown receiver, FORBIDDEN for a receiver that does not stand
 *   above and for the nation, CONFLICT, ILLEGAL_TRANSITION
 */
export function submitReport(context: RequestContext, input: SubmitRequest): Promise<FullReportRow> {
  return inScope(context, async (tx) => {
    const step = await findAndLockReport(tx, context, input.reportId);
    const edge = decideReport(step, "SUBMIT", input.version);

    const today = chinaDay(step.at);
    const receiver = await findReceiver(step, input.receiver ?? null, today);
    const number = await numberOf(tx, step, today);
    const content = writeContent({
      ...readContent(step.report.content),
      number,
      receiver: { code: receiver.code, name: receiver.name },
      issuedOn: today,
    });
    return takeReportStep(step, edge, {
      content,
      digest: createHash("sha256").update(content).digest("hex"),
      number,
      receiver: receiver.code,
      receiverCity: receiver.city,
      receiverCounty: receiver.county,
      submittedAt: step.at,
      submittedBy: step.actor.person?.id ?? null,
    });
  });
}

async function findReceiver({ tx, actor }: ReportStep, wanted: string | null, today: string): Promise<BureauRow> {
  const { bureau, parent } = actor.bureau;
  const code = wanted ?? parent;
  if (bureau === nationCode || code === null) {
    throw forbidden({ zh: "总局没有上级单位可以报送。", en: "There is no bureau above the nation to submit to." });
  }
  const receiver = await findBureau(tx, code);
  if (receiver === null || !isValidOn(receiver, today)) throw notFound("receiver");
  const above = [...pathOf(actor.bureau), parent].filter((one) => one !== bureau);
  if (above.includes(code)) return receiver;
  throw forbidden({
    zh: "报告只能报送给上级单位，不能报送给下级、同级或其他地区的单位。",
    en: "A report is submitted to a bureau above its own, and to none beneath or beside it or elsewhere.",
  });
}

async function numberOf(tx: Transaction, { report }: ReportStep, today: string): Promise<string> {
  const bureau = await findBureau(tx, report.bureau);
  if (bureau === null) throw notFound("reportId");
  const year = Number(today.slice(0, 4));
  return `${bureau.mark}统〔${year}〕第${await drawNumber(tx, bureau.code, year, "BULLETIN")}号`;
}
