import { contactBy, type Kept, partOfTicket } from "./kept.js";
import { fittingHotline, fittingHotlineTickets, hotlineTables } from "./matters-hotline.js";
import type { SubjectType } from "./plan.js";

const contact = contactBy("ticket_id");
const contactOfOrder = contactBy("SELECT ticket_id FROM supervised_tickets s WHERE s.order_id = supervision_orders.id");
const contactOfInvestigation = contactBy(
  "SELECT ticket_id FROM investigated_tickets s WHERE s.investigation_id = investigations.id",
);

/** Where the objects of all types but tickets lie. */
export const tables: Readonly<Record<Exclude<SubjectType, "Ticket">, Kept>> = {
  ...hotlineTables,
  Person: { table: "people", columns: "id, version, login", isOfProvince: false, spared: "id <> ALL ($people)" },
  RoleHolding: { table: "role_holdings", columns: "id", isOfProvince: false, spared: "person <> ALL ($people)" },
  ApiClient: { table: "api_clients", columns: "id, version", isOfProvince: false, spared: "id <> ALL ($clients)" },
  OutsideIssuer: { table: "outside_issuers", columns: "id", isOfProvince: false },
  DictionaryEntry: { table: "dictionary_entries", columns: "id", isOfProvince: false },
  Reorganisation: { table: "reorganisations", columns: "id", isOfProvince: false },
  AuditEntry: { table: "audit_entries", columns: "id", isOfProvince: true },
  Bureau: { table: "bureaus", columns: "code AS id, version", isOfProvince: false, spared: "code <> ALL ($bureaus)" },
  Division: { table: "divisions", columns: "code AS id", isOfProvince: false },
  BureauLimit: { table: "bureau_limits", columns: "id, version", isOfProvince: false },
  Callback: { table: "callbacks", columns: `${partOfTicket}, version, ${contact}`, isOfProvince: true },
  CallbackRule: { table: "callback_rules", columns: "bureau AS id, version", isOfProvince: false },
  Copy: { table: "ticket_copies", columns: `id, version, ${contact}`, isOfProvince: true },
  Dispute: { table: "disputes", columns: `id, version, ${contact}`, isOfProvince: true },
  Elevation: { table: "elevations", columns: `id, version, ${contact}`, isOfProvince: true },
  Export: { table: "exports", columns: "id", isOfProvince: true },
  ExtensionRequest: {
    table: "extension_requests",
    columns: `${partOfTicket}, version, ${contact}`,
    isOfProvince: true,
  },
  Handover: { table: "handovers", columns: "id", isOfProvince: true },
  Investigation: { table: "investigations", columns: `id, version, ${contactOfInvestigation}`, isOfProvince: true },
  InvestigationTask: { table: "investigation_tasks", columns: `id, version, ${contact}`, isOfProvince: true },
  PriceNote: { table: "price_case_notes", columns: `${partOfTicket}, ${contact}`, isOfProvince: true },
  PriceSuggestion: { table: "price_suggestions", columns: `id, version, ${contact}`, isOfProvince: true },
  Referral: { table: "referrals", columns: `id, version, ${contact}`, isOfProvince: true },
  Report: { table: "reports", columns: "id, version", isOfProvince: true },
  ReportTemplate: { table: "report_templates", columns: "bureau || ':' || kind AS id, version", isOfProvince: false },
  Reminder: { table: "ticket_notices", columns: partOfTicket, isOfProvince: true },
  SetAsideJob: { table: "set_aside_jobs", columns: "id", isOfProvince: true },
  SupervisionOrder: { table: "supervision_orders", columns: `id, version, ${contactOfOrder}`, isOfProvince: true },
  SurgeAlert: { table: "surge_alerts", columns: "id, version", isOfProvince: true },
  SurgeRule: { table: "surge_rules", columns: "id, version", isOfProvince: true },
  Webhook: { table: "webhooks", columns: "id, version, bureau, position", isOfProvince: true },
};

const unanswered = "state IN ('ISSUED', 'RECEIVED', 'SENT_BACK')";

// Both end by themselves when their ticket goes on: what is left of them then is seldom worth a request.
const disputedStill = `EXISTS (SELECT 1 FROM tickets t WHERE t.province = disputes.province AND t.id = disputes.ticket_id
  AND t.state IN ('IN_REVIEW', 'DISPATCHED', 'SIGNED', 'CHECKING', 'VERIFYING')
  AND coalesce(t.county, t.city, t.province) = raiser)`;
const pendingStill = `state = 'PENDING' AND EXISTS (SELECT 1 FROM tickets t JOIN ticket_deadlines d ON d.ticket_id = t.id
  WHERE t.id = extension_requests.ticket_id AND t.holder = $actor AND d.sequence = deadline AND d.state = 'RUNNING')`;
const disputed = `state IN ('NEGOTIATING', 'CONTESTED') AND ${disputedStill}`;

