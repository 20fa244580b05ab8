import type { NodeReader } from "../../platform/relay.type.js";
import {
  BureauDutyFieldResolver,
  DutyPersonFieldResolver,
  OnDutyResolver,
  TicketDutyFieldResolver,
} from "./duty.resolver.js";
import { noticeType } from "./notice.change.js";
import { noticeEscalation } from "./notice.escalation.js";
import { noticePass } from "./notice.pass.js";
import { DutyNoticeResolver } from "./notice.resolver.js";
import { noticeNodeReader } from "./notice.view.js";
import {
  RosterCandidateFieldResolver,
  RosterLoadFieldResolver,
  RosterPersonFieldResolver,
  ShiftSwapCandidateFieldResolver,
} from "./person.fields.resolver.js";
import { LeaveResolver, ShiftSwapResolver } from "./request.resolver.js";
import { leaveType, swapType } from "./request.type.js";
import { leaveNodeReader, swapNodeReader } from "./request.view.js";
import { OwnShiftFieldResolver, RosterChangeFieldResolver, RosterResolver } from "./roster.resolver.js";
import { RosterCopyResolver } from "./roster-copy.resolver.js";
import { ShiftResolver } from "./shift.resolver.js";

export { bureauAsked } from "./bureau-asked.js";
export { assignShift } from "./commands/assign-shift.js";
export { publishRoster } from "./commands/publish-roster.js";
export { setShift } from "./commands/set-shift.js";
export { type Duty, onDutyAt } from "./duty.js";
export { noticeType } from "./notice.change.js";
export { noticeEscalation } from "./notice.escalation.js";
export { noticePass } from "./notice.pass.js";
export type { NoticeKey } from "./notice.store.js";
export { DutyNotice } from "./notice.type.js";
export { noticeKeyOfParts, readNotice } from "./notice.view.js";
export { noticeEventTypes } from "./shift.events.js";
export { halfHours } from "./shift.times.js";
export {
  type SeatsOfDay,
  type ShiftOn,
  seatsByHalfHour,
  shiftsOn,
} from "./staffing.js";

/** The resolvers of this module. */
export const shiftResolvers = [
  ShiftResolver,
  RosterResolver,
  RosterCopyResolver,
  RosterChangeFieldResolver,
  RosterPersonFieldResolver,
  RosterLoadFieldResolver,
  RosterCandidateFieldResolver,
  ShiftSwapCandidateFieldResolver,
  OwnShiftFieldResolver,
  ShiftSwapResolver,
  LeaveResolver,
  OnDutyResolver,
  DutyPersonFieldResolver,
  BureauDutyFieldResolver,
  TicketDutyFieldResolver,
  DutyNoticeResolver,
] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const shiftNodeReaders: Readonly<Record<string, NodeReader>> = {
  [swapType]: swapNodeReader,
  [leaveType]: leaveNodeReader,
  [noticeType]: noticeNodeReader,
};

/** What this module does by the clock. */
export const shiftPasses = [noticePass, noticeEscalation] as const;
