import { chinaDay } from "../../platform/clock.js";
import type { DeadlineRow, DeadlineState } from "./deadline.row.js";

/** The deadline of a ticket that is over first of those that run: what lists show; null where none runs. */
export function running(rows: readonly DeadlineRow[]): DueFirst | null {
  let first: DeadlineRow | null = null;
  for (const row of rows) {
    if (row.state === "RUNNING" && (first === null || row.dueOn < first.dueOn)) first = row;
  }
  return first === null ? null : { dueOn: first.dueOn, limit: first.limit, isProvisional: first.isProvisional };
}

/** The deadline of a ticket that is over first. */
export type DueFirst = Pick<DeadlineRow, "dueOn" | "limit" | "isProvisional">;

/** The state of a deadline as it is shown: one that runs is missed once its last day is over in China. */
export function stateOf({ state, dueOn }: Pick<DeadlineRow, "state" | "dueOn">, now: Date): DeadlineState {
  return state === "RUNNING" && chinaDay(now) > dueOn ? "MISSED" : state;
}
