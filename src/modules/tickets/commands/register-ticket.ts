import { authorize } from "../../../access/index.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { forbidden, idempotencyMismatch, notFound } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { scopeOf } from "../../../platform/scope.js";
import { together } from "../../../platform/together.js";
import type { Writing } from "../../../platform/writing.store.js";
import { linkCall } from "../../calls/index.js";
import { areAllowed } from "../../dictionaries/index.js";
import { emergencyTopics } from "../../emergencies/index.js";
import { citationInsertions } from "../../knowledge/index.js";
import type { Finding } from "../../quality/index.js";
import { type Claimed, claimKeyAndNumbers, findKey } from "../idempotency.store.js";
import { formatNumber, layOutNumbers, type NumberSeries } from "../number.store.js";
import type { RegisterTicketInput } from "../registration.inputs.js";
import { type Change, decide, planStep } from "../ticket.change.js";
import { mostTopics } from "../ticket.classes.js";
import { type Entry, type Intake, planEntry } from "../ticket.entry.js";
import { checkEntries } from "../ticket.entry-check.js";
import {
  competentProvinceOf,
  type EntryQuestion,
  findingsOf,
  type IntakeFindings,
  ownProvinceOf,
  readIntake,
} from "../ticket.intake.js";
import { regimeOn } from "../ticket.regime.js";
import { checkRegistration } from "../ticket.registration.js";
import { writeChanges } from "../ticket.steps.js";
import { findTickets, type TicketKey, type TicketRow } from "../ticket.store.js";
import { planAnswer } from "./answer-consultation.js";

/** What a registration made, or had made before under the same key. */
export interface Registration {
  /** The ticket, and for mixed material the linked one after it. */
  tickets: TicketRow[];
  /** Whether the same registration came before. */
  isRepeated: boolean;
  /** What the rules of the bureau found of the entries; nothing of what came before. */
  findings: readonly Finding[];
}

/**
 * Registers a consultation, complaint or report (登记), or both parts of mixed material as two linked tickets.
 *
 * @throws INVALID_INPUT, FORBIDDEN, IDEMPOTENCY_MISMATCH
 */
export async function registerTicket(context: RequestContext, input: RegisterTicketInput): Promise<Registration> {
  const actor = actorOf(context);
  authorize(actor, "ticket.register", actor.bureau);
  if (actor.bureau.kind !== "AUTHORITY" && actor.bureau.kind !== "CENTRE") {
    throw forbidden({
      zh: "统一接收投诉举报的是市场监管局或其12315中心；内设机构和派出机构不单独登记。",
      en: "An authority or its hotline centre takes tickets in; its departments and street offices do not (Order 121 art. 41).",
    });
  }
  checkRegistration(input, context.clock.now());
  const inputHash = context.seal.digest(canonical(input));
  for (;;) {
    const outcome = await inScope(context, (tx) => registerOnce(tx, context, input, inputHash));
    if ("tickets" in outcome) return outcome;
    for (const series of outcome.exhausted) await inScope(context, (tx) => layOutNumbers(tx, series));
  }
}

async function registerOnce(
  tx: Transaction,
  context: RequestContext,
  input: RegisterTicketInput,
  inputHash: string,
): Promise<Registration | { exhausted: readonly NumberSeries[] }> {
  const intake = openIntake(tx, context, input);
  const { bureau } = intake.actor.bureau;
  const { idempotencyKey: key } = input;
  const parts = partsOf(intake, await withEmergencyTopics(intake, input));
  const ownProvince = ownProvinceOf(intake.actor, input);
  // Where the province must be found before the key can be claimed, a registration made before is looked for first.
  const before = ownProvince === null ? await findKey(tx, bureau, key) : null;
  if (before !== null) return repeat(tx, context, before, inputHash);
  const reading = readIntake(intake, parts);
  const province = ownProvince ?? (await competentProvinceOf(tx, findingsOf(await reading, input.kind)));
  const claiming = claimKeyAndNumbers(tx, {
    ...{ bureau, key, inputHash, ticket: { province, id: parts[0].id }, at: intake.at, year: yearOf(intake) },
    kinds: parts.map(({ entry }) => entry.kind),
  });
  const claimed = await outcomeOf(claiming, reading);
  if (claimed.outcome === "REPEATED") return repeat(tx, context, claimed.kept, inputHash);
  if (claimed.outcome === "EXHAUSTED") return { exhausted: claimed.exhausted };
  const findings = await reading;
  const changes = parts.map((part, position) =>
    goOn(planPart(intake, part, province, findings, claimed.numbers[position] ?? 0), input),
  );
  const checked = await checkEntries(
    tx,
    intake.actor,
    parts.map(({ entry, prefix, id }) => ({ entry, prefix, ticketId: id, province })),
    { ...intake, isPassedOn: input.submit || input.answer != null },
  );
  const besides = [checked.writing, ...(await writtenBesides(intake, input, changes))];
  const tickets = await writeChanges(changes as [Change, ...Change[]], besides);
  return { tickets, isRepeated: false, findings: checked.findings };
}

