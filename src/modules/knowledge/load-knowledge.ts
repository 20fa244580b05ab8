import { systemClock } from "../../platform/clock.js";
import type { Database } from "../../platform/database.js";
import { write } from "../../platform/writing.store.js";
import { documentInsertion, documentUpdate, referenceInsertion, versionInsertion } from "./knowledge.store.js";
import { findShippedStates, lockShippedKnowledge } from "./load-knowledge.store.js";
import { refreshSearchRows } from "./search-rows.store.js";
import { planOf, shippedRows } from "./shipped-rows.js";

/**
 * Loads the national entries of this release: the orders with their articles, questions and answers, reply templates and
 * directions, as published. Adds those that are missing, and publishes a new version of those that the release words
 * otherwise than the last; whatever the nation has revised or withdrawn itself stays as it is. So it may run at each
 * start, in several processes at once.
 *
 * @returns how many were added or published anew
 */
export function loadKnowledge(database: Database): Promise<number> {
  return database.asSystem("load the national knowledge", async (tx) => {
    const states = await findShippedStates(
      tx,
      shippedRows.map(({ id }) => id),
    );
    if (planOf(shippedRows, states, systemClock.now()).versions.length === 0) return 0;
    // Seldom: with a new release. Others that begin at the same time wait, and then find it done.
    await lockShippedKnowledge(tx);
    const now = await findShippedStates(
      tx,
      shippedRows.map(({ id }) => id),
    );
    const plan = planOf(shippedRows, now, systemClock.now());
    await write(tx, [documentInsertion(plan.laws)]);
    await write(tx, [documentInsertion(plan.documents)]);
    await write(tx, [versionInsertion(plan.versions)]);
    await write(
      tx,
      plan.updates.map(({ changes, row }) => documentUpdate(row, changes)),
    );
    await write(tx, [referenceInsertion(plan.references)]);
    await refreshSearchRows(tx, [...new Set(plan.versions.map(({ documentId }) => documentId))]);
    return plan.versions.length;
  });
}
