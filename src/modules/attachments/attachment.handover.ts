import type { Transaction } from "../../platform/database.js";
import { newId } from "../../platform/ids.js";
import { type MadeChange, recordingsOf } from "../../platform/record.js";
import { write } from "../../platform/writing.store.js";
import { type DueMoment, type DuePass, defineDuePass } from "../jobs/index.js";
import { placeOfTicket, type TicketKey, type TicketRow } from "../tickets/index.js";
import { claimFilesDue, lockFilesDue, type SentSide, setFilesDue } from "../transfers/index.js";
import { attachmentChange, attachmentIdOf } from "./attachment.change.js";
import { findFollowed, followingInsertion, lockFollowing } from "./attachment.handover.store.js";
import { obstacleToAdding, type ScanState } from "./attachment.states.js";
import { type AttachmentRow, holdTicketOf, takeTurn } from "./attachment.store.js";

/**
 * Makes what has files follow a ticket that was handed over to another province (随案移交材料; art. 33 and 34 of Order 121):
 * what is stored, and found clean where there is a scanner, is there at the ticket of the other province too, and what is
 * stored or found clean later comes later. Both tickets name the same content; each has a row of its own, so that what one
 * bureau removes stays at the other. What came once does not come again, whoever dies and whatever was removed there.
 *
 * One handing over is one transaction: nobody waits for the ticket of another one meanwhile.
 */
export function createHandoverPass({ hasScanner }: { hasScanner: boolean }): DuePass<SentKey> {
  const scans: readonly ScanState[] = hasScanner ? ["CLEAN"] : ["CLEAN", "UNSCANNED"];
  return defineDuePass<SentSide, SentKey>({
    name: "attachment-handovers",
    everyMilliseconds: 1000,
    batchSize: 1,
    claim: claimFilesDue,
    handle: async (tx, rows, moment) => {
      for (const side of rows) await follow(tx, side, scans, moment);
    },
    park: (tx, side) => setFilesDue(tx, ownTicketOf(side), "infinity"),
    payloadOf: ({ bureau, province, ticketId }) => ({ province, id: ticketId, bureau }),
    find: lockFilesDue,
    bureauOf: ({ bureau }) => bureau,
  });
}

/** The ticket that was handed over, and the bureau that did. */
type SentKey = { province: string; id: string; bureau: string };

const ownTicketOf = ({ province, ticketId }: SentSide): TicketKey => ({ province, id: ticketId });

async function follow(
  tx: Transaction,
  side: SentSide,
  scans: readonly ScanState[],
  { at, requestId }: DueMoment,
): Promise<void> {
  const target = { province: side.otherProvince, ticketId: side.otherTicket };
  await takeTurn(tx, target);
  const [from, to] = [await holdTicketOf(tx, side), await holdTicketOf(tx, target)];
  if (from !== null && to !== null && obstacleToAdding(to) === null) {
    const sources = await lockFollowing(tx, from, scans);
    const followed = await findFollowed(tx, to);
    const pairs = notYetThere(sources, followed).map((source) => ({ source, row: rowThere(source, side, at) }));
    const made = pairs.flatMap((pair) => recordsOf(pair, { side, from, to }, { at, requestId }));
    await write(tx, [followingInsertion(pairs.map(({ row }) => row)), ...recordingsOf(made)]);
    // Where the ticket went on from there, they go on with it.
    if (pairs.length > 0) await setFilesDue(tx, to, at);
  }
  await setFilesDue(tx, ownTicketOf(side), null);
}

/** What of the files of a ticket is not at the other one: neither did it come before, nor is the same content there. Pure. */
export function notYetThere<Source extends Pick<AttachmentRow, "id" | "sha256">>(
  sources: readonly Source[],
  followed: readonly Pick<AttachmentRow, "handedFrom" | "sha256" | "state">[],
): Source[] {
  const came = new Set(followed.map(({ handedFrom }) => handedFrom));
  const kept = new Set(followed.filter(({ state }) => state === "STORED").map(({ sha256 }) => sha256));
  return sources.filter(({ id, sha256 }) => !came.has(id) && !kept.has(sha256));
}

// SECURITY: whose officer or program added it there is not told across the border of the province, nor by which key.
function rowThere(source: AttachmentRow, side: SentSide, at: Date): AttachmentRow {
  return {
    ...source,
    ...{ province: side.otherProvince, ticketId: side.otherTicket, id: newId(at), handedFrom: source.id },
    ...{ addedBy: null, client: null, idempotencyKey: null, inputHash: null, storedAt: at, expiresAt: at },
    // What no scanner looked at yet is looked at there, should there be one some day.
    scanDue: source.scan === "CLEAN" ? null : at,
    ...{ scanTries: 0, version: 1 },
  };
}

function recordsOf(
  { row, source }: { row: AttachmentRow; source: AttachmentRow },
  { from, side, to }: { side: SentSide; from: TicketRow; to: TicketRow },
  moment: { at: Date; requestId: string },
): MadeChange[] {
  const { bytes, scan, sha256 } = row;
  const sent = { handover: "SENT", toBureau: side.otherBureau, linked: attachmentIdOf(row), sha256 };
  const received = { handover: "RECEIVED", fromBureau: side.bureau, linked: attachmentIdOf(source) };
  const told = { action: "attachment.platform", ...moment } as const;
  return [
    attachmentChange(
      { place: placeOfTicket(from) },
      { row: source, ticket: from },
      { ...told, event: null, version: source.version, detail: sent },
    ),
    attachmentChange(
      { place: placeOfTicket(to) },
      { row, ticket: to },
      { ...told, event: "STORED", version: row.version, detail: { ...received, bytes, sha256, scan } },
    ),
  ];
}
