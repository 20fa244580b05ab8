import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import type { Arguments } from "../arguments.js";
import { openClient } from "../client.js";
import { type RunningProduct, startOurs } from "../contestants/ours.js";
import { leadLifecycle } from "../lifecycle/calls.js";
import { type Desk, openDesks } from "../lifecycle/desks.js";
import { clockedLog } from "../load/base.js";
import { ensureHotline } from "../load/hotline.js";
import { ensureLoaded } from "../load/load.js";
import { loginOf } from "../load/people.js";
import { benchActors, type Level, levels } from "../page/actors.js";
import { type Product, projectFolder } from "../product.js";
import { figure, table } from "../report.js";
import type { BenchServer } from "../server.js";
import { databaseOf, type Size } from "../settings.js";
import { type Explained, explaining, nodesOf, startExplaining, stopExplaining } from "./explain.js";
import { type Operation, operationsFor } from "./operations.js";
import { everyone, seedReaders, subjectsOf } from "./subjects.js";

type Client = ReturnType<typeof openClient>;

interface Asked {
  name: string;
  level: Level | "desk";
  statements: Explained[];
  /** How long the first asking took, with planning and cold caches. */
  firstMilliseconds: number;
  /** What the API answered, where it was not what was asked for. */
  problem: string | null;
}

const largeTables = new Set([
  "tickets",
  "ticket_details",
  "ticket_contacts",
  "timeline_entries",
  "dispatches",
  "audit_entries",
  "outbox_events",
  "ticket_deadlines",
  "ticket_notices",
  "supervision_orders",
  "supervised_tickets",
  "ticket_returns",
  "disputes",
  "elevations",
  "handovers",
  "referrals",
  "ticket_copies",
  "investigations",
  "investigation_tasks",
  "callbacks",
  "extension_requests",
  "ticket_likeness",
  "calls",
  "call_tickets",
  "corrections",
  "proposals",
  "entry_checks",
  "attachments",
  "ticket_links",
  "ticket_citations",
  "emergencies",
  "duty_notices",
  "knowledge_documents",
  "knowledge_versions",
  "knowledge_search_rows",
  "shift_assignments",
  "roster_changes",
  "leaves",
  "shift_swaps",
  "imports",
  "import_problems",
]);
// A page of a hundred tickets, each with a handful of parts.
const pageOfRows = 500;
const slowFirst = 1000;

/** The plans bench: how PostgreSQL runs the statements of each root field, for each level, on the largest database. */
export async function benchPlans(product: Product, server: BenchServer, options: Arguments): Promise<void> {
  const size: Size = options.sizes?.[0] ?? "10m";
  await ensureLoaded(product, server, size);
  const url = server.adminUrl(databaseOf(size));
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await seedReaders(product, url);
  await ensureHotline(sql, clockedLog(size));
  await startExplaining(sql);
  const ours = await startOurs(product, server.loginUrl(size), { more: { MAX_QUERY_COST: "100000000" } });
  const client = openClient(ours.url, 1);
  try {
    const asked = await askAll(product, sql, ours, client);
    const [desk] = await openDesks(product, ours, 1);
    if (desk !== undefined) asked.push(await leadOnce(sql, client, desk));
    await write(size, asked);
  } finally {
    client.close();
    await ours.stop();
    await stopExplaining(sql);
    await sql.end({ timeout: 5 });
  }
}

async function askAll(product: Product, sql: Sql, ours: RunningProduct, client: Client): Promise<Asked[]> {
  const handler = (level: Level): string => loginOf(benchActors[level].region, "HANDLER");
  const reader = (level: Level): string => everyone(benchActors[level].region);
  const tokens = await ours.tokensOf(levels.flatMap((level) => [reader(level), handler(level)]));
  const asked: Asked[] = [];
  for (const level of levels) {
    const token = tokens.get(reader(level)) ?? "";
    const subjects = await subjectsOf(product, sql, client, token, level);
    for (const operation of operationsFor(subjects)) {
      const asking = operation.isOfHandler === true ? (tokens.get(handler(level)) ?? "") : token;
      asked.push({ name: operation.name, level, ...(await ask(sql, client, asking, operation)) });
    }
  }
  return asked;
}

async function leadOnce(sql: Sql, client: Client, desk: Desk): Promise<Asked> {
  await leadLifecycle(client, desk, 1, () => {});
  const statements = ofActors(await explaining(sql, () => leadLifecycle(client, desk, 2, () => {})));
  const name = "register, dispatch, accept, close";
  return { name, level: "desk", statements, firstMilliseconds: Number.NaN, problem: null };
}

