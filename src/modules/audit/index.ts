import { AuditResolver } from "./audit.resolver.js";

export { type ExportedLink, type ExportHeader, openExport, readExport } from "./audit.export.js";
export { auditNodeReaders } from "./audit.reading.js";
export { AuditEntry } from "./audit.type.js";
export type { ChainFault, ChainVerdict, FaultKind } from "./audit.verification.js";
export { type DatabaseVerdict, listChains, verifyDatabase } from "./audit.verify-database.js";
export { verifyExport } from "./audit.verify-export.js";
export { type SealingOptions, sealAudit } from "./commands/seal-audit.js";

/** The resolvers of this module. */
export const auditResolvers = [AuditResolver] as const;
