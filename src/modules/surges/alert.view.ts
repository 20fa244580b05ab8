import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { maskFreeText } from "../../platform/masking.js";
import type { NodeReader } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import type { TicketKind } from "../dictionaries/index.js";
import { alertKeyOfParts } from "./alert.change.js";
import { alertIdOf } from "./alert.steps.js";
import {
  type AlertKey,
  type AlertRow,
  type EntryRow,
  findAlerts,
  findEntries,
  findPartsOfAlerts,
} from "./alert.store.js";
import { SurgeAlert, SurgeAlertEntry, SurgeAlertPayload } from "./alert.type.js";
import type { SurgeAlertState, SurgeAlertVerb, SurgeEnding } from "./alert.words.js";

/** The key of an alert as one text, for loaders. */
export function alertKeyText({ id, province }: AlertKey): string {
  return `${province}:${id}`;
}

const alertKeyFromText = (text: string): AlertKey => {
  const [province = "", id = ""] = text.split(":");
  return { province, id };
};

/** An alert of the API from its row. */
export function toAlert(row: AlertRow): SurgeAlert {
  const { acknowledgedAt, closedAt, count, counties, expected, openedAt, peak, peakAt, since } = row;
  const { snoozedUntil, upper, version, windowFrom, windowTo } = row;
  return Object.assign(new SurgeAlert(), {
    ...{ acknowledgedAt, closedAt, count, counties, expected, openedAt, peak, peakAt, since },
    ...{ snoozedUntil, upper, version, windowFrom, windowTo, row },
    id: alertIdOf(row),
    state: row.state as SurgeAlertState,
    places: row.parts,
    kinds: row.kinds as TicketKind[],
    words: row.words.map((word) => maskFreeText(word, [])),
    closeReason: row.closeReason as SurgeEnding | null,
  });
}

/** A step of the API from its row. */
function toEntry(row: EntryRow): SurgeAlertEntry {
  const { at, count, counties, expected, parts, reason, remark, sequence, snoozedUntil, state, verb } = row;
  return Object.assign(new SurgeAlertEntry(), {
    ...{ at, count, counties, expected, snoozedUntil, row },
    verb: verb as SurgeAlertVerb,
    state: state as SurgeAlertState,
    version: sequence,
    places: parts,
    reason: reason as SurgeEnding | null,
    remark: remark === null ? null : maskFreeText(remark, []),
  });
}

/** The answer of a step: the alert as the step left it. */
export async function toAlertPayload(step: Promise<AlertRow>): Promise<SurgeAlertPayload> {
  return Object.assign(new SurgeAlertPayload(), { alert: toAlert(await step) });
}

/** Reads alerts by key text, under the scope of the request; null for a missing or invisible one. */
export const alertLoader = defineLoader<SurgeAlert>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findAlerts(tx, scope, keys.map(alertKeyFromText)));
  return new Map(rows.map((row) => [alertKeyText(row), toAlert(row)]));
});

/** Reads the histories of alerts by key text, oldest step first. */
export const entriesLoader = defineLoader<SurgeAlertEntry[]>(async (context, keys) => {
  const rows = await inScope(context, (tx) => findEntries(tx, keys.map(alertKeyFromText)));
  const found = new Map(keys.map((key): [string, SurgeAlertEntry[]] => [key, []]));
  for (const row of rows) found.get(alertKeyText({ province: row.province, id: row.alertId }))?.push(toEntry(row));
  return found;
});

/** Reads the alerts that are parts of others by the key text of those, newest first. */
export const partsLoader = defineLoader<SurgeAlert[]>(async (context, keys) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findPartsOfAlerts(tx, scope, keys.map(alertKeyFromText)));
  const found = new Map(keys.map((key): [string, SurgeAlert[]] => [key, []]));
  for (const row of rows) {
    found.get(alertKeyText({ province: row.raisedProvince ?? "", id: row.raisedTo ?? "" }))?.push(toAlert(row));
  }
  return found;
});

/**
 * Reads an alert again by the parts of its global identifier, for those who may read alerts.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const alertNodeReader: NodeReader = async (context: RequestContext, parts) => {
  const key = alertKeyOfParts(parts);
  return key === null || !holds(actorOf(context), "surge.read") ? null : alertLoader(context, alertKeyText(key));
};
