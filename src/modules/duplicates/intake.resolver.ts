import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { requireHolding } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin } from "../../platform/database.js";
import { scopeOf } from "../../platform/scope.js";
import { Weight } from "../../platform/weight.js";
import { CallIntake } from "../calls/index.js";
import { findTickets, type LikenessKeys, Ticket, toTicket } from "../tickets/index.js";
import { findCandidates } from "./candidate.store.js";
import { mostCandidates } from "./finding.js";
import { mostDays, noteTickets } from "./typing.js";

const dayMilliseconds = 86_400_000;

const keysOfNumber = (phone: string): LikenessKeys => ({
  ...{ phone, identity: null, person: null, address: null },
  ...{ respondentCode: null, respondentName: null },
});

/** What is known of the number of a call, as far as tickets go. */
@Resolver(() => CallIntake)
export class CallIntakeTicketsResolver {
  @Weight(500, { items: 5 })
  @FieldResolver(() => [Ticket], {
    description: `The tickets of the number that you see, of the last three years, the newest first (该号码的工单), ${mostCandidates} at most; of reports only those that your bureau took in or handles (art. 37 of Order 121).`,
  })
  async tickets(@Ctx() context: RequestContext, @Root() { callerDigest }: CallIntake): Promise<Ticket[]> {
    const actor = actorOf(context);
    requireHolding(actor, "ticket.read");
    if (callerDigest === null) return [];
    const [until, scope] = [context.clock.now(), scopeOf(actor.bureau)];
    const from = new Date(until.getTime() - mostDays * dayMilliseconds);
    const rows = await inScope(context, async (tx) => {
      const found = await asSystemWithin(tx, actor, "look up the tickets of a number", () =>
        findCandidates(tx, scope, { keys: keysOfNumber(callerDigest), bands: [], from, until }),
      );
      const seen = await findTickets(tx, scope, found);
      // SECURITY: whoever records a call of a number and asks for its tickets learns as much as by typing it, so it is noted alike.
      await noteTickets(tx, context, seen, until);
      return seen;
    });
    const newest = rows.sort((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime());
    return newest.slice(0, mostCandidates).map((row) => toTicket(context, row));
  }
}
