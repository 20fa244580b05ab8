import type { TicketRow } from "./ticket.store.js";

/** The name of a column of a ticket. */
export type ColumnName = keyof TicketRow & string;

/** What every row of a list needs: its key, its place in either order, and what is open to whom. */
const always: readonly ColumnName[] = ["province", "id", "kind", "holder", "intakeBureau", "receivedAt", "dueOn"];

// A word of a dictionary is looked up along the bureaus of the ticket.
const word = (name: ColumnName): readonly ColumnName[] => [name, "city", "county"];

/** The columns that fields are made of, besides those of every row; a field that is missing here may need any of them. */
const columnsOfFields: Readonly<Record<string, readonly ColumnName[]>> = {
  __typename: [],
  id: [],
  number: ["number"],
  kind: [],
  state: ["state"],
  version: ["version"],
  regime: ["regime"],
  line: ["line"],
  contact: ["contactNameMasked", "contactPhoneMasked", "isAnonymous"],
  locality: ["locality"],
  isForTracing: ["isForTracing"],
  receivedAt: [],
  registeredAt: ["registeredAt"],
  dispatchedAt: ["dispatchedAt"],
  competentReceivedAt: ["competentReceivedAt"],
  signedAt: ["signedAt"],
  acceptedAt: ["acceptedAt"],
  decidedAt: ["decidedAt"],
  closedAt: ["closedAt"],
  feedbackAt: ["feedbackAt"],
  archivedAt: ["archivedAt"],
  dueOn: [],
  dueLimit: ["dueLimit"],
  isOverdue: [],
  dueIsProvisional: [],
  disputedAmount: ["disputedAmount"],
  recoveredLoss: ["recoveredLoss"],
  fineAmount: ["fineAmount"],
  confiscatedAmount: ["confiscatedAmount"],
  caseNumber: ["caseNumber"],
  holder: [],
  intakeBureau: [],
  ownerAtDispatch: ["ownerAtDispatch"],
  division: ["division"],
  handlerName: ["handler"],
  registrarName: ["registeredBy"],
  channel: word("channel"),
  issueClass: word("issueClass"),
  goodsClass: word("goodsClass"),
  topics: word("topics"),
  settlementMethod: word("settlementMethod"),
  refusalGround: word("refusalGround"),
  terminationGround: word("terminationGround"),
  deadlines: [
    ...["state", "regime", "isAnonymous", "registeredAt", "dispatchedAt", "competentReceivedAt", "acceptedAt"],
    ...["decidedAt", "feedbackAt", "reopenedAt", "leadFrom", "city", "county"],
  ] as readonly ColumnName[],
  linkedTicket: ["linkedTicket"],
  duplicateOf: ["duplicateOf"],
  leadFrom: ["leadFrom"],
  turnedInto: ["turnedInto"],
  mergedInto: ["mergedInto"],
};

/**
 * The columns of a ticket that a list reads for the fields that are asked for: mostly a few of sixty, and the fewer, the
 * faster. In one order, so that equal needs give equal statements.
 *
 * @returns null where all may be needed
 */
export function columnsFor(fields: Iterable<string>): readonly ColumnName[] | null {
  const needed = new Set<ColumnName>(always);
  for (const field of fields) {
    const columns = columnsOfFields[field];
    if (columns === undefined) return null;
    for (const column of columns) needed.add(column);
  }
  return [...needed].sort();
}
