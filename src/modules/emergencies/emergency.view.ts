import { holds } from "../../access/index.js";
import { regionOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext, readInScope } from "../../platform/context.js";
import { defineLoader } from "../../platform/loaders.js";
import { maskFreeText } from "../../platform/masking.js";
import { type PageArguments, readIdPage, readPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, type NodeReader, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import {
  type AcknowledgementRow,
  countSubordinates,
  findAcknowledgementsOf,
  listSubordinates,
  type SubordinateRow,
} from "./acknowledgement.store.js";
import { emergencyIdOf, emergencyKeyOfParts, stateOf } from "./emergency.change.js";
import type { AcknowledgementsArguments, EmergenciesArguments } from "./emergency.inputs.js";
import {
  type AnnouncementRow,
  countEmergencies,
  type EmergencyRow,
  findAnnouncements,
  findEmergencies,
  listEmergencies,
} from "./emergency.store.js";
import { Emergency, EmergencyAcknowledgement, EmergencyAnnouncement, EmergencyPayload } from "./emergency.type.js";
import type { EmergencyLevel } from "./emergency.words.js";

/** An emergency of the API from its row. */
export function toEmergency(context: RequestContext, row: EmergencyRow): Emergency {
  const { announcement, closingWords, declaredAt, endedAt, isAllSeats, isAroundTheClock, topic, version } = row;
  return Object.assign(new Emergency(), {
    ...{ announcement, declaredAt, endedAt, isAllSeats, isAroundTheClock, topic, version, row },
    id: emergencyIdOf(row),
    level: row.level as EmergencyLevel,
    state: stateOf(row, chinaDay(context.clock.now())),
    from: row.firstDay,
    to: row.endedOn ?? row.lastDay,
    reason: maskFreeText(row.reason, []),
    isReportedDaily: row.nextReportOn !== null,
    closingWords: closingWords === null ? null : maskFreeText(closingWords, []),
  });
}

/** The answer of a step: the emergency as the step left it. */
export async function toEmergencyPayload(
  context: RequestContext,
  step: Promise<EmergencyRow>,
): Promise<EmergencyPayload> {
  return Object.assign(new EmergencyPayload(), { emergency: toEmergency(context, await step) });
}

/** Reads emergencies by identifier, under the scope of the request; null for a missing or invisible one. */
export const emergencyLoader = defineLoader<Emergency>(async (context, ids) => {
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findEmergencies(tx, scope, ids));
  return new Map(rows.map((row) => [row.id, toEmergency(context, row)]));
});

/** What the actor's own authority took note of, by the identifier of the emergency. */
export const ownAcknowledgementLoader = defineLoader<AcknowledgementRow>(async (context, ids) => {
  const region = regionOf(actorOf(context).bureau);
  const rows = await inScope(context, (tx) => findAcknowledgementsOf(tx, region, ids));
  return new Map(rows.map((row) => [row.emergency, row]));
});

/** What was announced of emergencies, by their identifiers. */
export const announcementsLoader = defineLoader<readonly AnnouncementRow[]>(async (context, ids) => {
  const rows = await inScope(context, (tx) => findAnnouncements(tx, ids));
  return new Map(ids.map((id) => [id, rows.filter(({ emergency }) => emergency === id)]));
});

/**
 * Reads an emergency again by the parts of its global identifier, for those who may read emergencies.
 *
 * SECURITY: `node` itself is open to everyone signed in, so ring one is asked here.
 */
export const emergencyNodeReader: NodeReader = async (context, parts) => {
  const id = emergencyKeyOfParts(parts);
  return id === null || !holds(actorOf(context), "emergency.read") ? null : emergencyLoader(context, id);
};

/** What was announced, for the API. */
export function toAnnouncement(row: AnnouncementRow, emergency: EmergencyRow): EmergencyAnnouncement {
  const { announcedAt, announcement, isAllSeats, isAroundTheClock, lastDay, level } = row;
  return Object.assign(new EmergencyAnnouncement(), {
    ...{ announcedAt, announcement, isAllSeats, isAroundTheClock, row, emergency },
    level: level as EmergencyLevel,
    to: lastDay,
  });
}

function toAcknowledgement({ announcement: latest }: EmergencyRow, row: SubordinateRow): EmergencyAcknowledgement {
  const { acknowledgedAt, announcement } = row;
  const isAcknowledged = announcement !== null && announcement >= latest;
  return Object.assign(new EmergencyAcknowledgement(), { acknowledgedAt, announcement, isAcknowledged, row });
}

const newestFirst = "emergencies";

/**
 * A page of the emergencies that the caller sees, newest first.
 *
 * @throws INVALID_INPUT for a page that is not sound, TOO_LARGE for one of more than 100
 */
export async function pageOfEmergencies(
  context: RequestContext,
  args: EmergenciesArguments,
): Promise<ConnectionValue<Emergency>> {
  const page = readIdPage(args, newestFirst);
  const { after } = page;
  const { isOpen = null, view = null } = args.filter ?? {};
  const scope = scopeOf(actorOf(context).bureau);
  const rows = await readInScope(context, (tx) => listEmergencies(tx, scope, { isOpen, view }, page));
  return toConnection(
    toPage(rows, page, newestFirst, ({ id }) => ({ key: id, id })),
    after !== null,
    () => inScope(context, (tx) => countEmergencies(tx, scope, { isOpen, view })),
    (row) => toEmergency(context, row),
  );
}

const byCode = "emergency-subordinates";

/**
 * A page of the subordinates to which an emergency was announced, by code: those in the caller's own region.
 *
 * @throws INVALID_INPUT for a page that is not sound, TOO_LARGE for one of more than 100
 */
export async function pageOfSubordinates(
  context: RequestContext,
  emergency: EmergencyRow,
  args: AcknowledgementsArguments,
): Promise<ConnectionValue<EmergencyAcknowledgement>> {
  const page = readPage(args as PageArguments, byCode);
  const scope = scopeOf(actorOf(context).bureau);
  const day = emergency.endedOn ?? chinaDay(context.clock.now());
  const conditions = { day, isAcknowledged: args.isAcknowledged ?? null };
  const rows = await readInScope(context, (tx) => listSubordinates(tx, scope, emergency, conditions, page));
  return toConnection(
    toPage(rows, page, byCode, ({ bureau }) => ({ key: bureau, id: bureau })),
    page.after !== null,
    () => inScope(context, (tx) => countSubordinates(tx, scope, emergency, conditions)),
    (row) => toAcknowledgement(emergency, row),
  );
}
