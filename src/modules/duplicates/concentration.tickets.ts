import { requireHolding } from "../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../platform/context.js";
import { asSystemWithin } from "../../platform/database.js";
import { isUuid } from "../../platform/ids.js";
import {
  countLimit,
  isCursorInstant,
  type PageArguments,
  readPage,
  refusedCursor,
  toPage,
} from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { scopeOf } from "../../platform/scope.js";
import { findTickets, keyText, type Ticket, toTicket } from "../tickets/index.js";
import { readConcentrationKey } from "./concentration.key.js";
import { countGroup, listGroup } from "./concentration.store.js";

const order = "concentration";
const reason = "look up the tickets of a group";

/**
 * The tickets of a group that the reader sees, the latest receipt first.
 *
 * @throws NOT_FOUND for a key of another bureau; INVALID_INPUT for a cursor of another list, TOO_LARGE for a page of more than 100
 */
export async function pageOfConcentration(
  context: RequestContext,
  key: string,
  args: PageArguments,
): Promise<ConnectionValue<Ticket>> {
  const actor = actorOf(context);
  requireHolding(actor, "concentration.read");
  const page = readPage(args, order);
  const { after } = page;
  if (after !== null && !(isCursorInstant(after.key) && isUuid(after.id))) throw refusedCursor();
  const { counted, group } = readConcentrationKey(context, key);
  const scope = scopeOf(actor.bureau);
  const rows = await inScope(context, async (tx) => {
    const listed = await asSystemWithin(tx, actor, reason, () => listGroup(tx, scope, counted, group, page));
    const found = new Map((await findTickets(tx, scope, listed)).map((row) => [keyText(row), row]));
    return listed.flatMap((one) => {
      const ticket = found.get(keyText(one));
      return ticket === undefined ? [] : [{ listed: one, ticket }];
    });
  });
  return toConnection(
    toPage(rows, page, order, ({ listed }) => ({ key: listed.receivedAt.toISOString(), id: listed.id })),
    after !== null,
    () =>
      inScope(context, (tx) =>
        asSystemWithin(tx, actor, reason, () => countGroup(tx, scope, counted, group, countLimit + 1)),
      ),
    ({ ticket }) => toTicket(context, ticket),
  );
}
