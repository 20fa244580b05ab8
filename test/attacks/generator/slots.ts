import { clientScopes } from "../../../src/access/index.js";
import {
  type BureauGroup,
  type Draft,
  plain,
  type Reference,
  refer,
  type Subject,
  type SubjectType,
  subjectTypes,
  type Value,
  type Whose,
} from "./plan.js";
import { oddTexts, usualTexts } from "./texts.js";

/** What the values of one use of a root field share. */
export interface Frame {
  /** The name of the field, such as signTicket. */
  rootField: string;
  /** The object that the first identifier or code named: a `version` beside it is that object's. */
  subject: number | null;
  /** The citizen whose contact is given, and which parts of it are. */
  secret: number | null;
  confided: Set<string>;
}

/** Where a value stands: the input type, or the type of the field whose argument it is, and the name. */
export interface Slot {
  owner: string;
  name: string;
}

type Meaning = (draft: Draft, frame: Frame, slot: Slot) => Value;

const whoseOf = (draft: Draft, usual: Whose): Whose => {
  const { choices } = draft;
  if (!choices.chance(draft.boldness === "FITTING" ? 12 : 30)) return usual;
  return choices.pick(["FOREIGN", "FOREIGN", "NOBODY", "CROSSED", "OWN"]);
};

function name(draft: Draft, frame: Frame, subject: Omit<Subject, "at" | "rootField">): number {
  const at = draft.choices.below(1000);
  draft.subjects.push({ ...subject, at, rootField: frame.rootField });
  // The first object of an input is what it is about; a version beside it is that object's.
  frame.subject ??= draft.subjects.length - 1;
  return draft.subjects.length - 1;
}

const named = (type: SubjectType, part: "id" | "code" | "number" | "login", usual: Whose): Meaning => {
  return (draft, frame) => {
    // Nobody of the run may lose his role, and nothing of the other province may be found by its name.
    const whose = whoseOf(draft, usual);
    const safe = whose === "OWN" ? usual : whose;
    return refer(draft, { is: part, subject: name(draft, frame, { type, whose: safe }) });
  };
};

const reference =
  (made: (draft: Draft) => Reference): Meaning =>
  (draft) =>
    refer(draft, made(draft));

const word = (dictionary: string): Meaning =>
  reference(({ choices }) => ({ is: "word", dictionary, at: choices.below(1000) }));

const fresh = (form: (Reference & { is: "fresh" })["form"]): Meaning => reference(() => ({ is: "fresh", form }));

const text: Meaning = ({ choices }) => plain(choices.pick(usualTexts));

/** One of a group of bureaus, and never one of the other province: what is done with it would rightly be known there. */
const grouped = (group: BureauGroup): Meaning => {
  return (draft, frame) => {
    const { choices, boldness } = draft;
    const isUsual = !choices.chance(boldness === "FITTING" ? 12 : 30);
    const whose = isUsual ? group : choices.pick(["OWN", "NOBODY", "OWN"] as const);
    return refer(draft, { is: "code", subject: name(draft, frame, { type: "Bureau", whose }) });
  };
};

const day = (...days: readonly [number, ...number[]]): Meaning =>
  reference(({ choices }) => ({ is: "day", days: choices.pick(days) }));

const replyDay: Meaning = reference(({ choices }) =>
  choices.chance(85)
    ? { is: "workingDay", days: choices.pick([3, 1, 10, 200]) }
    : { is: "day", days: choices.pick([-1, 0, 1, 367, 4000]) },
);

const number = (...numbers: readonly [number, ...number[]]): Meaning => {
  return ({ choices }) => plain(choices.pick(numbers));
};

const bureau = named("Bureau", "code", "OWN");
const expendableBureau = named("Bureau", "code", "EXPENDABLE");
const division = named("Division", "code", "OWN");

const oneOf =
  (...meanings: readonly [Meaning, ...Meaning[]]): Meaning =>
  (draft, frame, slot) =>
    draft.choices.pick(meanings)(draft, frame, slot);

const anEnum =
  (...names: readonly string[]): Meaning =>
  ({ choices }) => ({ is: "enum", name: choices.pick(names) });

const cursor: Meaning = reference(({ choices }) => ({
  is: "cursor",
  at: choices.below(1000),
  edited: choices.pick(["NOT", "NOT", "CUT", "TURNED", "REWRITTEN"]),
}));

const version: Meaning = (draft, frame) => {
  if (frame.subject === null || draft.choices.chance(5)) return plain(draft.choices.below(4));
  return refer(draft, { is: "version", subject: frame.subject });
};

const ruleVersion: Meaning = (draft, frame) => {
  const subject = name(draft, frame, { type: "CallbackRule", whose: "OWN" });
  return refer(draft, { is: "version", subject });
};

const contactPart = (part: "name" | "phone" | "address" | "identityNumber"): Meaning => {
  return (draft, frame) => {
    if (frame.secret === null) {
      frame.secret = draft.secrets;
      draft.secrets += 1;
    }
    frame.confided.add(part);
    return refer(draft, { is: "secret", of: frame.secret, part });
  };
};

// What the citizen says may name him, as long as his name and number are given as his contact too.
const facts: Meaning = (draft, frame, slot) => {
  const isKnown = frame.confided.has("name") && frame.confided.has("phone");
  if (frame.secret === null || !isKnown || draft.choices.chance(40)) return text(draft, frame, slot);
  return refer(draft, { is: "secret", of: frame.secret, part: "facts" });
};

