import type { Role } from "../../src/platform/actor.js";
import type { Variables } from "../api.js";
import type { Unit } from "../world.js";
import type { RootFieldName } from "./documents.js";
import type { Subjects } from "./subjects.js";

/** What somebody is told who holds the role and does not see the object. */
export type Told =
  /** NOT_FOUND, for this field of the input. */
  | { notFound: string }
  /** FORBIDDEN: the object is public, such as a bureau, but out of reach. */
  | "FORBIDDEN"
  /** An answer without the object: a list, or nulls. */
  | "WITHOUT_IT"
  /** An answer as for everybody. */
  | "PUBLIC";

/** One way to ask a root field about the subjects. */
export interface RootCase {
  variables: (subjects: Subjects) => Variables;
  told: Told;
  /** What a county beneath the subjects' city is told, where that is something else. */
  toldBeneath?: Told;
  /** Who asks, where the field is open to everybody and the object is not. */
  role?: Role;
  /** Where the person works who is entitled, where the province above is not. */
  entitled?: Unit;
  /** Whether the object is a ticket: superiors see it and may not touch it. */
  isStepOnTicket?: true;
}

const step = (more: Variables = {}): RootCase => ({
  variables: ({ ticket }) => ({ input: { ticketId: ticket, version: 1, ...more } }),
  told: { notFound: "ticketId" },
  isStepOnTicket: true,
});

const query = (variables: (subjects: Subjects) => Variables, told: Told, more: Partial<RootCase> = {}): RootCase => ({
  variables,
  told,
  ...more,
});

const input = (fields: (subjects: Subjects) => Variables, told: Told, more: Partial<RootCase> = {}): RootCase => ({
  variables: (subjects) => ({ input: fields(subjects) }),
  told,
  ...more,
});

const day = "2099-01-01";
const codeOf = ({ world, city }: Subjects): string => world.code[city];
const byId = (name: keyof Subjects) => (subjects: Subjects) => ({ id: subjects[name] });

const nodeCase = (name: keyof Subjects, role: Role, more: Partial<RootCase> = {}): RootCase =>
  query(byId(name), { notFound: "id" }, { role, ...more });

const queries: Record<`Query.${string}`, RootCase[]> = {
  "Query.apiClients": [
    query(() => ({}), "WITHOUT_IT"),
    query((subjects) => ({ bureau: codeOf(subjects) }), "FORBIDDEN"),
  ],
  // Every auditor of a province is shown the head of its chain, which holds nothing of anybody's entries.
  "Query.auditChainHead": [query(() => ({}), "PUBLIC")],
  "Query.auditEntries": [
    query(() => ({}), "WITHOUT_IT"),
    query(({ ticket }) => ({ filter: { subject: ticket } }), "WITHOUT_IT"),
    query(({ person }) => ({ filter: { person } }), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: codeOf(subjects) } }), "FORBIDDEN"),
  ],
  "Query.bureau": [query((subjects) => ({ code: codeOf(subjects) }), "PUBLIC")],
  "Query.bureaus": [query((subjects) => ({ under: codeOf(subjects) }), "PUBLIC")],
  "Query.competence": [
    query((subjects) => ({ kind: "COMPLAINT", respondent: { businessDivision: codeOf(subjects) } }), "PUBLIC"),
  ],
  "Query.competentBureau": [query((subjects) => ({ division: codeOf(subjects) }), "PUBLIC")],
  "Query.dictionary": [query(() => ({ name: "TOPIC" }), "WITHOUT_IT", { toldBeneath: "PUBLIC" })],
  "Query.division": [query((subjects) => ({ code: codeOf(subjects) }), "PUBLIC")],
  "Query.divisions": [query(() => ({}), "PUBLIC")],
  // How many jobs wait and run on the whole platform tells nothing of anybody's.
  "Query.jobQueues": [query(() => ({}), "PUBLIC")],
  "Query.limits": [query(() => ({}), "WITHOUT_IT", { toldBeneath: "PUBLIC" })],
  "Query.node": [
    nodeCase("ticket", "DISPATCHER"),
    nodeCase("person", "ADMINISTRATOR"),
    nodeCase("holding", "ADMINISTRATOR"),
    nodeCase("client", "ADMINISTRATOR"),
    nodeCase("issuer", "ADMINISTRATOR"),
    nodeCase("reorganisation", "ADMINISTRATOR"),
    nodeCase("auditEntry", "AUDITOR"),
    nodeCase("job", "ADMINISTRATOR"),
    nodeCase("entry", "ADMINISTRATOR", { toldBeneath: "PUBLIC" }),
    nodeCase("limit", "ADMINISTRATOR", { toldBeneath: "PUBLIC" }),
  ],
  "Query.nodes": [
    query(({ ticket }) => ({ ids: [ticket] }), "WITHOUT_IT", { role: "DISPATCHER" }),
    query(({ auditEntry }) => ({ ids: [auditEntry] }), "WITHOUT_IT", { role: "AUDITOR" }),
    query(
      ({ person, client, issuer, holding, reorganisation }) => ({
        ids: [person, client, issuer, holding, reorganisation],
      }),
      "WITHOUT_IT",
      {
        role: "ADMINISTRATOR",
      },
    ),
  ],
  "Query.outsideIssuers": [
    query(() => ({}), "WITHOUT_IT"),
    query((subjects) => ({ bureau: codeOf(subjects) }), "FORBIDDEN"),
  ],
  "Query.people": [
    query(() => ({}), "WITHOUT_IT"),
    query(({ marker }) => ({ search: marker }), "WITHOUT_IT"),
    query((subjects) => ({ bureau: codeOf(subjects) }), "FORBIDDEN"),
  ],
  "Query.person": [query(byId("person"), { notFound: "id" }), query(({ login }) => ({ login }), { notFound: "login" })],
  "Query.reorganisations": [query(() => ({}), "WITHOUT_IT")],
  "Query.setAsideJobs": [
    query(() => ({}), "WITHOUT_IT"),
    query(() => ({ filter: { isRetried: false } }), "WITHOUT_IT"),
  ],
  "Query.ticket": [query(byId("ticket"), { notFound: "id" })],
  "Query.tickets": [
    query(() => ({}), "WITHOUT_IT"),
    query((subjects) => ({ filter: { bureau: codeOf(subjects) } }), "WITHOUT_IT"),
    query(({ marker }) => ({ filter: { text: marker } }), "WITHOUT_IT"),
    query(() => ({ view: "OWNED", order: "DUE_ASCENDING" }), "WITHOUT_IT"),
  ],
  "Query.ticketsByNumber": [query(({ ticketNumber }) => ({ number: ticketNumber }), "WITHOUT_IT")],
  "Query.viewer": [query(() => ({}), "PUBLIC")],
  "Query.workingCalendar": [query(() => ({}), "PUBLIC")],
};

