import type { Place } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { recordings } from "../../platform/record.js";
import { type Writing, write } from "../../platform/writing.store.js";
import { type DueMoment, type DuePass, defineDuePass } from "../jobs/index.js";
import { findBureaus, placeOf } from "../jurisdictions/index.js";
import { notices } from "../tickets/index.js";
import { recordedRequest, ticketKeyOfRequest } from "./extension.change.js";
import { claimLapsed, type ExtensionRow, lockParked, markLapsed } from "./extension.store.js";
import { lapseOf } from "./extension.workflow.js";

type LapsePayload = { province: string; ticketId: string; id: string; bureau: string };

/**
 * Writes down that requests lapsed (延期申请失效), with an entry in the timeline, the audit and an event. Whoever reads a request
 * is told so at once, whether it was written down or not.
 */
export const extensionLapses: DuePass<LapsePayload> = defineDuePass<ExtensionRow, LapsePayload>({
  name: "extension-lapses",
  everyMilliseconds: 60_000,
  bureauOf: ({ bureau }) => bureau,
  claim: (tx, { at, limit, province }) => claimLapsed(tx, { today: chinaDay(at), limit, province }),
  handle: recordLapses,
  park: (tx, row) => markLapsed(tx, [row], null),
  payloadOf: ({ province, ticketId, id, bureau }) => ({ province, ticketId, id, bureau }),
  find: (tx, payload) => lockParked(tx, payload),
});

async function recordLapses(tx: Transaction, rows: readonly ExtensionRow[], moment: DueMoment): Promise<void> {
  const bureaus = [...new Set(rows.map(({ bureau }) => bureau))];
  const places = (await findBureaus(tx, bureaus)).map(placeOf);
  await markLapsed(tx, rows, moment.at);
  await write(
    tx,
    places.flatMap((place) =>
      tellingsOf(
        place,
        rows.filter(({ bureau }) => bureau === place.bureau),
        moment,
      ),
    ),
  );
}

/** What is told of the requests of one bureau, for which the platform acts. */
function tellingsOf(place: Place, rows: readonly ExtensionRow[], { at, requestId }: DueMoment): (Writing | null)[] {
  const actor = { place };
  const today = chinaDay(at);
  const causeOf = (row: ExtensionRow): string => lapseOf(row, today) ?? "EXPIRED";
  return [
    notices(
      { actor, at },
      rows.map((row) => ({
        ticket: { ...ticketKeyOfRequest(row), state: row.ticketState },
        kind: "EXTENSION_LAPSED",
        detail: { cause: causeOf(row) },
      })),
    ),
    ...recordings(
      actor,
      rows.map((row) =>
        recordedRequest(row, {
          action: "ticket.platform",
          event: "LAPSED",
          version: row.version + 1,
          place,
          at,
          requestId,
          detail: { cause: causeOf(row) },
        }),
      ),
    ),
  ];
}
