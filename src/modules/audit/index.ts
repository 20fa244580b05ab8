import { AuditResolver } from "./audit.resolver.js";

export { type ExportedLink, type ExportHeader, openExport, readExport } from "./audit.export.js";
export { auditNodeReaders } from "./audit.reading.js";
export type { ChainFault, ChainVerdict } from "./audit.verification.js";
export { listChains, verifyDatabase } from "./audit.verify-database.js";
export { verifyExport } from "./audit.verify-export.js";
export { sealAudit } from "./commands/seal-audit.js";

/** The resolvers of this module. */
export const auditResolvers = [AuditResolver] as const;