// Authorities and their price departments have price desks, each for the cases of its region.
const deskOver = (table: string): string => `EXISTS (SELECT 1 FROM bureaus b
  WHERE b.code = $actor AND (b.kind = 'AUTHORITY' OR b.line = 'PRICE') AND b.province = ${table}.province
    AND (b.city IS NULL OR b.city = ${table}.city) AND (b.county IS NULL OR b.county = ${table}.county))`;
const inReview = `EXISTS (SELECT 1 FROM tickets t
  WHERE t.province = price_suggestions.province AND t.id = price_suggestions.ticket_id AND t.state = 'IN_REVIEW')`;
const ownRule = "bureau = $actor AND removed_at IS NULL";
// Those that the scene founded, at which nobody works.
const isOffice = "kind = 'STREET_OFFICE' AND valid_to IS NULL AND mark LIKE '待并%'";
const administered = "$actor IN (bureau, city, province)";

/**
 * What a mutation can be done with: of a matter the condition on its row, in which `$actor` is the bureau of who asks, and
 * `$person` he himself.
 */
export const fittingMatters: Readonly<Record<string, string>> = {
  ...fittingHotline,
  confirmSupervisionOrder: "receiver = $actor AND state = 'ISSUED'",
  answerSupervisionOrder: `receiver = $actor AND ${unanswered}`,
  acceptSupervisionAnswer: "issuer = $actor AND state = 'ANSWERED'",
  sendBackSupervisionAnswer: "issuer = $actor AND state = 'ANSWERED'",
  closeSupervisionOrder: "issuer = $actor AND state IN ('ISSUED', 'RECEIVED', 'SENT_BACK', 'ACCEPTED')",
  acceptDispute: `proposed = $actor AND ${disputed}`,
  contestDispute: `proposed = $actor AND state = 'NEGOTIATING' AND ${disputedStill}`,
  referDispute: `$actor IN (raiser, proposed) AND ${disputed}`,
  withdrawDispute: "raiser = $actor AND state IN ('NEGOTIATING', 'CONTESTED', 'REFERRED') AND origin = 'RAISED'",
  designate: `superior = $actor AND state IN ('NEGOTIATING', 'CONTESTED', 'REFERRED') AND ${disputedStill}`,
  approveElevation: "superior = $actor AND state = 'PENDING'",
  refuseElevation: "superior = $actor AND state = 'PENDING'",
  withdrawElevation: "asker = $actor AND state = 'PENDING'",
  confirmCopy: "receiver = $actor AND state = 'SENT'",
  withdrawCopy: "sender = $actor AND state <> 'WITHDRAWN'",
  noteReferralReply: "bureau = $actor AND state = 'SENT'",
  addInvestigationTickets: "bureau = $actor AND state = 'OPEN'",
  giveInvestigationTask: "bureau = $actor AND state = 'OPEN'",
  closeInvestigation: "bureau = $actor AND state = 'OPEN'",
  answerInvestigationTask: "partner = $actor AND state = 'OPEN'",
  noteInvestigationAnswer: "lead = $actor AND state = 'OPEN' AND partner IS NULL",
  closeInvestigationTask: "lead = $actor AND state = 'ANSWERED'",
  withdrawInvestigationTask: "lead = $actor AND state = 'OPEN'",
  recordCallback: "bureau = $actor AND state = 'PLANNED'",
  recordUnreached: "bureau = $actor AND state = 'PLANNED'",
  grantExtension: `bureau = $actor AND ${pendingStill}`,
  refuseExtension: `bureau = $actor AND ${pendingStill}`,
  withdrawExtension: `bureau = $actor AND ${pendingStill}`,
  setCallbackRule: "bureau = $actor",
  answerPriceQuestion: `kind = 'QUESTION' AND is_open AND EXISTS (SELECT 1 FROM tickets t
    WHERE t.province = price_case_notes.province AND t.id = price_case_notes.ticket_id AND t.holder = $actor)`,
  // Who holds the ticket sorts it otherwise while it is reviewed; a desk asks him to, once.
  acceptPriceSuggestion: `(bureau = $actor AND state IN ('OPEN', 'ASKED') AND ${inReview})
    OR (bureau <> $actor AND state = 'OPEN' AND ${deskOver("price_suggestions")})`,
  refusePriceSuggestion: `state IN ('OPEN', 'ASKED') AND (bureau = $actor OR ${deskOver("price_suggestions")})`,
  acknowledgeSurgeAlert: "bureau = $actor AND state = 'OPEN'",
  snoozeSurgeAlert: "bureau = $actor AND state <> 'CLOSED'",
  closeSurgeAlert: "bureau = $actor AND state <> 'CLOSED'",
  // Nobody looks at a surge whose rule is off.
  reopenSurgeAlert: `bureau = $actor AND state = 'CLOSED' AND EXISTS (SELECT 1 FROM surge_rules r
    WHERE r.province = surge_alerts.province AND r.id = surge_alerts.rule AND r.is_on AND r.removed_at IS NULL)`,
  switchSurgeRule: ownRule,
  updateSurgeRule: ownRule,
  deleteSurgeRule: ownRule,
  updateWebhook: `${administered} AND state <> 'REMOVED'`,
  pauseWebhook: `${administered} AND state = 'ACTIVE'`,
  resumeWebhook: `${administered} AND state = 'PAUSED'`,
  rotateWebhookSecret: `${administered} AND state <> 'REMOVED'`,
  replayWebhook: `${administered} AND state <> 'REMOVED'`,
  pingWebhook: `${administered} AND state <> 'REMOVED'`,
  removeWebhook: `${administered} AND state <> 'REMOVED'`,
  "mergeBureaus.Bureau": isOffice,
  "moveBureau.Bureau": isOffice,
  endBureauLimit: "valid_to IS NULL",
  retryJob: "retried_at IS NULL",
  cancelExport: "bureau = $actor AND state IN ('QUEUED', 'RUNNING')",
  createExportLink: "bureau = $actor AND state = 'DONE'",
  export: "bureau = $actor",
  submitReport: "bureau = $actor AND state = 'DRAFT'",
  discardReport: "bureau = $actor AND state = 'DRAFT'",
  receiveReport: "receiver = $actor AND state = 'SUBMITTED'",
  prepareReport: "is_in_force AND bureau = $actor",
  endReportTemplate: "is_in_force AND bureau = $actor",
  // What somebody reads of a matter of his own.
  report: "bureau = $actor",
  reproduceReport: "bureau = $actor",
  supervisionOrder: "$actor IN (issuer, receiver)",
  surgeAlert: administered,
  surgeRule: `${administered} AND removed_at IS NULL`,
  webhook: administered,
  webhookDeliveries: administered,
  dispute: "$actor IN (raiser, proposed, superior)",
  elevation: "$actor IN (asker, superior)",
  copy: "$actor IN (sender, receiver)",
  callback: "bureau = $actor",
  extensionRequest: "bureau = $actor",
  investigation: "bureau = $actor",
  investigationTask: "$actor IN (lead, partner)",
};