const reason = { reason: "OTHER", explanation: "原因如下" };
const explained = { explanation: "说明如下" };

const ticketMutations: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.acceptComplaint": [step()],
  "Mutation.amendTicket": [step({ facts: "改过的事实" })],
  "Mutation.answerConsultation": [step({ answer: "答复" })],
  "Mutation.archiveTicket": [step()],
  "Mutation.closeTicket": [step()],
  "Mutation.declineCase": [step({ reason: "OTHER", ...explained })],
  "Mutation.dispatchTicket": [
    {
      variables: ({ ticket, world }) => ({
        input: { ticketId: ticket, version: 1, bureau: world.code.countyA1, reason: "理由充分" },
      }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.escalateConsultation": [step()],
  "Mutation.fileCase": [step({ caseNumber: "苏市监案1号" })],
  "Mutation.finishTesting": [step()],
  "Mutation.giveFeedback": [step({ method: "PHONE", ...explained })],
  "Mutation.markDuplicateReport": [
    {
      variables: ({ ticket }) => ({ input: { ticketId: ticket, version: 1, originalId: ticket } }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.receiveMaterials": [step()],
  "Mutation.reclassifyTicket": [step({ issueClass: "QUALITY" })],
  "Mutation.referReport": [step({ target: "OTHER", ...explained })],
  "Mutation.refuseComplaint": [step({ ground: "NOT_COMPETENT", ...explained, otherRoutes: ["LAWSUIT"] })],
  // A registration names nobody's object: with the key and the input of another bureau it makes a ticket of one's own.
  "Mutation.registerTicket": [input(({ registration }) => registration, "WITHOUT_IT")],
  "Mutation.requestMaterials": [step(explained)],
  "Mutation.resumeMediation": [step()],
  "Mutation.returnTicketToCentre": [step(reason)],
  "Mutation.returnTicketToOperator": [step(reason)],
  "Mutation.revealContact": [
    {
      variables: ({ ticket }) => ({ input: { ticketId: ticket, purpose: "CALL_BACK" } }),
      told: { notFound: "ticketId" },
      isStepOnTicket: true,
    },
  ],
  "Mutation.setTicketTracing": [step({ isForTracing: true, reason: "NAME_UNKNOWN" })],
  "Mutation.settleComplaint": [step({ method: "REFUND", recoveredLoss: "1.00" })],
  "Mutation.signTicket": [step()],
  "Mutation.splitTicket": [step({ part: { kind: "REPORT", issueClass: "PRICE", facts: "另一部分" } })],
  "Mutation.startCheck": [step()],
  "Mutation.startMediation": [step()],
  "Mutation.startTesting": [step()],
  "Mutation.startVerification": [step()],
  "Mutation.submitTicket": [step()],
  "Mutation.suspendMediation": [step(explained)],
  "Mutation.terminateMediation": [step({ ground: "AGREED", ...explained })],
};

const administration: Record<`Mutation.${string}`, RootCase[]> = {
  "Mutation.addDictionaryEntry": [
    input(
      (subjects) => ({
        dictionary: "TOPIC",
        code: "NOBODY_HAS_IT",
        nameChinese: "词",
        nameEnglish: "Word",
        bureau: codeOf(subjects),
      }),
      "FORBIDDEN",
    ),
  ],
  // The calendar is everybody's: what is asked for here is wrong, so that not even the nation can do it.
  "Mutation.announceYear": [
    input(() => ({ year: 1949, holidays: [], makeUpDays: [], notice: "国办发明电〔2026〕7号" }), "FORBIDDEN", {
      entitled: "nation",
    }),
  ],
  "Mutation.cancelReorganisation": [
    input(({ reorganisation }) => ({ reorganisation }), { notFound: "reorganisation" }),
  ],
  "Mutation.createApiClient": [
    input((subjects) => ({ bureau: codeOf(subjects), name: "程序", scopes: ["tickets.read"] }), "FORBIDDEN"),
  ],
  "Mutation.createPerson": [
    input((subjects) => ({ bureau: codeOf(subjects), login: "new.clerk.nowhere", name: "新人" }), "FORBIDDEN"),
  ],
  "Mutation.endBureauLimit": [input(byId("limit"), { notFound: "id" }, { toldBeneath: "FORBIDDEN" })],
  "Mutation.endDictionaryEntry": [input(byId("entry"), { notFound: "id" }, { toldBeneath: "FORBIDDEN" })],
  "Mutation.foundBureau": [
    input(
      (subjects) => ({
        code: "TZZZZY",
        kind: "DEPARTMENT",
        level: "CITY",
        name: "新设科",
        mark: "新科",
        parent: codeOf(subjects),
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.grantRole": [
    input((subjects) => ({ person: subjects.person, role: "AUDITOR", bureau: codeOf(subjects) }), {
      notFound: "person",
    }),
  ],
  "Mutation.lockPerson": [input(({ person }) => ({ id: person, version: 1 }), { notFound: "id" })],
  "Mutation.mergeBureaus": [
    input(
      ({ world }) => ({ from: [world.code.countyA2], into: world.code.zoneA, version: 1, effectiveOn: day }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.moveBureau": [
    input(
      ({ world }) => ({ bureau: world.code.countyA2, version: 1, newParent: world.code.cityA, effectiveOn: day }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.registerOutsideIssuer": [
    input(
      (subjects) => ({
        bureau: codeOf(subjects),
        issuer: "https://new.example.cn",
        jwksUrl: "https://new.example.cn/keys",
        audience: "lianxin",
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.removeOutsideIssuer": [input(byId("issuer"), { notFound: "id" })],
  "Mutation.renameBureau": [
    input((subjects) => ({ bureau: codeOf(subjects), version: 1, name: "改名局", effectiveOn: day }), "FORBIDDEN"),
  ],
  "Mutation.renameDictionaryEntry": [
    input(({ entry }) => ({ id: entry, nameChinese: "改名" }), { notFound: "id" }, { toldBeneath: "FORBIDDEN" }),
  ],
  "Mutation.retryJob": [input(byId("job"), { notFound: "id" })],
  "Mutation.revokeApiClient": [input(({ client }) => ({ id: client, version: 1 }), { notFound: "id" })],
  "Mutation.rotateApiClientSecret": [input(({ client }) => ({ id: client, version: 1 }), { notFound: "id" })],
  "Mutation.setBureauLimit": [
    input(
      (subjects) => ({
        bureau: codeOf(subjects),
        limit: "SIGNING",
        ticketKind: "COMPLAINT",
        days: 1,
        unit: "WORKING",
        basis: "某号文",
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.setWarnings": [input((subjects) => ({ bureau: codeOf(subjects), daysBefore: [1] }), "FORBIDDEN")],
  "Mutation.splitBureau": [
    input(
      (subjects) => ({
        bureau: codeOf(subjects),
        version: 1,
        newBureaus: [{ code: "TZZZZZ", name: "新设局", mark: "新市监", divisions: [subjects.world.division.countyA2] }],
        effectiveOn: day,
      }),
      "FORBIDDEN",
    ),
  ],
  "Mutation.unlockPerson": [input(({ person }) => ({ id: person, version: 1 }), { notFound: "id" })],
  "Mutation.updatePerson": [input(({ person }) => ({ id: person, version: 1, name: "改名" }), { notFound: "id" })],
  "Mutation.withdrawRole": [input(({ holding }) => ({ id: holding }), { notFound: "id" })],
};

/** How each root field is asked about the subjects, by its name. */
export const rootCases: Readonly<Record<RootFieldName, readonly RootCase[]>> = {
  ...queries,
  ...ticketMutations,
  ...administration,
};
