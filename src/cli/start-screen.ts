import type { Config } from "../platform/config.js";

const exampleLogin = "suzhou.dispatcher";
const ownName = "{ viewer { name bureau { code name } } }";
const waitingTickets =
  "{ tickets(view: WAITING_FOR_ME, first: 3) { totalCount nodes { number state respondent { name } } } }";

/**
 * The short screen that a start outside production prints.
 *
 * @param url the address of the API
 * @param accounts lines about the people of the demo world; empty where it is not loaded
 */
export function startScreen(url: string, config: Config, accounts: readonly string[] = []): string {
  const token = `npm run --silent token -- ${exampleLogin}`;
  const query = `{"query":"${accounts.length === 0 ? ownName : waitingTickets}"}`;
  const lines = [
    "",
    `Lianxin 连心 is up: ${url}/graphql`,
    ...(config.isGraphiqlOn
      ? ["Open that address in a browser for GraphiQL, with the schema and its documentation."]
      : []),
    ...(accounts.length === 0 ? [] : ["", "Demo accounts:", ...accounts.map((line) => `  ${line}`)]),
    "",
    "A token, in another terminal in this folder (it is good for an hour):",
    `  ${token}`,
    "",
    "A first query:",
    `  curl -s ${url}/graphql -H "Authorization: Bearer $(${token})" \\`,
    `    -H "Content-Type: application/json" -d '${query}'`,
    "",
    config.databaseUrl === null
      ? `Data and keys: ${config.dataDirectory}. Ctrl-C stops the API and its database.`
      : `Keys: ${config.dataDirectory}. Ctrl-C stops the API.`,
    "",
  ];
  return lines.join("\n");
}
