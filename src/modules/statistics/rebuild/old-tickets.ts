import type { Transaction } from "../../../platform/database.js";
import { definePass, defineQueue, type Pass, type Queue, sendJob, sendJobs } from "../../jobs/index.js";
import { mendFacts } from "./facts.js";
import { findProvincesWithoutFacts, findThoseWithoutFacts, findTicketsWithoutFacts } from "./facts.store.js";

/** A part of the tickets of an earlier release: those of a province after one by its id, or those that were busy. */
type OldTicketsPayload =
  | { readonly province: string; readonly after: string }
  | { readonly province: string; readonly tickets: readonly string[] };

/** How many tickets get their facts in one transaction. */
const batchSize = 500;

/** After so many milliseconds it is tried again on tickets on which somebody was taking a step. */
const secondTry = 2000;

const beforeAll = "00000000-0000-0000-0000-000000000000";

/** Gives facts to the tickets of an earlier release, which had no statistics, a batch in each transaction. */
export const oldTicketsQueue: Queue<OldTicketsPayload> = defineQueue<OldTicketsPayload>({
  name: "facts-of-old-tickets",
  work: async (tx, { at, payload }) => {
    const { province } = payload;
    if ("tickets" in payload) {
      await make(tx, province, await findThoseWithoutFacts(tx, province, payload.tickets), at);
      return;
    }
    const ids = await findTicketsWithoutFacts(tx, province, payload.after, batchSize);
    await make(tx, province, ids, at);
    const last = ids.at(-1);
    if (last !== undefined) await sendJob(tx, null, oldTicketsQueue, { province, after: last });
  },
});

async function make(tx: Transaction, province: string, ids: readonly string[], at: Date): Promise<void> {
  const busy = await mendFacts(tx, province, ids);
  if (busy.length === 0) return;
  const startAfter = new Date(at.getTime() + secondTry);
  await sendJob(tx, null, oldTicketsQueue, { province, tickets: busy }, { startAfter });
}

/**
 * Looks whether there are tickets of an earlier release, of which no facts were kept, and sends the work of making them: at
 * the start of a process, so that nobody has to think of it after a migration. Until it is done they are missing in all
 * numbers. What it overlooks the nightly check names, and `npm run rollups:rebuild` mends.
 */
export const oldTicketsPass: Pass = definePass({
  name: "statistics-of-old-tickets",
  everyMilliseconds: 600_000,
  run: ({ database, province: only }) =>
    database.asSystem("look for tickets without facts", async (tx) => {
      const provinces = (await findProvincesWithoutFacts(tx)).filter((one) => only === null || one === only);
      const jobs = provinces.map((province) => ({ key: province, payload: { province, after: beforeAll } }));
      if (jobs.length > 0) await sendJobs(tx, null, oldTicketsQueue, jobs);
    }),
});
