import { pageDocument } from "../page/document.js";

const pageGiven = (given: string): string => pageDocument.replace("first: 20", `first: 20, ${given}`);

/** What is asked: the page that all others are measured against, and what is due. */
export const listDocuments = {
  "the page": pageDocument,
  overdue: pageGiven("filter: { overdue: true }, order: DUE_ASCENDING"),
  "due within 3 days": pageGiven("filter: { dueWithin: 3 }, order: DUE_ASCENDING"),
  "my work": pageGiven("view: MY_WORK, order: DUE_ASCENDING"),
  dueCounts: "query Due { dueCounts(within: 3) { asOf overdue dueSoon byBureau { bureau { name } overdue dueSoon } } }",
} as const;

/** The name of a list or a count. */
export type ListName = keyof typeof listDocuments;

/** The names, the page first. */
export const listNames = Object.keys(listDocuments) as ListName[];
