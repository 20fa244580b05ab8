/** The events of links; what a merger does to its two tickets is told as steps of them. */
export const mergerEventTypes = { LINKED: "ticket.linked", UNLINKED: "ticket.unlinked" } as const;
