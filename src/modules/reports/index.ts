import type { NodeReader } from "../../platform/relay.type.js";
import { emergencyReportsPass } from "./emergency.pass.js";
import { EmergencyReportResolver, ReportEmergencyResolver } from "./emergency.resolver.js";
import { reportType } from "./report.change.js";
import { ReportFieldResolver } from "./report.fields.resolver.js";
import { ReportResolver } from "./report.resolver.js";
import { templateType } from "./report.templates.js";
import { reportNodeReader } from "./report.view.js";
import { ReportTemplateResolver, templateNodeReader } from "./template.resolver.js";

export { type EmergencyRun, emergencyReportsPass } from "./emergency.pass.js";
export { type DocumentParts, fetchDocument, reportsPath } from "./report.documents.js";

/** The resolvers of this module. */
export const reportResolvers = [
  ReportResolver,
  ReportFieldResolver,
  ReportTemplateResolver,
  EmergencyReportResolver,
  ReportEmergencyResolver,
] as const;

/** What this module does by the clock. */
export const reportPasses = [emergencyReportsPass] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const reportNodeReaders: Readonly<Record<string, NodeReader>> = {
  [reportType]: reportNodeReader,
  [templateType]: templateNodeReader,
};
