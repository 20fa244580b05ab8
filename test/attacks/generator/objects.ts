import { grouped, type Meaning, named } from "./meanings.js";
import { refer, type SubjectType, subjectTypes } from "./plan.js";

const bureau = named("Bureau", "code", "OWN");
const expendableBureau = named("Bureau", "code", "EXPENDABLE");
const division = named("Division", "code", "OWN");

// A bureau of the run has the code of its division.
const divisionOfSubject: Meaning = (draft, frame, slot) => {
  const { subject } = frame;
  if (subject === null || draft.choices.chance(15)) return division(draft, frame, slot);
  return refer(draft, { is: "code", subject });
};

const personToChange = named("Person", "id", "EXPENDABLE");
const ticket = named("Ticket", "id", "OWN");
const callback = named("Callback", "id", "OWN");
const copy = named("Copy", "id", "OWN");
const dispute = named("Dispute", "id", "OWN");
const elevation = named("Elevation", "id", "OWN");
const bulkExport = named("Export", "id", "OWN");
const extensionRequest = named("ExtensionRequest", "id", "OWN");
const investigation = named("Investigation", "id", "OWN");
const investigationTask = named("InvestigationTask", "id", "OWN");
const report = named("Report", "id", "OWN");
const priceSuggestion = named("PriceSuggestion", "id", "OWN");
const supervisionOrder = named("SupervisionOrder", "id", "OWN");
const surgeAlert = named("SurgeAlert", "id", "OWN");
const surgeRule = named("SurgeRule", "id", "OWN");
const webhook = named("Webhook", "id", "OWN");

const anySubject: Meaning = (draft, frame, slot) => {
  const type = draft.choices.pick<SubjectType>(subjectTypes);
  return named(type, "id", "OWN")(draft, frame, slot);
};
/** Where objects are named by their identifiers, numbers and logins. */
export const identifiers: Readonly<Record<string, Meaning>> = {
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
  "Query.export.id": bulkExport,
  "Query.extensionRequest.id": extensionRequest,
  "Query.investigation.id": investigation,
  "Query.investigationTask.id": investigationTask,
  "Query.report.id": report,
  "Query.reproduceReport.id": report,
  "Query.supervisionOrder.id": supervisionOrder,
  "Query.surgeAlert.id": surgeAlert,
  "Query.surgeRule.id": surgeRule,
  "Query.webhook.id": webhook,
  "SurgeAlertFilter.rule": surgeRule,
  alertId: surgeAlert,
  callbackId: callback,
  copyId: copy,
  disputeId: dispute,
  elevationId: elevation,
  exportId: bulkExport,
  investigationId: investigation,
  orderId: supervisionOrder,
  questionId: named("PriceNote", "id", "OWN"),
  referralId: named("Referral", "id", "OWN"),
  reportId: report,
  requestId: extensionRequest,
  ruleId: surgeRule,
  suggestionId: priceSuggestion,
  taskId: investigationTask,
  templateId: named("ReportTemplate", "id", "OWN"),
  ticket,
  tickets: ticket,
  ticketId: ticket,
  originalId: ticket,
  webhookId: webhook,
};
/** The bureau whose region is counted: mostly one beneath whoever asks, now and then any. */
export const regionCounted: Meaning = (draft, frame, slot) =>
  draft.choices.chance(70) ? grouped("BENEATH")(draft, frame, slot) : bureau(draft, frame, slot);

/** Where bureaus and divisions are named by their codes. */
export const places: Readonly<Record<string, Meaning>> = {
  bureau,
  "DispatchTicketInput.bureau": named("Bureau", "code", "HANDLING"),
  "DesignateInput.bureau": grouped("RIVALS"),
  "HandOverTicketInput.bureau": grouped("NEIGHBOURS"),
  "InvestigationPartnerInput.bureau": grouped("PARTNERS"),
  "SendCopyInput.bureau": named("Bureau", "code", "PARTNERS"),
  proposedBureau: grouped("RIVALS"),
  receiver: grouped("BENEATH"),
  "SubmitReportInput.receiver": grouped("ABOVE"),
  superior: grouped("ABOVE"),
  under: bureau,
  parent: grouped("RIVALS"),
  newParent: grouped("RIVALS"),
  "NewBureauInput.divisions": divisionOfSubject,
  "Query.divisions.parent": division,
  "MergeBureausInput.from": expendableBureau,
  "MergeBureausInput.into": expendableBureau,
  "MoveBureauInput.bureau": expendableBureau,
  "RenameBureauInput.bureau": expendableBureau,
  "SplitBureauInput.bureau": expendableBureau,
  "Query.bureau.code": bureau,
  "Query.division.code": division,
  region: division,
  "SurgeRuleInput.region": regionCounted,
  "MarkPriceCaseInput.place": division,
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