// The statements of the platform itself, such as those that look up who asks, are kept for some seconds and not of a field.
// The workers look for jobs every second; of the queue only what counts its jobs is of a field.
const ofActors = (statements: Explained[]): Explained[] =>
  statements.filter(
    ({ text }) =>
      !text.includes("lianxin_system") && (!text.includes("pgboss.") || text.includes("FROM pgboss.queue LEFT JOIN")),
  );

async function ask(
  sql: Sql,
  client: Client,
  token: string,
  { document }: Operation,
): Promise<Pick<Asked, "statements" | "firstMilliseconds" | "problem">> {
  const body = JSON.stringify({ query: document });
  // The first askings warm what the process remembers, and plan the statements.
  const first = await client.post(token, body);
  let answer = first.body.includes('"errors"') ? first.body : "";
  if (answer === "") await client.post(token, body);
  const statements = await explaining(sql, async () => {
    const last = (await client.post(token, body)).body;
    if (last.includes('"errors"')) answer = last;
  });
  const problem = answer === "" ? null : (/"code":"([A-Z_]+)"/.exec(answer)?.[1] ?? "an error");
  return { statements: ofActors(statements), firstMilliseconds: first.milliseconds, problem };
}

function scansOf(statements: readonly Explained[]): string {
  const scans = statements.flatMap(({ plan }) =>
    nodesOf(plan)
      .filter((node) => node["Index Name"] !== undefined || node["Relation Name"] !== undefined)
      .filter((node) => node["Actual Loops"] > 0)
      .map((node) => node["Index Name"] ?? `${node["Node Type"]} ${node["Relation Name"]}`),
  );
  return [...new Set(scans)].join(", ");
}

const buffersOf = ({ plan }: Explained): number => (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);

function flagsOf(statements: readonly Explained[]): string[] {
  return statements.flatMap(({ plan }) =>
    nodesOf(plan).flatMap((node) => {
      const rows = node["Actual Rows"] * node["Actual Loops"];
      if (node["Node Type"] === "Seq Scan" && largeTables.has(node["Relation Name"] ?? "")) {
        return [`SEQ SCAN ${node["Relation Name"]}`];
      }
      if (node["Node Type"].includes("Sort") && rows > pageOfRows) return [`SORT of ${rows} rows`];
      const removed = (node["Rows Removed by Filter"] ?? 0) * node["Actual Loops"];
      return removed > 10_000 && largeTables.has(node["Relation Name"] ?? "") ? [`${removed} rows read in vain`] : [];
    }),
  );
}

const sum = (statements: readonly Explained[], of: (statement: Explained) => number): number =>
  statements.reduce((total, statement) => total + of(statement), 0);

async function write(size: Size, asked: readonly Asked[]): Promise<void> {
  const head = [
    "root field",
    "as",
    "statements",
    "rows",
    "buffers",
    "ms",
    "first ms",
    "indexes and tables read",
    "flags",
  ];
  const rows = asked.map(({ name, level, statements, firstMilliseconds, problem }) => [
    name,
    level,
    String(statements.length),
    String(sum(statements, ({ plan }) => plan["Actual Rows"])),
    String(sum(statements, buffersOf)),
    figure(sum(statements, ({ milliseconds }) => milliseconds)),
    figure(firstMilliseconds),
    scansOf(statements),
    [
      ...(problem === null ? [] : [`answered ${problem}`]),
      ...(firstMilliseconds > slowFirst ? ["slow when cold"] : []),
      ...flagsOf(statements),
    ].join("; "),
  ]);
  const flagged = rows.filter((row) => row.at(-1) !== "");
  const content = `# Plans of the root fields at ${size}

Made by \`npm run bench -- plans --sizes ${size}\`: each root field is asked three times, and the plans of the third are read from
the log of auto_explain (ANALYZE, BUFFERS). Figures are sums over the statements of one asking; a buffer is 8 KB. Flagged are
a sequential scan of a large table, a sort of more than a page, more than 10,000 rows read in vain, and a first asking (with
planning, and whatever was not in memory) of more than a second.

${table(head, rows)
  .replaceAll(/ +(?=\|)|(?<=\|) +/g, " ")
  .replaceAll(/-{4,}/g, "---")}
`;
  const name = `bench/plans-${size}.md`;
  await writeFile(fileURLToPath(new URL(name, projectFolder)), content);
  console.log(table(head, flagged));
  console.log(`\n${asked.length} askings, ${flagged.length} with flags; kept in ${name}`);
}
