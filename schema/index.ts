export { type PlaceColumns, placeColumns } from "./columns.js";
export { type LevelRole, levelRoles } from "./policies.js";
export { announcedYears } from "./tables/calendar.js";
export { callbackRules, callbacks } from "./tables/callbacks.js";
export {
  bureauLimits,
  extensionRequests,
  ticketDeadlines,
  ticketNotices,
  warningSettings,
} from "./tables/deadlines.js";
export { dictionaryEntries } from "./tables/dictionaries.js";
export { disputes, elevations, ticketReturns } from "./tables/disputes.js";
export { eventLog, eventRelay, eventWitnesses, outboxEvents } from "./tables/events.js";
export { bulkExports, exportParts } from "./tables/exports.js";
export {
  apiClientSecrets,
  apiClients,
  outsideIssuers,
  people,
  revokedTokens,
  roleHoldings,
} from "./tables/identity.js";
export { investigatedTickets, investigations, investigationTasks } from "./tables/investigations.js";
export { setAsideJobs } from "./tables/jobs.js";
export { bureauPeriods, bureaus, coverages, divisions, reorganisations } from "./tables/jurisdictions.js";
export { auditEntries, auditLinks, auditSealings } from "./tables/ledger.js";
export { idempotencyKeys, numberSeries, numberSlots } from "./tables/numbers.js";
export {
  priceCaseMarks,
  priceCaseNotes,
  priceDeskSettings,
  priceDigests,
  priceSuggestions,
  priceWatermarks,
} from "./tables/prices.js";
export { reports, reportTemplates } from "./tables/reports.js";
export { statisticCells, statisticChecks, statisticDeltas, ticketFacts } from "./tables/statistics.js";
export { supervisedTickets, supervisionOrders } from "./tables/supervision.js";
export {
  surgeAlertEntries,
  surgeAlerts,
  surgeCounts,
  surgeRaisings,
  surgeRules,
  surgeWatch,
} from "./tables/surges.js";
export { dispatches, ticketContacts, ticketDetails, timelineEntries } from "./tables/ticket-parts.js";
export { tickets } from "./tables/tickets.js";
export { handovers, referrals, ticketCopies } from "./tables/transfers.js";
export { webhookDeliveries, webhookSecrets, webhooks } from "./tables/webhooks.js";
