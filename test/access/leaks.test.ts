import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../src/api/server.js";
import type { Role } from "../../src/platform/actor.js";
import { createLogger } from "../../src/platform/log.js";
import { addressOf, type Caller, startTestApi, type Variables } from "../api.js";
import { makeProvince, type PersonName, type Unit, unitNames, type World } from "../world.js";
import { rootCases } from "./cases.js";
import { documentsFor, type RootFieldName, rootFieldNames } from "./documents.js";
import { type PlainTicket, type PlainTree, readTree, seesRow, seesTicket, seesWord } from "./oracle.js";
import { nameAt, personAt } from "./people.js";
import { confidedTo, makeSubjects, register, registrationOf, type Subjects } from "./subjects.js";

/** A text, and the bureaus whose people may come upon it. */
interface Secret {
  text: string;
  isSeenAt: (tree: PlainTree, bureau: string) => boolean;
}

const stepDocument = (mutation: string, input: string): string =>
  `mutation ($input: ${input}!) { ${mutation}(input: $input) { ticket { id version } } }`;

async function take(caller: Caller, mutation: string, input: string, values: Variables): Promise<number> {
  const data = await caller.ask<Record<string, { ticket: { version: number } }>>(stepDocument(mutation, input), {
    input: values,
  });
  return data[mutation]?.ticket.version ?? 0;
}

/** A ticket that went to a county and came back, with words of both officers, and a reading of its contact. */
async function makeTravelled({ world, centre, marker }: Subjects, county: Unit): Promise<PlainTicket> {
  const operator = world.as(`${centre}.operator` as PersonName);
  const dispatcher = world.as(`${centre}.dispatcher` as PersonName);
  const code = `${marker.slice(1)}2`;
  const { ticket } = await register(operator, registrationOf(`${marker}二`, code, { issueClass: "QUALITY" }));
  const { name, phone } = confidedTo(code);
  const version = await take(dispatcher, "dispatchTicket", "DispatchTicketInput", {
    ticketId: ticket.id,
    version: ticket.version,
    bureau: world.code[county],
    reason: `${marker}批 ${name} ${phone}`,
  });
  await take(personAt(world, county, "HANDLER"), "returnTicketToCentre", "ReturnTicketInput", {
    ticketId: ticket.id,
    version,
    reason: "OTHER",
    explanation: `${marker}退 ${name} ${phone}`,
  });
  await dispatcher.ask(
    "mutation ($input: RevealContactInput!) { revealContact(input: $input) { contact { name phone } } }",
    { input: { ticketId: ticket.id, purpose: "OTHER", reason: `${marker}审 ${name} ${phone}` } },
  );
  const at = world.code[centre];
  return { holder: at, intake: at, previous: world.code[county], line: null };
}

async function makeAnswered({ world, centre, marker }: Subjects): Promise<PlainTicket> {
  const code = `${marker.slice(1)}3`;
  const { name, phone } = confidedTo(code);
  await register(world.as(`${centre}.operator` as PersonName), {
    ...registrationOf(`${marker}三`, code),
    kind: "CONSULTATION",
    submit: false,
    answer: `${marker}答 ${name} ${phone}`,
  });
  const at = world.code[centre];
  return { holder: at, intake: at, previous: null, line: "PRICE" };
}

async function secretsOf(subjects: Subjects, county: Unit): Promise<Secret[]> {
  const { world, city, centre, marker, login } = subjects;
  const at = world.code[centre];
  const travelled = await makeTravelled(subjects, county);
  const answered = await makeAnswered(subjects);
  const ofTicket = (text: string, ticket: PlainTicket): Secret => ({
    text,
    isSeenAt: (tree, bureau) => seesTicket(tree, bureau, ticket),
  });
  const ofBureau = (text: string, owner: string): Secret => ({
    text,
    isSeenAt: (tree, bureau) => seesRow(tree, bureau, owner),
  });
  return [
    ofTicket(`${marker}单`, { holder: at, intake: at, previous: null, line: "PRICE" }),
    ...["二", "批", "退"].map((suffix) => ofTicket(`${marker}${suffix}`, travelled)),
    ...["三", "答"].map((suffix) => ofTicket(`${marker}${suffix}`, answered)),
    ofBureau(`${marker}审`, at),
    ...[`${marker}客户端`, `${marker}-audience`, `${marker}职员`, login].map((text) =>
      ofBureau(text, world.code[city]),
    ),
    { text: `${marker}主题`, isSeenAt: (tree, bureau) => seesWord(tree, bureau, world.code[city]) },
  ];
}

/** The people of a province by name and login, except those who stand in the timelines of the tickets above. */
function peopleOf(world: World): Secret[] {
  return unitNames
    .filter((unit) => unit !== "nation")
    .flatMap((unit) =>
      (["ANALYST", "SHIFT_MANAGER", "ADMINISTRATOR"] as const).flatMap((role) =>
        [personAt(world, unit, role).login, nameAt(world, unit, role)].map((text) => ({
          text,
          isSeenAt: (tree: PlainTree, bureau: string) => seesRow(tree, bureau, world.code[unit]),
        })),
      ),
    );
}

const confided = (marker: string): string[] =>
  ["", "2", "3"].flatMap((suffix) => Object.values<string>({ ...confidedTo(`${marker.slice(1)}${suffix}`) }));

