import type { LoggedEvent } from "../../platform/live-source.js";
import type { Validation } from "../../platform/validation.js";
import { carryingOffTypes, ticketType } from "../changes/index.js";

/** Which of the events in sight are sent; each list by itself, one that is empty leaves everything in. */
export interface WebhookFilter {
  /** Types such as ticket.registered, or all of a subject as in ticket.*. */
  eventTypes: readonly string[];
  /** Types of subjects, such as Ticket. */
  subjectTypes: readonly string[];
  /** Kinds of tickets; events that are of no kind are left out where it is not empty. */
  kinds: readonly string[];
  /** Business lines, such as PRICE; events of no line are left out where it is not empty. */
  lines: readonly string[];
}

const typePattern = /^[a-z][A-Za-z]{0,39}\.([A-Za-z]{1,59}|\*)$/;
const subjectPattern = /^[A-Z][A-Za-z]{0,59}$/;
const linePattern = /^[A-Z][A-Z_]{0,29}$/;

/** How many entries each list may have. */
const mostEntries = 100;

/** Notes what is wrong with a filter. */
export function checkFilter(check: Validation, filter: Partial<WebhookFilter>): void {
  const { eventTypes, lines, subjectTypes } = filter;
  checkList(check, "eventTypes", eventTypes, typePattern, "ticket.registered, ticket.*");
  checkList(check, "subjectTypes", subjectTypes, subjectPattern, "Ticket");
  checkList(check, "lines", lines, linePattern, "PRICE");
}

function checkList(
  check: Validation,
  field: string,
  list: readonly string[] | undefined,
  pattern: RegExp,
  examples: string,
): void {
  if (list === undefined) return;
  if (list.length <= mostEntries && list.every((entry) => pattern.test(entry))) return;
  check.add(field, {
    zh: `${field} 最多 ${mostEntries} 项，每项形如 ${examples}。`,
    en: `${field} holds at most ${mostEntries} entries, each like ${examples}.`,
  });
}

/** Whether an event is sent to a webhook with this filter. */
export function isWanted({ eventTypes, kinds, lines, subjectTypes }: WebhookFilter, event: LoggedEvent): boolean {
  const { line } = event.place;
  const { kind } = event.payload;
  return (
    isOneOf(eventTypes, (wanted) => isOfType(event.type, wanted)) &&
    isOneOf(subjectTypes, (wanted) => wanted === event.subjectType) &&
    isOneOf(kinds, (wanted) => wanted === kind) &&
    isOneOf(lines, (wanted) => wanted === line)
  );
}

/**
 * Whether an event may have to be told to a webhook with this filter: it is wanted, or it may have taken a ticket out of
 * sight, which is told whatever types and lines are wanted.
 */
export function mayConcern(filter: WebhookFilter, event: LoggedEvent): boolean {
  if (isWanted(filter, event)) return true;
  const mayLeave = event.subjectType === ticketType && carryingOffTypes.has(event.type);
  return mayLeave && isWanted({ ...filter, eventTypes: [], lines: [] }, event);
}

const isOneOf = (list: readonly string[], is: (entry: string) => boolean): boolean =>
  list.length === 0 || list.some(is);

const isOfType = (type: string, wanted: string): boolean =>
  wanted.endsWith(".*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
