import { clientScopes } from "../../../src/access/index.js";
import {
  anEnum,
  contactPart,
  cursor,
  day,
  drillToken,
  type Frame,
  facts,
  fresh,
  type Meaning,
  named,
  number,
  officersWords,
  oneOf,
  reference,
  replyDay,
  ruleVersion,
  type Slot,
  text,
  version,
  word,
} from "./meanings.js";
import { identifiers, places, regionCounted } from "./objects.js";
import { type Draft, plain, type Value } from "./plan.js";
import { oddTexts } from "./texts.js";

const words: Readonly<Record<string, Meaning>> = {
  channel: word("CHANNEL"),
  channels: word("CHANNEL"),
  goodsClass: word("GOODS_CLASS"),
  goodsClasses: word("GOODS_CLASS"),
  issueClass: word("ISSUE_CLASS"),
  issueClasses: word("ISSUE_CLASS"),
  topics: word("TOPIC"),
  "RevealContactInput.purpose": word("CONTACT_PURPOSE"),
  target: word("REFERRAL_TARGET"),
  "RefuseComplaintInput.ground": word("REFUSAL_GROUND"),
  "TerminateMediationInput.ground": word("TERMINATION_GROUND"),
  "GiveFeedbackInput.method": word("FEEDBACK_METHOD"),
  "SettleComplaintInput.method": word("SETTLEMENT_METHOD"),
  "DeclineCaseInput.reason": word("NOT_FILED_REASON"),
  "ReturnTicketInput.reason": word("RETURN_REASON"),
  "SetTracingInput.reason": word("TRACING_REASON"),
  "IssueSupervisionOrderInput.ground": word("SUPERVISION_GROUND"),
  "SupervisionOrderFilter.ground": word("SUPERVISION_GROUND"),
  "RaiseDisputeInput.reason": word("RETURN_REASON"),
  "RequestElevationInput.reason": word("ELEVATION_REASON"),
  "TakeUpTicketInput.reason": word("ELEVATION_REASON"),
  "HandOverTicketInput.reason": word("HANDOVER_REASON"),
  "HandoverToldInput.method": word("FEEDBACK_METHOD"),
  "RequestExtensionInput.reason": word("EXTENSION_REASON"),
  "ReferOutInput.ground": word("REFERRAL_GROUND"),
  "SetAsideJobFilter.queue": ({ choices }) => plain(choices.pick(["test-queue", "recount-deadlines"])),
  "AuditEntryFilter.action": ({ choices }) => plain(choices.pick(["ticket.register", "contact.reveal", "ticket.sign"])),
  scopes: ({ choices }) => plain(choices.pick(clientScopes)),
  line: ({ choices }) => plain(choices.pick(["PRICE", "PRICE", "QUALITY"])),
  creditCode: ({ choices }) => plain(choices.pick(["91350100M000100Y43", "91350100M000100Y44"])),
};
const others: Readonly<Record<string, Meaning>> = {
  after: cursor,
  answer: officersWords,
  decision: officersWords,
  explanation: officersWords,
  grounds: officersWords,
  outcome: officersWords,
  purpose: officersWords,
  question: officersWords,
  remark: officersWords,
  reply: officersWords,
  requirement: officersWords,
  title: officersWords,
  version,
  facts,
  "TicketPartInput.kind": anEnum("REPORT", "COMPLAINT"),
  "FoundBureauInput.kind": anEnum("STREET_OFFICE", "DEPARTMENT", "STREET_OFFICE", "AUTHORITY", "STREET_OFFICE"),
  "FoundBureauInput.level": anEnum("STREET", "CITY", "STREET", "COUNTY", "STREET"),
  "ContactInput.name": contactPart("name"),
  "ContactInput.phone": contactPart("phone"),
  "ContactInput.address": contactPart("address"),
  "ContactInput.identityNumber": contactPart("identityNumber"),
  "AddDictionaryEntryInput.code": fresh("CODE"),
  "FoundBureauInput.code": fresh("BUREAU"),
  "NewBureauInput.code": fresh("BUREAU"),
  "CreatePersonInput.login": fresh("LOGIN"),
  idempotencyKey: fresh("KEY"),
  issuer: fresh("HOST"),
  jwksUrl: fresh("HOST"),
  loginClaim: () => plain("sub"),
  first: number(2, 1, 3, 5),
  "HolidayInput.first": day(41, 100, 200),
  "HolidayInput.last": day(43, 100, 206),
  makeUpDays: day(50, 104, 211),
  year: number(2027, 2026, 2028, 1949),
  "StatisticsQuestion.measures": anEnum(
    ...["RECEIVED", "HOURS_TO_CLOSING", "CLOSURE_RATE", "CLOSED", "HOURS_TO_DISPATCH", "SATISFACTION_RATE", "SETTLED"],
  ),
  "PeriodInput.from": day(-30, 0, -1, -365, -800),
  "PeriodInput.to": day(0, 1, 0, -1, 30),
  "PrepareReportInput.day": day(0, -1, 0, -40, 1),
  "PrepareReportInput.from": day(-60, -365, 0, -4000),
  "ReportFilter.from": day(-30, 0, -365, 1),
  "ReportFilter.to": day(0, 30, -1),
  "PrepareReportInput.topic": word("TOPIC"),
  "StatisticsFilter.respondent": text,
  "StatisticsQuestion.region": regionCounted,
  "RankingQuestion.region": regionCounted,
  "PrepareReportInput.region": regionCounted,
  "Query.reportCounts.region": regionCounted,
  "MeasureVersionInput.version": number(1, 2, 0, 3),
  "RankingQuestion.version": number(1, 2, 0),
  "RankingQuestion.smallestBase": number(1, 30, 2, 0, 1_000_001),
  top: number(3, 1, 10, 100, 0, 101),
  digits: number(2, 0, 6, 1, 7),
  "Query.ticketsBehind.token": drillToken,
  "Query.ticketsBehind.measure": anEnum("RECEIVED", "CLOSED", "CLOSURE_RATE", "DISPUTED_AMOUNT", "HOURS_TO_CLOSING"),
  "Query.reportCounts.from": day(-30, -1, -365, 0),
  "Query.reportCounts.to": day(0, 1, 30),
  "Query.returnCounts.from": day(-30, -1, -365, 0),
  "Query.satisfactionCounts.from": day(-30, -1, -365, 0),
  "Query.supervisionCounts.from": day(-30, -1, -365, 0),
  "Query.returnCounts.to": day(0, 1, 30),
  "Query.satisfactionCounts.to": day(0, 1, 30),
  "Query.supervisionCounts.to": day(0, 1, 30),
  dueOn: replyDay,
  replyBy: replyDay,
  dueUntil: day(7, 0, 400, -1),
  within: number(3, 0, 30, 1),
  dueWithin: number(3, 0, 30, 1),
  withinDays: number(5, 1, 30, 0),
  days: number(1, 2, 5, 365),
  daysBefore: number(1, 2, 3, 5),
  complaintShare: number(100, 0, 30, 101),
  consultationShare: number(100, 0, 30),
  reportShare: number(100, 0, 30),
  "InvestigationPartnerInput.kind": anEnum("POLICE", "TELECOM", "BANK", "PLATFORM", "BUREAU"),
  "SetCallbackRuleInput.version": ruleVersion,
  position: ({ choices }) => plain(choices.below(40)),
  overlapHours: ({ choices }) => plain(choices.below(169)),
  effectiveOn: reference(({ choices }) => ({ is: "day", days: choices.pick([30, 0, 1, 400, -1]) })),
  validFrom: reference(({ choices }) => ({ is: "day", days: choices.pick([0, 1, 30]) })),
  validTo: reference(({ choices }) => ({ is: "day", days: choices.pick([30, 1, 0, 400]) })),
  search: oneOf(fresh("WORD"), text, named("Person", "login", "OWN")),
  text: oneOf(text, fresh("WORD")),
  mark: fresh("MARK"),
};

