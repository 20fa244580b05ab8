import type { Actor } from "../../../platform/actor.js";
import type { Transaction } from "../../../platform/database.js";
import { type RecordedValue, record, type SystemActor } from "../../../platform/record.js";
import { reorganisationEventTypes } from "../reorganisation.events.js";
import type { KeptPlan, ReorganisationRow } from "../reorganisations.store.js";

/** A step in the life of a reorganisation. */
export type ReorganisationStep = keyof typeof reorganisationEventTypes;

function codesOf(plan: KeptPlan): { [name: string]: RecordedValue } {
  switch (plan.kind) {
    case "RENAME":
      return { bureau: plan.bureau };
    case "MOVE":
      return { bureau: plan.bureau, newParent: plan.newParent };
    case "MERGE":
      return { from: plan.from, into: plan.into };
    case "SPLIT":
      return { bureau: plan.bureau, newBureaus: plan.newBureaus.map(({ code }) => code) };
  }
}

/**
 * Writes the audit entry and the events of a reorganisation: one entry a change, with an event for each step that it
 * took. One that takes effect today is planned and applied in one change.
 */
export async function recordReorganisation(
  tx: Transaction,
  actor: Actor | SystemActor,
  reorganisation: ReorganisationRow,
  steps: readonly ReorganisationStep[],
  change: { at: Date; requestId: string },
): Promise<void> {
  const { province, city, county, bureau, effectiveOn, kind, id, plan, state } = reorganisation;
  const detail = { kind, effectiveOn, ...codesOf(plan) };
  await record(tx, actor, {
    action: "bureau.reorganise",
    subject: { type: "Reorganisation", id, place: { province, city, county, bureau } },
    at: change.at,
    requestId: change.requestId,
    detail: { ...detail, state },
    events: steps.map((step) => ({ type: reorganisationEventTypes[step], payload: detail })),
  });
}
