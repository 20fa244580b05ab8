/** The events of attachments; their payload holds codes, numbers and identifiers, never the name of a file. */
export const attachmentEventTypes = {
  STORED: "attachment.stored",
  REMOVED: "attachment.removed",
  INFECTED: "attachment.infected",
} as const;