const meanings: Readonly<Record<string, Meaning>> = { ...identifiers, ...words, ...places, ...others };

/** Whether a place in the input has a meaning of its own, beyond its type. */
export function meaningOf(slot: Slot): Meaning | undefined {
  return meanings[`${slot.owner}.${slot.name}`] ?? meanings[slot.name];
}

// A text of the contact must be the citizen's own, or none at all: else what the facts say of him is not known to be his.
const isOfContact = (slot: Slot): boolean => slot.owner === "ContactInput";

// One of the odd texts is the code of the nation, which may be asked for help: it would rightly be told of it.
const mayNameTheNation: ReadonlySet<string> = new Set([
  "InvestigationPartnerInput.bureau",
  "RequestElevationInput.superior",
]);

const isPlain = (slot: Slot): boolean => isOfContact(slot) || mayNameTheNation.has(`${slot.owner}.${slot.name}`);

/** A text for a place in the input, with the meaning that it has there, or an odd one. */
export function textFor(draft: Draft, frame: Frame, slot: Slot): Value {
  const { choices, boldness } = draft;
  if (boldness !== "FITTING" && !isPlain(slot) && choices.chance(15)) return plain(choices.pick(oddTexts));
  return (meaningOf(slot) ?? text)(draft, frame, slot);
}
