import { AuditResolver } from "./audit.resolver.js";

export { auditNodeReaders } from "./audit.reading.js";
export { AuditEntry } from "./audit.type.js";

/** The resolvers of this module. */
export const auditResolvers = [AuditResolver] as const;
