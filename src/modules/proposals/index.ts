import type { NodeReader } from "../../platform/relay.type.js";
import { ProposalResolver } from "./proposal.resolver.js";
import { proposalType } from "./proposal.type.js";
import { proposalNodeReader } from "./proposal.view.js";

/** The resolvers of this module. */
export const proposalResolvers = [ProposalResolver] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const proposalNodeReaders: Readonly<Record<string, NodeReader>> = { [proposalType]: proposalNodeReader };
