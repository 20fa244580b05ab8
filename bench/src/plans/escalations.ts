import type { Operation, Subjects } from "./operations.js";

const bureau = "{ name }";
const ticket = "ticket { number state holder { name } }";

/** What is shown of each matter in its list. */
const fields = {
  supervisionOrders: `id kind origin state replyBy isOverdue ground { name } issuer ${bureau} receiver ${bureau} ticketCount permittedActions`,
  reminders: `id at isAutomatic bureau ${bureau} toBureau ${bureau} ${ticket}`,
  disputes: `id state reason { name } raiser ${bureau} proposedBureau ${bureau} superior ${bureau} negotiateUntil permittedActions ${ticket}`,
  elevations: `id state reason { name } asker ${bureau} superior ${bureau} permittedActions ${ticket}`,
  handovers: `id side reason { name } bureau ${bureau} otherBureau ${bureau} otherTicket { number state } ${ticket}`,
  copies: `id state parts sender ${bureau} receiver ${bureau} permittedActions extract { number facts } ${ticket}`,
  referrals: `id state target { name } ground { name } bureau ${bureau} permittedActions ${ticket}`,
  investigations: `id title state lead ${bureau} permittedActions tasks { id state partnerName } tickets { number }`,
  investigationTasks: `id state dueOn isOverdue lead ${bureau} partner ${bureau} partnerName permittedActions extract { number facts } ${ticket}`,
  callbacks: `id state grade dueOn isOverdue bureau ${bureau} handledBy ${bureau} permittedActions ${ticket}`,
  extensionRequests: `id state limit dueBefore reason { name } bureau ${bureau} permittedActions ${ticket}`,
  setAsideJobs: "id queue errorCode attempts setAsideAt bureau { name } permittedActions",
} as const;

/** The root fields that list matters between bureaus. */
export type MatterList = keyof typeof fields;

/** The lists of matters, with the ways in which each may be narrowed, as the arguments say it. */
const narrowings: Readonly<Record<MatterList, readonly (readonly [name: string, given: string])[]>> = {
  supervisionOrders: [
    ["in the region", "view: IN_REGION"],
    ["issued by us", "view: ISSUED_BY_US"],
    ["received by us", "view: RECEIVED_BY_US"],
    ["not answered in time", "view: IN_REGION, filter: { isOverdue: true }"],
    ["sent back", "view: IN_REGION, filter: { states: [SENT_BACK] }"],
  ],
  reminders: [
    ["to us", "view: TO_US"],
    ["from us", "view: FROM_US"],
  ],
  disputes: [
    ["in the region", "view: IN_REGION"],
    ["raised by us", "view: RAISED_BY_US"],
    ["naming us", "view: NAMING_US"],
    ["for us to designate", "view: FOR_US_TO_DESIGNATE"],
    ["contested", "view: IN_REGION, filter: { state: CONTESTED }"],
  ],
  elevations: [
    ["in the region", "view: IN_REGION"],
    ["asked by us", "view: ASKED_BY_US"],
    ["asked of us", "view: ASKED_OF_US"],
    ["pending", "view: IN_REGION, filter: { state: PENDING }"],
  ],
  handovers: [
    ["all", "view: null"],
    ["sent", "view: SENT"],
    ["received", "view: RECEIVED"],
  ],
  copies: [
    ["in the region", "view: IN_REGION"],
    ["received", "view: RECEIVED"],
    ["sent", "view: SENT"],
    ["withdrawn", "view: IN_REGION, filter: { state: WITHDRAWN }"],
  ],
  referrals: [
    ["in the region", "view: IN_REGION"],
    ["own", "view: OWN"],
    ["not replied to", "view: IN_REGION, filter: { state: SENT }"],
  ],
  investigations: [
    ["in the region", "view: IN_REGION"],
    ["ours", "view: OURS"],
    ["open", "view: IN_REGION, filter: { state: OPEN }"],
  ],
  investigationTasks: [
    ["in the region", "view: IN_REGION"],
    ["given to us", "view: GIVEN_TO_US"],
    ["given by us", "view: GIVEN_BY_US"],
    ["overdue", "view: IN_REGION, filter: { isOverdue: true }"],
  ],
  callbacks: [
    ["to call", "view: TO_CALL"],
    ["ours", "view: OURS"],
    ["ours, dissatisfied", "view: OURS, filter: { grade: DISSATISFIED }"],
  ],
  extensionRequests: [
    ["to decide", "view: TO_DECIDE"],
    ["ours", "view: OURS"],
    ["ours, granted", "view: OURS, filter: { state: GRANTED }"],
  ],
  setAsideJobs: [
    ["all", "filter: null"],
    ["not retried", "filter: { isRetried: false }"],
  ],
};

