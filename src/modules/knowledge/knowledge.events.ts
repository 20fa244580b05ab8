/** The events of entries of knowledge; their payload holds kinds, bureaus and numbers, never a text. */
export const knowledgeEventTypes = {
  DRAFTED: "knowledge.drafted",
  REVISED: "knowledge.revised",
  SUBMITTED: "knowledge.submitted",
  RETURNED: "knowledge.returned",
  PUBLISHED: "knowledge.published",
  WITHDRAWN: "knowledge.withdrawn",
  DISCARDED: "knowledge.discarded",
  CHECKED: "knowledge.checked",
} as const;
