import { authorize } from "../../../access/index.js";
import type { BilingualText } from "../../../platform/actor.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { invalidInput, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { write } from "../../../platform/writing.store.js";
import { dayNumberOf, readPeriod } from "../../calendar/index.js";
import { isWithinReach, readFreedom } from "../assigning.js";
import { type AssignmentRow, assignmentInsertion, findAssignments, lockTurnsOf } from "../assignment.store.js";
import { findPublications } from "../publication.store.js";
import { changesOf, isPublishedOn, reasonOf } from "../published.js";
import { rosterRecordings } from "../roster.change.js";
import { changeInsertion } from "../roster-changes.store.js";
import { type CopiedTurn, choosePossible, placeCopies, type RosterCopy, type SkippedTurn } from "../roster-copy.js";
import type { CopyRosterInput } from "../roster-copy.type.js";
import { shiftEventTypes } from "../shift.events.js";
import { readPlans } from "../shift.plans.js";
import { lockRosterOf } from "../shift.store.js";
import { dayFrom } from "../shift.times.js";
import { limits } from "../shift.words.js";

/** What a copy of a roster made, and what it left out. */
export interface CopiedRoster {
  rows: readonly AssignmentRow[];
  skipped: readonly SkippedTurn[];
  /** The first and the last day of the copy. */
  from: string;
  to: string;
}

/**
 * Copies the roster of days of the caller's bureau to others (复制排班), drafts and leaders included: whoever can take his shift
 * again does, and of everybody else it is said why not. Whoever is on it already is left as he is, so that a copy that is made
 * again makes nothing. On days whose roster people were shown already it is published at once, and the reason is kept.
 *
 * @throws FORBIDDEN; INVALID_INPUT for days that are too many, in disorder, too far off or that overlap, where nobody is on the
 *   roster that is to be copied, and for a reason that is missing; TOO_LARGE
 */
export function copyRoster(context: RequestContext, input: CopyRosterInput): Promise<CopiedRoster> {
  const actor = actorOf(context);
  const offset = offsetOf(context, input);
  const [from, to] = [input.target, dayFrom(input.to, offset)];
  return inScope(context, async (tx) => {
    const { bureau } = actor.bureau;
    await lockRosterOf(tx, bureau);
    authorize(actor, "shift.manage", actor.bureau);
    const source = await findAssignments(tx, [bureau], input.from, input.to);
    if (source.length === 0) throw invalidInput("from", nothingThere);
    if (source.length > limits.assignments) throw tooLarge("to", source.length, limits.assignments);
    await lockTurnsOf(
      tx,
      source.map(({ person }) => person),
    );
    const { skipped, turns } = await copyOf(tx, context, source, { offset, from, to });
    const at = context.clock.now();
    const publications = await findPublications(tx, bureau, from, to);
    const rows = turns.map((turn) => rowOf(context, turn, isPublishedOn(turn.day, publications) ? at : null, at));
    const published = rows.filter(({ publishedAt }) => publishedAt !== null);
    const reason = reasonOf(input.reason, published.length > 0);
    const by = actor.person?.id ?? null;
    const detail = { firstDay: from, lastDay: to, copiedFrom: input.from, count: rows.length, skipped: skipped.length };
    await write(tx, [
      assignmentInsertion(rows),
      changeInsertion(changesOf(published, { at, by, reason, verb: "ASSIGNED" })),
      ...rosterRecordings(context, actor, at, shiftEventTypes.COPIED, detail),
    ]);
    return { rows, skipped, from, to };
  });
}

function offsetOf(context: RequestContext, { from, target, to }: CopyRosterInput): number {
  readPeriod(from, to, limits.rosterDays);
  const offset = dayNumberOf(target) - dayNumberOf(from);
  if (Math.abs(offset) <= dayNumberOf(to) - dayNumberOf(from)) throw invalidInput("target", overlapping);
  const at = context.clock.now();
  const days = [target, dayFrom(to, offset)];
  if (!days.every((day) => isWithinReach(day, at, limits.daysBack, limits.daysAhead))) {
    throw invalidInput("target", {
      zh: `只能排今日前 ${limits.daysBack} 日至今日后 ${limits.daysAhead} 日的班。`,
      en: `Rosters are made from ${limits.daysBack} days back to ${limits.daysAhead} days ahead.`,
    });
  }
  return offset;
}

const overlapping: BilingualText = {
  zh: "目标日期不得与源日期重叠。",
  en: "The copy would touch the days that are copied: begin it later.",
};

const nothingThere: BilingualText = {
  zh: "源日期没有排班可供复制。",
  en: "Nobody is on the roster of the days that are to be copied.",
};

async function copyOf(
  tx: Transaction,
  context: RequestContext,
  source: readonly AssignmentRow[],
  { from, offset, to }: { offset: number; from: string; to: string },
): Promise<RosterCopy> {
  const { bureau } = actorOf(context).bureau;
  const { calendar, versions } = await readPlans(tx, [bureau]);
  const existing = await findAssignments(tx, [bureau], from, to);
  const placed = placeCopies(source, { offset, calendar, existing, versions: versions.get(bureau) ?? [] });
  if (placed.turns.length === 0) return placed;
  const chosen = choosePossible(placed.turns, await readFreedom(tx, context, placed.turns));
  return { turns: chosen.turns, skipped: [...placed.skipped, ...chosen.skipped] };
}

function rowOf(
  context: RequestContext,
  { breakMinutes, day, endsAt, isLeader, person, shift: { plan }, startsAt }: CopiedTurn,
  publishedAt: Date | null,
  at: Date,
): AssignmentRow {
  const { bureau: acting, person: by } = actorOf(context);
  const { bureau, city, county, province } = acting;
  return {
    ...{ province, city, county, bureau, id: newId(at), person, shiftCode: plan.code, shiftName: plan.name },
    ...{ day, startsAt, endsAt, breakMinutes, isLeader, publishedAt, leave: null },
    ...{ madeAt: at, madeBy: by?.id ?? null, removedAt: null, removedBy: null, version: 1 },
  };
}
