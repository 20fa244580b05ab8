import Fastify from "fastify";
import mercurius from "mercurius";
import postgres, { type Row, type TransactionSql } from "postgres";
import { actorOfHeader, type BenchActor, contextOf } from "../page/actors.js";
import { contactColumn } from "../page/document.js";
import { pageQuery } from "../page/scope.js";
import { announce, connectionSettings, contestantSettings } from "./settings.js";

/** Mercurius with jit, its own loaders, and postgres.js with prepared statements. */
const settings = contestantSettings();
const sql = postgres(settings.databaseUrl, {
  max: settings.poolSize,
  idle_timeout: 0,
  onnotice: () => {},
  connection: connectionSettings,
});

interface Context {
  actor: BenchActor;
}

// The context goes out with BEGIN and the query, without waiting between them.
function asActor<Result>(actor: BenchActor, work: (tx: TransactionSql) => Promise<Result>): Promise<Result> {
  return sql.begin(async (tx) => {
    const opened = tx.unsafe(contextOf(actor)).execute();
    const [, result] = await Promise.all([opened, work(tx)]);
    return result;
  }) as Promise<Result>;
}

const schema = `
  type Query { tickets(first: Int!): TicketPage! }
  type TicketPage { nodes: [Ticket!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Ticket { number: String! state: String! contact: Contact! holder: Bureau division: Division }
  type Contact { name: String phone: String }
  type Bureau { code: String! name: String! }
  type Division { code: String! name: String! }
`;

const columns = `received_at, id, number, state, holder, division,
  ${contactColumn("tickets", "name", "$2")} AS contact_name, ${contactColumn("tickets", "phone", "$2")} AS contact_phone`;

async function readPage(actor: BenchActor, first: number): Promise<unknown> {
  const text = pageQuery(actor.level, "$1", columns, first + 1);
  // A parameter that a level does not use still needs a type.
  const statement = `SELECT * FROM (${text}) AS page WHERE $1::text IS NOT NULL AND $2::text IS NOT NULL`;
  const rows = await asActor(actor, async (tx) =>
    tx.unsafe(`/* ${actor.level} */ ${statement}`, [actor.region, actor.region], { prepare: true }),
  );
  const listed = rows.slice(0, first);
  const last = listed.at(-1);
  return {
    nodes: listed,
    pageInfo: {
      hasNextPage: rows.length > first,
      endCursor: last === undefined ? null : `${last.received_at} ${last.id}`,
    },
  };
}

async function readNamed(actor: BenchActor, table: "bureaus" | "divisions", codes: string[]): Promise<(Row | null)[]> {
  const rows = await asActor(
    actor,
    async (tx) => tx`SELECT code, name FROM ${tx(table)} WHERE code = ANY(${[...new Set(codes)]})`,
  );
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return codes.map((code) => byCode.get(code) ?? null);
}

interface LoaderQuery {
  obj: Row;
}

const codesOf = (queries: readonly LoaderQuery[], column: string): string[] => queries.map(({ obj }) => obj[column]);

const app = Fastify();
app.register(mercurius, {
  schema,
  jit: 1,
  context: (request): Context => {
    const actor = actorOfHeader(request.headers.authorization);
    if (actor === null) throw new mercurius.ErrorWithProps("no such token", {}, 401);
    return { actor };
  },
  resolvers: {
    Query: {
      tickets: (_: unknown, { first }: { first: number }, context: unknown) =>
        readPage((context as Context).actor, first),
    },
    Ticket: { contact: (row: Row) => ({ name: row.contact_name, phone: row.contact_phone }) },
  },
  loaders: {
    Ticket: {
      holder: (queries: LoaderQuery[], context: unknown) =>
        readNamed((context as Context).actor, "bureaus", codesOf(queries, "holder")),
      division: (queries: LoaderQuery[], context: unknown) =>
        readNamed((context as Context).actor, "divisions", codesOf(queries, "division")),
    },
  },
});
await app.listen({ port: settings.port, host: "127.0.0.1" });
announce(app.server);
