import { createServer, type ServerResponse } from "node:http";
import postgres, { type Sql } from "postgres";
import { actorOfHeader, type BenchActor, contextOf, roleOf } from "../page/actors.js";
import { contactColumn, pageRows } from "../page/document.js";
import { pageQuery } from "../page/scope.js";
import { announce, connectionSettings, contestantSettings } from "./settings.js";

/**
 * The limit: what node:http, postgres.js and one statement written by hand can do, with nothing around them. The database
 * builds the answer as text, which is passed on unread.
 */
const settings = contestantSettings();

// One client for each connection: what is sent to one without waiting goes out in one message, and is answered in order.
const clients = Array.from({ length: settings.poolSize }, () =>
  postgres(settings.databaseUrl, { max: 1, idle_timeout: 0, onnotice: () => {}, connection: connectionSettings }),
);
let turn = 0;

const columns =
  "received_at, id, number, state, kind, holder, intake_bureau, division, contact_name_masked, contact_phone_masked";

// The role stands in the text: PostgreSQL would throw the plan away whenever another role comes with the same statement.
const statementOf = (actor: BenchActor): string => `/* ${roleOf(actor)} */
  WITH page AS (${pageQuery(actor.level, "$1", columns, pageRows + 1)}),
  listed AS (SELECT * FROM page ORDER BY received_at DESC, id DESC LIMIT ${pageRows})
  SELECT json_build_object('data', json_build_object('tickets', json_build_object(
    'nodes', coalesce(json_agg(json_build_object('number', number, 'state', state,
      'contact', json_build_object('name', ${contactColumn("listed", "name", "$2")},
        'phone', ${contactColumn("listed", "phone", "$2")}),
      'holder', CASE WHEN bureaus.code IS NULL THEN NULL ELSE json_build_object('name', bureaus.name) END,
      'division', CASE WHEN divisions.code IS NULL THEN NULL ELSE json_build_object('name', divisions.name) END)
      ORDER BY received_at DESC, id DESC), '[]'),
    'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > ${pageRows} FROM page),
      'endCursor', min(received_at || ' ' || id))))) ::text AS answer
  FROM listed LEFT JOIN bureaus ON bureaus.code = holder LEFT JOIN divisions ON divisions.code = division
  WHERE $1::text IS NOT NULL`;

const statements = new Map<string, string>();

function preparedFor(actor: BenchActor): string {
  const text = statements.get(actor.level) ?? statementOf(actor);
  statements.set(actor.level, text);
  return text;
}

async function readPage(actor: BenchActor): Promise<string> {
  turn = (turn + 1) % clients.length;
  const client = clients[turn] as Sql;
  const opened = client.unsafe(`BEGIN; ${contextOf(actor)}`).execute();
  const page = client.unsafe(preparedFor(actor), [actor.region, actor.region], { prepare: true }).values().execute();
  const ended = client.unsafe("COMMIT").execute();
  const [, rows] = await Promise.all([opened, page, ended]);
  return String((rows[0] as unknown[])[0]);
}

function answer(response: ServerResponse, status: number, body: string): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": length }).end(body);
}

const server = createServer((request, response) => {
  const actor = actorOfHeader(request.headers.authorization);
  request.resume();
  if (actor === null) return answer(response, 401, '{"errors":[{"message":"no such token"}]}');
  readPage(actor).then(
    (body) => answer(response, 200, body),
    (error: unknown) => {
      process.stderr.write(`limit: ${String(error)}\n`);
      answer(response, 500, '{"errors":[{"message":"internal"}]}');
    },
  );
});
server.listen(settings.port, "127.0.0.1", () => announce(server));
