import { extensionLapses } from "./extension.lapsing.js";
import { ExtensionResolver, TicketExtensionResolver } from "./extension.resolver.js";

export { grantExtension } from "./commands/grant-extension.js";
export { refuseExtension } from "./commands/refuse-extension.js";
export { requestExtension } from "./commands/request-extension.js";
export { withdrawExtension } from "./commands/withdraw-extension.js";
export { extensionEventTypes } from "./extension.events.js";
export { extensionLapses } from "./extension.lapsing.js";
export { extensionNodeReaders } from "./extension.view.js";
export { extendableOf, lapseOf, stateOfRequest } from "./extension.workflow.js";

/** The resolvers of this module. */
export const extensionResolvers = [ExtensionResolver, TicketExtensionResolver] as const;

/** The passes of this module. */
export const extensionPasses = [extensionLapses] as const;
