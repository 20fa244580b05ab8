import { chinaDay } from "../../platform/clock.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { isUuid } from "../../platform/ids.js";
import { readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { requireCountedDay } from "../calendar/index.js";
import { isCode } from "../tickets/index.js";
import { bureauAsked } from "./bureau-asked.js";
import type { RosterRulesRow } from "./roster-rules.store.js";
import type { ShiftsArguments, ShiftVersionsArguments } from "./shift.inputs.js";
import { plansInForce } from "./shift.plans.js";
import { countShiftVersions, findShiftsOf, listShiftVersions, type ShiftRow } from "./shift.store.js";
import { clockOf, type ShiftPlan } from "./shift.times.js";
import { RosterRules, Shift } from "./shift.type.js";
import { usualRules } from "./shift.words.js";

/** A shift of the API from its row, or from one that is shipped. */
export function toShift(plan: ShiftPlan | ShiftRow): Shift {
  const { breakMinutes, code, lengthMinutes, name, onHolidays, onWorkingDays, plannedHeads, startMinute } = plan;
  const end = startMinute + lengthMinutes;
  const row = "id" in plan ? plan : null;
  return Object.assign(new Shift(), {
    ...{ code, name, lengthMinutes, breakMinutes, onWorkingDays, onHolidays, plannedHeads },
    ...{ startTime: clockOf(startMinute), endTime: clockOf(end), endsNextDay: end >= 1440 },
    weekdays: [...plan.weekdays],
    isDefault: row === null,
    ...{ validFrom: row?.validFrom ?? null, validTo: row?.validTo ?? null },
    ...{ setAt: row?.setAt ?? null, version: row?.version ?? null },
  });
}

/** What a bureau asks of its rosters, of the API; what is usual where it set nothing. */
export function toRosterRules(row: RosterRulesRow | null): RosterRules {
  const { acknowledgeMinutes, isRefused, leastRestMinutes, mostWeekHours } = row ?? usualRules;
  return Object.assign(new RosterRules(), {
    ...{ acknowledgeMinutes, isRefused, leastRestMinutes, mostWeekHours },
    ...{ setAt: row?.setAt ?? null, version: row?.version ?? null },
  });
}

/**
 * The shifts of a bureau that are in force on a day, by their start.
 *
 * @throws NOT_FOUND for a bureau that the caller may not ask about, INVALID_INPUT for a day out of the years of the trade
 */
export async function shiftsInForce(context: RequestContext, args: ShiftsArguments): Promise<Shift[]> {
  const on = args.on ?? chinaDay(context.clock.now());
  requireCountedDay("on", on);
  const { code } = await bureauAsked(context, "shift.read", args.bureau);
  const rows = await inScope(context, (tx) => findShiftsOf(tx, [code]));
  return [...plansInForce(rows, on)]
    .sort((one, other) => one.startMinute - other.startMinute || (one.code < other.code ? -1 : 1))
    .map(toShift);
}

/**
 * A page of the versions of a bureau's own shifts, those set last first.
 *
 * @throws NOT_FOUND for a bureau that the caller may not ask about, INVALID_INPUT for a page that is not sound
 */
export async function pageOfShiftVersions(
  context: RequestContext,
  args: ShiftVersionsArguments,
): Promise<ConnectionValue<Shift>> {
  const order = "shift-versions";
  const page = readPage(args, order);
  if (page.after !== null && !(isUuid(page.after.id) && page.after.key === page.after.id)) throw refusedCursor();
  const { code: bureau } = await bureauAsked(context, "shift.read", args.bureau);
  // What can be no code is the code of no shift.
  const code = args.code == null ? null : isCode(args.code) ? args.code : "";
  const rows = await inScope(context, (tx) => listShiftVersions(tx, bureau, code, page));
  return toConnection(
    toPage(rows, page, order, ({ id }) => ({ key: id, id })),
    page.after !== null,
    () => inScope(context, (tx) => countShiftVersions(tx, bureau, code)),
    toShift,
  );
}