interface Question {
  name: RootFieldName;
  variables: Variables;
  /** How deep the answer is read: what is public is read to its own fields and their objects. */
  depth: number;
}

/** Every query about every city's objects, once each; about what is public, those of the first city alone. */
function questionsAbout(all: readonly Subjects[]): Question[] {
  const questions = new Map<string, Question>();
  for (const name of rootFieldNames().filter((one) => one.startsWith("Query."))) {
    for (const { told, variables } of rootCases[name] ?? []) {
      for (const subjects of told === "PUBLIC" ? all.slice(0, 1) : all) {
        const question = { name, variables: variables(subjects), depth: told === "PUBLIC" ? 2 : 3 };
        questions.set(JSON.stringify(question), question);
      }
    }
  }
  return [...questions.values()];
}

describe("what belongs to one bureau", () => {
  let api: Api;
  let world: World;
  let other: World;
  let tree: PlainTree;
  let subjects: Subjects[];
  let secrets: Secret[];
  let never: string[];
  const lines: string[] = [];

  beforeAll(async () => {
    [world, other] = await Promise.all([makeProvince(), makeProvince()]);
    tree = await readTree([...Object.values(world.code), ...Object.values(other.code)]);
    const city = (of: World, name: "cityA" | "cityB") => makeSubjects(of, name, `L${of.code[name]}`);
    subjects = await Promise.all([
      city(world, "cityA"),
      city(world, "cityB"),
      city(other, "cityA"),
      city(other, "cityB"),
    ]);
    const counties = ["countyA1", "countyB1", "countyA1", "countyB1"] as const;
    const found = await Promise.all(subjects.map((one, place) => secretsOf(one, counties[place] ?? "countyA1")));
    secrets = [...found.flat(), ...peopleOf(world), ...peopleOf(other)];
    never = subjects.flatMap(({ marker }) => confided(marker));
    const destination = { write: (line: string) => lines.push(line) };
    api = await startTestApi({ log: createLogger("trace", destination), limits: { mostCost: 10_000_000 } });
    return () => api.close(1000);
  }, 240_000);

  /** Everything that goes back over the wire for one question. */
  const answerTo = async (caller: Caller, { name, variables, depth }: Question): Promise<string> => {
    const documents = documentsFor(name, variables, depth, 100);
    return (await Promise.all(documents.map((query) => answerToOne(caller, query, variables)))).join("\n");
  };

  const answerToOne = async (caller: Caller, query: string, variables: Variables): Promise<string> => {
    const response = await fetch(`${addressOf(api)}/graphql`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${await caller.token()}` },
      body: JSON.stringify({ query, variables }),
    });
    return `${JSON.stringify([...response.headers])}\n${await response.text()}`;
  };

  const askers: [Unit, readonly Role[]][] = [
    ["nation", ["ANALYST"]],
    ["province", ["SUPERVISOR", "ADMINISTRATOR", "AUDITOR"]],
    ["provinceCentre", ["OPERATOR", "AUDITOR"]],
    ["cityA", ["SUPERVISOR", "ADMINISTRATOR", "AUDITOR"]],
    ["cityACentre", ["OPERATOR", "SHIFT_MANAGER", "ADMINISTRATOR", "AUDITOR"]],
    ["cityAPrice", ["PRICE_SUPERVISOR", "ADMINISTRATOR", "AUDITOR"]],
    ["countyA1", ["HANDLER", "ADMINISTRATOR", "AUDITOR"]],
    ["countyA2", ["HANDLER", "ADMINISTRATOR", "AUDITOR"]],
    ["zoneA", ["DISPATCHER"]],
    ["streetA1", ["HANDLER", "ADMINISTRATOR", "AUDITOR"]],
    ["cityB", ["DISPATCHER", "ADMINISTRATOR", "AUDITOR"]],
    ["cityBPrice", ["PRICE_SUPERVISOR"]],
  ];

  const seen = new Set<string>();

  for (const [unit, held] of askers) {
    it(`shows in no answer to the people of ${unit} who are not to see it`, { timeout: 240_000 }, async () => {
      const bureau = world.code[unit];
      const hidden = secrets.filter(({ isSeenAt }) => !isSeenAt(tree, bureau)).map(({ text }) => text);
      const asked = questionsAbout(unit === "nation" ? subjects.slice(0, 1) : subjects.slice(0, 3));
      for (const role of held) {
        const caller = personAt(world, unit, role);
        for (const question of asked) {
          const answer = await answerTo(caller, question);
          expect(answer).not.toContain('"INTERNAL"');
          const leaked = [...hidden, ...never].filter((text) => answer.includes(text));
          expect(leaked, `${unit} ${role} ${JSON.stringify(question)}`).toEqual([]);
          for (const { text } of secrets) if (answer.includes(text)) seen.add(text);
        }
      }
    });
  }

  it("was there to be seen: those who may see it did", () => {
    const ours = secrets.filter(({ text }) => text.includes(`密L${world.code.cityA}`)).map(({ text }) => text);
    expect(ours.filter((text) => !seen.has(text))).toEqual([]);
    expect(seen.size).toBeGreaterThan(50);
  });

  it("stands in no line of the log, whatever the level", () => {
    expect(lines.length).toBeGreaterThan(100);
    const log = lines.join("");
    expect([...secrets.map(({ text }) => text), ...never].filter((text) => log.includes(text))).toEqual([]);
  });
});
