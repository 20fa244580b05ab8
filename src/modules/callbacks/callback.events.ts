/** The events of the module; their payload is the ticket, the round and the outcome by its codes. */
export const callbackEventTypes = {
  PLANNED: "callback.planned",
  MADE: "callback.made",
  UNREACHED: "callback.unreached",
  GIVEN_UP: "callback.givenUp",
  RULE_SET: "callbackRule.set",
} as const;
