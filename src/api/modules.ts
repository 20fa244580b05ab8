import { auditNodeReaders, auditResolvers } from "../modules/audit/index.js";
import { dictionariesNodeReaders, dictionariesResolvers } from "../modules/dictionaries/index.js";
import { identityNodeReaders, identityResolvers } from "../modules/identity/index.js";
import type { NodeReader } from "../platform/relay.type.js";

/** The readers of all types that are nodes, by the type's name. */
export const nodeReaders: Readonly<Record<string, NodeReader>> = {
  ...identityNodeReaders,
  ...dictionariesNodeReaders,
  ...auditNodeReaders,
};

/** The resolvers of all modules, in the order of the modules. */
export const moduleResolvers = [...identityResolvers, ...dictionariesResolvers, ...auditResolvers] as const;
