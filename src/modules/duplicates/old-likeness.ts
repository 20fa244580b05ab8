import type { Transaction } from "../../platform/database.js";
import type { Seal } from "../../platform/seal.js";
import { write } from "../../platform/writing.store.js";
import { definePass, defineQueue, type Pass, type Queue, sendJob, sendJobs } from "../jobs/index.js";
import {
  findParts,
  keyText,
  likenessOf,
  lockFreeTickets,
  missingLikenessWriting,
  noContact,
  openContact,
} from "../tickets/index.js";
import { findMissing, findProvincesWithout } from "./old-likeness.store.js";

/** A part of the tickets of an earlier release: those of a province after one by its id, or those that were busy. */
type OldLikenessPayload =
  | { readonly province: string; readonly after: string }
  | { readonly province: string; readonly tickets: readonly string[] };

/** How many tickets are done in one transaction: each contact is opened. */
const batchSize = 300;

/** After so many milliseconds it is tried again on tickets on which somebody was taking a step. */
const secondTry = 2000;

const beforeAll = "00000000-0000-0000-0000-000000000000";

// Writes what tickets are found by, and answers those on which somebody takes a step just now.
async function make(tx: Transaction, seal: Seal, province: string, ids: readonly string[]): Promise<string[]> {
  const tickets = await lockFreeTickets(
    tx,
    ids.map((id) => ({ province, id })),
  );
  const parts = await findParts(tx, tickets);
  const rows = tickets.flatMap((ticket) => {
    const own = parts.get(keyText(ticket));
    if (own === undefined) return [];
    const contact = own.contact === null ? noContact : openContact(seal, own.contact, province, ticket.id);
    const { respondentCreditCode } = own.details;
    const parties = { contact, respondentName: ticket.respondentName, respondentCreditCode };
    return [{ province, ticketId: ticket.id, ...likenessOf(seal, ticket, parties, own.details.facts) }];
  });
  await write(tx, [missingLikenessWriting(rows)]);
  const free = new Set(tickets.map(({ id }) => id));
  return ids.filter((id) => !free.has(id));
}

/** What gives tickets of an earlier release what they are found by. */
export interface OldLikenessWork {
  pass: Pass;
  queue: Queue<OldLikenessPayload>;
}

/**
 * Gives the tickets of an earlier release what they are found by, a batch in each transaction, and looks at the start of a
 * process whether there are any, so that nobody has to think of it after a migration. Until it is done they are missing among
 * like tickets and in concentrations.
 *
 * @param seal opens the contacts
 */
export function createOldLikenessWork(seal: Seal): OldLikenessWork {
  const queue: Queue<OldLikenessPayload> = defineQueue<OldLikenessPayload>({
    name: "likeness-of-old-tickets",
    work: async (tx, { at, payload }) => {
      const { province } = payload;
      const isBusy = "tickets" in payload;
      const ids = isBusy ? payload.tickets : await findMissing(tx, province, payload.after, batchSize);
      const busy = await make(tx, seal, province, ids);
      const startAfter = new Date(at.getTime() + secondTry);
      if (busy.length > 0) await sendJob(tx, null, queue, { province, tickets: busy }, { startAfter });
      const last = ids.at(-1);
      if (!isBusy && last !== undefined) await sendJob(tx, null, queue, { province, after: last });
    },
  });
  const pass = definePass({
    name: "likeness-of-old-tickets",
    everyMilliseconds: 600_000,
    run: ({ database, province: only }) =>
      database.asSystem("look for tickets that are found by nothing", async (tx) => {
        const provinces = (await findProvincesWithout(tx)).filter((one) => only === null || one === only);
        const jobs = provinces.map((province) => ({ key: province, payload: { province, after: beforeAll } }));
        if (jobs.length > 0) await sendJobs(tx, null, queue, jobs);
      }),
  });
  return { pass, queue };
}
