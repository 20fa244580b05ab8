import { chinaDay } from "../../platform/clock.js";
import { together } from "../../platform/together.js";
import { defineDuePass } from "../jobs/index.js";
import { actByItself, type DisputeOnTicket } from "./dispute.platform.js";
import { changeDisputes, claimDueDisputes, type DueDispute, lockOpenDispute } from "./dispute.store.js";
import { nextLook } from "./dispute.term.js";
import { hasMovedOn } from "./dispute.workflow.js";

/**
 * The work on disputes that is done by the clock: what was not settled within 7 working days goes to the common superior
 * (协商不成的，报请共同的上一级市场监督管理部门指定; art. 33 of Order 121), and a dispute ends of which nothing is left because
 * the ticket has moved on. A referred one is looked at again each day for that.
 */
export const disputePass = defineDuePass<DueDispute, { province: string; dispute: string }>({
  name: "disputes",
  everyMilliseconds: 60_000,
  claim: (tx, { at, limit, province }) => claimDueDisputes(tx, { day: chinaDay(at), limit, province }),
  handle: async (tx, rows, moment) => {
    const movedOn = rows.filter(isMovedOn);
    const standing = rows.filter((row) => !isMovedOn(row));
    const waiting = standing.filter(isReferred);
    const unsettled = standing.filter((row) => !isReferred(row));
    await together([
      actByItself(tx, movedOn.map(onTicket), "WITHDRAWN", moment),
      actByItself(tx, unsettled.map(onTicket), "REFERRED", moment),
      changeDisputes(tx, waiting, "LOOKED_AT", { at: moment.at, day: nextLook(moment.at) }),
    ]);
  },
  park: (tx, row) => changeDisputes(tx, [row], "LOOKED_AT", { at: row.raisedAt, day: "infinity" }),
  payloadOf: ({ province, id }) => ({ province, dispute: id }),
  find: (tx, { province, dispute }) => lockOpenDispute(tx, { province, id: dispute }),
});

const isReferred = ({ state }: DueDispute): boolean => state === "REFERRED";

const onTicket = (row: DueDispute): DisputeOnTicket => ({ dispute: row, ticketState: row.ticketState });

const isMovedOn = (row: DueDispute): boolean =>
  hasMovedOn(row, {
    kind: row.ticketKind,
    state: row.ticketState,
    holder: row.ticketHolder,
    province: row.province,
    city: row.ticketCity,
    county: row.ticketCounty,
  });
