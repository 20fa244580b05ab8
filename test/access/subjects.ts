import { addWorkingDays } from "../../src/modules/calendar/index.js";
import { chinaDay, systemClock } from "../../src/platform/clock.js";
import { toGlobalId } from "../../src/platform/ids.js";
import type { Caller, Variables } from "../api.js";
import { relayNow } from "../events.js";
import { addSetAsideJob } from "../jobs.js";
import type { Unit, World } from "../world.js";
import { addAttachment } from "./attachment-matters.js";
import { addCall } from "./call-matters.js";
import { addDisputeMatters } from "./dispute-matters.js";
import { keyOfRespondent } from "./duplicate-matters.js";
import { addEmergency } from "./emergency-matters.js";
import { addEntryRule } from "./entry-matters.js";
import { addImport } from "./import-matters.js";
import { addInvestigation } from "./investigation-matters.js";
import { addKnowledge } from "./knowledge-matters.js";
import { addLinked } from "./merger-matters.js";
import { addPriceMatters } from "./price-matters.js";
import { addProposal } from "./proposal-matters.js";
import { addReport } from "./report-matters.js";
import { addShiftMatters, type ShiftMatters } from "./shift-matters.js";
import { askForToken } from "./statistics-matters.js";
import { addSurge } from "./surge-matters.js";
import { addTicketMatters } from "./ticket-matters.js";
import { addTransferMatters } from "./transfer-matters.js";

/** What stands at a city of a test's province: one object of every type that a root field can name. */
export interface Subjects extends ShiftMatters {
  world: World;
  /** The city, and its centre, which holds the ticket. */
  city: Unit;
  centre: Unit;
  ticket: string;
  ticketNumber: string;
  /** What was registered, to be sent once more. */
  registration: Variables;
  person: string;
  login: string;
  holding: string;
  client: string;
  issuer: string;
  entry: string;
  reorganisation: string;
  auditEntry: string;
  job: string;
  limit: string;
  callback: string;
  extensionRequest: string;
  /** A request to correct the ticket's entry. */
  correction: string;
  /** A dispute between the city and its centre, and a request of the city, both before the province. */
  dispute: string;
  elevation: string;
  copy: string;
  referral: string;
  handover: string;
  /** An order of the province to the city over the ticket, and a reminder of it. */
  supervisionOrder: string;
  reminder: string;
  /** A joint investigation that the centre leads, and its task for the city. */
  investigation: string;
  investigationTask: string;
  /** A suggestion of a citizen that the centre took down. */
  proposal: string;
  /** An export of the city. */
  bulkExport: string;
  /** A webhook of the city. */
  webhook: string;
  /** The ticket as a case of the city's price department, a question of that on it, a suggestion upon it, and a digest of the department. */
  priceCase: string;
  priceNote: string;
  priceSuggestion: string;
  priceDigest: string;
  /** A report that the city submitted, and the template that words it. */
  report: string;
  reportTemplate: string;
  /** A rule of the city by which surges are looked for, and one that it found. */
  surgeRule: string;
  surgeAlert: string;
  /** What the city published: a question, a template, a direction, and a law with its code. */
  knowledge: string;
  replyTemplate: string;
  direction: string;
  law: string;
  lawCode: string;
  /** A file of the ticket. */
  attachment: string;
  /** A call that the centre took. */
  call: string;
  /** The board of the calls of the centre. */
  callBoard: string;
  /** An import that the city prepared, and a mapping that it keeps. */
  bulkImport: string;
  importMapping: string;
  importMappingName: string;
  /** A ticket that the ticket is linked with. */
  linkedTicket: string;
  /** An emergency of the city, which all beneath it see. */
  emergency: string;
  /** What lists the tickets behind a number of the city; another bureau's is as good as none. */
  drillToken: string;
  /** What lists the tickets against the respondent of the ticket, for the city. */
  concentrationKey: string;
  /** A text that stands in every text of these objects, and nowhere else. */
  marker: string;
}

/** What a citizen confides: nobody reads it but by revealContact. */
export interface Confided {
  name: string;
  phone: string;
  address: string;
  identityNumber: string;
}

/** The contact of a citizen, of whom nobody else has any part. */
export function confidedTo(code: string): Confided {
  const digits = [...code].map((letter) => letter.charCodeAt(0) % 10).join("");
  return {
    name: `张${code}`,
    phone: `139${digits.slice(-8).padStart(8, "0")}`,
    address: `${code}路1号`,
    identityNumber: `320504${digits.slice(-8).padStart(8, "0")}1234`,
  };
}

