import { auditEntries, outboxEvents } from "../../schema/index.js";
import type { Actor, Place } from "./actor.js";
import type { Transaction } from "./database.js";
import { newId } from "./ids.js";

/** A value that may stand in the audit and in events: codes, ids, numbers and days, never personal data. */
export type RecordedValue =
  | string
  | number
  | boolean
  | null
  | readonly RecordedValue[]
  | { [name: string]: RecordedValue };

/** What was changed. */
export interface Subject {
  /** The GraphQL type, such as Ticket. */
  type: string;
  id: string;
  version?: number;
  /** Where the subject stands now; it decides who may be told of the event. */
  place: Place;
  line?: string | null;
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

/**
 * Writes the audit entry and the events of a change, in the transaction of the change: they commit together or not at
 * all. The only place that writes either.
 */
export async function record(tx: Transaction, actor: Actor | SystemActor, change: Change): Promise<void> {
  const isPerson = "bureau" in actor;
  const place = isPerson ? actor.bureau : actor.place;
  const { subject } = change;
  await tx.insert(auditEntries).values({
    id: newId(change.at),
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
  });
  if (change.events.length === 0) return;
  await tx.insert(outboxEvents).values(
    change.events.map((event) => ({
      province: subject.place.province,
      city: subject.place.city,
      county: subject.place.county,
      bureau: subject.place.bureau,
      at: change.at,
      type: event.type,
      subjectType: subject.type,
      subjectId: subject.id,
      subjectVersion: subject.version ?? null,
      line: subject.line ?? null,
      payload: event.payload ?? {},
    })),
  );
}
