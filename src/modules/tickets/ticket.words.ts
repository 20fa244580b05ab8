/** The kinds of ticket: consultation 咨询, complaint 投诉, report 举报. */
export const ticketKinds = ["CONSULTATION", "COMPLAINT", "REPORT"] as const;

/** A kind of ticket. */
export type TicketKind = (typeof ticketKinds)[number];

/** The states of a ticket, of all kinds. */
export const ticketStates = [
  "REGISTERED",
  "IN_REVIEW",
  "RETURNED_TO_OPERATOR",
  "DISPATCHED",
  "SIGNED",
  "CHECKING",
  "AWAITING_MATERIALS",
  "ACCEPTED",
  "REFUSED",
  "MEDIATING",
  "SUSPENDED",
  "TESTING",
  "SETTLED",
  "TERMINATED",
  "VERIFYING",
  "CASE_FILED",
  "NOT_FILED",
  "DUPLICATE",
  "REFERRED",
  "ANSWERED",
  "ESCALATED",
  "CLOSED",
  "ARCHIVED",
] as const;

/** A state of a ticket. */
export type TicketState = (typeof ticketStates)[number];

/** The verbs that move a ticket, or change it where it stands. */
export const ticketVerbs = [
  "REGISTER",
  "AMEND",
  "SUBMIT",
  "ANSWER",
  "ESCALATE",
  "RETURN_TO_OPERATOR",
  "RECLASSIFY",
  "SPLIT",
  "SET_TRACING",
  "DISPATCH",
  "SIGN",
  "RETURN_TO_CENTRE",
  "START_CHECK",
  "REQUEST_MATERIALS",
  "RECEIVE_MATERIALS",
  "ACCEPT",
  "REFUSE",
  "START_MEDIATION",
  "SUSPEND_MEDIATION",
  "RESUME_MEDIATION",
  "START_TESTING",
  "FINISH_TESTING",
  "SETTLE",
  "TERMINATE",
  "START_VERIFICATION",
  "FILE_CASE",
  "DECLINE_CASE",
  "MARK_DUPLICATE",
  "REFER",
  "CLOSE",
  "GIVE_FEEDBACK",
  "ARCHIVE",
  "EXTEND",
  "TURN_INTO_CASE",
  "TRANSFER",
  "REFER_TO_SUPERIOR",
  "DESIGNATE",
  "TAKE_UP",
  "HAND_OVER",
  "REOPEN",
  "RECOUNT",
  "MERGE",
  "ABSORB",
  "UNMERGE",
  "RELEASE",
  "CORRECT",
] as const;

/** A verb of the workflow. */
export type TicketVerb = (typeof ticketVerbs)[number];

/** The states in which nothing is left to decide. */
export const finishedStates: readonly TicketState[] = ["CLOSED", "ARCHIVED"];
