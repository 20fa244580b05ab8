import { registerEnumType } from "type-graphql";
import { described, enumOf } from "../../platform/enums.js";
import { type TicketVerb, ticketEventTypes } from "../tickets/index.js";
import { priceEventTypes } from "./price.events.js";

/** What happened to a price case. */
const caseChangeKinds = [
  "OPEN",
  "REGISTERED",
  "RECLASSIFIED_IN",
  "RECLASSIFIED_OUT",
  "DISPATCHED",
  "RETURNED",
  "DECIDED",
  "CLOSED",
  "REOPENED",
  "MARKED",
  "NOTED",
  "LEFT",
] as const;

/** What happened to a price case. */
export type CaseChangeKind = (typeof caseChangeKinds)[number];

/** What happened to a price case. */
export const CaseChangeKindEnum = enumOf(caseChangeKinds);

registerEnumType(CaseChangeKindEnum, {
  name: "PriceCaseChangeKind",
  description: "What happened to a price case (变更类型).",
  valuesConfig: described({
    OPEN: "It was open when the subscription began; only with `backfill` (在办存量).",
    REGISTERED: "It was registered under the price line (登记).",
    RECLASSIFIED_IN: "It was sorted otherwise before, and is a price case now (转入价格类).",
    RECLASSIFIED_OUT: "It is sorted otherwise now, and is no price case any more (转出价格类).",
    DISPATCHED: "It came to another bureau that handles it (分派).",
    RETURNED: "It was returned to who dispatched it (退回).",
    DECIDED: "It was decided: accepted, refused, settled, a case filed or not, answered (决定).",
    CLOSED: "It was closed, or handed over to another province (办结).",
    REOPENED: "It is done again (重办).",
    MARKED: "Somebody of your desk sorted it (标记).",
    LEFT: "It left your sight; what happened to it is not told (移出可见范围).",
    NOTED: "A desk commented or asked, or was answered (沟通).",
  }),
});

const kindsOfVerbs: Partial<Record<TicketVerb, CaseChangeKind>> = {
  REGISTER: "REGISTERED",
  DISPATCH: "DISPATCHED",
  TRANSFER: "DISPATCHED",
  DESIGNATE: "DISPATCHED",
  TAKE_UP: "DISPATCHED",
  RETURN_TO_CENTRE: "RETURNED",
  ANSWER: "DECIDED",
  ACCEPT: "DECIDED",
  REFUSE: "DECIDED",
  SETTLE: "DECIDED",
  TERMINATE: "DECIDED",
  FILE_CASE: "DECIDED",
  DECLINE_CASE: "DECIDED",
  MARK_DUPLICATE: "DECIDED",
  REFER: "DECIDED",
  CLOSE: "CLOSED",
  HAND_OVER: "CLOSED",
  REOPEN: "REOPENED",
};

/** What the events of tickets are to a price case; one that is not here is not told. */
export const kindsOfTicketEvents: ReadonlyMap<string, CaseChangeKind> = new Map(
  (Object.entries(kindsOfVerbs) as [TicketVerb, CaseChangeKind][]).map(([verb, kind]) => [
    ticketEventTypes[verb],
    kind,
  ]),
);

/** The same of the events of this module. */
export const kindsOfDeskEvents: ReadonlyMap<string, CaseChangeKind> = new Map<string, CaseChangeKind>([
  [priceEventTypes.MARKED, "MARKED"],
  [priceEventTypes.COMMENT, "NOTED"],
  [priceEventTypes.QUESTION, "NOTED"],
  [priceEventTypes.ANSWER, "NOTED"],
]);
