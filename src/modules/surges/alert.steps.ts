import type { Actor, Place } from "../../platform/actor.js";
import { toGlobalId } from "../../platform/ids.js";
import { type MadeChange, type RecordedValue, recordingsOf, type SystemActor } from "../../platform/record.js";
import type { Writing } from "../../platform/writing.store.js";
import {
  type AlertKey,
  type AlertRow,
  alertInsertion,
  alertUpdate,
  type EntryRow,
  entryInsertion,
} from "./alert.store.js";
import type { SurgeAlertState, SurgeAlertVerb } from "./alert.words.js";
import type { Alert } from "./detection/index.js";
import { surgeEventTypes } from "./surge.events.js";

/** The name of the GraphQL type, as it stands in global identifiers and in the audit. */
export const surgeAlertType = "SurgeAlert";

/** The global identifier of an alert. */
export function alertIdOf({ id, province }: AlertKey): string {
  return toGlobalId(surgeAlertType, province, id);
}

/** Whose an alert is. */
export function placeOfAlert({ bureau, city, county, province }: AlertRow): Place {
  return { province, city, county, bureau };
}

/** When and in which request or run something is done. */
export interface Moment {
  at: Date;
  requestId: string;
}

/** A step of an alert that was decided. */
export interface AlertStep {
  actor: Actor | SystemActor;
  verb: SurgeAlertVerb;
  /** The alert as it was found; null for a new one. */
  before: AlertRow | null;
  /** The alert as the step leaves it, with its next version. */
  after: AlertRow;
  remark: string | null;
}

/** An alert as the detection knows it. */
export function toDetection(row: AlertRow): Alert {
  const { closedAt, closeReason, openedAt, quietSince, snoozedUntil, toldCount, toldCounties } = row;
  return {
    state: row.state as SurgeAlertState,
    openedAt,
    told: { count: toldCount, counties: toldCounties },
    quietSince,
    snoozedUntil,
    closedAt,
    closedBy: closedAt === null ? null : closeReason === "QUIET" ? "DETECTION" : "PERSON",
  };
}

/** The columns of an alert that follow from how the detection left it. */
export function fromDetection({ closedAt, quietSince, snoozedUntil, state, told }: Alert) {
  return { state, quietSince, snoozedUntil, closedAt, toldCount: told.count, toldCounties: told.counties };
}

/** The codes and figures by which audit and events name an alert. */
function codesOf(row: AlertRow): { [name: string]: RecordedValue } {
  const { closeReason, count, counties, goodsClass, issueClass, parts, region, state, topic } = row;
  return { state, region, issueClass, goodsClass, topic, count, counties, parts, closeReason };
}

function entryOf({ actor, after, remark, verb }: AlertStep, { at }: Moment): EntryRow {
  const person = "bureau" in actor ? actor : null;
  const { count, counties, expected, id, parts, province, snoozedUntil, state, upper, version } = after;
  return {
    ...{ province, alertId: id, sequence: version, at, verb, state, count, counties, expected, upper, parts },
    snoozedUntil,
    reason: verb === "CLOSE" || verb === "FADE" ? after.closeReason : null,
    remark,
    bureau: person === null ? after.bureau : person.bureau.bureau,
    person: person?.person?.id ?? null,
    client: person?.client?.id ?? null,
  };
}

function madeChange({ actor, after, before, verb }: AlertStep, { at, requestId }: Moment): MadeChange {
  const codes = codesOf(after);
  return {
    actor,
    change: {
      action: "bureau" in actor ? "surge.handle" : "surge.platform",
      at,
      requestId,
      subject: {
        type: surgeAlertType,
        id: alertIdOf(after),
        version: after.version,
        place: placeOfAlert(after),
        line: after.line,
      },
      detail: { verb, from: before?.state ?? null, ...codes },
      events: [{ type: surgeEventTypes[verb], payload: codes }],
    },
  };
}

// What identifies an alert, and whose it is, a step never changes.
const fixed = ["province", "city", "county", "bureau", "id", "line", "rule", "sameness", "openedAt", "since"] as const;

function changesBetween(before: AlertRow, after: AlertRow): Partial<AlertRow> {
  const changed = Object.entries(after).filter(([name, value]) => {
    if ((fixed as readonly string[]).includes(name)) return false;
    const known = before[name as keyof AlertRow];
    return JSON.stringify(known) !== JSON.stringify(value);
  });
  return Object.fromEntries(changed);
}

/**
 * The writings of steps of alerts: the alerts, their histories, and of each step the audit entry and the event. Where an
 * actor takes them, he may write none of a new alert: those are the platform's.
 */
export function stepWritings(steps: readonly AlertStep[], moment: Moment): readonly (Writing | null)[] {
  const updates = steps.flatMap(({ after, before }) =>
    before === null ? [] : [alertUpdate(before, changesBetween(before, after))],
  );
  return [
    alertInsertion(steps.flatMap(({ after, before }) => (before === null ? [after] : []))),
    ...updates,
    entryInsertion(steps.map((step) => entryOf(step, moment))),
    ...recordingsOf(steps.map((step) => madeChange(step, moment))),
  ];
}

/** The writing of figures that are told to nobody: the alert keeps its version. Null where they are as they were. */
export function figureWriting(before: AlertRow, after: AlertRow): Writing | null {
  const changes = changesBetween(before, after);
  return Object.keys(changes).length === 0 ? null : alertUpdate(before, changes);
}
