import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import { errorCodes } from "../../../src/platform/errors.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { type Reading, readData } from "./fitting.js";
import { type Judgement, judge } from "./oracle.js";
import type { Scene } from "./scene.js";
import { secretPattern } from "./secrets.js";
import type { Answered, Sent } from "./sending.js";

/** What of a scene tells what is foreign and hidden in it. */
export type Witness = Pick<Scene, "hidden" | "isForeign">;

/** What an answer was found to be. */
export interface Examined {
  /** What is wrong with it; empty where nothing is. */
  problems: string[];
  /** Whether the operation was executed, whatever came of it. */
  isExecuted: boolean;
  codes: string[];
  requestId: string | null;
  /** The root fields that were executed, and those that were answered without an error. */
  executed: string[];
  succeeded: string[];
  /** The fields that were answered with a value, such as "Ticket.number". */
  reached: ReadonlySet<string>;
}

interface AnswerBody {
  data?: unknown;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string; requestId?: string } }[];
}

/** The statuses that an answer may have. */
const allowedStatuses: ReadonlySet<number> = new Set([200, 400, 401, 403, 404, 405, 406, 413, 415, 422, 429]);

/** Codes that no request of anybody may bring about. */
const faultCodes: ReadonlySet<string> = new Set(["INTERNAL", "UNAVAILABLE", "TIMED_OUT", "OVERLOADED"]);

/** What shows in clear what somebody confided. */
const revealing: ReadonlySet<string> = new Set(["Mutation.revealContact", "Mutation.revealCaller"]);

/** Codes with which a document is refused that fits the schema. */
const limitCodes: ReadonlySet<string> = new Set(["TOO_LARGE", "TOO_COSTLY", "RATE_LIMITED"]);

/** The time that a request may take, in milliseconds. */
export const timeBudget = 10_000;

/** Words of the database, of the server and of its source that nobody is to read. */
const innerWords =
  /Failed query|PostgresError|drizzle|node_modules|\/src\/|ECONN|SQLSTATE|violates|syntax error at or near/;

/** Examines an answer: its form, its codes, its time, what the schema says of its data, and what it must not hold. */
export function examine(scene: Witness, schema: GraphQLSchema, sent: Sent, answered: Answered): Examined {
  const problems: string[] = [];
  const body = bodyOf(answered.text, problems);
  const codes = (body.errors ?? []).map(({ extensions }) => extensions?.code ?? "NONE");
  const isExecuted = body.data !== undefined;
  if (!allowedStatuses.has(answered.status)) problems.push(`the status is ${answered.status}`);
  if (answered.milliseconds > timeBudget) problems.push(`it took ${Math.round(answered.milliseconds)} ms`);
  for (const code of codes) {
    if (!Object.hasOwn(errorCodes, code)) problems.push(`${code} is no code of the list`);
    if (faultCodes.has(code)) problems.push(`the code is ${code}`);
  }
  if (!isExecuted && codes.length === 0) problems.push("there are neither data nor errors");
  const examined: Examined = {
    problems,
    isExecuted,
    codes,
    requestId: body.errors?.[0]?.extensions?.requestId ?? null,
    executed: [],
    succeeded: [],
    reached: new Set(),
  };
  const judgement = judge(schema, sent.document, variablesOf(sent.variables));
  problems.push(...disagreements(sent, answered, judgement, codes, isExecuted));
  const revealed = readAnswer(schema, scene, judgement, body, examined);
  problems.push(...hiddenIn(scene, sent, revealed, isExecuted));
  return examined;
}

function bodyOf(text: string, problems: string[]): AnswerBody {
  try {
    const body = JSON.parse(text) as AnswerBody;
    for (const { message } of body.errors ?? []) {
      if (innerWords.test(message)) problems.push(`an error tells of what is inside: ${message.slice(0, 200)}`);
    }
    return body;
  } catch {
    problems.push("the body is not JSON");
    return {};
  }
}

function variablesOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Some numbers are none in JSON: such a request is refused before its document is looked at.
    return {};
  }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Where the server runs what the specification refuses, or refuses what it lets run, without naming a limit. */
function disagreements(
  { actor, transport, variables }: Sent,
  { status }: Answered,
  judgement: Judgement,
  codes: readonly string[],
  isExecuted: boolean,
): string[] {
  if (actor === "stranger") {
    return isExecuted || status !== 401 ? [`a stranger was answered ${status}`] : [];
  }
  const isWellSent = (transport === "POST" || transport === "EXTRA_PARTS" || transport === "GET") && isJson(variables);
  if (!isWellSent) return isExecuted ? ["a request of the wrong form was executed"] : [];
  if (!judgement.isAccepted) return isExecuted ? [`a document was executed that is wrong: ${judgement.reason}`] : [];
  const isMutation = judgement.operation.operation === OperationTypeNode.MUTATION;
  if (transport === "GET" && isMutation) return isExecuted ? ["a mutation was executed by GET"] : [];
  if (isExecuted || codes.some((code) => limitCodes.has(code))) return [];
  return [`a document was refused that is in order: ${codes.join()}`];
}

/** Compares the data with the schema. Answers the body as text, without what is revealed in it. */
function readAnswer(
  schema: GraphQLSchema,
  { isForeign }: Witness,
  judgement: Judgement,
  body: AnswerBody,
  examined: Examined,
): string {
  if (!judgement.isAccepted || body.data === undefined) return JSON.stringify(body);
  const root = schema.getRootType(judgement.operation.operation);
  const reading: Reading = { ...judgement, schema, problems: examined.problems, reached: new Set(), identifiers: [] };
  const failed = new Set((body.errors ?? []).map(({ path }) => path?.[0]));
  if (body.data === null) {
    if (failed.size === 0) examined.problems.push("the data are null without an error");
  } else if (root != null) {
    readData(reading, root, judgement.operation.selectionSet, body.data);
  }
  const foreign = reading.identifiers.filter((id) => (fromGlobalId(id)?.parts ?? []).some(isForeign));
  if (foreign.length > 0) examined.problems.push(`it holds identifiers of the other province: ${foreign.join()}`);
  examined.reached = reading.reached;
  const labels = rootLabels(judgement.operation);
  const data: Record<string, unknown> = { ...(body.data as Record<string, unknown> | null) };
  for (const [label, name] of labels) {
    examined.executed.push(name);
    if (!failed.has(label) && body.data !== null) examined.succeeded.push(name);
    if (revealing.has(name)) delete data[label];
  }
  return JSON.stringify({ ...body, data });
}

// The generator puts no root field into a fragment.
function rootLabels(operation: OperationDefinitionNode): [label: string, name: string][] {
  const owner = operation.operation === OperationTypeNode.MUTATION ? "Mutation" : "Query";
  return operation.selectionSet.selections.flatMap((node): [string, string][] =>
    node.kind === "Field" ? [[node.alias?.value ?? node.name.value, `${owner}.${node.name.value}`]] : [],
  );
}

/** What stands in an answer that its caller must not read. What he wrote himself into a broken document is not news to him. */
function hiddenIn({ hidden }: Witness, { document, variables }: Sent, text: string, isExecuted: boolean): string[] {
  const isNews = (found: string) => isExecuted || !(document + variables).includes(found);
  const texts = hidden.filter((one) => text.includes(one) && isNews(one));
  const secret = secretPattern.exec(text);
  const contacts = secret !== null && isNews(secret[0]) ? [text.slice(secret.index, secret.index + 40)] : [];
  return [...texts, ...contacts].map((found) => `it shows what is hidden: ${found}`);
}
