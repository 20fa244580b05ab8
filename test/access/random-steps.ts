import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import type { AnsweredError, Caller, Variables } from "../api.js";
import { authorityOf, isUnder, type PlainTicket, seesTicket } from "./oracle.js";
import type { MadeTree } from "./random-tree.js";

/** A ticket as the oracle knows it. */
export interface KnownTicket extends PlainTicket {
  id: string;
  number: string;
  version: number;
  state: string;
}

/** The word that stands in the facts of every ticket. */
export const commonWord = "共同词语";

/** One random step: numbers that are turned into people, tickets and bureaus of the tree that they meet. */
export interface RandomStep {
  verb: keyof typeof verbs | "register";
  /** Whether a ticket is taken in whose state the verb may be possible. */
  isFitting: boolean;
  isByHolder: boolean;
  isByWatcher: boolean;
  isNearby: boolean;
  who: number;
  which: number;
  where: number;
  kind: "COMPLAINT" | "REPORT" | "CONSULTATION";
  issueClass: "PRICE" | "ADVERTISING";
}

type MakeInput = (ticket: KnownTicket, step: RandomStep, target: string) => Variables;

const referring: MakeInput = ({ id, version }) => ({ ticketId: id, version });
const because: MakeInput = (ticket, step, target) => ({
  ...referring(ticket, step, target),
  reason: "OTHER",
  explanation: "原因如下",
});

/** The mutations that steps are made of, with the types of their inputs. */
const verbs = {
  submitTicket: ["TicketStepInput", referring],
  returnTicketToOperator: ["ReturnTicketInput", because],
  reclassifyTicket: [
    "ReclassifyTicketInput",
    (...given) => ({ ...referring(...given), issueClass: given[1].issueClass }),
  ],
  dispatchTicket: [
    "DispatchTicketInput",
    (...given) => ({ ...referring(...given), bureau: given[2], reason: "理由充分" }),
  ],
  returnTicketToCentre: ["ReturnTicketInput", because],
  signTicket: ["TicketStepInput", referring],
  startCheck: ["TicketStepInput", referring],
  startVerification: ["StartVerificationInput", referring],
  escalateConsultation: ["TicketStepInput", referring],
  splitTicket: [
    "SplitTicketInput",
    (...given) => ({
      ...referring(...given),
      part: {
        kind: given[1].kind === "REPORT" ? "REPORT" : "COMPLAINT",
        issueClass: "PRICE",
        facts: `${commonWord}另案`,
        request: "退款",
      },
    }),
  ],
} as const satisfies Record<string, readonly [string, MakeInput]>;

const fittingStates: Record<keyof typeof verbs, readonly string[]> = {
  submitTicket: ["REGISTERED", "RETURNED_TO_OPERATOR"],
  returnTicketToOperator: ["IN_REVIEW"],
  reclassifyTicket: ["IN_REVIEW", "ESCALATED"],
  dispatchTicket: ["IN_REVIEW", "ESCALATED"],
  returnTicketToCentre: ["DISPATCHED", "SIGNED"],
  signTicket: ["DISPATCHED"],
  startCheck: ["SIGNED"],
  startVerification: ["SIGNED"],
  escalateConsultation: ["REGISTERED"],
  splitTicket: ["IN_REVIEW"],
};

const verbNames = Object.keys(verbs) as (keyof typeof verbs)[];

/** Any step; those that move a ticket from bureau to bureau come most often. */
export const anyStep: fc.Arbitrary<RandomStep> = fc.record({
  verb: fc.oneof(
    { weight: 4, arbitrary: fc.constant("register" as const) },
    { weight: 8, arbitrary: fc.constant("dispatchTicket" as const) },
    { weight: 3, arbitrary: fc.constant("returnTicketToCentre" as const) },
    { weight: 4, arbitrary: fc.constantFrom(...verbNames) },
  ),
  isFitting: fc.integer({ min: 0, max: 5 }).map((number) => number > 0),
  isByHolder: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
  isByWatcher: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
  isNearby: fc.integer({ min: 0, max: 4 }).map((number) => number > 0),
  who: fc.nat(1000),
  which: fc.nat(1000),
  where: fc.nat(1000),
  kind: fc.constantFrom("COMPLAINT", "COMPLAINT", "REPORT", "CONSULTATION"),
  issueClass: fc.constantFrom("PRICE", "ADVERTISING"),
});

const fields = "id number version state line holder { code }";

interface Answered {
  id: string;
  number: string;
  version: number;
  state: string;
  line: string | null;
  holder: { code: string };
}

type Payload = Record<string, { ticket: Answered; linkedTicket?: Answered | null } | null> | null;

const pick = (codes: readonly string[], number: number): string => codes[number % codes.length] ?? "";

const codeOf = (errors: AnsweredError[] | undefined) => errors?.[0]?.extensions.code;