// What an emergency is about is noted of every ticket of its region, unless the operator says that this one is not. He did not
// choose it, so what does not fit is left out: a topic that has ended or begins later, one of other kinds, one too many.
async function withEmergencyTopics(intake: Intake, input: RegisterTicketInput): Promise<RegisterTicketInput> {
  const { tx, actor, at, receivedAt } = intake;
  const given = input.withoutEmergencyTopics === true ? [] : await emergencyTopics(tx, actor, at);
  const topics = given.filter((code) => !input.topics.includes(code));
  if (topics.length === 0) return input;
  const kinds = [input.kind, ...(input.also == null ? [] : [input.also.kind])];
  const uses = topics.flatMap((code) => kinds.map((kind) => ({ code, kind })));
  const on = chinaDay(receivedAt);
  const wanted = uses.map((use) => ({ ...use, dictionary: "TOPIC" as const, field: "topics", on }));
  const allowed = await areAllowed(tx, actor, wanted);
  const fitting = topics.filter((code) => uses.every((use, place) => use.code !== code || allowed[place] === true));
  const room = Math.max(0, mostTopics - input.topics.length);
  return { ...input, topics: [...input.topics, ...fitting.slice(0, room)] };
}

/** The links to the call that the tickets come from, and what an answer relied on. */
async function writtenBesides(
  { tx, actor, at, context, receivedAt }: Intake,
  { callId, sources }: RegisterTicketInput,
  changes: readonly Change[],
): Promise<(Writing | null)[]> {
  const [first] = changes;
  if (first === undefined) return [];
  const day = chinaDay(receivedAt);
  const citations = await citationInsertions(tx, actor, { sources, ticket: first.ticket, at, day });
  if (callId == null) return [...citations];
  const links: (Writing | null)[] = [];
  for (const { ticket } of changes) links.push(await linkCall(tx, context, { callId, ticket, at }));
  return [...citations, ...links];
}

// A registration that was made before is found whether or not its values are still in force.
async function outcomeOf(claiming: Promise<Claimed>, reading: Promise<IntakeFindings>): Promise<Claimed> {
  const [claimed] = await Promise.allSettled([claiming, reading]);
  if (claimed.status === "fulfilled" && claimed.value.outcome === "REPEATED") return claimed.value;
  return (await together([reading, claiming]))[1];
}

function openIntake(tx: Transaction, context: RequestContext, input: RegisterTicketInput): Intake {
  const at = context.clock.now();
  const receivedAt = input.receivedAt ?? at;
  return { tx, context, actor: actorOf(context), at, receivedAt, regime: regimeOn(receivedAt) };
}

// The year of registration in China, of which the numbers are.
const yearOf = ({ at }: Intake): number => Number(chinaDay(at).slice(0, 4));

/** One of the tickets that a registration makes. */
interface Part extends EntryQuestion {
  id: string;
  /** The other part of mixed material, where there is one. */
  linkedTicket: string | null;
}

function partsOf({ at }: Intake, input: RegisterTicketInput): [Part, ...Part[]] {
  const [id, otherId] = [newId(at), newId(at)];
  const { also } = input;
  const main: Entry = { ...input, goodsClass: input.goodsClass ?? null };
  if (also == null) return [{ entry: main, prefix: "", id, linkedTicket: null }];
  const other: Entry = { ...input, ...also, goodsClass: also.goodsClass ?? null, disputedAmount: null };
  return [
    { entry: main, prefix: "", id, linkedTicket: otherId },
    { entry: other, prefix: "also.", id: otherId, linkedTicket: id },
  ];
}

function planPart(intake: Intake, part: Part, province: string, findings: IntakeFindings, taken: number): Change {
  const { entry, id, linkedTicket } = part;
  const series = { bureau: intake.actor.bureau.bureau, year: yearOf(intake), kind: entry.kind };
  const number = formatNumber(findings.bureau.mark, series, taken);
  return planEntry(intake, entry, findingsOf(findings, entry.kind), { key: { province, id }, number, linkedTicket });
}

// The steps that the caller asked for besides, in the same transaction.
function goOn(change: Change, input: RegisterTicketInput): Change {
  const { version } = change.ticket;
  if (input.answer != null) return planAnswer(change, version, input.answer);
  return input.submit ? planStep(change, decide(change, "SUBMIT", version)) : change;
}

async function repeat(
  tx: Transaction,
  context: RequestContext,
  kept: { inputHash: string; ticket: TicketKey },
  inputHash: string,
): Promise<Registration> {
  if (kept.inputHash !== inputHash) throw idempotencyMismatch();
  const scope = scopeOf(actorOf(context).bureau);
  const [ticket] = await findTickets(tx, scope, [kept.ticket]);
  if (ticket === undefined) throw notFound("idempotencyKey");
  const linked =
    ticket.linkedTicket === null
      ? []
      : await findTickets(tx, scope, [{ province: ticket.province, id: ticket.linkedTicket }]);
  return { tickets: [ticket, ...linked], isRepeated: true, findings: [] };
}

// The input with its fields in one order, so that equal inputs give equal texts.
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "bigint") return part.toString();
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([, entry]) => entry !== undefined && entry !== null)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  });
}
