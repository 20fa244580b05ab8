export { type Basis, type ExplainedTicket, explain, remainingWorkingDays } from "./deadline.basis.js";
export { advance, extend, extensionOf, recount } from "./deadline.engine.js";
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
export { nextStepOf } from "./deadline.schedule.js";
export { type DueFirst, running, stateOf } from "./deadline.states.js";
export {
  type ChangedDeadlines,
  deadlineUpdate,
  deadlineWritings,
  findDeadlines,
  type KeyOfTicket,
} from "./deadline.store.js";
export { type Limit, type LimitRule, limits } from "./limit.js";
export { rulesFor, rulesLifetime } from "./rules-memory.js";
export { limitRules, statutes } from "./statutes.js";