async function register(made: MadeTree, tickets: KnownTicket[], step: RandomStep): Promise<void> {
  const bureau = pick(made.codes, step.who);
  const isIntake = ["AUTHORITY", "CENTRE"].includes(made.tree.get(bureau)?.kind ?? "");
  const caller = callerAt(made, bureau, step);
  const isMatter = step.kind !== "CONSULTATION";
  const input = {
    idempotencyKey: randomBytes(12).toString("hex"),
    channel: "PHONE",
    kind: step.kind,
    issueClass: step.issueClass,
    contact: { name: "李四", phone: "13700002222" },
    respondent: isMatter ? { name: "某商店" } : null,
    facts: `${commonWord}，价格太贵`,
    request: isMatter ? "退款" : null,
    submit: isMatter && step.where % 4 > 0,
  };
  const document = `mutation ($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { ${fields} } } }`;
  const { data, errors } = await caller.gql<Payload>(document, { input });
  expect(codeOf(errors)).toBe(isIntake && !step.isByWatcher ? undefined : "FORBIDDEN");
  const ticket = data?.registerTicket?.ticket;
  if (ticket !== undefined) tickets.push(newTicket(ticket, bureau, step.issueClass));
}

function newTicket(
  { id, number, version, state, line, holder }: Answered,
  intake: string,
  issueClass: string,
): KnownTicket {
  expect({ line, holder: holder.code }).toEqual({ line: issueClass === "PRICE" ? "PRICE" : null, holder: intake });
  return { id, number, version, state, line, holder: intake, intake, previous: null };
}

function callerAt(made: MadeTree, bureau: string, { isByWatcher }: RandomStep): Caller {
  const crew = made.crew.get(bureau);
  if (crew === undefined) throw new Error(`nobody works at ${bureau}`);
  return isByWatcher ? crew.watcher : crew.worker;
}

/** What the three rings say, worked out from plain data; null where the state of the ticket decides. */
function ringsSay(made: MadeTree, bureau: string, ticket: KnownTicket, isByWatcher: boolean): string | null {
  if (isByWatcher) return "FORBIDDEN";
  if (!seesTicket(made.tree, bureau, ticket)) return "NOT_FOUND";
  return bureau === ticket.holder ? null : "FORBIDDEN";
}

function ticketOf(tickets: readonly KnownTicket[], { verb, isFitting, which }: RandomStep): KnownTicket | undefined {
  const fitting = verb === "register" ? [] : tickets.filter(({ state }) => fittingStates[verb].includes(state));
  const candidates = isFitting && fitting.length > 0 ? fitting : tickets;
  return candidates[which % Math.max(candidates.length, 1)];
}

function targetOf(made: MadeTree, { holder }: KnownTicket, { isNearby, where }: RandomStep): string {
  const near = made.codes.filter(
    (code) =>
      isUnder(made.tree, code, authorityOf(made.tree, holder)) &&
      made.tree.get(code)?.kind !== "CENTRE" &&
      code !== holder,
  );
  return pick(isNearby && near.length > 0 ? near : made.codes, where);
}

/** Takes one random step over the API, holds its answer against the three rings, and notes what it has changed. */
export async function takeRandomStep(made: MadeTree, tickets: KnownTicket[], step: RandomStep): Promise<void> {
  const ticket = ticketOf(tickets, step);
  if (step.verb === "register" || ticket === undefined) return register(made, tickets, step);
  const bureau = step.isByHolder ? ticket.holder : pick(made.codes, step.who);
  const target = targetOf(made, ticket, step);
  const [inputType, inputOf] = verbs[step.verb];
  const more = step.verb === "splitTicket" ? `linkedTicket { ${fields} }` : "";
  const document = `mutation ($input: ${inputType}!) { ${step.verb}(input: $input) { ticket { ${fields} } ${more} } }`;
  const { data, errors } = await callerAt(made, bureau, step).gql<Payload>(document, {
    input: inputOf(ticket, step, target),
  });
  const said = ringsSay(made, bureau, ticket, step.isByWatcher);
  if (said === null) expect([undefined, "ILLEGAL_TRANSITION", "INVALID_INPUT"]).toContain(codeOf(errors));
  else expect(codeOf(errors)).toBe(said);
  const answered = data?.[step.verb];
  if (answered == null) return;
  note(ticket, answered.ticket, step, target);
  if (answered.linkedTicket != null) tickets.push(newTicket(answered.linkedTicket, bureau, "PRICE"));
}

function note(ticket: KnownTicket, answered: Answered, step: RandomStep, target: string): void {
  ticket.version = answered.version;
  ticket.state = answered.state;
  if (step.verb === "reclassifyTicket") ticket.line = step.issueClass === "PRICE" ? "PRICE" : null;
  if (step.verb === "dispatchTicket" || step.verb === "returnTicketToCentre") {
    ticket.previous = ticket.holder;
    ticket.holder = step.verb === "dispatchTicket" ? target : answered.holder.code;
  }
  expect({ line: answered.line, holder: answered.holder.code }).toEqual({ line: ticket.line, holder: ticket.holder });
}
