import type { Actor } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { describeFault } from "../../platform/fault.js";
import { usualFileRules } from "../../platform/file-rules.js";
import { newRequestId } from "../../platform/ids.js";
import { scopeOf } from "../../platform/scope.js";
import type { Seal } from "../../platform/seal.js";
import { write, writeAndEnd } from "../../platform/writing.store.js";
import {
  type EmergencyDue,
  type EmergencyRow,
  emergencyIdOf,
  emergencyUpdate,
  findDueEmergencies,
  forgetEmergenciesAfter,
  lockEmergency,
  nextReportUpdate,
} from "../emergencies/index.js";
import { definePass, type PassTools } from "../jobs/index.js";
import { actingBureauOf, findBureau, isValidOn } from "../jurisdictions/index.js";
import { draftReport, reportWritings } from "./commands/prepare-report.js";
import { writeEnding } from "./emergency.ending.js";
import { dailyRequest, endOf, reportAfter, reportedDay, summaryRequest } from "./emergency.period.js";

/** What one run of the pass did. */
export interface EmergencyRun {
  /** Daily reports that were prepared. */
  reported: number;
  /** Emergencies that ended because their last day was over. */
  ended: number;
  /** What failed, and is tried again by the next run. */
  failed: number;
}

const batchSize = 50;

/**
 * Prepares the daily report (日报) of each day of an emergency after its midnight in China, and ends with their summaries the
 * emergencies whose last day is over. Any number of processes may run it at the same time: each day has one report, and each
 * emergency one end, because its row is locked and asked again where either is written.
 */
export const emergencyReportsPass = definePass({
  name: "emergency-reports",
  everyMilliseconds: 60_000,
  run: async (tools: PassTools): Promise<EmergencyRun> => {
    const reported = await handleAll(tools, "REPORT", prepareDaily);
    const ended = await handleAll(tools, "END", endOver);
    return { reported: reported.done, ended: ended.done, failed: reported.failed + ended.failed };
  },
});

type Handle = (tools: PassTools, row: EmergencyRow, today: string) => Promise<boolean>;

async function handleAll(
  tools: PassTools,
  due: EmergencyDue,
  handle: Handle,
): Promise<{ done: number; failed: number }> {
  const { clock, database, isStopped, log, province } = tools;
  const today = chinaDay(clock.now());
  const failed = new Set<string>();
  let done = 0;
  for (let isMore = true; isMore && !isStopped(); ) {
    const wanted = { today, limit: batchSize + failed.size, province };
    const found = await database.asSystem("find emergencies that are due", (tx) => findDueEmergencies(tx, due, wanted));
    const rows = found.filter(({ id }) => !failed.has(id));
    for (const row of rows) {
      try {
        if (await handle(tools, row, today)) done += 1;
      } catch (error) {
        failed.add(row.id);
        log.error({ pass: "emergency-reports", emergency: emergencyIdOf(row), ...describeFault(error) }, "one failed");
      }
    }
    isMore = rows.length > 0;
  }
  return { done, failed: failed.size };
}

/** Prepares the daily report that is due; false where another process did. */
async function prepareDaily(tools: PassTools, row: EmergencyRow, today: string): Promise<boolean> {
  const day = reportedDay(row);
  const actor = await actorFor(tools, row, today);
  if (actor === null || day === null) {
    await tools.database.asSystem("nobody is left to report to", (tx) => write(tx, [nextReportUpdate(row, null)]));
    return false;
  }
  const context = contextFor(tools, actor);
  const report = await draftReport(context, dailyRequest(day), row.id);
  return inScope(context, async (tx) => {
    const locked = await lockEmergency(tx, scopeOf(actor.bureau), row.id);
    if (locked?.nextReportOn !== row.nextReportOn) return false;
    const writings = reportWritings(context, report, "emergency.platform");
    await writeAndEnd(tx, [nextReportUpdate(locked, reportAfter(locked)), ...writings]);
    return true;
  });
}

/** Ends an emergency whose last day is over; false where somebody did, or moved its end. */
async function endOver(tools: PassTools, row: EmergencyRow, today: string): Promise<boolean> {
  const endedOn = endOf(row, today);
  const actor = await actorFor(tools, row, today);
  if (actor === null) {
    await tools.database.asSystem("end an emergency of a bureau that is gone", async (tx) => {
      forgetEmergenciesAfter(tx);
      await write(tx, [emergencyUpdate(row, { endedAt: tools.clock.now(), endedOn, nextReportOn: null })]);
    });
    return true;
  }
  const context = contextFor(tools, actor);
  const request = summaryRequest(row, endedOn);
  const summary = request === null ? null : await draftReport(context, request, row.id);
  return inScope(context, async (tx) => {
    const locked = await lockEmergency(tx, scopeOf(actor.bureau), row.id);
    if (locked === null || locked.version !== row.version) return false;
    await writeEnding(tx, context, locked, { action: "emergency.platform", endedOn, closingWords: null, summary });
    return true;
  });
}

/**
 * The declaring bureau, acting for itself: reports of an emergency go on though whoever declared it has gone. Null where
 * the bureau is no more.
 */
function actorFor({ database }: PassTools, row: EmergencyRow, today: string): Promise<Actor | null> {
  return database.asSystem("find whose emergency it is", async (tx) => {
    const bureau = await findBureau(tx, row.declaringBureau);
    const region = await findBureau(tx, row.bureau);
    if (bureau === null || region === null || !isValidOn(bureau, today) || !isValidOn(region, today)) return null;
    return { person: null, client: null, bureau: actingBureauOf(bureau), roles: [] };
  });
}

const refuse = (): never => {
  throw new Error("a report by the clock opens no contact");
};

// SECURITY: reports hold numbers alone; what is done by the clock can neither seal nor open a contact.
const opensNothing: Seal = { seal: refuse, open: refuse, digest: refuse };

function contextFor({ clock, database, log }: PassTools, actor: Actor): RequestContext {
  return {
    ...{ requestId: newRequestId(), locale: "zh", actor, database, clock, log, seal: opensNothing },
    ...{ loaders: new Map(), readNode: async () => null, issuer: "", isProduction: true, webhookNetworks: [] },
    fileRules: usualFileRules,
  };
}
