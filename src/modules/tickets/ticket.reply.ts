import { pathOf } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { dictionaryKey, dictionaryNameLoader } from "../dictionaries/index.js";
import { bureauNameLoader, onDay } from "../jurisdictions/index.js";
import { dayInWords, findCitations, salutationOf, type TicketCitationRow, valuesOfMoment } from "../knowledge/index.js";
import { placeOfTicket } from "./ticket.change.js";
import type { TicketKey, TicketRow } from "./ticket.store.js";
import { readDeadlines, toTicket } from "./ticket.view.js";
import type { TicketKind } from "./ticket.words.js";

const kindNames: Readonly<Record<TicketKind, string>> = { CONSULTATION: "咨询", COMPLAINT: "投诉", REPORT: "举报" };

const deadlineNames = { ACCEPTANCE: "acceptance", MEDIATION: "mediation", VERIFICATION: "verification" } as const;

/**
 * What stands in the place of each placeholder of a reply to the citizen of a ticket. Replies are written in Chinese.
 *
 * SECURITY: of the contact no more than the caller is shown in lists: a reporter's name is withheld where it is there.
 */
export async function replyValuesOf(context: RequestContext, row: TicketRow): Promise<Map<string, string>> {
  const today = chinaDay(context.clock.now());
  const [moment, holder, issueClass, deadlines] = await Promise.all([
    valuesOfMoment(context),
    bureauNameLoader(context, onDay(row.holder, today)),
    dictionaryNameLoader(context, dictionaryKey("ISSUE_CLASS", row.issueClass, pathOf(placeOfTicket(row)))),
    readDeadlines(context, row),
  ]);
  const ends = deadlines.flatMap(({ dueOn, limit, statutoryDueOn }): [string, string][] => {
    const name = Object.hasOwn(deadlineNames, limit) ? deadlineNames[limit as keyof typeof deadlineNames] : null;
    // The citizen is told the day of the law; a bureau's stricter one is its own affair.
    const day = statutoryDueOn ?? dueOn;
    return name === null || day === null ? [] : [[`deadline.${name}`, dayInWords(day)]];
  });
  const values = new Map<string, string | null>([
    ...moment,
    ["ticket.number", row.number],
    ["ticket.kind", kindNames[row.kind as TicketKind]],
    ["ticket.issueClass", issueClass?.zh ?? null],
    ["ticket.receivedOn", dayInWords(chinaDay(row.receivedAt))],
    ["contact.salutation", salutationOf(toTicket(context, row).contact.name)],
    ["respondent.name", row.respondentName],
    ["bureau.name", holder],
    ...ends,
  ]);
  return new Map([...values].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])));
}

/** What the answers to tickets relied on, the oldest answer first. */
export function findCitationsOf(context: RequestContext, keys: readonly TicketKey[]): Promise<TicketCitationRow[]> {
  return inScope(context, (tx) => findCitations(tx, keys));
}
