import { may } from "../../../access/index.js";
import type { ActingBureau, BilingualText, Place } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import { forbidden } from "../../../platform/errors.js";
import { write } from "../../../platform/writing.store.js";
import { isStrictlyBeneath } from "../../jurisdictions/index.js";
import type { TicketRow } from "../../tickets/index.js";
import { issueOrders } from "../order.issuing.js";
import type { OrderRow } from "../order.store.js";
import { checkOrderInput, checkOrderTickets, type OrderWords, onlyThoseBeneath } from "./issue-supervision-order.js";

/** An order that a department has its authority issue. */
export interface OrderThrough extends OrderWords {
  /** The authority that stands above the department, or the actor's own bureau where that is an authority itself. */
  issuer: ActingBureau;
  receiver: Place;
  tickets: readonly TicketRow[];
}

/**
 * Issues an order in the name of the authority above a department (经本部门提请督办), with the person of the department as who
 * issued it. To be called in the transaction of the actor, of which it writes the end.
 *
 * @throws FORBIDDEN where the actor's department does not stand beneath the issuer, and where the receiver does not; and
 *   INVALID_INPUT as `issueSupervisionOrder`
 */
export async function issueOrderThrough(
  tx: Transaction,
  context: RequestContext,
  order: OrderThrough,
): Promise<OrderRow> {
  const actor = actorOf(context);
  const at = context.clock.now();
  const { ground, issuer, kind, receiver, replyBy, requirement, tickets } = order;

  const { bureau, kind: bureauKind, parent } = actor.bureau;
  const isOwn = issuer.bureau === bureau;
  const isItsDepartment = bureauKind === "DEPARTMENT" && parent === issuer.bureau;
  if (!may(actor, "price.supervise", actor.bureau) || !(isOwn || isItsDepartment)) throw forbidden(onlyItsAuthority);
  if (issuer.kind !== "AUTHORITY" || !isStrictlyBeneath(issuer, receiver)) throw forbidden(onlyThoseBeneath);

  await checkOrderInput(tx, actor, order, chinaDay(at));
  checkOrderTickets(tickets, receiver);

  const issued = issueOrders({ actor, at, requestId: context.requestId }, [
    {
      ...{ kind, ground, requirement, replyBy, issuer, receiver, tickets },
      ...{ through: isOwn ? null : bureau, origin: "MANUAL", rises: true, risenFrom: null },
    },
  ]);
  // SECURITY: widened sight: the row names the authority as issuer, which a department may not write by itself. That the
  // authority is its own, and the tickets in its sight, was checked before; nothing is read meanwhile.
  await asSystemWithin(tx, actor, "issue an order in the name of the authority above a department", () =>
    write(tx, [issued.orders, ...issued.rest]),
  );
  const [row] = issued.rows;
  if (row === undefined) throw new Error("an order was issued and there is none");
  return row;
}

const onlyItsAuthority: BilingualText = {
  zh: "内设机构只能提请其所属的市场监督管理部门督办。",
  en: "A department has an order issued by the authority that it belongs to, and by no other.",
};
