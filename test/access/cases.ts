import type { Role } from "../../src/platform/actor.js";
import { systemClock } from "../../src/platform/clock.js";
import type { Variables } from "../api.js";
import type { Unit } from "../world.js";
import { recordsOf } from "./call-matters.js";
import type { RootFieldName } from "./documents.js";
import { ruleOf } from "./entry-matters.js";
import { dayForTask } from "./investigation-matters.js";
import { reportKindOf } from "./report-matters.js";
import { rosterDay, shiftCodeOf } from "./shift-matters.js";
import { yearAsked } from "./statistics-matters.js";
import type { Subjects } from "./subjects.js";

/** What somebody is told who holds the role and does not see the object. */
export type Told =
  /** NOT_FOUND, for this field of the input. */
  | { notFound: string }
  /** INVALID_INPUT, for this field of the input: a code that is in force for the object's own region alone. */
  | { invalidInput: string }
  /** FORBIDDEN: the object is public, such as a bureau, but out of reach. */
  | "FORBIDDEN"
  /** An answer without the object: a list, or nulls. */
  | "WITHOUT_IT"
  /** An answer as for everybody. */
  | "PUBLIC";

/** One way to ask a root field about the subjects. */
export interface RootCase {
  variables: (subjects: Subjects) => Variables;
  told: Told;
  /** What a county beneath the subjects' city is told, where that is something else. */
  toldBeneath?: Told;
  /** Who asks, where the field is open to everybody and the object is not. */
  role?: Role;
  /** Where the person works who is entitled, where the province above is not. */
  entitled?: Unit;
  /** Whether the object is a ticket: superiors see it and may not touch it. */
  isStepOnTicket?: true;
}

const step = (more: Variables = {}): RootCase => ({
  variables: ({ ticket }) => ({ input: { ticketId: ticket, version: 1, ...more } }),
  told: { notFound: "ticketId" },
  isStepOnTicket: true,
});

const query = (variables: (subjects: Subjects) => Variables, told: Told, more: Partial<RootCase> = {}): RootCase => ({
  variables,
  told,
  ...more,
});

const input = (fields: (subjects: Subjects) => Variables, told: Told, more: Partial<RootCase> = {}): RootCase => ({
  variables: (subjects) => ({ input: fields(subjects) }),
  told,
  ...more,
});

const day = "2099-01-01";
const codeOf = ({ world, city }: Subjects): string => world.code[city];
const byId = (name: keyof Subjects) => (subjects: Subjects) => ({ id: subjects[name] });

const centreOf = ({ world, centre }: Subjects): string => world.code[centre];

const nodeCase = (name: keyof Subjects, role: Role, more: Partial<RootCase> = {}): RootCase =>
  query(byId(name), { notFound: "id" }, { role, ...more });

// An old version: whoever may do it is told of the conflict. Those beneath see what the city published and may not touch it.
const onKnowledge = (more: Variables = {}): RootCase =>
  input(
    ({ knowledge }) => ({ documentId: knowledge, version: 99, ...more }),
    { notFound: "documentId" },
    { entitled: "cityB", toldBeneath: "FORBIDDEN" },
  );

const surgeRule = { issueClass: "PRICE", threshold: {} };

