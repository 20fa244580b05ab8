import { holds } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { inLocale } from "../../platform/errors.js";
import { scopeOf } from "../../platform/scope.js";
import { together } from "../../platform/together.js";
import { findParts, keyText, type TicketRow } from "../tickets/index.js";
import { countGroup } from "./concentration.store.js";
import { ConcentrationHint } from "./concentration.type.js";
import { type ConcentrationSubject, nearText } from "./concentration.words.js";
import { matterOfTicket } from "./finding.js";

/** From so many tickets in a year on something stands out. */
const leastOfHint = 5;

/** So many are counted at most. */
const mostCounted = 500;

const yearMilliseconds = 365 * 86_400_000;

type Hint = readonly [by: ConcentrationSubject, key: string | null];

async function countHints(
  tx: Transaction,
  context: RequestContext,
  ticket: TicketRow,
  hints: readonly Hint[],
): Promise<readonly (readonly [ConcentrationSubject, number])[]> {
  const scope = scopeOf(actorOf(context).bureau);
  const until = new Date(ticket.receivedAt.getTime() + 1);
  const counted = { from: new Date(until.getTime() - yearMilliseconds), until, kind: null, region: null };
  const known = hints.flatMap(([by, key]) => (key === null ? [] : [{ by, key }]));
  const counts = await together(
    known.map(({ by, key }) => countGroup(tx, scope, { ...counted, by }, key, mostCounted)),
  );
  return known.map(({ by }, place) => [by, counts[place] ?? 0] as const);
}

/**
 * What stands out around a ticket while it is reviewed: how often its citizen and its respondent came up in the year before, in
 * the scope of the actor. Of a report nothing of the reporter for whoever may not know him (art. 37 of Order 121).
 *
 * @returns null where the actor does not hold the action
 */
export async function readHints(context: RequestContext, ticket: TicketRow): Promise<ConcentrationHint[] | null> {
  const actor = actorOf(context);
  if (!holds(actor, "concentration.read")) return null;
  return inScope(context, async (tx) => {
    const parts = (await findParts(tx, [ticket])).get(keyText(ticket));
    if (parts === undefined) return [];
    const { keys } = matterOfTicket(context, actor, ticket, parts);
    const name = keys.respondentName;
    const hints: readonly Hint[] = [
      ["PERSON", keys.identity ?? keys.person ?? keys.phone],
      ["PHONE", keys.phone],
      ["ADDRESS", keys.address],
      ["RESPONDENT", name === null ? null : `${name}:${ticket.division ?? ""}`],
    ];
    const counts = await asSystemWithin(tx, actor, "count what stands out around a ticket", () =>
      countHints(tx, context, ticket, hints),
    );
    return counts
      .filter(([, count]) => count >= leastOfHint)
      .map(([by, ticketCount]) =>
        Object.assign(new ConcentrationHint(), {
          ...{ by, ticketCount },
          sentence: inLocale(nearText(by, ticketCount), context.locale),
        }),
      );
  });
}
