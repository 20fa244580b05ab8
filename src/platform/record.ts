import { auditEntries, outboxEvents } from "../../schema/index.js";
import type { Actor, Place } from "./actor.js";
import type { Transaction } from "./database.js";
import { newId } from "./ids.js";
import { insertionOf, type Writing, write } from "./writing.store.js";

/** A value that may stand in the audit and in events: codes, ids, numbers and days, never personal data. */
export type RecordedValue =
  | string
  | number
  | boolean
  | null
  | readonly RecordedValue[]
  | { [name: string]: RecordedValue };

/** A place whose bureaus are told of an event: those in whose sight its subject is, or was until then. */
export interface Witness extends Place {
  /** The business line under which departments see the subject there; null: none does. */
  line: string | null;
}

/** What was changed. */
export interface Subject {
  /** The GraphQL type, such as Ticket. */
  type: string;
  id: string;
  version?: number;
  /** Where the subject stands now; it decides who may be told of the event. */
  place: Place;
  line?: string | null;
  /** The other places in whose sight it is, or was before the change; none where they are not given. */
  witnesses?: readonly Witness[];
}

/** One change. */
export interface Change {
  /** The action of the table of actions, such as ticket.dispatch. */
  action: string;
  subject: Subject;
  at: Date;
  requestId: string;
  detail?: { [name: string]: RecordedValue };
  /** The events that tell others; their payload holds ids and codes only. */
  events: readonly { type: string; payload?: { [name: string]: RecordedValue } }[];
}

/** Who is named in the audit when the platform itself acts. */
export interface SystemActor {
  place: Place;
}

/** One change, and who made it. */
export interface MadeChange {
  actor: Actor | SystemActor;
  change: Change;
}

/**
 * The writings of the audit entries and the events of changes, to be sent with the changes: they commit together or not at
 * all. The only place that makes either. Entries of one instant have their identifiers in the order of the changes, which
 * is the order in which they are read.
 */
export function recordingsOf(made: readonly MadeChange[]): readonly (Writing | null)[] {
  const ids = made.map(({ change: { at } }) => newId(at)).sort();
  const entries = made.map(({ actor, change }, position) =>
    toAuditEntry(actor, change, ids[position] ?? newId(change.at)),
  );
  return [
    insertionOf(auditEntries, entries),
    insertionOf(
      outboxEvents,
      made.flatMap(({ change }) => toOutboxEvents(change)),
    ),
  ];
}

/** The same for changes that one actor made. */
export function recordings(actor: Actor | SystemActor, changes: readonly Change[]): readonly (Writing | null)[] {
  return recordingsOf(changes.map((change) => ({ actor, change })));
}

/** Writes the audit entry and the events of a change, in the transaction of the change. */
export function record(tx: Transaction, actor: Actor | SystemActor, change: Change): Promise<void> {
  return write(tx, recordings(actor, [change]));
}

function toAuditEntry(actor: Actor | SystemActor, change: Change, id: string): typeof auditEntries.$inferInsert {
  const isPerson = "bureau" in actor;
  const place = isPerson ? actor.bureau : actor.place;
  const { subject } = change;
  return {
    id,
    province: place.province,
    city: place.city,
    county: place.county,
    bureau: place.bureau,
    at: change.at,
    person: isPerson ? (actor.person?.id ?? null) : null,
    client: isPerson ? (actor.client?.id ?? null) : null,
    action: change.action,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectVersion: subject.version ?? null,
    requestId: change.requestId,
    detail: change.detail ?? {},
  };
}

function toOutboxEvents({ subject, at, events }: Change): (typeof outboxEvents.$inferInsert)[] {
  return events.map((event) => ({
    province: subject.place.province,
    city: subject.place.city,
    county: subject.place.county,
    bureau: subject.place.bureau,
    at,
    type: event.type,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectVersion: subject.version ?? null,
    line: subject.line ?? null,
    witnesses: subject.witnesses ?? [],
    payload: event.payload ?? {},
  }));
}
