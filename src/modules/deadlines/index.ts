import { DeadlineBasisResolver, DeadlineResolver, LimitsResolver, WarningsResolver } from "./deadlines.resolver.js";

export { type Basis, type ExplainedTicket, explain, remainingWorkingDays } from "./deadline.basis.js";
export { advance, extend, extensionOf, recount } from "./deadline.engine.js";
export { DayUnitEnum, DeadlineStateEnum, LimitEnum } from "./deadline.enums.js";
export {
  type DeadlineFacts,
  type DeadlineRow,
  type DeadlineState,
  type DeadlineStep,
  isOpen,
  never,
  type Pause,
  type TicketBasics,
} from "./deadline.row.js";
export { type BureauLimitRule, noBureauRules, type RulesInForce } from "./deadline.rules.js";
export { nextStepOf, orderDayOf } from "./deadline.schedule.js";
export { type DueFirst, running, stateOf } from "./deadline.states.js";
export {
  type ChangedDeadlines,
  deadlineUpdate,
  deadlineWritings,
  findDeadlines,
  type KeyOfTicket,
} from "./deadline.store.js";
export { Deadline, type Shown } from "./deadline.type.js";
export { toDeadline } from "./deadline.view.js";
export { type Limit, type LimitRule, limits } from "./limit.js";
export { deadlinesNodeReaders } from "./limits-in-force.js";
export {
  beforeDueOn,
  findOpenDeadlines,
  type OpenDeadline,
  type RecountedDeadline,
  updateCounts,
} from "./recount.store.js";
export { rulesFor, rulesLifetime, warningDaysOf } from "./rules-memory.js";
export { limitRules, statutes } from "./statutes.js";

/** The resolvers of this module. */
export const deadlinesResolvers = [LimitsResolver, WarningsResolver, DeadlineResolver, DeadlineBasisResolver] as const;
