import type { Place } from "../../platform/actor.js";
import type { RequestContext } from "../../platform/context.js";
import type { LoggedEvent } from "../../platform/live-source.js";
import { regionAsked } from "../statistics/index.js";
import { readConditions, type TicketRow } from "../tickets/index.js";
import type { TicketChangeFilter } from "./change.inputs.js";
import { ticketType } from "./change.reading.js";
import { carryingOffTypes, expiredType, movingTypes, reclassifyingTypes, recountedType } from "./ticket-events.js";

/** A filter of tickets that was checked; null is what does not narrow. Lists are sorted. */
export interface TicketConditions {
  kinds: readonly string[] | null;
  states: readonly string[] | null;
  issueClasses: readonly string[] | null;
  goodsClasses: readonly string[] | null;
  topics: readonly string[] | null;
  channels: readonly string[] | null;
  /** A bureau with all beneath it, or alone where nothing is. */
  bureau: { level: "PROVINCE" | "CITY" | "COUNTY" | "UNIT"; code: string } | null;
  overdue: boolean | null;
}

/**
 * Checks a filter of tickets, as that of a list is checked.
 *
 * @throws INVALID_INPUT with all wrong conditions at once; NOT_FOUND for a bureau that is not of the reader's region
 */
export async function checkTicketFilter(
  context: RequestContext,
  filter: TicketChangeFilter | null,
): Promise<TicketConditions> {
  const { bureau = null, ...others } = filter ?? {};
  const { kinds, states, issueClasses, goodsClasses, topics, channels, overdue } = await readConditions(context, {
    filter: { ...others },
    view: "ALL",
  });
  const sorted = (values: readonly string[] | null) => (values === null ? null : [...new Set(values)].sort());
  return {
    kinds: sorted(kinds),
    states: sorted(states),
    issueClasses: sorted(issueClasses),
    goodsClasses: sorted(goodsClasses),
    topics: sorted(topics),
    channels: sorted(channels),
    bureau: await findRegion(context, bureau),
    overdue: overdue?.is ?? null,
  };
}

async function findRegion(context: RequestContext, bureau: string | null): Promise<TicketConditions["bureau"]> {
  if (bureau === null) return null;
  const { code, level } = await regionAsked(context, bureau, "filter.bureau");
  return level === "NATION" ? null : { level, code };
}

const allows = (values: readonly string[] | null, value: unknown): boolean =>
  values === null || (typeof value === "string" && values.includes(value));

// What an event does not say may be anything.
const mayAllow = (values: readonly string[] | null, value: unknown): boolean =>
  value === undefined || allows(values, value);

/**
 * Whether an event may be about a ticket that fulfils the conditions, after it or before. Pure, and quick: of what the event
 * does not say, anything is assumed.
 *
 * SECURITY: of what may take a ticket out of sight nothing but the kind is looked at, which never changes, so that a filter
 * does not betray what became of it.
 */
export function mayConcern({ issueClasses, kinds, states }: TicketConditions, event: LoggedEvent): boolean {
  if (event.subjectType !== ticketType) return false;
  const { from, issueClass, kind, to } = event.payload;
  if (!mayAllow(kinds, kind)) return false;
  if (carryingOffTypes.has(event.type)) return true;
  const isInState = mayAllow(states, to) || allows(states, from);
  return isInState && mayAllow(issueClasses, issueClass);
}

/** Whether a ticket fulfils the conditions as it stands on a day in China. Pure; a list says the same in SQL. */
export function fulfils(conditions: TicketConditions, row: TicketRow, today: string): boolean {
  const { bureau, overdue, topics } = conditions;
  return (
    allows(conditions.kinds, row.kind) &&
    allows(conditions.states, row.state) &&
    allows(conditions.issueClasses, row.issueClass) &&
    allows(conditions.goodsClasses, row.goodsClass) &&
    allows(conditions.channels, row.channel) &&
    (topics === null || row.topics.some((topic) => topics.includes(topic))) &&
    isUnder(bureau, { ...row, bureau: row.holder }) &&
    (overdue === null || overdue === isOverdue(row, today))
  );
}

// Where no limit runs the due day is infinite.
const isOverdue = ({ dueOn }: TicketRow, today: string): boolean => dueOn !== "infinity" && dueOn < today;

function isUnder(bureau: TicketConditions["bureau"], { city, county, province, bureau: own }: Place): boolean {
  if (bureau === null) return true;
  return { PROVINCE: province, CITY: city, COUNTY: county, UNIT: own }[bureau.level] === bureau.code;
}

/**
 * Whether an event may have ended that a ticket fulfils the conditions, which it does not now. Pure. By class, goods and
 * topics it may say so of a ticket that never did: how it was before stands nowhere.
 *
 * @param hasEndedLate whether a limit that was over ended at the instant of the event
 */
export function mayHaveEnded(
  conditions: TicketConditions,
  event: LoggedEvent,
  row: TicketRow,
  hasEndedLate: boolean,
): boolean {
  const { bureau, overdue, states } = conditions;
  const { from, to } = event.payload;
  if (states !== null && from !== to && allows(states, from) && !allows(states, to)) return true;
  if (narrowsClasses(conditions) && reclassifyingTypes.has(event.type)) return true;
  if (bureau !== null && movingTypes.has(event.type) && !isUnder(bureau, event.place)) {
    return placesBefore(event, row).some((place) => isUnder(bureau, place));
  }
  if (overdue === true) return hasEndedLate || event.type === recountedType;
  return overdue === false && event.type === expiredType;
}

const narrowsClasses = ({ goodsClasses, issueClasses, topics }: TicketConditions): boolean =>
  issueClasses !== null || goodsClasses !== null || topics !== null;

/** Where a ticket was before it moved, as far as the event and the ticket still say. */
function placesBefore({ witnesses }: LoggedEvent, row: TicketRow): Place[] {
  const { intakeBureau, intakeCity, intakeCounty, previousCity, previousCounty, previousHolder, province } = row;
  const registered = { province, city: intakeCity, county: intakeCounty, bureau: intakeBureau };
  const handedOn = { province, city: previousCity, county: previousCounty, bureau: previousHolder ?? intakeBureau };
  return [...witnesses, registered, ...(previousHolder === null ? [] : [handedOn])];
}
