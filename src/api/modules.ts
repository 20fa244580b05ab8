import { attachmentNodeReaders, attachmentReceiver, attachmentResolvers } from "../modules/attachments/index.js";
import { auditNodeReaders, auditResolvers } from "../modules/audit/index.js";
import { calendarResolvers } from "../modules/calendar/index.js";
import { callbackNodeReaders, callbackResolvers } from "../modules/callbacks/index.js";
import { callNodeReaders, callResolvers } from "../modules/calls/index.js";
import { changeResolvers } from "../modules/changes/index.js";
import { correctionNodeReaders, correctionResolvers } from "../modules/corrections/index.js";
import { deadlinesNodeReaders, deadlinesResolvers } from "../modules/deadlines/index.js";
import { dictionariesNodeReaders, dictionariesResolvers } from "../modules/dictionaries/index.js";
import { duplicateResolvers } from "../modules/duplicates/index.js";
import { emergencyNodeReaders, emergencyResolvers } from "../modules/emergencies/index.js";
import { exportNodeReaders, exportResolvers } from "../modules/exports/index.js";
import { extensionNodeReaders, extensionResolvers } from "../modules/extensions/index.js";
import { identityNodeReaders, identityResolvers } from "../modules/identity/index.js";
import { importNodeReaders, importReceiver, importResolvers } from "../modules/imports/index.js";
import { investigationNodeReaders, investigationResolvers } from "../modules/investigations/index.js";
import { jobNodeReaders, jobResolvers } from "../modules/jobs/index.js";
import { jurisdictionNodeReaders, jurisdictionResolvers } from "../modules/jurisdictions/index.js";
import { knowledgeNodeReaders, knowledgeResolvers } from "../modules/knowledge/index.js";
import { mergerResolvers } from "../modules/mergers/index.js";
import { priceNodeReaders, priceResolvers } from "../modules/prices/index.js";
import { proposalNodeReaders, proposalResolvers } from "../modules/proposals/index.js";
import { qualityResolvers } from "../modules/quality/index.js";
import { reportNodeReaders, reportResolvers } from "../modules/reports/index.js";
import { shiftNodeReaders, shiftResolvers } from "../modules/shifts/index.js";
import { staffingResolvers } from "../modules/staffing/index.js";
import { statisticsResolvers } from "../modules/statistics/index.js";
import { supervisionNodeReaders, supervisionResolvers } from "../modules/supervision/index.js";
import { surgeNodeReaders, surgeResolvers } from "../modules/surges/index.js";
import { ticketNodeReaders, ticketResolvers } from "../modules/tickets/index.js";
import { transferNodeReaders, transferResolvers } from "../modules/transfers/index.js";
import { webhookNodeReaders, webhookResolvers } from "../modules/webhooks/index.js";
import type { NodeReader } from "../platform/relay.type.js";
import type { UploadReceiver } from "../platform/upload.js";

/** The readers of all types that are nodes, by the type's name. */
export const nodeReaders: Readonly<Record<string, NodeReader>> = {
  ...jurisdictionNodeReaders,
  ...identityNodeReaders,
  ...dictionariesNodeReaders,
  ...knowledgeNodeReaders,
  ...emergencyNodeReaders,
  ...callNodeReaders,
  ...deadlinesNodeReaders,
  ...jobNodeReaders,
  ...ticketNodeReaders,
  ...supervisionNodeReaders,
  ...transferNodeReaders,
  ...extensionNodeReaders,
  ...investigationNodeReaders,
  ...callbackNodeReaders,
  ...correctionNodeReaders,
  ...proposalNodeReaders,
  ...attachmentNodeReaders,
  ...shiftNodeReaders,
  ...importNodeReaders,
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
  ...knowledgeResolvers,
  ...emergencyResolvers,
  ...callResolvers,
  ...deadlinesResolvers,
  ...jobResolvers,
  ...qualityResolvers,
  ...ticketResolvers,
  ...supervisionResolvers,
  ...transferResolvers,
  ...extensionResolvers,
  ...investigationResolvers,
  ...callbackResolvers,
  ...attachmentResolvers,
  ...duplicateResolvers,
  ...mergerResolvers,
  ...correctionResolvers,
  ...proposalResolvers,
  ...shiftResolvers,
  ...importResolvers,
  ...statisticsResolvers,
  ...reportResolvers,
  ...exportResolvers,
  ...staffingResolvers,
  ...changeResolvers,
  ...priceResolvers,
  ...surgeResolvers,
  ...webhookResolvers,
  ...auditResolvers,
] as const;

/** What receives the files that are brought to signed links, by kind. */
export const uploadReceivers: readonly UploadReceiver[] = [attachmentReceiver, importReceiver];
