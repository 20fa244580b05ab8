import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { getIntrospectionQuery, parse, validate } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { refusalOfDocument } from "../../src/api/limits/gate.js";
import { buildLianxinSchema } from "../../src/api/schema.js";
import { startScreen } from "../../src/cli/start-screen.js";
import { readConfig } from "../../src/platform/config.js";
import { packageRoot } from "../../src/platform/package-root.js";
import { usualRequestLimits } from "../../src/platform/request-limits.js";
import { documentFor, documentsFor, rootFieldNames } from "../access/documents.js";
import type { Variables } from "../api.js";
import { costOf } from "./costs.js";

/** The screens of a front end, by what they show. */
const screens = {
  "a list of 20 tickets": `{ tickets(first: 20) {
    nodes {
      id number kind state receivedAt dueOn isOverdue holder { name } division { name } contact { name phone }
      issueClass { name }
    }
    pageInfo { hasNextPage endCursor }
  } }`,
  "a list of 100 tickets with all that a list may show, and their number": `{ tickets(first: 100, view: WAITING_FOR_ME) {
    totalCount totalCountIsExact
    nodes {
      id number kind state receivedAt dueOn isOverdue facts holder { name } intakeBureau { name } division { name }
      contact { name phone } channel { name } issueClass { name } topics { name } permittedActions handlerName
    }
    pageInfo { hasNextPage endCursor }
  } }`,
  "a search of 20 tickets by words": `{ tickets(first: 20, filter: { text: "口罩" }) { nodes { id number facts } } }`,
  "one ticket with all that it has": documentFor("Query.ticket", { id: "" }, 2),
  "the tree of bureaus beneath one, two levels deep": `{ bureau(code: "320000") {
    children(first: 50) { nodes { code name kind children { nodes { code name kind } } } }
  } }`,
} as const;

/**
 * The documents that a script of the README sends: curl is replaced by a function that prints what it is to send.
 *
 * @param heading of the section that holds the script
 */
async function documentsOfScript(readme: string, heading: string): Promise<string[]> {
  const section = readme.split("\n## ").find((text) => text.startsWith(heading)) ?? "";
  const script = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block).join("\n");
  const curl = 'curl() { while [ $# -gt 0 ]; do [ "$1" = -d ] && printf "%s\\n" "$2"; shift; done; true; }';
  const { stdout } = await promisify(execFile)("sh", [
    "-c",
    `id=ticket version=1\nnpm() { echo token; }\n${curl}\n${script}`,
  ]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { query: string }).query);
}

function ofStartScreen(): string[] {
  const screen = startScreen("http://127.0.0.1:4000", readConfig({}), ["an account"]);
  return [...screen.matchAll(/"query":"(.*?)"}/g)].map(([, query]) => query ?? "");
}

/** What is told of a document in the list: its beginning. */
function beginningOf(document: string): string {
  return document
    .replace(/\s+/g, " ")
    .replaceAll(/"\d{10}"|tour-\d+/g, "...")
    .slice(0, 90);
}

function line(name: string, document: string): string {
  return `${String(costOf(document, few)).padStart(8)}  ${name}`;
}

// A joint investigation has up to a hundred tasks, with words that are masked by the contacts of a hundred tickets: of
// such objects few are asked for at once.
const few = { ids: ["1", "2", "3", "4"] };
const shorter: Readonly<Record<string, { variables: Variables; first: number }>> = {
  "Query.investigations": { variables: {}, first: few.ids.length },
  "Query.nodes": { variables: few, first: 20 },
  "Query.concentrationTickets": { variables: {}, first: 8 },
  "Query.emergencies": { variables: {}, first: 8 },
  "Query.reports": { variables: {}, first: 16 },
  "Query.tickets": { variables: {}, first: 8 },
};

describe("what operations cost", () => {
  let printed: [string, string][];
  // Where all is too much for one document, the dearest of several stands for the field.
  const everyField = [...rootFieldNames()].sort().map((name): [string, string] => {
    const { variables, first } = shorter[name] ?? { variables: {}, first: 20 };
    const [dearest = ""] = documentsFor(name, variables, 2, first).sort(
      (one, other) => costOf(other, few) - costOf(one, few),
    );
    return [name, dearest];
  });

  beforeAll(async () => {
    const readme = await readFile(join(packageRoot(), "README.md"), "utf8");
    const tour = await documentsOfScript(readme, "A five-minute tour");
    const blocks = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, block]) => block ?? "");
    printed = [...ofStartScreen(), ...tour, ...blocks].map((document) => [beginningOf(document), document]);
  });

  it("is listed, and was reviewed, for every documented one", async () => {
    const lines = [
      "The README and the start screen:",
      ...printed.map(([name, document]) => line(name, document)),
      "",
      "The screens of a front end:",
      ...Object.entries(screens).map(([name, document]) => line(name, document)),
      "",
      "GraphiQL:",
      line("the whole schema", getIntrospectionQuery()),
      "",
      "Each root field with all that its answer has, two levels deep, and pages of 20 (joint investigations and nodes: 4, tickets and emergencies: 8, reports: 16):",
      ...everyField.map(([name, document]) => line(name, document)),
    ];
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("costs.txt");
  });

  it("is found in the README: the whole tour, which takes a ticket through its life", () => {
    const all = printed.map(([, document]) => document).join("\n");
    for (const name of ["registerTicket", "dispatchTicket", "signTicket", "archiveTicket", "createApiClient"]) {
      expect(all).toContain(name);
    }
    for (const [, document] of printed) expect(validate(buildLianxinSchema(), parse(document))).toEqual([]);
  });

  it("is less than a request may cost, and within all other limits, for every one of them", () => {
    const introspection: [string, string] = ["GraphiQL", getIntrospectionQuery({ inputValueDeprecation: true })];
    for (const [name, document] of [...printed, ...Object.entries(screens), introspection, ...everyField]) {
      expect([name, refusalOfDocument(document)?.message]).toEqual([name, undefined]);
      expect([name, costOf(document, few) <= usualRequestLimits.mostCost]).toEqual([name, true]);
    }
  });

  it("leaves a centre of a hundred seats that refresh their lists every five seconds far below the rate of a bureau", () => {
    const list = costOf(screens["a list of 20 tickets"]);
    const step = costOf("mutation { signTicket(input: { ticketId: 1, version: 1 }) { ticket { id version state } } }");
    const ticket = costOf(screens["one ticket with all that it has"]);
    // Each looks at a list every five seconds, and opens a ticket and takes a step every twenty.
    const perMinute = 100 * (12 * list + 3 * ticket + 3 * step);
    expect(perMinute).toBeLessThan(usualRequestLimits.bureauRate / 4);
    // Even where one program without a person reads for all of them.
    expect(perMinute).toBeLessThan(usualRequestLimits.clientRate);
  });
});
