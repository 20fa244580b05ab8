import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { edges } from "../../../src/modules/tickets/ticket.workflow.js";
import { toGlobalId } from "../../../src/platform/ids.js";
import type { Subject, SubjectType, Whose } from "./plan.js";

/** What is known of an object that a request names. */
export interface Found {
  id: string;
  code: string;
  number: string;
  login: string;
  version: number;
}

/** Where the objects are looked up: behind the API's back, as the superuser. */
export interface Registry {
  sql: postgres.Sql;
  /** The codes of the two provinces. */
  own: string;
  foreign: string;
  /** Bureaus, people, and clients without which the run could not go on. */
  needed: { bureaus: readonly string[]; people: readonly string[]; clients: readonly string[] };
  /** The codes of the bureaus whose handlers ask. */
  handling: readonly string[];
}

interface Row {
  id: string;
  version?: number;
  number?: string;
  login?: string;
}

const tables: Readonly<Record<Exclude<SubjectType, "Ticket">, { table: string; columns: string; spared?: string }>> = {
  Person: { table: "people", columns: "id, version, login", spared: "id <> ALL ($people)" },
  RoleHolding: { table: "role_holdings", columns: "id", spared: "person <> ALL ($people)" },
  ApiClient: { table: "api_clients", columns: "id, version", spared: "id <> ALL ($clients)" },
  OutsideIssuer: { table: "outside_issuers", columns: "id" },
  DictionaryEntry: { table: "dictionary_entries", columns: "id" },
  Reorganisation: { table: "reorganisations", columns: "id" },
  AuditEntry: { table: "audit_entries", columns: "id" },
  Bureau: { table: "bureaus", columns: "code AS id, version", spared: "code <> ALL ($bureaus)" },
  Division: { table: "divisions", columns: "code AS id" },
};

const nobody = "00000000-0000-7000-8000-000000000000";

/** Looks up the object of a request: one that fits, or else any. Numbers, codes and logins of nobody have their form. */
export async function lookUp(registry: Registry, subject: Subject, bureau: string | null): Promise<Found> {
  const province = subject.whose === "FOREIGN" ? registry.foreign : registry.own;
  const rows = await rowsFor(registry, subject, province, bureau);
  const row = rows[subject.at % Math.max(rows.length, 1)];
  const isCoded = subject.type === "Bureau" || subject.type === "Division";
  const id = row?.id ?? (isCoded ? `T0000${subject.at % 10}` : nobody);
  return {
    id: globalId(registry, subject, province, id),
    code: id,
    number: row?.number ?? `省市监投〔2026〕第${subject.at}号`,
    login: row?.login ?? `nobody.${subject.at}`,
    version: row?.version ?? 1,
  };
}

async function rowsFor(
  registry: Registry,
  subject: Subject,
  province: string,
  bureau: string | null,
): Promise<readonly Row[]> {
  if (subject.whose === "NOBODY") return [];
  if (subject.whose === "HANDLING") return registry.handling.map((id) => ({ id }));
  if (subject.type === "Ticket") return ticketsFor(registry, subject, province, bureau);
  return rowsOf(registry, subject.type, subject.whose, province);
}

function globalId(registry: Registry, { type, whose, at }: Subject, province: string, id: string): string {
  const withProvince = type === "Ticket" || type === "AuditEntry";
  const isCrossed = whose === "CROSSED";
  if (isCrossed && !withProvince) return toGlobalId(at % 2 === 0 ? "Ticket" : "Person", registry.foreign, id);
  if (isCrossed && at % 3 === 0) return toGlobalId("Person", id);
  const of = isCrossed ? registry.foreign : province;
  return withProvince ? toGlobalId(type, of, id) : toGlobalId(type, id);
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
  const step = mutation.replace("Ticket", "").toLowerCase();
  return edges.filter(({ verb }) => step.startsWith(verb.replaceAll("_", "").toLowerCase()));
}

async function ticketsFor(
  { sql }: Registry,
  { rootField }: Subject,
  province: string,
  bureau: string | null,
): Promise<Row[]> {
  const columns = sql`id, version, number`;
  const fitting = edgesOf(rootField);
  if (fitting.length > 0 && bureau !== null) {
    const found = await sql<Row[]>`
      SELECT ${columns} FROM tickets
      WHERE province = ${province} AND holder = ${bureau} AND state = ANY (${fitting.flatMap(({ from }) => from)})
        AND kind = ANY (${fitting.flatMap(({ kinds }) => kinds)})
      ORDER BY id DESC LIMIT 20`;
    if (found.length > 0) return found;
  }
  return sql<Row[]>`SELECT ${columns} FROM tickets WHERE province = ${province} ORDER BY id DESC LIMIT 100`;
}

/** A text that nobody used before, in the form that its place wants. */
export function freshText(form: "KEY" | "CODE" | "BUREAU" | "MARK" | "LOGIN" | "HOST" | "WORD"): string {
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
    case "WORD":
      return `词${text}`;
  }
}
