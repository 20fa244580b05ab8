import type { NodeReader } from "../../platform/relay.type.js";
import { copyNodeReader } from "./copy.reading.js";
import { CopyResolver, TicketCopyResolver } from "./copy.resolver.js";
import { copyType } from "./copy.type.js";
import { DisputeFieldResolver, DisputesOfTicketResolver } from "./dispute.fields.resolver.js";
import { disputePass } from "./dispute.pass.js";
import { DisputeResolver } from "./dispute.resolver.js";
import { disputeType } from "./dispute.type.js";
import { disputeNodeReader } from "./dispute.view.js";
import { ElevationFieldResolver, ElevationsOfTicketResolver } from "./elevation.fields.resolver.js";
import { ElevationResolver } from "./elevation.resolver.js";
import { elevationType } from "./elevation.type.js";
import { elevationNodeReader } from "./elevation.view.js";
import { handoverNodeReader } from "./handover.reading.js";
import { HandoverResolver, TicketHandoverResolver } from "./handover.resolver.js";
import { handoverType } from "./handover.type.js";
import { referralNodeReader } from "./referral.reading.js";
import { ReferralResolver, TicketReferralResolver } from "./referral.resolver.js";
import { referralType } from "./referral.type.js";
import { ReturnResolver } from "./return.resolver.js";

export { confirmCopy } from "./commands/confirm-copy.js";
export { handOverTicket } from "./commands/hand-over-ticket.js";
export { noteReferralReply } from "./commands/note-referral-reply.js";
export { referOut } from "./commands/refer-out.js";
export { returnToCentre } from "./commands/return-to-centre.js";
export { sendCopy } from "./commands/send-copy.js";
export { withdrawCopy } from "./commands/withdraw-copy.js";
export { endMovedOnDisputes } from "./dispute.platform.js";
export { claimFilesDue, lockFilesDue, type SentSide, setFilesDue } from "./handover-files.store.js";
export { termAt } from "./matter-term.js";

/** The resolvers of this module. */
export const transferResolvers = [
  ReturnResolver,
  DisputeResolver,
  DisputeFieldResolver,
  DisputesOfTicketResolver,
  ElevationResolver,
  ElevationFieldResolver,
  ElevationsOfTicketResolver,
  HandoverResolver,
  TicketHandoverResolver,
  CopyResolver,
  TicketCopyResolver,
  ReferralResolver,
  TicketReferralResolver,
] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const transferNodeReaders: Readonly<Record<string, NodeReader>> = {
  [disputeType]: disputeNodeReader,
  [elevationType]: elevationNodeReader,
  [handoverType]: handoverNodeReader,
  [copyType]: copyNodeReader,
  [referralType]: referralNodeReader,
};

/** The work by the clock of this module. */
export const transferPasses = [disputePass] as const;
