import type { NodeReader } from "../../platform/relay.type.js";
import { emergencyType } from "./emergency.change.js";
import {
  EmergencyAcknowledgementResolver,
  EmergencyAnnouncementResolver,
  EmergencyFieldResolver,
} from "./emergency.fields.resolver.js";
import { EmergencyResolver } from "./emergency.resolver.js";
import { emergencyNodeReader } from "./emergency.view.js";

export {
  type EmergencyReference,
  emergencyChange,
  emergencyIdOf,
  emergencyType,
  lockOwnEmergency,
} from "./emergency.change.js";
export { emergencyEventTypes } from "./emergency.events.js";
export { EmergencyStepInput } from "./emergency.inputs.js";
export {
  type EmergencyInForce,
  emergenciesInForce,
  emergencyTopics,
  forgetEmergenciesAfter,
} from "./emergency.memory.js";
export {
  type EmergencyDue,
  type EmergencyRow,
  emergencyUpdate,
  findDueEmergencies,
  lockEmergency,
  nextReportUpdate,
} from "./emergency.store.js";
export { Emergency, EmergencyPayload } from "./emergency.type.js";
export { emergencyLoader, toEmergency } from "./emergency.view.js";
export { emergencyLimits } from "./emergency.words.js";

/** The resolvers of this module. */
export const emergencyResolvers = [
  EmergencyResolver,
  EmergencyFieldResolver,
  EmergencyAnnouncementResolver,
  EmergencyAcknowledgementResolver,
] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const emergencyNodeReaders: Readonly<Record<string, NodeReader>> = { [emergencyType]: emergencyNodeReader };
