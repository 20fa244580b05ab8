import type { Level } from "../page/actors.js";
import { escalationOperations, type MatterList } from "./escalations.js";
import { type HotlineList, hotlineOperations } from "./hotline.js";

/** What an operation is asked about: a ticket and places that the asker sees. */
export interface Subjects {
  level: Level;
  region: string;
  ticket: string;
  /** A ticket that orders and the like are about. */
  busyTicket: string;
  tickets: readonly string[];
  number: string;
  county: string;
  login: string;
  /** The global identifier of one matter of each list that the asker sees one of. */
  matters: ReadonlyMap<MatterList, string>;
  hotline: ReadonlyMap<HotlineList, string>;
}

/** A root field as it is asked, with what it is narrowed by. */
export interface Operation {
  /** The root field, and what is special about this asking. */
  name: string;
  document: string;
  /** Whether the handler of the bureau asks, who has tickets of his own, and not somebody with all roles. */
  isOfHandler?: boolean;
}

const ticketFields = `id number kind state contact { name phone } holder { name } division { name } issueClass { name }`;
const list = (given: string): string =>
  `{ tickets(first: 20${given}) { nodes { ${ticketFields} } pageInfo { hasNextPage } } }`;
const filtered = (filter: string): string => list(`, filter: { ${filter} }`);
const text = (value: string): string => JSON.stringify(value);

const ticketLists = ({ region, level, county }: Subjects): Operation[] => [
  { name: "tickets", document: list("") },
  { name: "tickets, 100 of them", document: list("").replace("first: 20", "first: 100") },
  { name: "tickets with totalCount", document: "{ tickets(first: 1) { totalCount totalCountIsExact } }" },
  { name: "tickets by due day", document: list(", order: DUE_ASCENDING") },
  { name: "tickets handled beneath", document: list(", view: OWNED") },
  { name: "tickets registered by us", document: list(", view: REGISTERED_BY_US") },
  { name: "tickets waiting for me", document: list(", view: WAITING_FOR_ME") },
  { name: "tickets in mediation", document: filtered("states: [MEDIATING]") },
  { name: "tickets overdue", document: filtered("overdue: true") },
  { name: "tickets overdue by due day", document: list(", order: DUE_ASCENDING, filter: { overdue: true }") },
  { name: "tickets due within 3 days", document: list(", order: DUE_ASCENDING, filter: { dueWithin: 3 }") },
  { name: "tickets of my work", document: list(", order: DUE_ASCENDING, view: MY_WORK"), isOfHandler: true },
  { name: "tickets of a class", document: filtered('issueClasses: ["METROLOGY"]') },
  { name: "tickets of a year ago", document: filtered('receivedBefore: "2025-11-01T00:00:00Z"') },
  { name: "tickets of a county", document: filtered(`region: ${text(county)}`) },
  { name: "tickets of a bureau", document: filtered(`bureau: ${text(level === "nation" ? county : region)}`) },
  { name: "tickets not local", document: filtered("localities: [ELSEWHERE_IN_PROVINCE]") },
  { name: "tickets for tracing", document: filtered("isForTracing: true") },
  { name: "tickets with a common word", document: filtered('text: "退货"') },
  { name: "tickets with a rare word", document: filtered('text: "鑫鑫健身"') },
  { name: "tickets with no such word", document: filtered('text: "恐龙蛋化石"') },
];

const singles = ({ ticket, tickets, number }: Subjects): Operation[] => [
  {
    name: "ticket, whole",
    document: `{ ticket(id: ${text(ticket)}) { ${ticketFields} facts request answer respondent { name address } competence { explanation }
      permittedActions handlerName registrarName timeline { at verb text } } }`,
  },
  { name: "ticketsByNumber", document: `{ ticketsByNumber(number: ${text(number)}) { ${ticketFields} } }` },
  { name: "node", document: `{ node(id: ${text(ticket)}) { id ... on Ticket { ${ticketFields} } } }` },
  {
    name: "nodes",
    document: `{ nodes(ids: ${JSON.stringify(tickets)}) { id ... on Ticket { ${ticketFields} timeline { at verb } } } }`,
  },
];

const others = ({ county, login }: Subjects): Operation[] => [
  { name: "viewer", document: "{ viewer { name } }" },
  { name: "auditEntries", document: "{ auditEntries(first: 20) { nodes { at action } pageInfo { hasNextPage } } }" },
  { name: "auditChainHead", document: "{ auditChainHead { position hash } }" },
  { name: "bureau", document: `{ bureau(code: ${text(county)}) { name parent { name } } }` },
  { name: "bureaus", document: "{ bureaus(first: 20) { nodes { code name } totalCount } }" },
  { name: "bureaus by name", document: '{ bureaus(first: 20, name: "海") { nodes { code name } } }' },
  {
    name: "division",
    document: `{ division(code: ${text(county)}) { name competentBureau { name } ancestors { name } } }`,
  },
  { name: "divisions", document: "{ divisions(first: 20) { nodes { code name } totalCount } }" },
  {
    name: "competentBureau",
    document: `{ competentBureau(division: ${text(county)}) { bureau { name } explanation } }`,
  },
  {
    name: "competence",
    document: `{ competence(kind: COMPLAINT, respondent: { name: "永兴超市", businessDivision: ${text(county)} }) { explanation candidates { because } } }`,
  },
  { name: "dictionary", document: "{ dictionary(name: ISSUE_CLASS) { code name } }" },
  { name: "people", document: "{ people(first: 20) { nodes { name login } totalCount } }" },
  { name: "people by name", document: '{ people(first: 20, search: "HANDLER") { nodes { name login } } }' },
  { name: "person", document: `{ person(login: ${text(login)}) { name } }` },
  { name: "apiClients", document: "{ apiClients(first: 20) { nodes { name } } }" },
  { name: "outsideIssuers", document: "{ outsideIssuers(first: 20) { nodes { issuer } } }" },
  { name: "reorganisations", document: "{ reorganisations(first: 20) { nodes { kind effectiveOn } } }" },
];

/** The root fields that read, in all the ways in which their statements differ. */
export const operationsFor = (subjects: Subjects): Operation[] => [
  ...ticketLists(subjects),
  ...singles(subjects),
  ...escalationOperations(subjects),
  ...hotlineOperations(subjects),
  ...others(subjects),
];
