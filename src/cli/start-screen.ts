import type { Config } from "../platform/config.js";

const exampleLogin = "suzhou.dispatcher";
const waitingTickets =
  "{ tickets(view: WAITING_FOR_ME, first: 3) { totalCount nodes { number state respondent { name } } } }";

/** The line that a first start prints at once, while the demo tickets are loaded and before its screen. */
export function loadingLine(url: string): string {
  return `Lianxin 连心 is up at ${url}/graphql; the demo tickets are being loaded, which takes a moment ...\n`;
}

/**
 * The short screen that a start outside production prints.
 *
 * @param url the address of the API
 * @param accounts lines about the people of the demo world; empty where they are not there
 */
export function startScreen(url: string, config: Config, accounts: readonly string[] = []): string {
  const lines = [
    "",
    `Lianxin 连心 is up: ${url}/graphql`,
    ...(config.isGraphiqlOn
      ? ["Open that address in a browser for GraphiQL, with the schema and its documentation."]
      : []),
    "",
    ...(accounts.length === 0 ? withoutDemo : demoLines(url, accounts)),
    "",
    config.databaseUrl === null
      ? `Data and keys: ${config.dataDirectory}. Ctrl-C stops the API and its database.`
      : `Keys: ${config.dataDirectory}. Ctrl-C stops the API.`,
    "",
  ];
  return lines.join("\n");
}

const withoutDemo: readonly string[] = [
  "This database is without the demo world. Into an empty one, `npm run demo:load` loads it, or `npm run bootstrap`",
  "appoints a first administrator; `npm run --silent token -- LOGIN` prints a token for somebody who is there.",
];

function demoLines(url: string, accounts: readonly string[]): string[] {
  const token = `npm run --silent token -- ${exampleLogin}`;
  return [
    "Demo accounts:",
    ...accounts.map((line) => `  ${line}`),
    "",
    "A token, in another terminal in this folder (it is good for an hour):",
    `  ${token}`,
    "",
    "A first query:",
    `  curl -s ${url}/graphql -H "Authorization: Bearer $(${token})" \\`,
    `    -H "Content-Type: application/json" -d '{"query":"${waitingTickets}"}'`,
  ];
}
