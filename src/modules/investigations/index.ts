import type { NodeReader } from "../../platform/relay.type.js";
import { runDueTasks } from "./commands/run-due-tasks.js";
import { investigationType, taskType } from "./investigation.change.js";
import {
  InvestigationFieldResolver,
  InvestigationTaskFieldResolver,
  TicketInvestigationsResolver,
} from "./investigation.fields.resolver.js";
import { investigationNodeReader, taskNodeReader } from "./investigation.list.js";
import { InvestigationResolver } from "./investigation.resolver.js";
import { InvestigationTaskResolver } from "./task.resolver.js";

export { runDueTasks } from "./commands/run-due-tasks.js";

/** The resolvers of this module. */
export const investigationResolvers = [
  InvestigationResolver,
  InvestigationTaskResolver,
  InvestigationFieldResolver,
  InvestigationTaskFieldResolver,
  TicketInvestigationsResolver,
] as const;

/** What this module does by the clock. */
export const investigationPasses = [runDueTasks] as const;

/** How the nodes of this module are read again by their global identifiers. */
export const investigationNodeReaders: Readonly<Record<string, NodeReader>> = {
  [investigationType]: investigationNodeReader,
  [taskType]: taskNodeReader,
};