const queries: Record<`Query.${string}`, RootCase[]> = {
  "Query.apiClients": [
    query(() => ({}), "WITHOUT_IT"),
    query((subjects) => ({ bureau: codeOf(subjects) }), "FORBIDDEN"),
  ],
  // Every auditor of a province is shown the head of its chain, which holds nothing of anybody's entries.
  "Query.auditChainHead": [query(() => ({}), "PUBLIC")],
  "Query.attachment": [query(byId("attachment"), { notFound: "id" })],
  "Query.auditEntries": [
    query(() => ({}), "WITHOUT_IT"),
    query(({ ticket }) => ({ filter: { subject: ticket } }), "WITHOUT_IT"),
    query(({ person }) => ({ filter: { person } }), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: codeOf(subjects) } }), "FORBIDDEN"),
  ],
  "Query.bureau": [query((subjects) => ({ code: codeOf(subjects) }), "PUBLIC")],
  "Query.bureaus": [query((subjects) => ({ under: codeOf(subjects) }), "PUBLIC")],
  "Query.call": [query(byId("call"), { notFound: "id" })],
  "Query.callBoard": [query((subjects) => ({ bureau: centreOf(subjects) }), "FORBIDDEN")],
  "Query.callIntake": [query(byId("call"), { notFound: "id" }, { entitled: "cityBCentre" })],
  "Query.calls": [
    query(() => ({ first: 4 }), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: centreOf(subjects) }, first: 4 }), "WITHOUT_IT"),
  ],
  "Query.callback": [query(byId("callback"), { notFound: "id" })],
  "Query.callbackRule": [query((subjects) => ({ bureau: centreOf(subjects) }), "FORBIDDEN")],
  "Query.callbacks": [query((subjects) => ({ view: "OURS", filter: { bureau: centreOf(subjects) } }), "FORBIDDEN")],
  "Query.changes": [
    query(() => ({ filter: { eventTypes: ["ticket.registered"] } }), "WITHOUT_IT"),
    query(() => ({ filter: { subjectTypes: ["SupervisionOrder"] } }), "WITHOUT_IT"),
  ],
  "Query.competence": [
    query((subjects) => ({ kind: "COMPLAINT", respondent: { businessDivision: codeOf(subjects) } }), "PUBLIC"),
  ],
  "Query.competentBureau": [query((subjects) => ({ division: codeOf(subjects) }), "PUBLIC")],
  "Query.dictionary": [query(() => ({ name: "TOPIC" }), "WITHOUT_IT", { toldBeneath: "PUBLIC" })],
  "Query.concentrationTickets": [
    query(({ concentrationKey }) => ({ key: concentrationKey, first: 4 }), { notFound: "key" }, { entitled: "cityB" }),
  ],
  "Query.concentrations": [
    query((subjects) => ({ input: { by: "PHONE", region: codeOf(subjects) } }), { notFound: "input.region" }),
  ],
  "Query.copies": [
    query(() => ({ view: "IN_REGION" }), "WITHOUT_IT"),
    query(({ ticket }) => ({ view: "IN_REGION", filter: { ticket } }), "WITHOUT_IT"),
  ],
  "Query.copy": [query(byId("copy"), { notFound: "id" })],
  "Query.directions": [
    query((subjects) => ({ division: codeOf(subjects) }), "WITHOUT_IT", { toldBeneath: "PUBLIC" }),
    query((subjects) => ({ division: codeOf(subjects), matter: "WATER_SUPPLY" }), "WITHOUT_IT", {
      toldBeneath: "PUBLIC",
    }),
  ],
  "Query.knowledgeDocument": [query(byId("knowledge"), { notFound: "id" }, { toldBeneath: "PUBLIC" })],
  "Query.knowledgeDocuments": [
    query((subjects) => ({ filter: { bureau: codeOf(subjects) }, first: 4 }), "WITHOUT_IT", { toldBeneath: "PUBLIC" }),
    query(({ law }) => ({ filter: { lawId: law }, first: 4 }), "WITHOUT_IT", { toldBeneath: "PUBLIC" }),
  ],
  "Query.law": [
    query(({ lawCode }) => ({ code: lawCode }), { notFound: "code" }, { toldBeneath: "PUBLIC", entitled: "cityB" }),
  ],
  // They are the same for everybody.
  "Query.replyPlaceholders": [query(() => ({}), "PUBLIC")],
  "Query.searchKnowledge": [
    query(({ marker }) => ({ text: `${marker}标题` }), "WITHOUT_IT", { toldBeneath: "PUBLIC" }),
  ],
  "Query.replyPreview": [
    query(({ replyTemplate }) => ({ template: replyTemplate }), { notFound: "template" }, { toldBeneath: "PUBLIC" }),
  ],
  "Query.dispute": [query(byId("dispute"), { notFound: "id" })],
  "Query.disputes": [
    query(() => ({}), "WITHOUT_IT"),
    query(() => ({ view: "FOR_US_TO_DESIGNATE" }), "WITHOUT_IT"),
    query(({ ticket }) => ({ filter: { ticket } }), "WITHOUT_IT"),
  ],
  "Query.division": [query((subjects) => ({ code: codeOf(subjects) }), "PUBLIC")],
  "Query.divisions": [query(() => ({}), "PUBLIC")],
  "Query.investigation": [query(byId("investigation"), { notFound: "id" })],
  "Query.investigationTask": [query(byId("investigationTask"), { notFound: "id" })],
  "Query.investigationTasks": [
    query(() => ({}), "WITHOUT_IT"),
    query(() => ({ filter: { state: "OPEN" } }), "WITHOUT_IT"),
  ],
  "Query.investigations": [
    query(() => ({ first: 4 }), "WITHOUT_IT"),
    query(() => ({ filter: { state: "OPEN" }, first: 4 }), "WITHOUT_IT"),
  ],
  // How many jobs wait and run on the whole platform tells nothing of anybody's.
  "Query.jobQueues": [query(() => ({}), "PUBLIC")],
  "Query.dueCounts": [query((subjects) => ({ within: 3, bureau: codeOf(subjects) }), "FORBIDDEN")],
  "Query.likelyDuplicates": [
    query(({ registration }) => ({ input: { contact: registration.contact } }), "WITHOUT_IT"),
    query(({ marker }) => ({ input: { respondent: { name: `${marker}单药房` } } }), "WITHOUT_IT"),
    query(({ call }) => ({ input: { callId: call } }), { notFound: "input.callId" }, { entitled: "cityBCentre" }),
  ],
  "Query.limits": [query(() => ({}), "WITHOUT_IT", { toldBeneath: "PUBLIC" })],
  "Query.emergencies": [
    query(() => ({ first: 4 }), "WITHOUT_IT", { toldBeneath: "PUBLIC" }),
    query(() => ({ filter: { view: "BENEATH", isOpen: true }, first: 4 }), "WITHOUT_IT"),
  ],
  // All beneath a city see its emergencies.
  "Query.emergency": [query(byId("emergency"), { notFound: "id" }, { toldBeneath: "PUBLIC" })],
  "Query.elevation": [query(byId("elevation"), { notFound: "id" })],
  "Query.elevations": [
    query(() => ({ first: 10 }), "WITHOUT_IT"),
    query(() => ({ view: "ASKED_OF_US" }), "WITHOUT_IT"),
    query(({ ticket }) => ({ filter: { ticket } }), "WITHOUT_IT"),
  ],
  "Query.staffingAdvice": [
    query((subjects) => ({ input: { day: "2026-10-20", bureau: codeOf(subjects) } }), { notFound: "bureau" }),
  ],
  "Query.staffingRule": [query((subjects) => ({ bureau: codeOf(subjects) }), { notFound: "bureau" })],
  "Query.statisticDefinitions": [query(() => ({}), "PUBLIC")],
  "Query.statistics": [
    query((subjects) => ({ question: { ...yearAsked, region: codeOf(subjects) } }), { notFound: "question.region" }),
  ],
  "Query.regionRanking": [
    query(
      (subjects) => ({
        question: { measure: "CLOSURE_RATE", by: "COUNTY", period: yearAsked.period, region: codeOf(subjects) },
      }),
      { notFound: "question.region" },
    ),
  ],
  "Query.ticketsBehind": [
    query(
      ({ drillToken }) => ({ token: drillToken, measure: "RECEIVED" }),
      { notFound: "token" },
      { entitled: "cityB" },
    ),
  ],
  "Query.callsBehind": [
    query(
      ({ drillToken }) => ({ token: drillToken, measure: "CALLS_OFFERED" }),
      { notFound: "token" },
      { entitled: "cityB" },
    ),
  ],
  // An export belongs to its bureau, and those above do not see it either.
  "Query.export": [query(byId("bulkExport"), { notFound: "id" }, { entitled: "cityB" })],
  "Query.exports": [query(() => ({}), "WITHOUT_IT", { entitled: "cityB" })],
  "Query.extensionRequest": [query(byId("extensionRequest"), { notFound: "id" })],
  "Query.extensionRequests": [
    query((subjects) => ({ view: "OURS", filter: { bureau: centreOf(subjects) } }), "FORBIDDEN"),
    query(({ ticket }) => ({ view: "OURS", filter: { ticket } }), { notFound: "filter.ticket" }),
  ],
  "Query.handovers": [query(() => ({}), "WITHOUT_IT"), query(({ ticket }) => ({ view: "SENT", ticket }), "WITHOUT_IT")],
  "Query.webhook": [query(byId("webhook"), { notFound: "id" })],
  "Query.webhookDeliveries": [query(({ webhook }) => ({ webhookId: webhook }), { notFound: "webhookId" })],
  "Query.webhooks": [query(() => ({}), "WITHOUT_IT"), query((subjects) => ({ bureau: codeOf(subjects) }), "FORBIDDEN")],
  "Query.priceCases": [
    query(() => ({}), "WITHOUT_IT"),
    query(() => ({ filter: { states: ["KEY"] } }), "WITHOUT_IT", { entitled: "cityBPrice" }),
  ],
  // What one's own desk is set to.
  "Query.priceDesk": [query(() => ({}), "PUBLIC")],
  "Query.priceDigests": [query(() => ({}), "WITHOUT_IT", { entitled: "cityBPrice" })],
  // Counts of one's own region, and how good the rules are.
  "Query.priceSuggestionQuality": [query(() => ({}), "PUBLIC")],
  "Query.priceSuggestions": [
    query(() => ({}), "WITHOUT_IT"),
    query(({ ticket }) => ({ filter: { ticket } }), "WITHOUT_IT"),
  ],
  "Query.priceTriage": [query(() => ({}), "PUBLIC")],
  "Query.node": [
    nodeCase("ticket", "DISPATCHER"),
    nodeCase("webhook", "ADMINISTRATOR"),
    nodeCase("dispute", "HANDLER"),
    nodeCase("elevation", "HANDLER"),
    nodeCase("copy", "HANDLER"),
    nodeCase("referral", "HANDLER"),
    nodeCase("handover", "DISPATCHER"),
    nodeCase("callback", "OPERATOR"),
    nodeCase("attachment", "OPERATOR"),
    nodeCase("extensionRequest", "HANDLER"),
    nodeCase("bulkExport", "ANALYST", { entitled: "cityB" }),
    nodeCase("report", "ANALYST"),
    nodeCase("reportTemplate", "ANALYST", { toldBeneath: "PUBLIC" }),
    nodeCase("knowledge", "OPERATOR", { toldBeneath: "PUBLIC" }),
    nodeCase("priceCase", "PRICE_SUPERVISOR", { entitled: "cityBPrice" }),
    nodeCase("priceNote", "HANDLER"),
    nodeCase("priceSuggestion", "PRICE_SUPERVISOR"),
    nodeCase("priceDigest", "PRICE_SUPERVISOR", { entitled: "cityBPrice" }),
    nodeCase("supervisionOrder", "ANALYST"),
    nodeCase("emergency", "ANALYST", { toldBeneath: "PUBLIC" }),
    nodeCase("call", "ANALYST"),
    nodeCase("callBoard", "ANALYST"),
    nodeCase("bulkImport", "ANALYST", { entitled: "cityB" }),
    nodeCase("importMapping", "ANALYST", { entitled: "cityB" }),
    nodeCase("correction", "OPERATOR"),
    nodeCase("proposal", "OPERATOR"),
    nodeCase("dutyNotice", "ANALYST"),
    nodeCase("leave", "SUPERVISOR", { entitled: "cityB" }),
    nodeCase("shiftSwap", "SUPERVISOR", { entitled: "cityB" }),
    nodeCase("surgeAlert", "ANALYST"),
    nodeCase("surgeRule", "ANALYST"),
    nodeCase("investigation", "ANALYST"),
    nodeCase("investigationTask", "ANALYST"),
    nodeCase("reminder", "DISPATCHER"),
    nodeCase("person", "ADMINISTRATOR"),
    nodeCase("holding", "ADMINISTRATOR"),
    nodeCase("client", "ADMINISTRATOR"),
    nodeCase("issuer", "ADMINISTRATOR"),
    nodeCase("reorganisation", "ADMINISTRATOR"),
    nodeCase("auditEntry", "AUDITOR"),
    nodeCase("job", "ADMINISTRATOR"),
    nodeCase("entry", "ADMINISTRATOR", { toldBeneath: "PUBLIC" }),
    nodeCase("limit", "ADMINISTRATOR", { toldBeneath: "PUBLIC" }),
  ],
  "Query.nodes": [
    query(({ ticket }) => ({ ids: [ticket] }), "WITHOUT_IT", { role: "DISPATCHER" }),
    query(({ auditEntry }) => ({ ids: [auditEntry] }), "WITHOUT_IT", { role: "AUDITOR" }),
    query(
      ({ person, client, issuer, holding, reorganisation }) => ({
        ids: [person, client, issuer, holding, reorganisation],
      }),
      "WITHOUT_IT",
      {
        role: "ADMINISTRATOR",
      },
    ),
  ],
  "Query.outsideIssuers": [
    query(() => ({}), "WITHOUT_IT"),
    query((subjects) => ({ bureau: codeOf(subjects) }), "FORBIDDEN"),
  ],
  "Query.people": [
    query(() => ({}), "WITHOUT_IT"),
    query(({ marker }) => ({ search: marker }), "WITHOUT_IT"),
    query((subjects) => ({ bureau: codeOf(subjects) }), "FORBIDDEN"),
  ],
  "Query.person": [query(byId("person"), { notFound: "id" }), query(({ login }) => ({ login }), { notFound: "login" })],
  "Query.referrals": [query(() => ({}), "WITHOUT_IT"), query(({ ticket }) => ({ filter: { ticket } }), "WITHOUT_IT")],
  "Query.reorganisations": [query(() => ({}), "WITHOUT_IT")],
  "Query.report": [query(byId("report"), { notFound: "id" })],
  "Query.reportCounts": [
    query((subjects) => ({ region: codeOf(subjects), from: "2026-01-01", to: "2026-12-31" }), "FORBIDDEN"),
  ],
  "Query.reportPlaceholders": [query(() => ({}), "PUBLIC")],
  "Query.reports": [
    query(() => ({ view: "BENEATH", first: 5 }), "WITHOUT_IT"),
    query(() => ({ view: "SUBMITTED_TO_US", first: 5 }), "WITHOUT_IT"),
    query((subjects) => ({ view: "BENEATH", filter: { bureau: codeOf(subjects) }, first: 5 }), "WITHOUT_IT"),
  ],
  // A county uses the templates of its city.
  "Query.reportTemplates": [query(() => ({}), "WITHOUT_IT", { toldBeneath: "PUBLIC" })],
  "Query.reproduceReport": [query(byId("report"), { notFound: "id" })],
  "Query.returnCounts": [
    query((subjects) => ({ region: codeOf(subjects), from: "2026-01-01", to: "2026-12-31" }), "FORBIDDEN"),
  ],
  "Query.satisfactionCounts": [
    query((subjects) => ({ region: codeOf(subjects), from: "2026-01-01", to: "2026-12-31" }), "FORBIDDEN"),
  ],
  "Query.reminders": [query(() => ({ view: "FROM_US" }), "WITHOUT_IT"), query(() => ({ view: "TO_US" }), "WITHOUT_IT")],
  "Query.setAsideJobs": [
    query(() => ({}), "WITHOUT_IT"),
    query(() => ({ filter: { isRetried: false } }), "WITHOUT_IT"),
  ],
  "Query.supervisionCounts": [
    query((subjects) => ({ region: codeOf(subjects), from: "2026-01-01", to: "2026-12-31" }), "FORBIDDEN"),
  ],
  "Query.supervisionOrder": [query(byId("supervisionOrder"), { notFound: "id" })],
  "Query.supervisionOrders": [
    query(() => ({}), "WITHOUT_IT"),
    query((subjects) => ({ view: "IN_REGION", filter: { receiver: codeOf(subjects) } }), "WITHOUT_IT"),
    query(({ ticket }) => ({ view: "ISSUED_BY_US", filter: { ticket } }), { notFound: "filter.ticket" }),
  ],
  "Query.backtestSurgeRule": [
    query((subjects) => ({ input: { rule: { ...surgeRule, region: codeOf(subjects) }, days: 30 } }), {
      notFound: "rule.region",
    }),
  ],
  "Query.surgeAlert": [query(byId("surgeAlert"), { notFound: "id" })],
  "Query.surgeAlerts": [
    query(() => ({ first: 4 }), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: codeOf(subjects) }, first: 4 }), "WITHOUT_IT"),
    query((subjects) => ({ filter: { rule: subjects.surgeRule }, first: 4 }), { notFound: "filter.rule" }),
  ],
  "Query.surgeRaising": [query(() => ({}), "PUBLIC")],
  "Query.surgeRule": [query(byId("surgeRule"), { notFound: "id" })],
  "Query.surgeRules": [
    query(() => ({ first: 4 }), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: codeOf(subjects) }, first: 4 }), "WITHOUT_IT"),
  ],
  "Query.ticket": [query(byId("ticket"), { notFound: "id" })],
  "Query.tickets": [
    query(() => ({ first: 4 }), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: codeOf(subjects) }, first: 4 }), "WITHOUT_IT"),
    query(({ marker }) => ({ filter: { text: marker }, first: 4 }), "WITHOUT_IT"),
    query(() => ({ view: "OWNED", order: "DUE_ASCENDING", first: 4 }), "WITHOUT_IT"),
  ],
  "Query.ticketsByNumber": [query(({ ticketNumber }) => ({ number: ticketNumber }), "WITHOUT_IT")],
  "Query.viewer": [query(() => ({}), "PUBLIC")],
  "Query.workingCalendar": [query(() => ({}), "PUBLIC")],
};

