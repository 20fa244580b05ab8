/** The events of the module; their payload is the year, and whether it was corrected. */
export const calendarEventTypes = { ANNOUNCED: "calendar.announced" } as const;