const personToChange = named("Person", "id", "EXPENDABLE");
const ticket = named("Ticket", "id", "OWN");
const callback = named("Callback", "id", "OWN");
const copy = named("Copy", "id", "OWN");
const dispute = named("Dispute", "id", "OWN");
const elevation = named("Elevation", "id", "OWN");
const extensionRequest = named("ExtensionRequest", "id", "OWN");
const investigation = named("Investigation", "id", "OWN");
const investigationTask = named("InvestigationTask", "id", "OWN");
const supervisionOrder = named("SupervisionOrder", "id", "OWN");

const anySubject: Meaning = (draft, frame, slot) => {
  const type = draft.choices.pick<SubjectType>(subjectTypes);
  return named(type, "id", "OWN")(draft, frame, slot);
};

const identifiers: Readonly<Record<string, Meaning>> = {
  "Query.node.id": anySubject,
  "Query.nodes.ids": anySubject,
  "Query.ticket.id": ticket,
  "Query.person.id": named("Person", "id", "OWN"),
  "Query.person.login": named("Person", "login", "OWN"),
  "Query.ticketsByNumber.number": named("Ticket", "number", "OWN"),
  "AuditEntryFilter.person": named("Person", "id", "OWN"),
  "AuditEntryFilter.subject": anySubject,
  "GrantRoleInput.person": personToChange,
  "LockPersonInput.id": personToChange,
  "UpdatePersonInput.id": personToChange,
  "WithdrawRoleInput.id": named("RoleHolding", "id", "EXPENDABLE"),
  "RevokeApiClientInput.id": named("ApiClient", "id", "EXPENDABLE"),
  "RotateApiClientSecretInput.id": named("ApiClient", "id", "EXPENDABLE"),
  "RemoveOutsideIssuerInput.id": named("OutsideIssuer", "id", "OWN"),
  "EndDictionaryEntryInput.id": named("DictionaryEntry", "id", "OWN"),
  "RenameDictionaryEntryInput.id": named("DictionaryEntry", "id", "OWN"),
  "CancelReorganisationInput.reorganisation": named("Reorganisation", "id", "OWN"),
  "EndBureauLimitInput.id": named("BureauLimit", "id", "OWN"),
  "RetryJobInput.id": named("SetAsideJob", "id", "OWN"),
  "Query.callback.id": callback,
  "Query.copy.id": copy,
  "Query.dispute.id": dispute,
  "Query.elevation.id": elevation,
  "Query.extensionRequest.id": extensionRequest,
  "Query.investigation.id": investigation,
  "Query.investigationTask.id": investigationTask,
  "Query.supervisionOrder.id": supervisionOrder,
  callbackId: callback,
  copyId: copy,
  disputeId: dispute,
  elevationId: elevation,
  investigationId: investigation,
  orderId: supervisionOrder,
  referralId: named("Referral", "id", "OWN"),
  requestId: extensionRequest,
  taskId: investigationTask,
  ticket,
  tickets: ticket,
  ticketId: ticket,
  originalId: ticket,
};

const words: Readonly<Record<string, Meaning>> = {
  channel: word("CHANNEL"),
  channels: word("CHANNEL"),
  goodsClass: word("GOODS_CLASS"),
  goodsClasses: word("GOODS_CLASS"),
  issueClass: word("ISSUE_CLASS"),
  issueClasses: word("ISSUE_CLASS"),
  topics: word("TOPIC"),
  purpose: word("CONTACT_PURPOSE"),
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

const places: Readonly<Record<string, Meaning>> = {
  bureau,
  "DispatchTicketInput.bureau": named("Bureau", "code", "HANDLING"),
  "DesignateInput.bureau": grouped("RIVALS"),
  "HandOverTicketInput.bureau": grouped("NEIGHBOURS"),
  "InvestigationPartnerInput.bureau": grouped("PARTNERS"),
  "SendCopyInput.bureau": named("Bureau", "code", "PARTNERS"),
  proposedBureau: grouped("RIVALS"),
  receiver: grouped("BENEATH"),
  superior: grouped("ABOVE"),
  under: bureau,
  parent: bureau,
  newParent: bureau,
  "Query.divisions.parent": division,
  "MergeBureausInput.from": expendableBureau,
  "MergeBureausInput.into": expendableBureau,
  "MoveBureauInput.bureau": expendableBureau,
  "RenameBureauInput.bureau": expendableBureau,
  "SplitBureauInput.bureau": expendableBureau,
  "Query.bureau.code": bureau,
  "Query.division.code": division,
  region: division,
  division,
  divisions: division,
  actDivision: division,
  advertiserDivision: division,
  businessDivision: division,
  domicileDivision: division,
  platformDomicileDivision: division,
  publishedAddressDivision: division,
  publisherDivision: division,
};

const others: Readonly<Record<string, Meaning>> = {
  after: cursor,
  version,
  facts,
  "TicketPartInput.kind": anEnum("REPORT", "COMPLAINT"),
  "FoundBureauInput.kind": anEnum("DEPARTMENT", "DEPARTMENT", "AUTHORITY", "CENTRE", "STREET_OFFICE"),
  "FoundBureauInput.level": anEnum("COUNTY", "CITY", "COUNTY", "PROVINCE", "STREET", "NATION"),
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
