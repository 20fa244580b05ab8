import { startOurs } from "../contestants/ours.js";
import { type Running, startRival } from "../contestants/processes.js";
import { loginOf } from "../load/people.js";
import type { Product } from "../product.js";
import { benchActors, type Level, levels, plainTokenOf } from "./actors.js";
import { type PageTicket, pageDocument, ticketsOfAnswer } from "./document.js";

/** The names of all contestants of the page bench, ours included. */
export const entrantNames = ["limit", "ours", "mercurius", "postgraphile", "usual"] as const;

/** The name of a contestant. */
export type EntrantName = (typeof entrantNames)[number];

/** A contestant, started: how each level asks it for the page, and how its answer is read. */
export interface Entrant extends Running {
  name: EntrantName;
  token: Readonly<Record<Level, string>>;
  bodyOf(level: Level): string;
  read(level: Level, body: string): PageTicket[];
}

const usualBody = JSON.stringify({ query: pageDocument });

const postgraphileField = (level: Level): string =>
  `benchPostgraphileTicketsOf${level.slice(0, 1).toUpperCase()}${level.slice(1)}`;

const postgraphileBody = (level: Level): string =>
  JSON.stringify({
    query: `query Page { ${postgraphileField(level)}(pageSize: 21, first: 20) {
      nodes { number state contactName contactPhone bureauByHolder { name } divisionByDivision { name } }
      pageInfo { hasNextPage endCursor }
    } }`,
  });

interface PostgraphileAnswer {
  data: Record<
    string,
    {
      nodes: {
        number: string;
        state: string;
        contactName: string | null;
        contactPhone: string | null;
        bureauByHolder: { name: string } | null;
        divisionByDivision: { name: string } | null;
      }[];
    }
  >;
}

function readPostgraphile(level: Level, body: string): PageTicket[] {
  const { data } = JSON.parse(body) as PostgraphileAnswer;
  return (data[postgraphileField(level)]?.nodes ?? []).map((node) => ({
    number: node.number,
    state: node.state,
    name: node.contactName,
    phone: node.contactPhone,
    bureau: node.bureauByHolder?.name ?? null,
    division: node.divisionByDivision?.name ?? null,
  }));
}

const plainTokens = Object.fromEntries(levels.map((level) => [level, plainTokenOf(level)])) as Record<Level, string>;

/** Starts a contestant on a database. */
export async function startEntrant(
  product: Product,
  name: EntrantName,
  databaseUrl: string,
  isProfiled: boolean,
): Promise<Entrant> {
  const bodyOf = name === "postgraphile" ? postgraphileBody : () => usualBody;
  const read = name === "postgraphile" ? readPostgraphile : (_: Level, body: string) => ticketsOfAnswer(body);
  if (name !== "ours") return { ...(await startRival(name, databaseUrl)), name, token: plainTokens, bodyOf, read };
  const running = await startOurs(product, databaseUrl, { isProfiled });
  const loginAt = (level: Level): string => loginOf(benchActors[level].region, "SUPERVISOR");
  const tokens = await running.tokensOf(levels.map(loginAt));
  const token = Object.fromEntries(levels.map((level) => [level, tokens.get(loginAt(level)) ?? ""]));
  return { ...running, name, token: token as Record<Level, string>, bodyOf, read };
}

/** Asks a contestant for the page once. */
export async function askPage(entrant: Entrant, level: Level): Promise<PageTicket[]> {
  const response = await fetch(entrant.url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${entrant.token[level]}` },
    body: entrant.bodyOf(level),
  });
  const body = await response.text();
  if (response.status !== 200 || body.includes('"errors"')) {
    throw new Error(`${entrant.name} as ${level}: ${response.status} ${body.slice(0, 600)}`);
  }
  return entrant.read(level, body);
}