/** A valid registration of a complaint about a price; a marker stands in all its texts, the contact in one of them. */
export function registrationOf(marker: string, code: string, changes: Variables = {}): Variables {
  const contact = confidedTo(code);
  return {
    idempotencyKey: `key-of-${code}`,
    channel: "PHONE",
    kind: "COMPLAINT",
    issueClass: "PRICE",
    contact,
    respondent: { name: `${marker}药房`, address: `${marker}街2号` },
    facts: `${marker}口罩太贵，请联系${contact.name}，${contact.phone}`,
    request: `${marker}要求退款`,
    submit: true,
    ...changes,
  };
}

const registerDocument = `mutation ($input: RegisterTicketInput!) {
  registerTicket(input: $input) { ticket { id number version } linkedTicket { id } isRepeated }
}`;

/** What a registration answers. */
export interface Registered {
  ticket: { id: string; number: string; version: number };
  linkedTicket: { id: string } | null;
  isRepeated: boolean;
}

/** Registers a ticket over the API. */
export async function register(operator: Caller, input: Variables): Promise<Registered> {
  const { registerTicket } = await operator.ask<{ registerTicket: Registered }>(registerDocument, { input });
  return registerTicket;
}

const superviseDocument = `mutation ($order: IssueSupervisionOrderInput!, $reminder: RemindTicketInput!) {
  issueSupervisionOrder(input: $order) { order { id } }
  remindTicket(input: $reminder) { ticket { id } }
}`;

// The province supervises the city, and reminds of the same ticket.
async function supervise(world: World, city: Unit, ticket: string, marker: string) {
  const supervisor = world.as("province.supervisor");
  const { issueSupervisionOrder } = await supervisor.ask<{ issueSupervisionOrder: { order: { id: string } } }>(
    superviseDocument,
    {
      order: {
        tickets: [ticket],
        receiver: world.code[city],
        kind: "ORDINARY",
        ground: "OTHER",
        requirement: `${marker}督办要求`,
        replyBy: addWorkingDays(chinaDay(systemClock.now()), 5).due,
      },
      reminder: { ticketId: ticket, remark: `${marker}催办` },
    },
  );
  const { reminders } = await supervisor.ask<{ reminders: { nodes: { id: string }[] } }>(
    "{ reminders(view: FROM_US, first: 1) { nodes { id } } }",
  );
  return { supervisionOrder: issueSupervisionOrder.order.id, reminder: reminders.nodes[0]?.id ?? "" };
}

// The city has its tickets exported.
async function exportTickets(world: World, city: Unit, marker: string): Promise<string> {
  const { exportTickets: made } = await world
    .as(`${city}.analyst`)
    .ask<{ exportTickets: { export: { id: string } } }>(
      "mutation ($input: ExportTicketsInput!) { exportTickets(input: $input) { export { id } } }",
      { input: { format: "CSV", purpose: `${marker}用途` } },
    );
  return made.export.id;
}

// The city has its events sent to where nobody listens, and tried it.
async function addWebhook(world: World, city: Unit, marker: string): Promise<string> {
  const { createWebhook } = await world
    .as(`${city}.administrator`)
    .ask<{ createWebhook: { webhook: { id: string } } }>(
      "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }",
      { input: { name: `${marker}推送`, url: "http://127.0.0.1:9/hooks" } },
    );
  const webhookId = createWebhook.webhook.id;
  const pinged = "mutation ($input: PingWebhookInput!) { pingWebhook(input: $input) { outcome } }";
  await world.as(`${city}.administrator`).ask(pinged, { input: { webhookId } });
  return webhookId;
}

const adminDocument = `mutation ($client: CreateApiClientInput!, $issuer: RegisterOutsideIssuerInput!,
    $entry: AddDictionaryEntryInput!, $person: CreatePersonInput!, $limit: SetBureauLimitInput!) {
  createApiClient(input: $client) { apiClient { id } }
  registerOutsideIssuer(input: $issuer) { outsideIssuer { id } }
  addDictionaryEntry(input: $entry) { entry { id } }
  createPerson(input: $person) { person { id login } }
  setBureauLimit(input: $limit) { bureauLimit { id } }
}`;

