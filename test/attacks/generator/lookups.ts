import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { toChangeCursor } from "../../../src/modules/events/index.js";
import { edges } from "../../../src/modules/tickets/ticket.workflow.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import { contactOfTicket } from "./kept.js";
import { fittingMatters, fittingTickets, tables } from "./matters.js";
import type { BureauGroup, Subject, SubjectType, Whose } from "./plan.js";

/** What is known of an object that a request names. */
export interface Found {
  id: string;
  code: string;
  number: string;
  login: string;
  version: number;
  /** How far a webhook has come in the log; what is no webhook has not begun. */
  logCursor: string;
  /** The number of the contact of its ticket, where the generator made it up; null where not. */
  contact: number | null;
  /** Whether it can be done with the object what it was looked up for; true where nothing is known of that. */
  isFitting: boolean;
}

/** Where the objects are looked up: behind the API's back, as the superuser. */
export interface Registry {
  sql: postgres.Sql;
  /** The codes of the two provinces, and of a third one to which tickets are handed over. */
  own: string;
  foreign: string;
  neighbour: string;
  /** Bureaus, people, and clients without which the run could not go on. */
  needed: { bureaus: readonly string[]; people: readonly string[]; clients: readonly string[] };
  /** The codes of the bureaus of each group. */
  groups: Readonly<Record<BureauGroup, readonly string[]>>;
}

interface Row {
  id: string;
  version?: number;
  number?: string;
  login?: string;
  contact?: string | null;
  /** Of a webhook: whose it is, and how far it has come in the log. */
  bureau?: string;
  position?: string;
}

/** The rows out of which one is taken. */
interface Looked {
  rows: readonly Row[];
  isFitting: boolean;
}

const nobody = "00000000-0000-7000-8000-000000000000";

/** Who asks: the code of his bureau, and his identifier; null where he has none. */
export interface Asker {
  bureau: string | null;
  person: string | null;
}

/** Looks up the object of a request: one that fits, or else any. Numbers, codes and logins of nobody have their form. */
export async function lookUp(registry: Registry, subject: Subject, asker: Asker): Promise<Found> {
  const { bureau } = asker;
  const province = subject.whose === "FOREIGN" ? registry.foreign : registry.own;
  const { rows, isFitting } = await rowsFor(registry, subject, province, asker);
  const row = rows[subject.at % Math.max(rows.length, 1)];
  const isCoded = subject.type === "Bureau" || subject.type === "Division";
  const id = row?.id ?? (isCoded ? `T0000${subject.at % 10}` : nobody);
  return {
    id: globalId(registry, subject, province, id),
    code: id,
    number: row?.number ?? `省市监投〔2026〕第${subject.at}号`,
    login: row?.login ?? `nobody.${subject.at}`,
    version: row?.version ?? 1,
    logCursor: toChangeCursor(Number(row?.position ?? 0), row?.bureau ?? bureau ?? ""),
    contact: row?.contact == null ? null : Number(row.contact),
    isFitting,
  };
}

const isGroup = ({ groups }: Registry, whose: Whose): whose is BureauGroup => Object.hasOwn(groups, whose);

async function rowsFor(registry: Registry, subject: Subject, province: string, asker: Asker): Promise<Looked> {
  const { type, whose } = subject;
  if (whose === "NOBODY") return { rows: [], isFitting: true };
  if (isGroup(registry, whose)) return { rows: registry.groups[whose].map((id) => ({ id })), isFitting: true };
  if (type === "Ticket") return ticketsFor(registry, subject, province, asker.bureau);
  return mattersFor(registry, { ...subject, type }, province, asker);
}

function globalId(registry: Registry, { type, whose, at }: Subject, province: string, id: string): string {
  const isOfProvince = type === "Ticket" || tables[type].isOfProvince;
  const isCrossed = whose === "CROSSED";
  if (isCrossed && !isOfProvince) return toGlobalId(at % 2 === 0 ? "Ticket" : "Person", registry.foreign, id);
  if (isCrossed && at % 3 === 0) return toGlobalId("Person", id);
  const of = isCrossed ? registry.foreign : province;
  const named = type === "Ticket" ? type : (tables[type].named ?? type);
  return isOfProvince ? toGlobalId(named, of, id) : toGlobalId(named, id);
}

/** What of a type a root field can be done with: as it is said of the two, or else of the field. */
function conditionFor(rootField: string, type: SubjectType): string | undefined {
  return fittingMatters[`${rootField}.${type}`] ?? fittingMatters[rootField];
}

