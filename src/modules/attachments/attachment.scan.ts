import { describeFault } from "../../platform/fault.js";
import { newRequestId } from "../../platform/ids.js";
import type { FileTools, Scanner } from "../../platform/virus-scanner.js";
import { write } from "../../platform/writing.store.js";
import { definePass, type Pass, type PassTools } from "../jobs/index.js";
import { placeOfTicket } from "../tickets/index.js";
import { setFilesDue } from "../transfers/index.js";
import { attachmentRecordings } from "./attachment.change.js";
import {
  type AttachmentChanges,
  type AttachmentRow,
  attachmentUpdate,
  claimScans,
  holdTicketOf,
  lockAttachment,
} from "./attachment.store.js";

/** What one run of the pass did. */
export interface ScanRun {
  clean: number;
  infected: number;
  /** Those that the scanner could not look at. */
  failed: number;
}

const claimedAtOnce = 5;

// Longer than the scan of the largest file: another process takes it only when this one died over it.
const leaseMilliseconds = 10 * 60_000;

const longestPause = 60 * 60_000;

/**
 * Makes what has files scanned (病毒扫描), a few at a time. No transaction is open meanwhile. A scanner that cannot be reached
 * is asked again after a pause that grows to an hour; until then the file is not opened.
 */
export function createScanPass({ objects, scanner }: FileTools): Pass & { run(tools: PassTools): Promise<ScanRun> } {
  return definePass({
    name: "attachment-scan",
    everyMilliseconds: 1000,
    run: async (tools: PassTools): Promise<ScanRun> => {
      const run: ScanRun = { clean: 0, infected: 0, failed: 0 };
      if (scanner === null) return run;
      for (let isMore = true; isMore && !tools.isStopped(); ) {
        const rows = await claim(tools);
        for (const row of rows) {
          const verdict = await verdictOf(row, { objects, scanner }, tools);
          await tellVerdict(row, verdict, tools);
          run[verdict === "FAILED" ? "failed" : verdict.found === null ? "clean" : "infected"] += 1;
        }
        isMore = rows.length === claimedAtOnce;
      }
      return run;
    },
  });
}

type Verdict = { found: string | null } | "FAILED";

function claim({ clock, database, province }: PassTools): Promise<AttachmentRow[]> {
  const before = clock.now();
  const next = new Date(before.getTime() + leaseMilliseconds);
  return database.asSystem("take files to scan", (tx) =>
    claimScans(tx, { before, limit: claimedAtOnce, province }, next),
  );
}

async function verdictOf(
  { objectKey }: AttachmentRow,
  { objects, scanner }: { objects: FileTools["objects"]; scanner: Scanner },
  { log }: PassTools,
): Promise<Verdict> {
  if (objectKey === null) return "FAILED";
  try {
    return { found: await scanner.scan(objects.read(objectKey)) };
  } catch (error) {
    log.warn({ worker: "attachment-scan", ...describeFault(error) }, "a file could not be scanned");
    return "FAILED";
  }
}

async function tellVerdict(claimed: AttachmentRow, verdict: Verdict, { clock, database }: PassTools): Promise<void> {
  const at = clock.now();
  await database.asSystem("say what a scan found", async (tx) => {
    const ticket = await holdTicketOf(tx, claimed);
    const row = await lockAttachment(tx, claimed);
    // What was removed meanwhile is not opened anyway.
    if (row === null || row.state !== "STORED") return;
    const changes = changesOf(row, verdict, at);
    // What was found clean follows a ticket that was handed over meanwhile.
    if (ticket !== null && changes.scan === "CLEAN") await setFilesDue(tx, ticket, at);
    const told =
      ticket === null || changes.scan !== "INFECTED"
        ? []
        : attachmentRecordings(
            { place: placeOfTicket(ticket) },
            { row, ticket },
            {
              ...{ action: "attachment.platform", event: "INFECTED", at, requestId: newRequestId() },
              ...{ version: row.version + 1, detail: { finding: changes.scanFinding ?? null } },
            },
          );
    await write(tx, [attachmentUpdate(row, changes), ...told]);
  });
}

function changesOf({ scanTries }: AttachmentRow, verdict: Verdict, at: Date): AttachmentChanges {
  if (verdict === "FAILED") {
    const pause = Math.min(longestPause, 5000 * 2 ** Math.min(scanTries, 20));
    return { scan: "FAILED", scannedAt: at, scanDue: new Date(at.getTime() + pause) };
  }
  const { found } = verdict;
  const scan = found === null ? "CLEAN" : "INFECTED";
  return { scan, scannedAt: at, scanDue: null, scanFinding: found?.slice(0, 200) ?? null };
}
