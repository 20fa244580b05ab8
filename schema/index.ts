export { type PlaceColumns, placeColumns } from "./columns.js";
export { type LevelRole, levelRoles } from "./policies.js";
export { attachments } from "./tables/attachments.js";
export { announcedYears } from "./tables/calendar.js";
export { callCells, callDeltas } from "./tables/call-statistics.js";
export { callbackRules, callbacks } from "./tables/callbacks.js";
export { calls, callTickets, seats } from "./tables/calls.js";
export { corrections } from "./tables/corrections.js";
export {
  bureauLimits,
  extensionRequests,
  ticketDeadlines,
  ticketNotices,
  warningSettings,
} from "./tables/deadlines.js";
export { dictionaryEntries } from "./tables/dictionaries.js";
export { disputes, elevations, ticketReturns } from "./tables/disputes.js";
export { ticketLikeness } from "./tables/duplicates.js";
export { dutyNotices, dutyWatermarks } from "./tables/duty-notices.js";
export { emergencies, emergencyAcknowledgements, emergencyAnnouncements } from "./tables/emergencies.js";
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
export { importChunks, importedTickets, importMappings, importProblems, imports } from "./tables/imports.js";
export { investigatedTickets, investigations, investigationTasks } from "./tables/investigations.js";
export { setAsideJobs } from "./tables/jobs.js";
export { bureauPeriods, bureaus, coverages, divisions, reorganisations } from "./tables/jurisdictions.js";
export { knowledgeDocuments, knowledgeReferences, knowledgeVersions, ticketCitations } from "./tables/knowledge.js";
export { knowledgeSearchRows } from "./tables/knowledge-search.js";
export { auditEntries, auditLinks, auditSealings } from "./tables/ledger.js";
export { ticketLinks } from "./tables/mergers.js";
export { idempotencyKeys, numberSeries, numberSlots } from "./tables/numbers.js";
export {
  priceCaseMarks,
  priceCaseNotes,
  priceDeskSettings,
  priceDigests,
  priceSuggestions,
  priceWatermarks,
} from "./tables/prices.js";
export { proposals } from "./tables/proposals.js";
export { entryChecks, entryRules } from "./tables/quality.js";
export { reports, reportTemplates } from "./tables/reports.js";
export { leaves, shiftSwaps } from "./tables/shift-requests.js";
export { rosterChanges, rosterPublications, rosterRules, shiftAssignments, shifts } from "./tables/shifts.js";
export { staffingRules } from "./tables/staffing.js";
export { statisticCells, statisticChecks } from "./tables/statistic-cells.js";
export { statisticDeltas, ticketFacts } from "./tables/statistic-facts.js";
export { supervisedTickets, supervisionOrders } from "./tables/supervision.js";
export { surgeAlertEntries, surgeAlerts } from "./tables/surge-alerts.js";
export { surgeCounts, surgeRaisings, surgeRules, surgeWatch } from "./tables/surge-rules.js";
export { dispatches, ticketContacts, ticketDetails, timelineEntries } from "./tables/ticket-parts.js";
export { tickets } from "./tables/tickets.js";
export { handovers, referrals, ticketCopies } from "./tables/transfers.js";
export { webhookDeliveries, webhookSecrets, webhooks } from "./tables/webhooks.js";
