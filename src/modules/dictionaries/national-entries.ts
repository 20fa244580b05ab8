import { monotonicMilliseconds } from "../../platform/clock.js";
import { isNational } from "./allowed-entries.js";
import type { DictionaryEntryRow } from "./dictionary.store.js";

/** How long a process keeps the national entries, in milliseconds: so late may it learn of a change made elsewhere. */
const nationalEntriesLifetime = 5000;

let held: { entries: readonly DictionaryEntryRow[]; readAt: number } | null = null;

/** The national entries that this process holds, ended ones included; null when none are held, or for too long. */
export function heldNationalEntries(): readonly DictionaryEntryRow[] | null {
  if (held !== null && monotonicMilliseconds() - held.readAt >= nationalEntriesLifetime) held = null;
  return held === null ? null : held.entries;
}

/**
 * Keeps the national ones of all the entries of a path. They are the same for everybody, so one actor's reading serves
 * the next. An empty reading is not kept: it is a database that was not loaded yet.
 *
 * @param readAt the monotonic time before the reading began
 */
export function holdNationalEntries(ofPath: readonly DictionaryEntryRow[], readAt: number): void {
  const entries = ofPath.filter(isNational);
  if (entries.length > 0) held = { entries, readAt };
}

/** Forgets them, after a change of this process. */
export function forgetNationalEntries(): void {
  held = null;
}