async function mattersFor(
  registry: Registry,
  { type, whose, rootField }: Subject & { type: Exclude<SubjectType, "Ticket"> },
  province: string,
  { bureau, person }: Asker,
): Promise<Looked> {
  const { columns, table } = tables[type];
  // Many fields name bureaus beside what they are about.
  const isPlace = type === "Bureau" || type === "Division";
  const fitting = isPlace ? fittingMatters[`${rootField}.${type}`] : conditionFor(rootField, type);
  if (fitting !== undefined && bureau !== null && whose !== "FOREIGN") {
    const condition = fitting.replaceAll("$actor", "actor").replaceAll("$person", "asking_person");
    const found = await registry.sql.unsafe<Row[]>(
      `WITH asked AS (SELECT $2::text AS actor, $4::uuid AS asking_person) SELECT ${columns} FROM ${table}, asked
       WHERE province = $1 AND (${condition}) ORDER BY 1 DESC LIMIT $3`,
      [province, bureau, rootField === "giveInvestigationTask" ? 1 : 20, person],
    );
    if (found.length > 0) return { rows: found, isFitting: true };
  }
  const rows = await rowsOf(registry, type, whose, province);
  return { rows, isFitting: fitting === undefined || whose !== "OWN" };
}

async function rowsOf(
  { sql, needed }: Registry,
  type: Exclude<SubjectType, "Ticket">,
  whose: Whose,
  province: string,
): Promise<Row[]> {
  const { table, columns, spared } = tables[type];
  const [name = "", values = []] = spared === undefined ? [] : sparedOf(spared, needed);
  const condition = spared === undefined || whose !== "EXPENDABLE" ? "" : ` AND ${spared.replace(`$${name}`, "$2")}`;
  const given = condition === "" ? [province] : [province, [...values]];
  return sql.unsafe<Row[]>(
    `SELECT ${columns} FROM ${table} WHERE province = $1${condition} ORDER BY 1 DESC LIMIT 100`,
    given,
  );
}

function sparedOf(spared: string, needed: Registry["needed"]): [string, readonly string[]] {
  const name = (/\$(\w+)/.exec(spared)?.[1] ?? "people") as keyof Registry["needed"];
  return [name, needed[name]];
}

/** The rows of the workflow whose verb is what a mutation does: of signTicket SIGN, of startCheck START_CHECK. */
function edgesOf(mutation: string) {
  const verb = fittingTickets[mutation]?.verb;
  if (verb !== undefined) return edges.filter((edge) => edge.verb === verb);
  const step = mutation.replace("Ticket", "").toLowerCase();
  return edges.filter((edge) => step.startsWith(edge.verb.replaceAll("_", "").toLowerCase()));
}

async function ticketsFor(
  { sql }: Registry,
  { rootField, whose }: Subject,
  province: string,
  bureau: string | null,
): Promise<Looked> {
  const columns = `id, version, number, ${contactOfTicket} AS contact`;
  const special = fittingTickets[rootField];
  const fitting = special !== undefined && special.verb === undefined ? null : edgesOf(rootField);
  const isLookedFor = fitting === null || fitting.length > 0;
  if (bureau !== null && isLookedFor) {
    const where = (special?.where ?? "holder = $actor").replaceAll("$actor", "$2");
    const pairs = fitting?.flatMap(({ from, kinds }) => from.flatMap((state) => kinds.map((kind) => kind + state)));
    const found = await sql.unsafe<Row[]>(
      `SELECT ${columns} FROM tickets WHERE province = $1 AND ${where}
         AND ($3::text[] IS NULL OR kind || state = ANY ($3::text[])) ORDER BY id DESC LIMIT $4`,
      [province, bureau, pairs ?? null, rootField === "ticket" ? 100 : 20],
    );
    if (found.length > 0) return { rows: found, isFitting: true };
  }
  const any = `SELECT ${columns} FROM tickets WHERE province = $1 ORDER BY id DESC LIMIT 100`;
  return { rows: await sql.unsafe<Row[]>(any, [province]), isFitting: !isLookedFor || whose !== "OWN" };
}

/** A text that nobody used before, in the form that its place wants. */
export function freshText(form: "KEY" | "CODE" | "BUREAU" | "MARK" | "LOGIN" | "HOST" | "HOOK" | "WORD"): string {
  const text = randomBytes(5).toString("hex");
  switch (form) {
    case "KEY":
      return `generated-${text}`;
    case "CODE":
      return `T${text.toUpperCase()}`;
    case "BUREAU":
      return `T${text.slice(0, 5).toUpperCase()}`;
    case "MARK":
      return `新${text.slice(0, 4)}`;
    case "LOGIN":
      return `generated.n${text}`;
    case "HOST":
      return `https://n${text}.example.cn`;
    case "HOOK":
      // Nobody listens there, and it is this machine.
      return `http://127.0.0.1:9/${text}`;
    case "WORD":
      return `词${text}`;
  }
}
