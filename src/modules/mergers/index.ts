import { MergerResolver, TicketLinkResolver, TicketMergerResolver } from "./merger.resolver.js";

/** The resolvers of this module. */
export const mergerResolvers = [MergerResolver, TicketMergerResolver, TicketLinkResolver] as const;
