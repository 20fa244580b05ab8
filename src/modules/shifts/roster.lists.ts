import { chinaDay } from "../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { isUuid, toGlobalId } from "../../platform/ids.js";
import { type PageArguments, type PageRequest, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { readPeriod } from "../calendar/index.js";
import { isValidOn } from "../jurisdictions/index.js";
import { type AssignmentRow, findHoldings, findOwnTurns } from "./assignment.store.js";
import { groupedBy } from "./grouped.js";
import { personOf } from "./own-person.js";
import type { MyShiftsArguments, RosterChangesArguments } from "./roster.inputs.js";
import { assignmentIdOf } from "./roster.reading.js";
import { OwnShift, RosterCandidate, RosterChange } from "./roster.type.js";
import { countRosterChanges, listRosterChanges, type RosterChangeRow } from "./roster-changes.store.js";
import { dayFrom, startOfDay } from "./shift.times.js";
import { limits, type RosterVerb } from "./shift.words.js";

/**
 * Reads the arguments of a list that stands in the order of its identifiers, which grow with time.
 *
 * @throws INVALID_INPUT, TOO_LARGE
 */
export function readIdPage(args: PageArguments, order: string): PageRequest {
  const page = readPage(args, order);
  const { after } = page;
  if (after !== null && !(isUuid(after.id) && after.key === after.id)) throw refusedCursor();
  return page;
}

/** A page of what was changed of the published roster of the caller's bureau, newest first. */
export async function pageOfRosterChanges(
  context: RequestContext,
  args: RosterChangesArguments,
): Promise<ConnectionValue<RosterChange>> {
  const order = "roster-changes";
  const page = readIdPage(args, order);
  readPeriod(args.from, args.to, limits.rosterDays);
  const { bureau } = actorOf(context).bureau;
  const conditions = { bureau, firstDay: args.from, lastDay: args.to };
  const rows = await inScope(context, (tx) => listRosterChanges(tx, conditions, page));
  return toConnection(
    toPage(rows, page, order, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countRosterChanges(tx, conditions)),
    toRosterChange,
  );
}

function toRosterChange({ at, by, day, id, person, reason, shiftCode, verb }: RosterChangeRow): RosterChange {
  return Object.assign(new RosterChange(), {
    ...{ at, by, day, person, reason, rowId: id, shift: shiftCode, verb: verb as RosterVerb },
    personId: toGlobalId("Person", person),
  });
}

/** A page of the people who hold a role at the caller's bureau today, by their identifiers. */
export async function pageOfCandidates(
  context: RequestContext,
  args: PageArguments,
): Promise<ConnectionValue<RosterCandidate>> {
  const order = "roster-people";
  const page = readIdPage(args, order);
  const { bureau } = actorOf(context).bureau;
  const today = chinaDay(context.clock.now());
  // A bureau has some hundreds of people at most.
  const held = (await inScope(context, (tx) => findHoldings(tx, [bureau]))).filter((one) => isValidOn(one, today));
  const people = [...groupedBy(held, ({ person }) => person)].sort(([one], [other]) => (one < other ? -1 : 1));
  const { after, first } = page;
  const rows = people.filter(([person]) => after === null || person > after.id).slice(0, first + 1);
  return toConnection(
    toPage(rows, page, order, ([person]) => ({ key: person, id: person })),
    after !== null,
    () => Promise.resolve(people.length),
    ([person, holdings]) =>
      Object.assign(new RosterCandidate(), {
        ...{ personId: toGlobalId("Person", person), rowId: person },
        roles: holdings.map(({ role }) => role).sort(),
      }),
  );
}

/**
 * The caller's own published shifts, at whatever bureau, by their start.
 *
 * SECURITY: widened sight: everybody sees the shifts that were made for him, also where he acts at another bureau now. The id is
 * the actor's, never one that came with the request.
 *
 * @throws FORBIDDEN for a program that acts for itself, INVALID_INPUT for days that are too many or in disorder
 */
export async function readOwnShifts(context: RequestContext, args: MyShiftsArguments): Promise<OwnShift[]> {
  const person = personOf(actorOf(context));
  const from = args.from ?? chinaDay(context.clock.now());
  const to = args.to ?? dayFrom(from, 13);
  readPeriod(from, to, limits.rosterDays);
  const rows = await context.database.asSystem("somebody reads his own shifts", (tx) =>
    findOwnTurns(tx, person, startOfDay(from), startOfDay(dayFrom(to, 1))),
  );
  return rows.map(toOwnShift);
}

/** A shift of somebody of the API from its row. */
export function toOwnShift(row: AssignmentRow): OwnShift {
  const { bureau, day, endsAt, isLeader, leave, shiftCode, shiftName, startsAt } = row;
  return Object.assign(new OwnShift(), {
    ...{ assignmentId: assignmentIdOf(row), bureauCode: bureau, day, shift: shiftCode, name: shiftName },
    ...{ startsAt, endsAt, isLeader, isOnLeave: leave !== null },
  });
}
