import { auditNodeReaders, auditResolvers } from "../modules/audit/index.js";
import { calendarResolvers } from "../modules/calendar/index.js";
import { dictionariesNodeReaders, dictionariesResolvers } from "../modules/dictionaries/index.js";
import { identityNodeReaders, identityResolvers } from "../modules/identity/index.js";
import { jurisdictionNodeReaders, jurisdictionResolvers } from "../modules/jurisdictions/index.js";
import { ticketNodeReaders, ticketResolvers } from "../modules/tickets/index.js";
import type { NodeReader } from "../platform/relay.type.js";

/** The readers of all types that are nodes, by the type's name. */
export const nodeReaders: Readonly<Record<string, NodeReader>> = {
  ...jurisdictionNodeReaders,
  ...identityNodeReaders,
  ...dictionariesNodeReaders,
  ...ticketNodeReaders,
  ...auditNodeReaders,
};

/** The resolvers of all modules, in the order of the modules. */
export const moduleResolvers = [
  ...jurisdictionResolvers,
  ...identityResolvers,
  ...calendarResolvers,
  ...dictionariesResolvers,
  ...ticketResolvers,
  ...auditResolvers,
] as const;