const reason = { reason: "OTHER", explanation: "原因如下" };
const explained = { explanation: "说明如下" };

/** What is done with a matter on a ticket by the bureau whose matter it is: superiors see it and may not. */
const stepOn = (name: "callback" | "extensionRequest", field: string, more: Variables = {}): RootCase => ({
  variables: (subjects) => ({ input: { [field]: subjects[name], version: 1, ...more } }),
  told: { notFound: field },
  isStepOnTicket: true,
});

const onTickets: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.grantExtension": [stepOn("extensionRequest", "requestId")],
  "Mutation.planCallback": [
    {
      variables: ({ ticket }) => ({ input: { ticketId: ticket } }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.recordCallback": [stepOn("callback", "callbackId", { grade: "SATISFIED" })],
  "Mutation.recordUnreached": [stepOn("callback", "callbackId")],
  "Mutation.refuseExtension": [stepOn("extensionRequest", "requestId", { remark: "理由不充分" })],
  "Mutation.requestExtension": [step({ reason: "OTHER", ...explained })],
  "Mutation.setCallbackRule": [
    {
      variables: (subjects) => ({
        input: {
          bureau: centreOf(subjects),
          ...{ consultationShare: 0, complaintShare: 0, reportShare: 0, withinDays: 1 },
        },
      }),
      told: "FORBIDDEN",
      isStepOnTicket: true,
    },
  ],
  "Mutation.withdrawExtension": [stepOn("extensionRequest", "requestId")],
};

const onOrder = (more: Variables = {}, entitled?: Unit): RootCase =>
  input(
    ({ supervisionOrder }) => ({ orderId: supervisionOrder, version: 1, ...more }),
    { notFound: "orderId" },
    {
      ...(entitled === undefined ? {} : { entitled }),
    },
  );

const supervision: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.acceptSupervisionAnswer": [onOrder()],
  "Mutation.answerSupervisionOrder": [onOrder({ answer: "已办理" }, "cityB")],
  "Mutation.closeSupervisionOrder": [onOrder({ remark: "不再需要" })],
  "Mutation.confirmSupervisionOrder": [onOrder({}, "cityB")],
  "Mutation.issueSupervisionOrder": [
    input(
      (subjects) => ({
        tickets: [subjects.ticket],
        receiver: codeOf(subjects),
        kind: "ORDINARY",
        ground: "OTHER",
        requirement: "请按期回复",
        replyBy: day,
      }),
      { notFound: "tickets" },
    ),
  ],
  "Mutation.remindTicket": [input(({ ticket }) => ({ ticketId: ticket }), { notFound: "ticketId" })],
  "Mutation.sendBackSupervisionAnswer": [onOrder({ remark: "请重新回复", replyBy: day })],
};

const withItself = ({ ticket }: Subjects) => ({ ticketId: ticket, otherId: ticket });

const entryChecks: Record<`${"Query" | "Mutation"}.${string}`, RootCase[]> = {
  "Query.entryFindings": [
    query(() => ({ draft: { kind: "CONSULTATION", issueClass: "PRICE", facts: "口罩限价是多少" } }), "PUBLIC"),
  ],
  "Query.entryQuality": [
    query((subjects) => ({ bureau: centreOf(subjects), from: "2020-01-01", to: "2020-01-31" }), "FORBIDDEN"),
  ],
  "Query.entryRules": [query(() => ({ ticketKind: "COMPLAINT", issueClass: "PRICE" }), "PUBLIC")],
  "Mutation.removeEntryRule": [
    input(({ city }) => ({ rule: ruleOf(city) }), { notFound: "rule" }, { entitled: "cityB" }),
  ],
  "Mutation.setEntryRule": [input(() => ({ rule: "FACTS_SHORT", effect: "WARN" }), "PUBLIC")],
};

// Imports are the bureau's own: those above do not see them.
const ofImport = (more: Variables = {}): RootCase =>
  input(({ bulkImport }) => ({ importId: bulkImport, ...more }), { notFound: "importId" }, { entitled: "cityB" });

const imports: Record<`${"Query" | "Mutation"}.${string}`, RootCase[]> = {
  "Query.import": [query(byId("bulkImport"), { notFound: "id" }, { entitled: "cityB" })],
  "Query.importMappings": [
    query(() => ({}), "WITHOUT_IT", { entitled: "cityB" }),
    query(({ importMappingName }) => ({ name: importMappingName }), "WITHOUT_IT", { entitled: "cityB" }),
  ],
  "Query.imports": [query(() => ({}), "WITHOUT_IT", { entitled: "cityB" })],
  // The last of these, for it ends what the others are about.
  "Mutation.cancelImport": [ofImport()],
  // An old version: whoever may do it is told of the conflict.
  "Mutation.checkImport": [ofImport({ version: 99, rules: [] })],
  // Nothing was tried of it yet: whoever sees it is told so.
  "Mutation.createImportProblemsLink": [ofImport()],
  // They name nobody's object: a bureau prepares its own.
  "Mutation.prepareImport": [
    input(() => ({ idempotencyKey: "of-a-stranger", fileName: "旧.csv", format: "CSV", bytes: 100 }), "PUBLIC"),
  ],
  "Mutation.removeImportMapping": [
    input(
      ({ importMappingName }) => ({ name: importMappingName, version: 99 }),
      { notFound: "name" },
      { entitled: "cityB" },
    ),
  ],
  "Mutation.runImport": [ofImport({ version: 99, mode: "GOOD_ROWS" })],
  "Mutation.saveImportMapping": [
    input(
      () => ({
        name: "对应",
        rules: ["KIND", "FACTS", "ISSUE_CLASS", "CHANNEL", "REGISTERED_AT"].map((field) => ({ field, column: field })),
      }),
      "PUBLIC",
    ),
  ],
};

const onCorrection = (more: Variables = {}): RootCase =>
  input(
    ({ correction }) => ({ correctionId: correction, version: 9, ...more }),
    { notFound: "correctionId" },
    { entitled: "cityBCentre" },
  );

const corrections: Record<`${"Query" | "Mutation"}.${string}`, RootCase[]> = {
  "Query.correction": [query(byId("correction"), { notFound: "id" })],
  "Query.corrections": [
    query(() => ({}), "WITHOUT_IT", { entitled: "cityBCentre" }),
    query(() => ({ view: "FROM_US" }), "WITHOUT_IT", { entitled: "cityBCentre" }),
  ],
  "Mutation.makeCorrection": [onCorrection({ facts: "更正后的事实" })],
  "Mutation.refuseCorrection": [onCorrection({ reason: "录入无误" })],
  "Mutation.requestCorrection": [
    {
      variables: ({ ticket }) => ({ input: { ticketId: ticket, fields: ["FACTS"], reason: "地址有误" } }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.withdrawCorrection": [onCorrection()],
};

const onProposal = (more: Variables): RootCase =>
  input(
    ({ proposal }) => ({ proposalId: proposal, version: 9, ...more }),
    { notFound: "proposalId" },
    { entitled: "cityBCentre" },
  );

const proposals: Record<`${"Query" | "Mutation"}.${string}`, RootCase[]> = {
  "Query.proposal": [query(byId("proposal"), { notFound: "id" })],
  // Numbers of what the caller sees.
  "Query.proposalCounts": [query(() => ({ from: "2026-01-01", to: "2026-12-31" }), "PUBLIC")],
  "Query.proposals": [
    query(() => ({}), "WITHOUT_IT"),
    query(() => ({ view: "FOR_US_TO_DECIDE" }), "WITHOUT_IT", { entitled: "cityBCentre" }),
  ],
  "Mutation.decideProposal": [onProposal({ decision: "NOTED", reply: "已记录" })],
  "Mutation.registerProposal": [
    input(() => ({ idempotencyKey: "of-a-stranger", channel: "PHONE", words: "希望公开价格" }), "PUBLIC"),
  ],
  "Mutation.reportProposal": [onProposal({})],
};

const attachments: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.createAttachmentLink": [
    input(({ attachment }) => ({ attachmentId: attachment, purpose: "VERIFICATION" }), { notFound: "attachmentId" }),
  ],
  "Mutation.removeAttachment": [
    {
      variables: ({ attachment }) => ({
        input: { attachmentId: attachment, version: 1, reason: explained.explanation },
      }),
      told: { notFound: "attachmentId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.requestUpload": [
    {
      variables: ({ ticket }) => ({
        input: { ticketId: ticket, fileName: "a.jpg", mediaType: "image/jpeg", bytes: 100 },
      }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
};

const mergers: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.linkTickets": [
    input(
      (subjects) => ({ ...withItself(subjects), kind: "RELATED" }),
      { notFound: "ticketId" },
      { entitled: "cityB" },
    ),
  ],
  "Mutation.mergeTickets": [
    {
      variables: (subjects) => ({
        input: { ...withItself(subjects), version: 1, otherVersion: 1, remark: explained.explanation },
      }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.reviewPersonalData": [
    {
      variables: ({ ticket }) => ({
        input: { ticketId: ticket, decision: "MASK", passage: "口罩太贵", reason: "说明如下" },
      }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.unlinkTickets": [
    input(
      ({ linkedTicket, ticket }) => ({ ticketId: ticket, otherId: linkedTicket }),
      { notFound: "ticketId" },
      { entitled: "cityB" },
    ),
  ],
  "Mutation.unmergeTicket": [step({ remark: "经核实为两件事" })],
};

// A version that there is not: whoever may do it is told of the conflict.
const onSurge = (name: "surgeAlert" | "surgeRule", field: string, more: Variables = {}): RootCase =>
  input((subjects) => ({ [field]: subjects[name], version: 9, ...more }), { notFound: field }, { entitled: "cityB" });

const calls: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.linkCallTicket": [
    input(
      ({ call, ticket }) => ({ callId: call, ticketId: ticket }),
      { notFound: "callId" },
      { entitled: "cityBCentre" },
    ),
  ],
  "Mutation.unlinkCallTicket": [
    input(
      ({ call, ticket }) => ({ callId: call, ticketId: ticket, reason: "关联有误" }),
      { notFound: "callId" },
      { entitled: "cityBCentre" },
    ),
  ],
  // Whoever records calls and seats does so at his own bureau, whatever others recorded.
  "Mutation.recordCalls": [input(() => recordsOf("投诉举报"), "PUBLIC")],
  "Mutation.reportSeats": [
    input(
      () => ({
        source: "exchange",
        seats: [{ operatorNumber: "5001", state: "READY", since: systemClock.now().toISOString() }],
      }),
      "PUBLIC",
    ),
  ],
  "Mutation.revealCaller": [
    input(({ call }) => ({ callId: call, purpose: "CALL_BACK" }), { notFound: "callId" }, { entitled: "cityBCentre" }),
  ],
};

const onEmergency = (more: Variables): RootCase =>
  input(
    ({ emergency }) => ({ emergencyId: emergency, version: 9, ...more }),
    { notFound: "emergencyId" },
    { toldBeneath: "FORBIDDEN", entitled: "cityB" },
  );

const staffing: Record<`Mutation.${string}`, RootCase[]> = {
  // It names nobody's object: a bureau sets its own, and where it has set something, an old version is a CONFLICT.
  "Mutation.setStaffingRule": [
    input(
      () => ({ version: null, targetPercent: 80, targetSeconds: 20, afterCallSeconds: 30, shrinkagePercent: 10 }),
      "PUBLIC",
    ),
  ],
};

const emergencies: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.acknowledgeEmergency": [
    input(
      ({ emergency }) => ({ emergencyId: emergency, version: 1 }),
      { notFound: "emergencyId" },
      { toldBeneath: "PUBLIC" },
    ),
  ],
  "Mutation.changeEmergency": [onEmergency({ level: "I" })],
  "Mutation.declareEmergency": [
    input(
      ({ marker }) => ({ level: "IV", reason: "原因如下", topic: `ONLY_${marker.slice(1)}` }),
      { invalidInput: "topic" },
      { toldBeneath: "PUBLIC" },
    ),
  ],
  "Mutation.endEmergency": [onEmergency({ closingWords: "已经结束" })],
};

const surges: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.acknowledgeSurgeAlert": [onSurge("surgeAlert", "alertId")],
  "Mutation.closeSurgeAlert": [onSurge("surgeAlert", "alertId", { reason: "HANDLED" })],
  "Mutation.createSurgeRule": [
    input((subjects) => ({ name: "价格激增", rule: { ...surgeRule, region: codeOf(subjects) } }), {
      notFound: "rule.region",
    }),
  ],
  "Mutation.deleteSurgeRule": [onSurge("surgeRule", "ruleId")],
  "Mutation.reopenSurgeAlert": [onSurge("surgeAlert", "alertId")],
  // Only the authorities of provinces and of the nation are told of what others show.
  "Mutation.setSurgeRaising": [input(() => ({ leastPlaces: 2, version: 9 }), "FORBIDDEN")],
  "Mutation.snoozeSurgeAlert": [
    onSurge("surgeAlert", "alertId", { until: new Date(systemClock.now().getTime() + 3_600_000).toISOString() }),
  ],
  "Mutation.switchSurgeRule": [onSurge("surgeRule", "ruleId", { isOn: true })],
  "Mutation.updateSurgeRule": [onSurge("surgeRule", "ruleId", { name: "价格激增", rule: surgeRule })],
};

// An old version: whoever may do it is told of the conflict, and the subjects stay as they are.
const onMatter = (name: "dispute" | "elevation", more: Variables = {}, entitled: Unit = "province"): RootCase =>
  input(
    (subjects) => ({ [`${name}Id`]: subjects[name], version: 9, ...more }),
    { notFound: `${name}Id` },
    { entitled },
  );

const disputes: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.acceptDispute": [onMatter("dispute", {}, "cityBCentre")],
  "Mutation.approveElevation": [onMatter("elevation")],
  "Mutation.contestDispute": [onMatter("dispute", { answer: "不同意" }, "cityBCentre")],
  "Mutation.designate": [onMatter("dispute", { bureau: "999999", grounds: "指定理由" })],
  "Mutation.raiseDispute": [step({ proposedBureau: "999999", ...reason })],
  "Mutation.referDispute": [onMatter("dispute", {}, "cityB")],
  "Mutation.refuseElevation": [onMatter("elevation", explained)],
  "Mutation.requestElevation": [step(reason)],
  "Mutation.takeUpTicket": [
    input(({ ticket }) => ({ ticketId: ticket, version: 1, ...reason }), { notFound: "ticketId" }),
  ],
  "Mutation.withdrawDispute": [onMatter("dispute", {}, "cityB")],
  "Mutation.withdrawElevation": [onMatter("elevation", {}, "cityB")],
};

const transfers: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.confirmCopy": [
    input(({ copy }) => ({ copyId: copy, version: 1 }), { notFound: "copyId" }, { entitled: "cityB" }),
  ],
  "Mutation.handOverTicket": [step({ bureau: "999999", reason: "OTHER", ...explained })],
  "Mutation.noteReferralReply": [
    input(
      ({ referral }) => ({ referralId: referral, version: 1, state: "TAKEN", reply: "已接收" }),
      { notFound: "referralId" },
      { entitled: "cityBCentre" },
    ),
  ],
  "Mutation.referOut": [
    {
      variables: ({ ticket }) => ({
        input: { ticketId: ticket, target: "POLICE", ground: "FRAUD", ...explained },
      }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.sendCopy": [
    input(({ ticket, world }) => ({ ticketId: ticket, bureau: world.code.countyA2, parts: ["STATE"] }), {
      notFound: "ticketId",
    }),
  ],
  "Mutation.turnIntoCase": [step()],
  "Mutation.withdrawCopy": [input(({ copy }) => ({ copyId: copy, version: 1 }), { notFound: "copyId" })],
};

const ticketMutations: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.acceptComplaint": [step()],
  "Mutation.amendTicket": [step({ facts: "改过的事实" })],
  "Mutation.answerConsultation": [step({ answer: "答复" })],
  "Mutation.archiveTicket": [step()],
  "Mutation.closeTicket": [step()],
  "Mutation.declineCase": [step({ reason: "OTHER", ...explained })],
  "Mutation.dispatchTicket": [
    {
      variables: ({ ticket, world }) => ({
        input: { ticketId: ticket, version: 1, bureau: world.code.countyA1, reason: "理由充分" },
      }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.escalateConsultation": [step()],
  "Mutation.fileCase": [step({ caseNumber: "苏市监案1号" })],
  "Mutation.finishTesting": [step()],
  "Mutation.giveFeedback": [step({ method: "PHONE", ...explained })],
  "Mutation.markDuplicateReport": [
    {
      variables: ({ ticket }) => ({ input: { ticketId: ticket, version: 1, originalId: ticket } }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.receiveMaterials": [step()],
  "Mutation.reclassifyTicket": [step({ issueClass: "QUALITY" })],
  "Mutation.referReport": [step({ target: "OTHER", ...explained })],
  "Mutation.refuseComplaint": [step({ ground: "NOT_COMPETENT", ...explained, otherRoutes: ["LAWSUIT"] })],
  // A registration names nobody's object: with the key and the input of another bureau it makes a ticket of one's own.
  "Mutation.registerTicket": [input(({ registration }) => registration, "WITHOUT_IT")],
  "Mutation.requestMaterials": [step(explained)],
  "Mutation.resumeMediation": [step()],
  "Mutation.returnTicketToCentre": [step(reason)],
  "Mutation.returnTicketToOperator": [step(reason)],
  "Mutation.revealContact": [
    {
      variables: ({ ticket }) => ({ input: { ticketId: ticket, purpose: "CALL_BACK" } }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.setTicketTracing": [step({ isForTracing: true, reason: "NAME_UNKNOWN" })],
  "Mutation.settleComplaint": [step({ method: "REFUND", recoveredLoss: "1.00" })],
  "Mutation.signTicket": [step()],
  "Mutation.splitTicket": [step({ part: { kind: "REPORT", issueClass: "PRICE", facts: "另一部分" } })],
  "Mutation.startCheck": [step()],
  "Mutation.startMediation": [step()],
  "Mutation.startTesting": [step()],
  "Mutation.startVerification": [step()],
  "Mutation.submitTicket": [step()],
  "Mutation.suspendMediation": [step(explained)],
  "Mutation.terminateMediation": [step({ ground: "AGREED", ...explained })],
};

const administration: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.draftKnowledge": [
    // It names nobody's object: a bureau writes for itself.
    input(() => ({ kind: "QUESTION", content: { title: "问", body: "答" } }), "PUBLIC"),
    input(
      ({ law }) => ({ kind: "LAW_ARTICLE", lawId: law, articleNumber: 7, content: { title: "第七条", body: "文" } }),
      { invalidInput: "lawId" },
      { entitled: "cityB" },
    ),
  ],
  "Mutation.reviseKnowledge": [onKnowledge({ content: { title: "问", body: "答" } })],
  "Mutation.submitKnowledge": [onKnowledge()],
  "Mutation.returnKnowledge": [onKnowledge({ reason: "请修改" })],
  "Mutation.publishKnowledge": [onKnowledge()],
  "Mutation.withdrawKnowledge": [onKnowledge({ reason: "不再适用" })],
  "Mutation.discardKnowledge": [onKnowledge()],
  "Mutation.checkKnowledge": [onKnowledge()],
  "Mutation.addDictionaryEntry": [
    input(
      (subjects) => ({
        dictionary: "TOPIC",
        code: "NOBODY_HAS_IT",
        nameChinese: "词",
        nameEnglish: "Word",
        bureau: codeOf(subjects),
      }),
      "FORBIDDEN",
    ),
  ],
  // The calendar is everybody's: what is asked for here is wrong, so that not even the nation can do it.
  "Mutation.announceYear": [
    input(() => ({ year: 1949, holidays: [], makeUpDays: [], notice: "国办发明电〔2026〕7号" }), "FORBIDDEN", {
      entitled: "nation",
    }),
  ],
  "Mutation.cancelReorganisation": [
    input(({ reorganisation }) => ({ reorganisation }), { notFound: "reorganisation" }),
  ],
  "Mutation.createApiClient": [
    input((subjects) => ({ bureau: codeOf(subjects), name: "程序", scopes: ["tickets.read"] }), "FORBIDDEN"),
  ],
  "Mutation.createPerson": [
    input((subjects) => ({ bureau: codeOf(subjects), login: "new.clerk.nowhere", name: "新人" }), "FORBIDDEN"),
  ],
  "Mutation.endBureauLimit": [input(byId("limit"), { notFound: "id" }, { toldBeneath: "FORBIDDEN" })],
  "Mutation.endDictionaryEntry": [input(byId("entry"), { notFound: "id" }, { toldBeneath: "FORBIDDEN" })],
  "Mutation.foundBureau": [
    input(
      (subjects) => ({
        code: "TZZZZY",
        kind: "DEPARTMENT",
        level: "CITY",
        name: "新设科",
        mark: "新科",
        parent: codeOf(subjects),
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.grantRole": [
    input((subjects) => ({ person: subjects.person, role: "AUDITOR", bureau: codeOf(subjects) }), {
      notFound: "person",
    }),
  ],
  "Mutation.lockPerson": [input(({ person }) => ({ id: person, version: 1 }), { notFound: "id" })],
  "Mutation.mergeBureaus": [
    input(
      ({ world }) => ({ from: [world.code.countyA2], into: world.code.zoneA, version: 1, effectiveOn: day }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.moveBureau": [
    input(
      ({ world }) => ({ bureau: world.code.countyA2, version: 1, newParent: world.code.cityA, effectiveOn: day }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.registerOutsideIssuer": [
    input(
      (subjects) => ({
        bureau: codeOf(subjects),
        issuer: "https://new.example.cn",
        jwksUrl: "https://new.example.cn/keys",
        audience: "lianxin",
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.removeOutsideIssuer": [input(byId("issuer"), { notFound: "id" })],
  "Mutation.renameBureau": [
    input((subjects) => ({ bureau: codeOf(subjects), version: 1, name: "改名局", effectiveOn: day }), "FORBIDDEN"),
  ],
  "Mutation.renameDictionaryEntry": [
    input(({ entry }) => ({ id: entry, nameChinese: "改名" }), { notFound: "id" }, { toldBeneath: "FORBIDDEN" }),
  ],
  "Mutation.retryJob": [input(byId("job"), { notFound: "id" })],
  "Mutation.revokeApiClient": [input(({ client }) => ({ id: client, version: 1 }), { notFound: "id" })],
  "Mutation.rotateApiClientSecret": [input(({ client }) => ({ id: client, version: 1 }), { notFound: "id" })],
  "Mutation.setBureauLimit": [
    input(
      (subjects) => ({
        bureau: codeOf(subjects),
        limit: "SIGNING",
        ticketKind: "COMPLAINT",
        days: 1,
        unit: "WORKING",
        basis: "某号文",
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.setWarnings": [input((subjects) => ({ bureau: codeOf(subjects), daysBefore: [1] }), "FORBIDDEN")],
  "Mutation.splitBureau": [
    input(
      (subjects) => ({
        bureau: codeOf(subjects),
        version: 1,
        newBureaus: [{ code: "TZZZZZ", name: "新设局", mark: "新市监", divisions: [subjects.world.division.countyA2] }],
        effectiveOn: day,
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.unlockPerson": [input(({ person }) => ({ id: person, version: 1 }), { notFound: "id" })],
  "Mutation.updatePerson": [input(({ person }) => ({ id: person, version: 1, name: "改名" }), { notFound: "id" })],
  "Mutation.withdrawRole": [input(({ holding }) => ({ id: holding }), { notFound: "id" })],
};

// What is done with a joint investigation is for the bureau that leads it, and an answer for the partner: those above see
// both and may do neither.
const ofInvestigation = (more: () => Variables): RootCase => ({
  variables: ({ investigation }) => ({ input: { investigationId: investigation, version: 1, ...more() } }),
  told: { notFound: "investigationId" },
  entitled: "cityBCentre",
});

const ofTask = (entitled: Unit, more: Variables = {}): RootCase => ({
  variables: ({ investigationTask }) => ({ input: { taskId: investigationTask, version: 1, ...more } }),
  told: { notFound: "taskId" },
  entitled,
});

const investigations: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.addInvestigationTickets": [ofInvestigation(() => ({ tickets: ["x"] }))],
  "Mutation.answerInvestigationTask": [ofTask("cityB", { answer: "已查" })],
  "Mutation.closeInvestigation": [ofInvestigation(() => ({ outcome: "已查明" }))],
  "Mutation.closeInvestigationTask": [ofTask("cityBCentre")],
  "Mutation.giveInvestigationTask": [
    ofInvestigation(() => ({
      partner: { kind: "POLICE", name: "市公安局" },
      question: "请协查",
      dueOn: dayForTask(),
    })),
  ],
  "Mutation.noteInvestigationAnswer": [ofTask("cityBCentre", { answer: "已查" })],
  "Mutation.openInvestigation": [
    input(({ ticket }) => ({ title: "协查", purpose: "协查目的", tickets: [ticket] }), { notFound: "tickets" }),
  ],
  "Mutation.withdrawInvestigationTask": [ofTask("cityBCentre")],
};

const exports: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.cancelExport": [
    input(({ bulkExport }) => ({ exportId: bulkExport }), { notFound: "exportId" }, { entitled: "cityB" }),
  ],
  "Mutation.createExportLink": [
    input(({ bulkExport }) => ({ exportId: bulkExport }), { notFound: "exportId" }, { entitled: "cityB" }),
  ],
  "Mutation.exportStatistics": [
    input(
      (subjects) => ({
        question: { measures: ["RECEIVED"], period: { from: day, to: day }, region: codeOf(subjects) },
        ...{ format: "CSV", purpose: "用途" },
      }),
      { notFound: "question.region" },
    ),
  ],
  // It names nobody's object: what is exported is what the caller sees.
  "Mutation.exportTickets": [input(() => ({ format: "CSV", purpose: "用途" }), "PUBLIC")],
};

const ofWebhook = (more: Variables = {}): RootCase =>
  input(({ webhook }) => ({ webhookId: webhook, version: 7, ...more }), { notFound: "webhookId" });

const webhooks: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.createWebhook": [
    input((subjects) => ({ bureau: codeOf(subjects), name: "推送", url: "http://127.0.0.1:9/hooks" }), "FORBIDDEN"),
  ],
  "Mutation.pauseWebhook": [ofWebhook()],
  "Mutation.pingWebhook": [input(({ webhook }) => ({ webhookId: webhook }), { notFound: "webhookId" })],
  "Mutation.removeWebhook": [ofWebhook()],
  "Mutation.replayWebhook": [ofWebhook({ after: "x" })],
  "Mutation.resumeWebhook": [ofWebhook()],
  "Mutation.rotateWebhookSecret": [ofWebhook()],
  "Mutation.updateWebhook": [ofWebhook({ name: "改名" })],
};

const ofReport = (entitled: Unit): RootCase =>
  input(({ report }) => ({ reportId: report, version: 1 }), { notFound: "reportId" }, { entitled });

const reports: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.discardReport": [ofReport("cityB")],
  "Mutation.endReportTemplate": [
    input(({ city }) => ({ kind: reportKindOf(city), version: 7 }), { notFound: "kind" }, { entitled: "cityB" }),
  ],
  "Mutation.prepareReport": [
    input((subjects) => ({ kind: "DAILY", day: "2026-01-31", region: codeOf(subjects) }), { notFound: "region" }),
    input(
      ({ city, reportTemplate }) => ({ kind: reportKindOf(city), day: "2026-01-31", templateId: reportTemplate }),
      { notFound: "templateId" },
      { entitled: "cityB", toldBeneath: "PUBLIC" },
    ),
  ],
  "Mutation.receiveReport": [ofReport("province")],
  // It names nobody's object: a bureau words its own reports.
  "Mutation.setReportTemplate": [
    input(() => ({ kind: "TOPIC", sections: [{ title: "节", paragraphs: ["{{received}}"], tables: [] }] }), "PUBLIC"),
  ],
  "Mutation.submitReport": [ofReport("cityB")],
};

const onCase = (more: Variables): RootCase =>
  input(({ ticket }) => ({ ticketId: ticket, ...more }), { notFound: "ticketId" }, { entitled: "cityBPrice" });

// An old version: whoever may do it is told of the conflict, and the subjects stay as they are.
const onSuggestion = (more: Variables = {}): RootCase =>
  input(
    ({ priceSuggestion }) => ({ suggestionId: priceSuggestion, version: 9, ...more }),
    { notFound: "suggestionId" },
    { entitled: "cityBPrice" },
  );

const prices: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.acceptPriceSuggestion": [onSuggestion()],
  "Mutation.answerPriceQuestion": [
    {
      variables: ({ priceNote }) => ({ input: { questionId: priceNote, answer: "已核实" } }),
      told: { notFound: "questionId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.askAboutPriceCase": [onCase({ question: "请问进货价" })],
  "Mutation.commentPriceCase": [onCase({ comment: "请从快办理" })],
  "Mutation.markPriceCase": [onCase({ version: 9, state: "DONE" })],
  "Mutation.refusePriceSuggestion": [onSuggestion({ reason: "不是价格问题" })],
  // It names nobody's object: a bureau sets its own desk.
  "Mutation.setPriceDesk": [input(() => ({ version: 0, words: ["涨价"] }), "PUBLIC")],
  "Mutation.superviseFromDesk": [
    input(
      ({ ticket }) => ({
        ...{ tickets: [ticket], kind: "ORDINARY", ground: "OTHER", requirement: "请按期回复", replyBy: day },
      }),
      { notFound: "tickets" },
      { entitled: "cityBPrice" },
    ),
  ],
};

// An old version: whoever may do it is told of the conflict, and the subjects stay as they are.
const onShift = (name: "dutyNotice" | "leave" | "shiftSwap", field: string, more: Variables, role: Role): RootCase =>
  input(
    (subjects) => ({ [field]: subjects[name], version: 9, ...more }),
    { notFound: field },
    { entitled: "cityB", role },
  );

const ofOwnBureau = (variables: Variables, role: Role): RootCase =>
  query(() => variables, "WITHOUT_IT", { entitled: "cityB", role });

const shifts: Record<`${"Query" | "Mutation"}.${string}`, RootCase[]> = {
  "Query.dutyNotices": [
    ofOwnBureau({ view: "MINE" }, "SUPERVISOR"),
    ofOwnBureau({ view: "BUREAU" }, "HEAD"),
    query(() => ({ view: "SENT" }), "WITHOUT_IT", { entitled: "cityBCentre", role: "DISPATCHER" }),
  ],
  "Query.leaves": [ofOwnBureau({ view: "MINE" }, "SUPERVISOR"), ofOwnBureau({ view: "BUREAU" }, "HEAD")],
  "Query.myShifts": [ofOwnBureau({ from: rosterDay() }, "SUPERVISOR")],
  "Query.onDuty": [query((subjects) => ({ bureau: codeOf(subjects) }), { notFound: "bureau" })],
  "Query.roster": [
    query((subjects) => ({ bureau: codeOf(subjects), from: rosterDay(), to: rosterDay() }), { notFound: "bureau" }),
  ],
  "Query.rosterChanges": [ofOwnBureau({ from: rosterDay(), to: rosterDay() }, "HEAD")],
  "Query.rosterPeople": [ofOwnBureau({}, "HEAD")],
  "Query.rosterRules": [query((subjects) => ({ bureau: codeOf(subjects) }), { notFound: "bureau" })],
  "Query.shiftSwapCandidates": [
    query(
      ({ shiftAssignment }) => ({ given: shiftAssignment }),
      { notFound: "given" },
      { entitled: "cityB", role: "SUPERVISOR" },
    ),
  ],
  "Query.shiftSwaps": [ofOwnBureau({ view: "MINE" }, "SUPERVISOR"), ofOwnBureau({ view: "BUREAU" }, "HEAD")],
  "Query.shiftVersions": [query((subjects) => ({ bureau: codeOf(subjects) }), { notFound: "bureau" })],
  "Query.shifts": [query((subjects) => ({ bureau: codeOf(subjects) }), { notFound: "bureau" })],
  "Mutation.acknowledgeDutyNotice": [onShift("dutyNotice", "noticeId", {}, "SUPERVISOR")],
  "Mutation.answerShiftSwap": [onShift("shiftSwap", "swapId", { agrees: true }, "ANALYST")],
  // They name nobody's object: a bureau has its own, and everybody his own leave.
  "Mutation.askLeave": [input(() => ({ kind: "OTHER", firstDay: day, lastDay: day }), "PUBLIC")],
  "Mutation.askShiftSwap": [
    input(
      ({ rosterPerson, shiftAssignment }) => ({ given: shiftAssignment, asked: rosterPerson }),
      { notFound: "given" },
      { entitled: "cityB", role: "SUPERVISOR" },
    ),
  ],
  "Mutation.assignShift": [
    input(
      ({ marker, person }) => ({ shift: shiftCodeOf(marker), days: [rosterDay()], people: [person] }),
      { invalidInput: "shift" },
      { entitled: "cityB" },
    ),
  ],
  // One's own roster alone is copied, and nobody is on it on that day.
  "Mutation.copyRoster": [input(() => ({ from: day, to: day, target: rosterDay() }), { invalidInput: "from" })],
  "Mutation.decideLeave": [onShift("leave", "leaveId", { isApproved: true }, "HEAD")],
  "Mutation.decideShiftSwap": [onShift("shiftSwap", "swapId", { isApproved: true }, "HEAD")],
  "Mutation.endShift": [
    input(
      ({ marker }) => ({ code: shiftCodeOf(marker), validTo: day, version: 9 }),
      { notFound: "code" },
      { entitled: "cityB" },
    ),
  ],
  "Mutation.publishRoster": [input(() => ({ from: day, to: day }), "PUBLIC")],
  "Mutation.setRosterRules": [
    input(() => ({ leastRestMinutes: 480, mostWeekHours: 60, isRefused: false, acknowledgeMinutes: 15 }), "PUBLIC"),
  ],
  "Mutation.setShift": [
    input(
      () => ({
        code: "PROBE",
        name: "试班",
        startTime: "08:00",
        endTime: "12:00",
        onWorkingDays: true,
        validFrom: day,
      }),
      "PUBLIC",
    ),
  ],
  "Mutation.unassignShift": [
    input(
      ({ shiftAssignment }) => ({ assignments: [{ assignmentId: shiftAssignment, version: 9 }], reason: "改班" }),
      { notFound: "assignments.0.assignmentId" },
      { entitled: "cityB" },
    ),
  ],
  "Mutation.withdrawLeave": [onShift("leave", "leaveId", {}, "SUPERVISOR")],
  "Mutation.withdrawShiftSwap": [onShift("shiftSwap", "swapId", {}, "SUPERVISOR")],
};

/** How each root field is asked about the subjects, by its name. */
export const rootCases: Readonly<Record<RootFieldName, readonly RootCase[]>> = {
  ...queries,
  ...ticketMutations,
  ...onTickets,
  ...investigations,
  ...disputes,
  ...transfers,
  ...supervision,
  ...attachments,
  ...mergers,
  ...proposals,
  ...corrections,
  ...imports,
  ...entryChecks,
  ...calls,
  ...emergencies,
  ...staffing,
  ...surges,
  ...shifts,
  ...exports,
  ...webhooks,
  ...prices,
  ...reports,
  ...administration,
};

/** The same for the root fields of subscriptions, whose cases are told what their variables open. */
export const subscriptionCases: Readonly<Record<`Subscription.${string}`, readonly RootCase[]>> = {
  "Subscription.dutyNoticeChanges": [query(() => ({}), "WITHOUT_IT", { entitled: "cityB" })],
  "Subscription.emergencyChanges": [query(() => ({}), "WITHOUT_IT", { toldBeneath: "PUBLIC" })],
  "Subscription.escalations": [query(() => ({}), "WITHOUT_IT", { entitled: "cityB" })],
  "Subscription.priceCaseChanges": [
    query(() => ({}), "WITHOUT_IT"),
    query(() => ({ backfill: true }), "WITHOUT_IT", { entitled: "cityBPrice" }),
  ],
  "Subscription.statisticsChanges": [
    query((subjects) => ({ question: { ...yearAsked, region: codeOf(subjects) } }), { notFound: "question.region" }),
  ],
  "Subscription.callBoardChanges": [query((subjects) => ({ bureau: centreOf(subjects) }), "FORBIDDEN")],
  "Subscription.surgeAlertChanges": [
    query(() => ({}), "WITHOUT_IT", { role: "SUPERVISOR" }),
    query(({ surgeRule }) => ({ rule: surgeRule }), { notFound: "rule" }, { role: "SUPERVISOR" }),
  ],
  "Subscription.ticketChange": [query(byId("ticket"), { notFound: "id" })],
  "Subscription.ticketChanges": [
    query(() => ({}), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: codeOf(subjects) } }), { notFound: "filter.bureau" }),
  ],
  "Subscription.waitingWork": [query(() => ({}), "WITHOUT_IT", { role: "DISPATCHER", entitled: "cityBCentre" })],
};
