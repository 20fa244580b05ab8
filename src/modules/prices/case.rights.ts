import { type Action, may } from "../../access/index.js";
import {
  type ActingBureau,
  type Actor,
  type BilingualText,
  type Place,
  pathOf,
  regionOf,
} from "../../platform/actor.js";
import { forbidden } from "../../platform/errors.js";
import { isStrictlyBeneath } from "../jurisdictions/index.js";
import { finishedStates, placeOfTicket, type TicketRow } from "../tickets/index.js";
import { type CaseAction, caseActions } from "./case.enums.js";
import { isPriceDesk, priceLine, requireDesk } from "./desk.js";

const rightOf: Readonly<Record<CaseAction, Action>> = {
  MARK: "price.triage",
  COMMENT: "price.note",
  ASK: "price.note",
  SUPERVISE: "price.supervise",
};

/** Whether a ticket is a case of the desk at a bureau: of the price line, and handled in its region. */
export function isCaseOf(bureau: ActingBureau, ticket: TicketRow): boolean {
  return isPriceDesk(bureau) && ticket.line === priceLine && pathOf(placeOfTicket(ticket)).includes(regionOf(bureau));
}

const noCase: BilingualText = {
  zh: "该工单不是本价格监督台的价格案件：须为价格类，且由本辖区单位承办。",
  en: "The ticket is no case of your price desk: it must be sorted under prices, and be handled in your region.",
};

/**
 * The desk of the actor, for something done with a ticket that he sees.
 *
 * @throws FORBIDDEN at a bureau without a desk, and for a ticket that is no case of it
 */
export function requireDeskOf(actor: Actor, ticket: TicketRow): string {
  const desk = requireDesk(actor);
  if (!isCaseOf(actor.bureau, ticket)) throw forbidden(noCase);
  return desk;
}

/** Who would supervise whom over a case, at the wish of a desk. */
export interface DeskSupervision {
  issuer: ActingBureau;
  receiver: Place;
}

/**
 * The authority in whose name a desk has an order issued, which is the one of its region, and who is to answer: the county
 * authority that handles the case or has it beneath it, else that of the city, else whoever holds the ticket.
 *
 * @returns null where nobody beneath the authority handles it, and where the desk's own department does
 */
export function supervisionOf(bureau: ActingBureau, ticket: TicketRow): DeskSupervision | null {
  const issuer: ActingBureau = { ...bureau, bureau: regionOf(bureau), kind: "AUTHORITY", line: null };
  const place = placeOfTicket(ticket);
  const { city, county, province } = place;
  if (place.bureau === bureau.bureau) return null;
  const above: Place[] = [
    ...(county === null ? [] : [{ province, city, county, bureau: county }]),
    ...(city === null ? [] : [{ province, city, county: null, bureau: city }]),
    place,
  ];
  const receiver = above.find((one) => isStrictlyBeneath(issuer, one));
  return receiver === undefined ? null : { issuer, receiver };
}

/** What an actor may do with a case as it stands, by the rules that the commands refuse by. */
export function permittedCaseActions(actor: Actor, ticket: TicketRow): CaseAction[] {
  if (!isCaseOf(actor.bureau, ticket)) return [];
  const isFinished = (finishedStates as readonly string[]).includes(ticket.state);
  return caseActions.filter((action) => {
    if (!may(actor, rightOf[action], actor.bureau)) return false;
    return action !== "SUPERVISE" || (!isFinished && supervisionOf(actor.bureau, ticket) !== null);
  });
}
