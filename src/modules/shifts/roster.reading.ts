import { may } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { toGlobalId } from "../../platform/ids.js";
import { type LocalDate, readPeriod } from "../calendar/index.js";
import { type BureauRow, placeOf } from "../jurisdictions/index.js";
import { aroundTheClockDays } from "./around-the-clock.js";
import { type AssignmentRow, findAssignments } from "./assignment.store.js";
import { bureauAsked } from "./bureau-asked.js";
import type { RosterArguments } from "./roster.inputs.js";
import { type EntryOfRoster, gapsOf, type RosterMatter, rosterOf, strainedOf } from "./roster.js";
import { Roster, RosterEntry, RosterGap, RosterLoad, RosterPerson } from "./roster.type.js";
import { loadsOf, type PersonLoad } from "./roster-load.js";
import { findRosterRules } from "./roster-rules.store.js";
import { readPlans } from "./shift.plans.js";
import { dayFrom, daysFrom } from "./shift.times.js";
import { limits, usualRules } from "./shift.words.js";

/** The GraphQL name under which an assignment has its global identifier. */
export const assignmentType = "ShiftAssignment";

/** The global identifier of an assignment. */
export function assignmentIdOf({ id, province }: Pick<AssignmentRow, "id" | "province">): string {
  return toGlobalId(assignmentType, province, id);
}

/**
 * The roster of a bureau over days. Who leads its shifts sees drafts too, everybody else what was published.
 *
 * @throws NOT_FOUND for a bureau that the caller may not ask about; INVALID_INPUT for days that are too many or in disorder
 */
export async function readRoster(context: RequestContext, args: RosterArguments): Promise<Roster> {
  readPeriod(args.from, args.to, limits.rosterDays);
  const bureau = await bureauAsked(context, "shift.read", args.bureau);
  return inScope(context, (tx) => rosterWithin(tx, context, bureau, args.from, args.to));
}

/** The same within a transaction of the caller. */
export async function rosterWithin(
  tx: Transaction,
  context: RequestContext,
  bureau: BureauRow,
  from: LocalDate,
  to: LocalDate,
): Promise<Roster> {
  const seesDrafts = may(actorOf(context), "shift.manage", placeOf(bureau));
  const matter = await matterOf(tx, context, bureau, daysFrom(from, to), seesDrafts);
  const strained = strainedOf(matter.assignments, matter.rules);
  return Object.assign(new Roster(), {
    ...{ from, to, bureauCode: bureau.code, isAroundTheClock: matter.aroundTheClock.length > 0 },
    entries: rosterOf(matter).map((entry) => toEntry(entry, strained)),
    loads: loadsOf(
      matter.assignments.filter(({ day }) => from <= day && day <= to),
      matter.calendar,
    ).map(toLoad),
    gaps: gapsOf(matter).map((gap) => Object.assign(new RosterGap(), gap)),
  });
}

async function matterOf(
  tx: Transaction,
  context: RequestContext,
  bureau: BureauRow,
  days: readonly LocalDate[],
  seesDrafts: boolean,
): Promise<RosterMatter> {
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const { calendar, versions } = await readPlans(tx, [bureau.code]);
  // By the week before and the day after it is judged whether somebody rests enough.
  const found = await findAssignments(tx, [bureau.code], dayFrom(first, -7), dayFrom(last, 1));
  const rules = (await findRosterRules(tx, [bureau.code])).get(bureau.code) ?? usualRules;
  return {
    ...{ days, calendar, rules, versions: versions.get(bureau.code) ?? [] },
    assignments: found.filter(({ publishedAt }) => seesDrafts || publishedAt !== null),
    aroundTheClock: await aroundTheClockDays(tx, actorOf(context), placeOf(bureau), days),
  };
}

function toEntry(entry: EntryOfRoster, strained: ReadonlySet<AssignmentRow>): RosterEntry {
  const { code: shift, day, endsAt, holes, isProvisional, name, people, plannedHeads, presentHeads } = entry;
  return Object.assign(new RosterEntry(), {
    ...{ day, shift, name, startsAt: entry.startsAt, endsAt, plannedHeads, presentHeads, holes, isProvisional },
    warnings: entry.warnings,
    people: people.map((row) => toRosterPerson(row, strained.has(row))),
  });
}

function toLoad({ hours, person, ...counts }: PersonLoad): RosterLoad {
  return Object.assign(new RosterLoad(), {
    ...{ ...counts, hours: Number(hours.toFixed(2)), personId: toGlobalId("Person", person), rowId: person },
  });
}

function toRosterPerson(row: AssignmentRow, isStrained: boolean): RosterPerson {
  const { isLeader, leave, person, publishedAt, version } = row;
  return Object.assign(new RosterPerson(), {
    ...{ assignmentId: assignmentIdOf(row), version, personId: toGlobalId("Person", person), rowId: person },
    ...{ isLeader, isOnLeave: leave !== null, isPublished: publishedAt !== null, isStrained },
  });
}
