import { asSystemWithin, type Transaction } from "../../platform/database.js";
import { recordingsOf } from "../../platform/record.js";
import { together } from "../../platform/together.js";
import { write } from "../../platform/writing.store.js";
import { type Change, noticesOf, type TicketRow } from "../tickets/index.js";
import { type Acting, madeChange } from "./dispute.change.js";
import { changeDisputes, type DisputeRow, disputeList, superiorOf } from "./dispute.store.js";
import { nextLook } from "./dispute.term.js";
import { hasMovedOn, openDisputeStates } from "./dispute.workflow.js";

/** A dispute, and the state in which its ticket is. */
export interface DisputeOnTicket {
  dispute: DisputeRow;
  ticketState: string;
}

/** When the platform acts by itself, and what its entries of the audit have in common. */
export type Moment = Pick<Acting, "at" | "requestId">;

const kinds = {
  REFERRED: { event: "REFER", notice: "DISPUTE_REFERRED", reason: null },
  WITHDRAWN: { event: "WITHDRAW", notice: "DISPUTE_WITHDRAWN", reason: "MOVED_ON" },
} as const;

/**
 * Refers disputes to their superiors, or ends those of which nothing is left, as the platform does by itself at the place of
 * the superior: the rows, their notices, audit entries and events, in two statements for any number of them. The disputes
 * are locked; it needs the rights of the platform.
 */
export async function actByItself(
  tx: Transaction,
  disputes: readonly DisputeOnTicket[],
  state: keyof typeof kinds,
  { at, requestId }: Moment,
): Promise<void> {
  if (disputes.length === 0) return;
  const { event, notice, reason } = kinds[state];
  const acts = disputes.map(({ dispute, ticketState }) => {
    const to = superiorOf(dispute);
    const actor = { place: to };
    const after = { ...dispute, state, version: dispute.version + 1 };
    const ticket = { province: dispute.province, id: dispute.ticketId, state: ticketState };
    const noted = { ticket, kind: notice, toBureau: dispute.superior, detail: reason === null ? {} : { reason } };
    const step = { event, action: "ticket.platform", to } as const;
    return { actor, notice: noted, made: madeChange(after, step, { actor, at, requestId }) };
  });
  const day = state === "REFERRED" ? nextLook(at) : "infinity";
  await together([
    changeDisputes(
      tx,
      disputes.map(({ dispute }) => dispute),
      state,
      { at, day },
    ),
    write(tx, [noticesOf(at, acts), ...recordingsOf(acts.map(({ made }) => made))]),
  ]);
}

/**
 * Ends the open disputes over a ticket of which nothing is left where the ticket stands now, in the transaction of the change
 * that moves it. The ticket is locked.
 *
 * SECURITY: widened sight: a bureau that moves a ticket need not be a party of the disputes over it. They end by the
 * platform, and nothing of them is shown.
 *
 * @param ticket the ticket as the change leaves it
 * @returns the disputes that stay open
 */
export async function endMovedOnDisputes(
  { tx, context, actor, at }: Pick<Change, "tx" | "actor" | "at" | "context">,
  ticket: TicketRow,
): Promise<DisputeRow[]> {
  return asSystemWithin(tx, actor, "disputes of which nothing is left end with the move of the ticket", async () => {
    const open = await disputeList.lockOf(tx, ticket, openDisputeStates);
    const left = open.filter((dispute) => hasMovedOn(dispute, ticket));
    const ending = left.map((dispute) => ({ dispute, ticketState: ticket.state }));
    await actByItself(tx, ending, "WITHDRAWN", { at, requestId: context.requestId });
    return open.filter((dispute) => !left.includes(dispute));
  });
}