interface AdminAnswer {
  createApiClient: { apiClient: { id: string } };
  registerOutsideIssuer: { outsideIssuer: { id: string } };
  addDictionaryEntry: { entry: { id: string } };
  createPerson: { person: { id: string; login: string } };
  setBureauLimit: { bureauLimit: { id: string } };
}

/**
 * Puts one object of each type at a city, in whose texts a marker stands.
 *
 * @param code latin capitals and digits that no other call is given
 */
export async function makeSubjects(world: World, city: "cityA" | "cityB", code: string): Promise<Subjects> {
  const centre = `${city}Centre` as const;
  const marker = `密${code}`;
  const registration = registrationOf(`${marker}单`, code);
  const { ticket } = await register(world.as(`${centre}.operator`), registration);
  const made = await world.as(`${city}.administrator`).ask<AdminAnswer>(adminDocument, {
    client: { bureau: world.code[city], name: `${marker}客户端`, scopes: ["directory.read"] },
    issuer: {
      bureau: world.code[city],
      issuer: `https://${code.toLowerCase()}.example.cn`,
      jwksUrl: `https://${code.toLowerCase()}.example.cn/keys`,
      audience: `${marker}-audience`,
    },
    entry: { dictionary: "TOPIC", code: `ONLY_${code}`, nameChinese: `${marker}主题`, nameEnglish: `${marker} topic` },
    person: { bureau: world.code[city], login: `${code.toLowerCase()}.clerk`, name: `${marker}职员` },
    limit: { limit: "SIGNING", ticketKind: "CONSULTATION", days: 365, unit: "NATURAL", basis: `${marker}号文` },
  });
  const person = made.createPerson.person;
  const granted = await world
    .as(`${city}.administrator`)
    .ask<{ grantRole: { roleHolding: { id: string } } }>(
      "mutation ($input: GrantRoleInput!) { grantRole(input: $input) { roleHolding { id } } }",
      { input: { person: person.id, role: "ANALYST", bureau: world.code[city] } },
    );
  const planned = await world
    .as("province.administrator")
    .ask<{ renameBureau: { reorganisation: { id: string } } }>(
      "mutation ($input: RenameBureauInput!) { renameBureau(input: $input) { reorganisation { id } } }",
      { input: { bureau: world.code[city], version: 1, name: `${world.mark}新名${city}`, effectiveOn: "2099-01-01" } },
    );
  const { auditEntries } = await world
    .as(`${centre}.auditor`)
    .ask<{ auditEntries: { nodes: { id: string }[] } }>(
      "query ($bureau: String) { auditEntries(filter: { bureau: $bureau }) { nodes { id } } }",
      { bureau: world.code[centre] },
    );
  const place = { province: world.code.province, city: world.code[city], county: null, bureau: world.code[city] };
  const subjects: Subjects = {
    world,
    city,
    centre,
    job: await addSetAsideJob(place, {}, world.database),
    ...(await addTicketMatters(ticket.id, world.code[centre], marker, world.database)),
    ...(await addDisputeMatters(ticket.id, place, { ...place, bureau: world.code[centre] }, marker, world.database)),
    ...(await addTransferMatters(ticket.id, { ...place, bureau: world.code[centre] }, place, marker, world.database)),
    ...(await supervise(world, city, ticket.id, marker)),
    ...(await addInvestigation(world, { city, centre, ticket: ticket.id, marker })),
    proposal: await addProposal(world, centre, marker),
    bulkExport: await exportTickets(world, city, marker),
    webhook: await addWebhook(world, city, marker),
    ...(await addPriceMatters(world, {
      ...{ city, ticket: ticket.id, marker },
      holder: { ...place, bureau: world.code[centre] },
    })),
    ...(await addReport(world, city, marker)),
    ...(await addSurge(world, city, marker)),
    ...(await addShiftMatters(world, city, { marker, ticket: ticket.id })),
    ...(await addKnowledge(world, city, marker)),
    attachment: await addAttachment(ticket.id, world.code[centre], marker, world.database),
    call: await addCall(world, centre, { marker, ticket: ticket.id }),
    emergency: await addEmergency(world, city, marker),
    ...(await askForToken(world, city)),
    callBoard: toGlobalId("CallBoard", world.code[centre]),
    ...(await addImport(world, city, marker)),
    linkedTicket: await addLinked(world, centre, { marker, registration, ticket: ticket.id }),
    concentrationKey: await keyOfRespondent(world.code[city], `${marker}单药房`),
    ticket: ticket.id,
    ticketNumber: ticket.number,
    registration,
    person: person.id,
    login: person.login,
    holding: granted.grantRole.roleHolding.id,
    client: made.createApiClient.apiClient.id,
    issuer: made.registerOutsideIssuer.outsideIssuer.id,
    entry: made.addDictionaryEntry.entry.id,
    limit: made.setBureauLimit.bureauLimit.id,
    reorganisation: planned.renameBureau.reorganisation.id,
    auditEntry: auditEntries.nodes[0]?.id ?? "",
    marker,
  };
  await addEntryRule(world, city);
  // What was done here is in the log of events.
  await relayNow(world.database);
  return subjects;
}