const lists = Object.keys(fields) as MatterList[];

/** The root field that reads one matter of a list, where there is one. */
const singles: Readonly<Partial<Record<MatterList, string>>> = {
  supervisionOrders: "supervisionOrder",
  disputes: "dispute",
  elevations: "elevation",
  copies: "copy",
  investigations: "investigation",
  investigationTasks: "investigationTask",
  callbacks: "callback",
  extensionRequests: "extensionRequest",
};

/** A document that finds the latest matter of a list that can be read one by one. */
export const findingMatters: readonly { list: MatterList; document: string }[] = lists
  .filter((list) => singles[list] !== undefined)
  .map((list) => {
    const [, given = ""] = narrowings[list][0] ?? [];
    return { list, document: `{ found: ${list}(first: 1, ${given}) { nodes { id } } }` };
  });

const wholeYear = 'from: "2025-12-01", to: "2026-11-20"';

/** The root fields of deadlines and of what happens between bureaus, in all the ways in which their statements differ. */
export const escalationOperations = ({ busyTicket: id, matters }: Subjects): Operation[] => [
  ...lists.flatMap((list) =>
    narrowings[list].map(([name, given]) => ({
      name: `${list}, ${name}`,
      document: `{ ${list}(first: 20, ${given}) { nodes { ${fields[list]} } pageInfo { hasNextPage } } }`,
    })),
  ),
  ...lists.flatMap((list) => {
    const found = matters.get(list);
    if (found === undefined) return [];
    return [
      { name: singles[list] ?? "", document: `{ ${singles[list]}(id: ${JSON.stringify(found)}) { ${fields[list]} } }` },
    ];
  }),
  { name: "supervisionOrders, counted", document: "{ supervisionOrders(first: 1) { totalCount } }" },
  {
    name: "dueCounts",
    document: "{ dueCounts(within: 3) { overdue dueSoon byBureau { bureau { name } overdue dueSoon } } }",
  },
  {
    name: "supervisionCounts, a year",
    document: `{ supervisionCounts(${wholeYear}) { total { issued } byReceiver { receiver { name } } } }`,
  },
  {
    name: "returnCounts, a year",
    document: `{ returnCounts(${wholeYear}) { total counts { count share fromBureau { name } toBureau { name } reason { name } } } }`,
  },
  {
    name: "satisfactionCounts, a year",
    document: `{ satisfactionCounts(${wholeYear}) { bureauCount total { dissatisfied } bureaus { bureau { name } } } }`,
  },
  { name: "limits", document: "{ limits { rules { limit days } bureauLimits { days } warningDays } }" },
  { name: "callbackRule", document: "{ callbackRule { withinDays } }" },
  { name: "jobQueues", document: "{ jobQueues { name waiting setAside } }" },
  { name: "workingCalendar", document: "{ workingCalendar { announcedUntil } }" },
  {
    name: "ticket, its deadlines",
    document: `{ ticket(id: ${JSON.stringify(id)}) { number deadlines { limit state dueOn remainingWorkingDays basis { explanation } } } }`,
  },
  {
    name: "ticket, its matters",
    document: `{ ticket(id: ${JSON.stringify(id)}) { number reminderCount supervisionOrders { state } disputes { state } elevations { state }
      handovers { side } copies { state } referrals { state } investigations { state } callbacks { state } extensionRequests { state } } }`,
  },
];