const isOpen = "state NOT IN ('CLOSED', 'ARCHIVED')";

const without = (table: string, states: string): string => `NOT EXISTS (SELECT 1 FROM ${table} m
  WHERE m.province = tickets.province AND m.ticket_id = tickets.id AND m.state IN (${states}))`;

const inArea = `EXISTS (SELECT 1 FROM bureaus b WHERE b.code = $actor AND b.province = tickets.province
  AND (b.city IS NULL OR b.city = tickets.city) AND (b.county IS NULL OR b.county = tickets.county))`;

const caseOfDesk = `line = 'PRICE' AND ${deskOver("tickets")}`;

/** The tickets that a mutation can be done with, where more than the state of one that the bureau holds decides it. */
export const fittingTickets: Readonly<Record<string, { where: string; verb?: string }>> = {
  ...fittingHotlineTickets,
  raiseDispute: {
    where: `holder = $actor AND designated IS NULL AND ${without("disputes", "'NEGOTIATING', 'CONTESTED', 'REFERRED'")}`,
    verb: "TRANSFER",
  },
  requestElevation: { where: `holder = $actor AND ${without("elevations", "'PENDING'")}`, verb: "TAKE_UP" },
  requestExtension: {
    where: `holder = $actor AND ${without("extension_requests", "'PENDING', 'GRANTED'")}`,
    verb: "EXTEND",
  },
  referOut: { where: `holder = $actor AND ${isOpen}` },
  takeUpTicket: { where: `holder <> $actor AND ${inArea}`, verb: "TAKE_UP" },
  issueSupervisionOrder: { where: `county IS NOT NULL AND holder <> $actor AND ${isOpen} AND ${inArea}` },
  superviseFromDesk: {
    where: `county IS NOT NULL AND holder <> $actor AND county <> $actor AND ${isOpen} AND ${caseOfDesk}`,
  },
  markPriceCase: { where: caseOfDesk },
  commentPriceCase: { where: caseOfDesk },
  askAboutPriceCase: { where: caseOfDesk },
  remindTicket: { where: `${isOpen} AND ${inArea}` },
  sendCopy: { where: `${isOpen} AND ${inArea}` },
  openInvestigation: { where: `${isOpen} AND ${inArea}` },
  addInvestigationTickets: { where: `${isOpen} AND ${inArea}` },
  giveInvestigationTask: {
    where: `${isOpen} AND ${inArea} AND id IN (SELECT ticket_id FROM investigated_tickets
      WHERE investigation_id = (SELECT id FROM investigations WHERE bureau = $actor AND state = 'OPEN' ORDER BY id DESC LIMIT 1))`,
  },
  planCallback: {
    where: `intake_bureau = $actor AND state IN ('CLOSED', 'ARCHIVED') AND ${without("callbacks", "'PLANNED', 'DONE', 'UNREACHED'")}`,
  },
};
