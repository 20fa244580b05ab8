import { holds, may } from "../../access/index.js";
import type { Actor, Locale } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { asActorWithin, preferOrder, type Transaction } from "../../platform/database.js";
import { scopeOf } from "../../platform/scope.js";
import { write } from "../../platform/writing.store.js";
import { findActorOf } from "../identity/index.js";
import { defineQueue, type Job, sendJob } from "../jobs/index.js";
import { searchTicketKeys, type TicketConditions } from "../tickets/index.js";
import { asDone, exportRecordings, failExport, type Moment } from "./export.change.js";
import { isExportColumn } from "./export.columns.js";
import {
  headOf,
  type PartToWrite,
  readOfPart,
  type TicketExport,
  type WrittenPart,
  writeTicketPart,
} from "./export.lines.store.js";
import { type ExportRow, exportUpdate, lockExport } from "./export.store.js";
import { placeOfExport } from "./export.view.js";
import { type ExportFormat, isPossible, mostRows, rowsOfPart } from "./export.workflow.js";

/** The next part of an export. */
export type ExportPayload = {
  readonly province: string;
  readonly bureau: string;
  readonly id: string;
  /** Which part it is, counted from 0: an export that has it already is left alone. */
  readonly step: number;
  /** Whether few of the tickets match, so that a part is what so many tickets give. */
  readonly isSparse: boolean;
};

/** The job that writes the first part of an export. */
export function firstPayloadOf({ bureau, id, province }: ExportRow): ExportPayload {
  return { province, bureau, id, step: 0, isSparse: false };
}

/**
 * Writes exports, a part in each transaction, which also sends the next: a worker that dies leaves what was written, and
 * another goes on from there. Who asked is looked up again for each part, and reads under his own scope of that moment.
 */
export const exportQueue = defineQueue<ExportPayload>({
  name: "exports",
  retryLimit: 5,
  bureauOf: ({ bureau }) => bureau,
  work: async (tx, job) => {
    const row = await lockExport(tx, job.payload);
    if (row === null || !isPossible("CANCEL", row.state) || row.steps !== job.payload.step) return;
    const asker = { person: row.requestedBy, client: row.client, bureau: row.bureau };
    const actor = await findActorOf(tx, asker, job.at);
    if (actor === null || !holds(actor, "ticket.read") || !may(actor, "export.request", placeOfExport(row))) {
      await failExport(tx, row, "RIGHTS_REVOKED", job);
      return;
    }
    await takeStep(tx, actor, row, job);
  },
});

async function takeStep(tx: Transaction, actor: Actor, row: ExportRow, job: Job<ExportPayload>): Promise<void> {
  const wanted = ticketExportOf(row);
  const scope = scopeOf(actor.bureau);
  const way = await wayOf(tx, actor, wanted, job);
  const part = partOf(row, wanted, way);
  const written = await asActorWithin(tx, actor, () => writeTicketPart(tx, scope, wanted, part), preferOrder);
  const next = after(row, written, job.at);
  if (next.rowsDone > mostRows) {
    await failExport(tx, next, "TOO_LARGE", job);
    return;
  }
  const isLast = typeof way !== "string" || written.scanned < readOfPart(way);
  if (isLast) {
    await finish(tx, next, job);
    return;
  }
  await write(tx, [exportUpdate(row, next)]);
  const isSparse = way === "SCANNED" && written.rows * sparseShare < written.scanned;
  await sendJob(tx, null, exportQueue, { ...job.payload, step: next.steps, isSparse });
}

// Where less than a quarter of the tickets match, reading on until a part is full may take longer than a statement may.
const sparseShare = 4;

/**
 * How the tickets of a part are found. A part that took too long, or failed for another reason, is tried again with
 * tickets counted by what is looked at, which always ends in time.
 */
async function wayOf(
  tx: Transaction,
  actor: Actor,
  { conditions }: TicketExport,
  { attempt, payload }: Job<ExportPayload>,
): Promise<PartToWrite["way"]> {
  const { text } = conditions;
  if (text === null) return payload.isSparse || attempt > 1 ? "SCANNED" : "MATCHING";
  // SECURITY: widened sight, as for the list: keys of tickets in scope alone come out, and are read under the policies.
  const page = { first: rowsOfPart, after: null };
  const keys = await searchTicketKeys(tx, scopeOf(actor.bureau), { ...conditions, text }, "RECEIVED_DESCENDING", page);
  return keys.slice(0, rowsOfPart);
}

function partOf(row: ExportRow, wanted: TicketExport, way: PartToWrite["way"]): PartToWrite {
  const { reachedAt, reachedId } = row;
  return {
    province: row.province,
    exportId: row.id,
    number: row.parts,
    start: row.bytes,
    head: row.steps === 0 ? headOf(wanted, row.hasByteOrderMark) : "",
    after: reachedAt === null || reachedId === null ? null : { receivedAt: reachedAt, id: reachedId },
    way,
  };
}

/** The export after a part. */
function after(row: ExportRow, { bytes, reachedAt, reachedId, rows }: WrittenPart, at: Date): ExportRow {
  return {
    ...row,
    state: "RUNNING",
    startedAt: row.startedAt ?? at,
    progressedAt: at,
    steps: row.steps + 1,
    parts: row.parts + (bytes > 0 ? 1 : 0),
    keepsParts: row.keepsParts || bytes > 0,
    rowsDone: row.rowsDone + rows,
    bytes: row.bytes + bytes,
    reachedAt: reachedAt ?? row.reachedAt,
    reachedId: reachedId ?? row.reachedId,
  };
}

async function finish(tx: Transaction, row: ExportRow, { at, requestId }: Moment): Promise<void> {
  await write(tx, [
    exportUpdate(row, asDone(row, at)),
    ...exportRecordings({ place: placeOfExport(row) }, row, {
      ...{ action: "export.platform", event: "DONE", at, requestId },
      detail: { rows: row.rowsDone, bytes: row.bytes },
    }),
  ]);
}

/** What the parts of an export of tickets are read by, out of its row. */
function ticketExportOf(row: ExportRow): TicketExport {
  return {
    format: row.format as ExportFormat,
    locale: row.locale as Locale,
    columns: row.columns.filter(isExportColumn),
    conditions: withInstants(row.conditions as TicketConditions),
    requestedAt: row.requestedAt,
    today: chinaDay(row.requestedAt),
  };
}

// In JSON an instant is a text.
function withInstants(conditions: TicketConditions): TicketConditions {
  const instant = (given: Date | null): Date | null => (given === null ? null : new Date(given));
  const { receivedBefore, receivedFrom } = conditions;
  return { ...conditions, receivedFrom: instant(receivedFrom), receivedBefore: instant(receivedBefore) };
}
