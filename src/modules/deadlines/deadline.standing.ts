import type { DeadlineFacts, DeadlineRow } from "./deadline.row.js";
import type { Limit, StartingEvent } from "./limit.js";
import { statuteOf } from "./statutes.js";

/**
 * How a limit stands after a step. RUNS: its clock runs from an instant, and begins now where it has not; CONTINUES: it
 * goes on where it ran before; PAUSED: its clock stands still; KEPT: what it is for was done at an instant; OFF: it does
 * not apply, or no longer.
 */
export type Standing =
  | { readonly is: "RUNS" | "PAUSED"; readonly from: StartingEvent; readonly since: Date }
  | { readonly is: "KEPT"; readonly at: Date }
  | { readonly is: "CONTINUES" | "OFF" };

const off: Standing = { is: "OFF" };
const continues: Standing = { is: "CONTINUES" };
const kept = (at: Date): Standing => ({ is: "KEPT", at });
const runs = (from: StartingEvent, since: Date): Standing => ({ is: "RUNS", from, since });

const finished: readonly string[] = ["CLOSED", "ARCHIVED"];
const beforeDispatch: readonly string[] = ["REGISTERED", "IN_REVIEW", "RETURNED_TO_OPERATOR"];

// In review a limit runs on only where the competent bureau has received the ticket: its own unit returned it.
const withCompetentBureau: readonly string[] = ["IN_REVIEW", "RETURNED_TO_OPERATOR", "DISPATCHED", "SIGNED"];

type Judge = (facts: DeadlineFacts, active: DeadlineRow | undefined) => Standing;

/**
 * How each limit stands, by what a ticket is after a step. The statutes are read as follows: a refusal must be told within
 * the limit of acceptance (art. 15 of Order 121, art. 14 of Order 20); closing does not end a duty to tell; testing stops
 * the clock of mediation (art. 22, art. 20), a suspension for a recusal does not (art. 21 does not say so).
 */
const judges: Readonly<Record<Limit, Judge>> = {
  REVIEW: ({ state, registeredAt, dispatchedAt, at }) => {
    if (dispatchedAt !== null) return kept(dispatchedAt);
    return beforeDispatch.includes(state) ? runs("REGISTERED", registeredAt) : kept(at);
  },

  // Each bureau that it is dispatched to signs for it.
  SIGNING: ({ state, holder, at }, active) => {
    if (state === "DISPATCHED") {
      return runs("DISPATCHED", active?.bureau === holder ? active.startedAt : at);
    }
    return beforeDispatch.includes(state) || state === "ESCALATED" ? off : kept(at);
  },

  ACCEPTANCE: ({ state, competentReceivedAt, acceptedAt, decidedAt, feedbackAt }) => {
    if (competentReceivedAt === null) return off;
    if (acceptedAt !== null) return kept(acceptedAt);
    const isRefused = state === "REFUSED" || (state === "CLOSED" && decidedAt !== null);
    if (isRefused) return feedbackAt === null ? runs("COMPETENT_RECEIPT", competentReceivedAt) : kept(feedbackAt);
    const isOpen = withCompetentBureau.includes(state) || state === "CHECKING" || state === "AWAITING_MATERIALS";
    return isOpen ? runs("COMPETENT_RECEIPT", competentReceivedAt) : off;
  },

  MATERIALS: ({ state, at }, active) => {
    if (state === "AWAITING_MATERIALS") return runs("MATERIALS_REQUESTED", active?.startedAt ?? at);
    return state === "CHECKING" ? kept(at) : off;
  },

  MEDIATION: ({ state, acceptedAt, decidedAt, at }) => {
    if (acceptedAt === null) return off;
    if (state === "TESTING") return { is: "PAUSED", from: "ACCEPTED", since: acceptedAt };
    if (state === "ACCEPTED" || state === "MEDIATING" || state === "SUSPENDED") return runs("ACCEPTED", acceptedAt);
    return state === "SETTLED" || state === "TERMINATED" || finished.includes(state) ? kept(decidedAt ?? at) : off;
  },

  TERMINATION_NOTICE: (facts) => dutyToTell(facts, ["TERMINATED"], "TERMINATED"),

  VERIFICATION: ({ state, registeredAt, competentReceivedAt, decidedAt, leadFrom }) => {
    if (decidedAt !== null) return kept(decidedAt);
    // Closed without a decision, it was handed over to another province.
    if (finished.includes(state)) return off;
    // Whoever mediated found it: its verification waits for no dispatch (art. 27).
    if (leadFrom !== null) return runs("LEAD_FOUND", registeredAt);
    const isOpen = withCompetentBureau.includes(state) || state === "VERIFYING";
    return competentReceivedAt !== null && isOpen ? runs("COMPETENT_RECEIPT", competentReceivedAt) : off;
  },

  RESULT_NOTICE: (facts) => {
    const must = !facts.isAnonymous && statuteOf("RESULT_NOTICE", facts.regime) !== null;
    return must ? dutyToTell(facts, ["CASE_FILED", "NOT_FILED"], "CASE_DECIDED") : off;
  },

  REWORK: ({ state, reopenedAt, at }) => {
    if (reopenedAt === null) return off;
    return finished.includes(state) ? kept(at) : runs("REOPENED", reopenedAt);
  },
};

function dutyToTell(
  { state, decidedAt, feedbackAt }: DeadlineFacts,
  decided: readonly string[],
  from: StartingEvent,
): Standing {
  if (decidedAt === null) return off;
  if (decided.includes(state)) return feedbackAt === null ? runs(from, decidedAt) : kept(feedbackAt);
  if (state !== "CLOSED") return off;
  return feedbackAt === null ? continues : kept(feedbackAt);
}

/**
 * How a limit stands after a step. On a ticket that is done again only the limit for that runs.
 *
 * @param active its deadline that has not ended, where there is one
 */
export function standingOf(limit: Limit, facts: DeadlineFacts, active: DeadlineRow | undefined): Standing {
  if (facts.reopenedAt !== null && limit !== "REWORK") return off;
  return judges[limit](facts, active);
}
