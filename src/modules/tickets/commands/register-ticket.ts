import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import type { Transaction } from "../../../platform/database.js";
import { forbidden, idempotencyMismatch, notFound } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { scopeOf } from "../../../platform/scope.js";
import { claimKey, findKey } from "../idempotency.store.js";
import { giveBackNumber, layOutNumbers, type NumberSeries, takeNumber } from "../number.store.js";
import type { RegisterTicketInput } from "../registration.inputs.js";
import { decide, takeStep } from "../ticket.change.js";
import { type Entry, type Intake, openIntake, registerEntry } from "../ticket.intake.js";
import { checkRegistration } from "../ticket.registration.js";
import { findTickets, linkTickets, type TicketKey, type TicketRow } from "../ticket.store.js";
import { answerAndClose } from "./answer-consultation.js";

/** What a registration made, or had made before under the same key. */
export interface Registration {
  /** The ticket, and for mixed material the linked one after it. */
  tickets: TicketRow[];
  /** Whether the same registration came before. */
  isRepeated: boolean;
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
): Promise<Registration | { exhausted: NumberSeries[] }> {
  const bureau = actorOf(context).bureau.bureau;
  const before = await findKey(tx, bureau, input.idempotencyKey);
  if (before !== null) return repeat(tx, context, before, inputHash);
  const intake = await openIntake(tx, context, input);
  const numbers = await Promise.all(intake.series.map((series) => takeNumber(tx, series)));
  const exhausted = intake.series.filter((_, position) => numbers[position] == null);
  if (exhausted.length > 0) {
    await giveBack(tx, intake.series, numbers);
    return { exhausted };
  }
  const key: TicketKey = { province: intake.province, id: newId(intake.at) };
  const claimed = await claimKey(tx, { bureau, key: input.idempotencyKey, inputHash, ticket: key, at: intake.at });
  if (claimed !== null) {
    await giveBack(tx, intake.series, numbers);
    return repeat(tx, context, claimed, inputHash);
  }
  const tickets = await writeEntries(intake, input, key, numbers as number[]);
  return { tickets, isRepeated: false };
}

async function giveBack(tx: Transaction, series: readonly NumberSeries[], numbers: readonly (number | null)[]) {
  for (const [position, number] of numbers.entries()) {
    const of = series[position];
    if (of !== undefined && number !== null) await giveBackNumber(tx, of, number);
  }
}

async function writeEntries(
  intake: Intake,
  input: RegisterTicketInput,
  key: TicketKey,
  numbers: readonly number[],
): Promise<TicketRow[]> {
  const [number = 0, otherNumber = 0] = numbers;
  const main = await registerEntry(intake, { ...input, goodsClass: input.goodsClass ?? null }, key, number);
  if (input.also == null) return [await goOn(intake, main, input)];
  const part: Entry = { ...input, ...input.also, goodsClass: input.also.goodsClass ?? null, disputedAmount: null };
  const otherKey = { province: key.province, id: newId(intake.at) };
  const other = await registerEntry(intake, part, otherKey, otherNumber, "also.");
  const [linkedMain, linkedOther] = await linkTickets(intake.tx, main, other);
  return [await goOn(intake, linkedMain, input), await goOn(intake, linkedOther, input)];
}

// The steps that the caller asked for besides, in the same transaction.
async function goOn(intake: Intake, ticket: TicketRow, input: RegisterTicketInput): Promise<TicketRow> {
  const change = { ...intake, ticket };
  if (input.answer != null) return answerAndClose(change, ticket.version, input.answer);
  if (!input.submit) return ticket;
  return (await takeStep(change, decide(change, "SUBMIT", ticket.version), {})).ticket;
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
  return { tickets: [ticket, ...linked], isRepeated: true };
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
