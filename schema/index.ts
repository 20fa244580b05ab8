export { type PlaceColumns, placeColumns } from "./columns.js";
export { type LevelRole, levelRoles } from "./policies.js";
export { dictionaryEntries } from "./tables/dictionaries.js";
export {
  apiClientSecrets,
  apiClients,
  outsideIssuers,
  people,
  revokedTokens,
  roleHoldings,
} from "./tables/identity.js";
export { bureauPeriods, bureaus, coverages, divisions, reorganisations } from "./tables/jurisdictions.js";
export { auditEntries, auditLinks, auditSealings, outboxEvents } from "./tables/ledger.js";
export { idempotencyKeys, numberSeries, numberSlots } from "./tables/numbers.js";
export { dispatches, ticketContacts, ticketDetails, timelineEntries } from "./tables/ticket-parts.js";
export { tickets } from "./tables/tickets.js";
