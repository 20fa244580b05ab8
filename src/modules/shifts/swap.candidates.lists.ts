import { authorize } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import type { Transaction } from "../../platform/database.js";
import { tooLarge } from "../../platform/errors.js";
import { isUuid, toGlobalId } from "../../platform/ids.js";
import { type PageRequest, readPage, refusedCursor, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { aroundSpan, readFreedomOf } from "./assigning.js";
import { assignmentKeyOf } from "./assignment.key.js";
import { findAssignments, findAssignmentsByKey, findHoldings } from "./assignment.store.js";
import { personOf } from "./own-person.js";
import { toOwnShift } from "./roster.lists.js";
import { dayFrom, startOfDay } from "./shift.times.js";
import { limits } from "./shift.words.js";
import { ShiftSwapCandidate, type ShiftSwapCandidatesArguments } from "./swap.candidate.type.js";
import { candidatesOf, rankOf, type SwapCandidate } from "./swap.candidates.js";
import { ownTurn } from "./swap.turns.js";

const order = "swap-candidates";

const placeOf = (candidate: SwapCandidate) => ({ key: String(rankOf(candidate)), id: candidate.person });

/**
 * A page of the colleagues who could take a shift of the caller, and of those who could not. What the caller could not ask to
 * swap is not there for him here either.
 *
 * @throws FORBIDDEN for a program that acts for itself; NOT_FOUND for an assignment that is not his own, or a draft;
 *   INVALID_INPUT for a shift that has begun and a cursor of another list; TOO_LARGE for a bureau of more colleagues than are looked at
 */
export async function pageOfSwapCandidates(
  context: RequestContext,
  args: ShiftSwapCandidatesArguments,
): Promise<ConnectionValue<ShiftSwapCandidate>> {
  const page = readCandidatePage(args);
  const candidates = await inScope(context, (tx) => readCandidates(tx, context, args.given));
  const { after, first } = page;
  const rows = candidates.filter((candidate) => after === null || isBehind(placeOf(candidate), after));
  return toConnection(
    toPage(rows.slice(0, first + 1), page, order, placeOf),
    after !== null,
    () => Promise.resolve(candidates.length),
    toCandidate,
  );
}

function readCandidatePage(args: ShiftSwapCandidatesArguments): PageRequest {
  const page = readPage(args, order);
  const { after } = page;
  if (after !== null && !(isUuid(after.id) && /^[0-3]$/.test(after.key))) throw refusedCursor();
  return page;
}

const isBehind = (one: { key: string; id: string }, other: { key: string; id: string }): boolean =>
  one.key === other.key ? one.id > other.id : one.key > other.key;

async function readCandidates(tx: Transaction, context: RequestContext, givenId: string): Promise<SwapCandidate[]> {
  const actor = actorOf(context);
  const asker = personOf(actor);
  const { bureau } = actor.bureau;
  const key = assignmentKeyOf(givenId, "given");
  const at = context.clock.now();
  const given = ownTurn(await findAssignmentsByKey(tx, bureau, [key]), key.id, asker, "given", at);
  authorize(actor, "shift.ask", actor.bureau);
  const [firstDay, lastDay] = [dayFrom(given.day, -limits.returnDays), dayFrom(given.day, limits.returnDays)];
  const colleagues = new Set((await findHoldings(tx, [bureau])).map(({ person }) => person));
  if (colleagues.size > limits.colleagues) throw tooLarge("given", colleagues.size, limits.colleagues);
  const persons = [asker, ...[...colleagues].filter((person) => person !== asker)];
  const roster = await findAssignments(tx, [bureau], firstDay, lastDay);
  // A shift lasts a day at most, so those of the last day end on the next.
  const span = aroundSpan({ startsAt: startOfDay(firstDay), endsAt: startOfDay(dayFrom(lastDay, 2)) });
  const freedom = await readFreedomOf(tx, context, { persons, span, firstDay, lastDay });
  const known = new Set(persons);
  const holdings = new Map([...freedom.holdings].filter(([person]) => known.has(person)));
  return candidatesOf(given, roster, { ...freedom, holdings }, at);
}

function toCandidate({ isStrained, obstacle, person, returns }: SwapCandidate): ShiftSwapCandidate {
  return Object.assign(new ShiftSwapCandidate(), {
    ...{ personId: toGlobalId("Person", person), rowId: person, obstacle, isStrained },
    returns: returns.map(toOwnShift),
  });
}
