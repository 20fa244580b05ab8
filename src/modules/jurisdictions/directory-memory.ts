import { afterCommit, type Transaction } from "../../platform/database.js";
import { createMemory } from "../../platform/loaders.js";
import type { Bureau } from "./bureau.type.js";
import type { Division } from "./division.type.js";

// The directory is public and changes a few times a month; each ticket of each list names two of its entries.
const milliseconds = 2000;

/** The bureaus that were asked for in the last two seconds, by code. */
export const bureauMemory = createMemory<Bureau>(10_000, milliseconds);

/** The divisions that were asked for in the last two seconds, by code. */
export const divisionMemory = createMemory<Division>(10_000, milliseconds);

/** To be called by whoever writes bureaus or divisions: they are read anew when the change has committed. */
export function forgetDirectoryAfter(tx: Transaction): void {
  afterCommit(tx, (database) => {
    bureauMemory.forget(database);
    divisionMemory.forget(database);
  });
}
