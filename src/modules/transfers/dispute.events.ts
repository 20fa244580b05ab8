/** The events of disputes; their payload holds states and codes of bureaus. */
export const disputeEventTypes = {
  RAISED: "dispute.raised",
  ACCEPT: "dispute.agreed",
  CONTEST: "dispute.contested",
  REFER: "dispute.referred",
  WITHDRAW: "dispute.withdrawn",
  DESIGNATE: "dispute.designated",
} as const;

/** An event of a dispute. */
export type DisputeEvent = keyof typeof disputeEventTypes;
