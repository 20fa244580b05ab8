/**
 * The events of calls and seats, of a bureau's board (话务看板). Their payload holds counts and days, never a number.
 * `calls.recorded`: created, updated, firstDay and lastDay (the days in China of the calls that it tells of);
 * `seats.reported`: how many seats changed.
 */
export const callEventTypes = {
  RECORDED: "calls.recorded",
  SEATS_REPORTED: "seats.reported",
} as const;

/** The GraphQL type that these events are about. */
export const callBoardType = "CallBoard";
