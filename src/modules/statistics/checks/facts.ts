import { sendAhead, type Transaction } from "../../../platform/database.js";
import { readCalendar } from "../../calendar/index.js";
import { findDeadlines } from "../../deadlines/index.js";
import { type DerivedFacts, type FactSource, factsOf } from "../../tickets/index.js";
import { type ComparedFacts, compareFacts, type TicketDifference } from "./differences.js";
import { findKeptFacts, findNotes, findSources, findSourcesById, type Notes } from "./facts.store.js";

/** The facts that follow from tickets: what is worked out of ticket and deadlines, and what others noted. */
export interface OughtFacts {
  readonly derived: DerivedFacts;
  readonly notes: Notes;
}

/** The facts that follow from tickets of one province, their deadlines, orders and callbacks, in the order of the tickets. */
export async function oughtFacts(tx: Transaction, sources: readonly FactSource[]): Promise<OughtFacts[]> {
  const [first] = sources;
  if (first === undefined) return [];
  const calendar = await readCalendar(tx);
  const deadlines = await findDeadlines(tx, sources);
  const notesOf = await findNotes(
    tx,
    first.province,
    sources.map(({ id }) => id),
  );
  return sources.map((ticket) => ({
    derived: factsOf(ticket, deadlines.get(ticket.id) ?? [], calendar),
    notes: notesOf(ticket.id),
  }));
}

/** What was found of some tickets. */
export interface FactsCheck {
  readonly tickets: number;
  readonly differences: readonly TicketDifference[];
  /** The last of the tickets; null where there was none after the one given. */
  readonly last: string | null;
}

/**
 * Compares the facts of the tickets that come after one with those that follow from them, as of one moment: it must be the
 * first work of its transaction.
 *
 * @param limit how many tickets at most
 */
export async function checkFacts(tx: Transaction, province: string, after: string, limit: number): Promise<FactsCheck> {
  sendAhead(tx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  return compare(tx, province, await findSources(tx, province, after, limit));
}

/** The same of tickets by their ids; those that are gone are left out. */
export async function checkFactsOf(tx: Transaction, province: string, ids: readonly string[]): Promise<FactsCheck> {
  sendAhead(tx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  return compare(tx, province, await findSourcesById(tx, province, ids));
}

async function compare(tx: Transaction, province: string, sources: readonly FactSource[]): Promise<FactsCheck> {
  const ids = sources.map(({ id }) => id);
  const ought = await oughtFacts(tx, sources);
  const kept = await findKeptFacts(tx, province, ids);
  const differences = ought.flatMap(({ derived, notes }): TicketDifference[] => {
    const { ticketId } = derived;
    const facts = kept.get(ticketId);
    if (facts === undefined) return [{ province, ticketId, deviations: null }];
    const deviations = compareFacts(facts, { ...derived, ...notes } satisfies ComparedFacts);
    return deviations.length === 0 ? [] : [{ province, ticketId, deviations }];
  });
  return { tickets: sources.length, differences, last: ids.at(-1) ?? null };
}