/** The same subjects as if none of them existed: identifiers of the same form that name nothing. */
export function absent(subjects: Subjects): Subjects {
  const nobody = "00000000-0000-7000-8000-000000000000";
  const { province } = subjects.world.code;
  return {
    ...subjects,
    ticket: toGlobalId("Ticket", province, nobody),
    ticketNumber: `${subjects.ticketNumber}0`,
    person: toGlobalId("Person", nobody),
    login: "nobody.at.all",
    holding: toGlobalId("RoleHolding", nobody),
    client: toGlobalId("ApiClient", nobody),
    issuer: toGlobalId("OutsideIssuer", nobody),
    entry: toGlobalId("DictionaryEntry", nobody),
    reorganisation: toGlobalId("Reorganisation", nobody),
    auditEntry: toGlobalId("AuditEntry", province, nobody),
    job: toGlobalId("SetAsideJob", province, nobody),
    limit: toGlobalId("BureauLimit", nobody),
    callback: toGlobalId("Callback", province, nobody, nobody),
    extensionRequest: toGlobalId("ExtensionRequest", province, nobody, nobody),
    dispute: toGlobalId("Dispute", province, nobody),
    elevation: toGlobalId("Elevation", province, nobody),
    copy: toGlobalId("Copy", province, nobody),
    referral: toGlobalId("Referral", province, nobody),
    handover: toGlobalId("Handover", province, nobody),
    supervisionOrder: toGlobalId("SupervisionOrder", province, nobody),
    reminder: toGlobalId("Reminder", province, nobody, nobody),
    investigation: toGlobalId("Investigation", province, nobody),
    investigationTask: toGlobalId("InvestigationTask", province, nobody),
    bulkExport: toGlobalId("Export", province, nobody),
    webhook: toGlobalId("Webhook", province, nobody),
    priceCase: toGlobalId("PriceCase", province, nobody, "TNOBDY"),
    priceNote: toGlobalId("PriceNote", province, nobody, nobody),
    priceSuggestion: toGlobalId("PriceSuggestion", province, nobody),
    priceDigest: toGlobalId("PriceDigest", "TNOBDY", "2026-01-31"),
    knowledge: toGlobalId("KnowledgeDocument", nobody),
    replyTemplate: toGlobalId("KnowledgeDocument", nobody),
    direction: toGlobalId("KnowledgeDocument", nobody),
    law: toGlobalId("KnowledgeDocument", nobody),
    lawCode: "NO_LAW",
    report: toGlobalId("Report", province, nobody),
    surgeRule: toGlobalId("SurgeRule", province, nobody),
    shiftAssignment: toGlobalId("ShiftAssignment", province, nobody),
    rosterPerson: toGlobalId("Person", nobody),
    shiftSwap: toGlobalId("ShiftSwap", province, nobody),
    leave: toGlobalId("Leave", province, nobody),
    dutyNotice: toGlobalId("DutyNotice", province, nobody),
    surgeAlert: toGlobalId("SurgeAlert", province, nobody),
    attachment: toGlobalId("Attachment", province, nobody, nobody),
    correction: toGlobalId("Correction", province, nobody, nobody),
    callBoard: toGlobalId("CallBoard", "TNOBDY"),
    proposal: toGlobalId("Proposal", province, nobody),
    bulkImport: toGlobalId("Import", province, nobody),
    importMapping: toGlobalId("ImportMapping", province, nobody),
    importMappingName: "没有的对应",
    linkedTicket: toGlobalId("Ticket", province, nobody),
    call: toGlobalId("Call", province, nobody),
    emergency: toGlobalId("Emergency", nobody),
    reportTemplate: toGlobalId("ReportTemplate", "TNOBDY", "WEEKLY"),
  };
}
