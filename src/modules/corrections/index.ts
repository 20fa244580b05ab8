import type { NodeReader } from "../../platform/relay.type.js";
import { CorrectionResolver, TicketCorrectionResolver } from "./correction.resolver.js";
import { correctionType } from "./correction.type.js";
import { correctionNodeReader } from "./correction.view.js";

/** The resolvers of this module. */
export const correctionResolvers = [CorrectionResolver, TicketCorrectionResolver] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const correctionNodeReaders: Readonly<Record<string, NodeReader>> = { [correctionType]: correctionNodeReader };
