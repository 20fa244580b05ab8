/** The events of suggestions: state, holder and class, by codes. */
export const proposalEventTypes = {
  REGISTERED: "proposal.registered",
  REPORTED: "proposal.reported",
  DECIDED: "proposal.decided",
} as const;
