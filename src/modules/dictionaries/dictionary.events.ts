/** The events of the module; their payload is the dictionary, the code and the bureau of the entry. */
export const dictionaryEventTypes = {
  ADDED: "dictionaryEntry.added",
  ENDED: "dictionaryEntry.ended",
  RENAMED: "dictionaryEntry.renamed",
} as const;
