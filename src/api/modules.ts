import { auditNodeReaders, auditResolvers } from "../modules/audit/index.js";
import { calendarResolvers } from "../modules/calendar/index.js";
import { callbackNodeReaders, callbackResolvers } from "../modules/callbacks/index.js";
import { changeResolvers } from "../modules/changes/index.js";
import { deadlinesNodeReaders, deadlinesResolvers } from "../modules/deadlines/index.js";
import { dictionariesNodeReaders, dictionariesResolvers } from "../modules/dictionaries/index.js";
import { exportNodeReaders, exportResolvers } from "../modules/exports/index.js";
import { extensionNodeReaders, extensionResolvers } from "../modules/extensions/index.js";
import { identityNodeReaders, identityResolvers } from "../modules/identity/index.js";
import { investigationNodeReaders, investigationResolvers } from "../modules/investigations/index.js";
import { jobNodeReaders, jobResolvers } from "../modules/jobs/index.js";
import { jurisdictionNodeReaders, jurisdictionResolvers } from "../modules/jurisdictions/index.js";
import { priceNodeReaders, priceResolvers } from "../modules/prices/index.js";
import { reportNodeReaders, reportResolvers } from "../modules/reports/index.js";
import { statisticsResolvers } from "../modules/statistics/index.js";
import { supervisionNodeReaders, supervisionResolvers } from "../modules/supervision/index.js";
import { surgeNodeReaders, surgeResolvers } from "../modules/surges/index.js";
import { ticketNodeReaders, ticketResolvers } from "../modules/tickets/index.js";
import { transferNodeReaders, transferResolvers } from "../modules/transfers/index.js";
import { webhookNodeReaders, webhookResolvers } from "../modules/webhooks/index.js";
import type { NodeReader } from "../platform/relay.type.js";

/** The readers of all types that are nodes, by the type's name. */
export const nodeReaders: Readonly<Record<string, NodeReader>> = {
  ...jurisdictionNodeReaders,
  ...identityNodeReaders,
  ...dictionariesNodeReaders,
  ...deadlinesNodeReaders,
  ...jobNodeReaders,
  ...ticketNodeReaders,
  ...supervisionNodeReaders,
  ...transferNodeReaders,
  ...extensionNodeReaders,
  ...investigationNodeReaders,
  ...callbackNodeReaders,
  ...reportNodeReaders,
  ...exportNodeReaders,
  ...priceNodeReaders,
  ...surgeNodeReaders,
  ...webhookNodeReaders,
  ...auditNodeReaders,
};

/** The resolvers of all modules, in the order of the modules. */
export const moduleResolvers = [
  ...jurisdictionResolvers,
  ...identityResolvers,
  ...calendarResolvers,
  ...dictionariesResolvers,
  ...deadlinesResolvers,
  ...jobResolvers,
  ...ticketResolvers,
  ...supervisionResolvers,
  ...transferResolvers,
  ...extensionResolvers,
  ...investigationResolvers,
  ...callbackResolvers,
  ...statisticsResolvers,
  ...reportResolvers,
  ...exportResolvers,
  ...changeResolvers,
  ...priceResolvers,
  ...surgeResolvers,
  ...webhookResolvers,
  ...auditResolvers,
] as const;
