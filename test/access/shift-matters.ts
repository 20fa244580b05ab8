import { dutyNotices } from "../../schema/index.js";
import { chinaDay, systemClock } from "../../src/platform/clock.js";
import { fromGlobalId, newId, toGlobalId } from "../../src/platform/ids.js";
import { record } from "../../src/platform/record.js";
import type { Unit, World } from "../world.js";

/** What of shifts stands at a city. */
export interface ShiftMatters {
  /** A shift of the city's supervisor on its published roster, and the handler of the city, who is on it too. */
  shiftAssignment: string;
  rosterPerson: string;
  /** The supervisor asks the analyst to take it. */
  shiftSwap: string;
  /** The supervisor asks for leave. */
  leave: string;
  /** That the centre dispatched the ticket to the city at night, sent to the supervisor. */
  dutyNotice: string;
}

/** The day of the roster: near, and never past while tests run. */
export function rosterDay(): string {
  return chinaDay(new Date(systemClock.now().getTime() + 10 * 86_400_000));
}

/** The code of the shift of a city, in which a marker stands. */
export function shiftCodeOf(marker: string): string {
  return marker.replace(/[^A-Z0-9]/g, "").slice(0, 20);
}

const rosterDocument = `mutation ($shift: SetShiftInput!, $publish: PublishRosterInput!, $assign: AssignShiftInput!) {
  setShift(input: $shift) { shift { code } }
  publishRoster(input: $publish) { count }
  assignShift(input: $assign) { roster { entries { people { assignmentId personId } } } }
}`;

const askDocument = `mutation ($swap: AskShiftSwapInput!, $leave: AskLeaveInput!) {
  askShiftSwap(input: $swap) { swap { id } }
  askLeave(input: $leave) { leave { id } }
}`;

interface RosterAnswer {
  assignShift: { roster: { entries: { people: { assignmentId: string; personId: string }[] }[] } };
}

/** A city has a shift, a roster, somebody who asks for a swap and leave, and a duty notice, in whose texts a marker stands. */
export async function addShiftMatters(
  world: World,
  city: Unit & ("cityA" | "cityB"),
  { marker, ticket }: { marker: string; ticket: string },
): Promise<ShiftMatters> {
  const [day, code] = [rosterDay(), shiftCodeOf(marker)];
  const supervisor = world.as(`${city}.supervisor`);
  const own = toGlobalId("Person", supervisor.id);
  const rosterPerson = toGlobalId("Person", world.as(`${city}.handler`).id);
  const hours = { startTime: "20:00", endTime: "08:00", endsNextDay: true };
  const { assignShift } = await world.as(`${city}.head`).ask<RosterAnswer>(rosterDocument, {
    shift: { code, name: `${marker}班`, ...hours, weekdays: [1, 2, 3, 4, 5, 6, 7], onHolidays: true },
    publish: { from: day, to: day },
    assign: { shift: code, days: [day], people: [own, rosterPerson], reason: `${marker}原因` },
  });
  const people = assignShift.roster.entries.flatMap((entry) => entry.people);
  const shiftAssignment = people.find(({ personId }) => personId === own)?.assignmentId ?? "";
  const { askLeave, askShiftSwap } = await supervisor.ask<{
    askShiftSwap: { swap: { id: string } };
    askLeave: { leave: { id: string } };
  }>(askDocument, {
    swap: {
      given: shiftAssignment,
      asked: toGlobalId("Person", world.as(`${city}.analyst`).id),
      remark: `${marker}说明`,
    },
    leave: { kind: "OTHER", firstDay: "2098-01-01", lastDay: "2098-01-02", remark: `${marker}事由` },
  });
  const dutyNotice = await addNotice(world, city, ticket, supervisor.id);
  return { shiftAssignment, rosterPerson, shiftSwap: askShiftSwap.swap.id, leave: askLeave.leave.id, dutyNotice };
}

/** Tells a person of a city that a ticket came by night. Nobody waits for it, so that no pass takes it any further. */
export async function addNotice(
  { code, database }: World,
  city: Unit & ("cityA" | "cityB"),
  ticket: string,
  person: string,
): Promise<string> {
  const at = systemClock.now();
  const place = { province: code.province, city: code[city], county: null, bureau: code[city] };
  const [ticketProvince = "", ticketId = ""] = fromGlobalId(ticket)?.parts ?? [];
  const id = newId(at);
  const notice: typeof dutyNotices.$inferInsert = {
    ...{ ...place, id, sender: code[`${city}Centre`], senderCity: code[city], senderCounty: null },
    ...{
      ticketProvince,
      ticketId,
      cause: "DISPATCHED",
      dispatchPosition: at.getTime(),
      state: "OPEN",
      stage: "ON_DUTY",
    },
    ...{ addressees: [person], madeAt: at, dueAt: null },
  };
  const dutyNotice = toGlobalId("DutyNotice", place.province, id);
  await database.asSystem("tell somebody on duty for a test", async (tx) => {
    await tx.insert(dutyNotices).values(notice);
    const subject = { type: "DutyNotice", id: dutyNotice, version: 1, place };
    const events = [{ type: "dutyNotice.made" }];
    await record(tx, { place }, { action: "duty.platform", subject, at, requestId: "test", events });
  });
  return dutyNotice;
}
