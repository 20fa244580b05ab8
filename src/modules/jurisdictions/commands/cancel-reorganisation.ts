import type { BilingualText } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import { illegalTransition, invalidInput, notFound } from "../../../platform/errors.js";
import { fromGlobalId, isUuid } from "../../../platform/ids.js";
import { sqlState } from "../../../platform/sql-state.js";
import { findBureaus } from "../bureaus.store.js";
import { deleteBureaus, findHistory, lockProvince, writeHistory } from "../history.store.js";
import type { CancelReorganisationInput } from "../jurisdictions.inputs.js";
import { placeOf } from "../place.js";
import { withdraw } from "../planning.js";
import { type CancelReorganisationPayload, toReorganisation } from "../reorganisation.type.js";
import { findReorganisation, markCancelled, type ReorganisationRow } from "../reorganisations.store.js";
import { authorizeReorganisation } from "./plan-reorganisation.js";
import { recordReorganisation } from "./record-reorganisation.js";

function rowIdOf(globalId: string): string {
  const key = fromGlobalId(globalId);
  const id = key?.parts[0] ?? "";
  if (key?.type !== "Reorganisation" || key.parts.length !== 1 || !isUuid(id)) throw notFound("reorganisation");
  return id;
}

async function findAndLock(tx: Transaction, context: RequestContext, id: string): Promise<ReorganisationRow> {
  const actor = actorOf(context);
  const seen = await findReorganisation(tx, actor, id);
  if (seen === null) throw notFound("reorganisation");
  await lockProvince(tx, seen.province);
  const locked = await findReorganisation(tx, actor, id);
  if (locked === null) throw notFound("reorganisation");
  return locked;
}

const notPlanned: BilingualText = {
  zh: "该机构调整已生效或已撤销，不能再撤销。",
  en: "The reorganisation was applied or cancelled before, so it cannot be cancelled.",
};

const dayHasCome: BilingualText = {
  zh: "该机构调整的生效日已到，不能再撤销。",
  en: "The day of the reorganisation has come, so it cannot be cancelled.",
};

const stillReferredTo: BilingualText = {
  zh: "新单位已有人员或接口客户端，请先将其移出，再撤销。",
  en: "People or clients are at the new bureau already; move them first, then cancel.",
};

// The database refuses to remove a bureau that a person, a client or anything else refers to: as a violation of a foreign
// key up to PostgreSQL 17, as a violation of its restriction from 18 on.
const referredTo: ReadonlySet<string> = new Set(["23503", "23001"]);

async function takeBack(tx: Transaction, row: ReorganisationRow): Promise<void> {
  const { effectiveOn, id, plan, province } = row;
  const history = await findHistory(tx, province, []);
  const outcome = withdraw(history, plan.touched, effectiveOn);
  if (!outcome.isAccepted) throw invalidInput("reorganisation", outcome.message);
  await writeHistory(tx, history, outcome.history);
  if (plan.kind === "SPLIT") {
    await deleteBureaus(
      tx,
      plan.newBureaus.map(({ code }) => code),
    );
  }
  await markCancelled(tx, id);
}

/**
 * An administrator withdraws a reorganisation before its day (撤销机构调整): the days of the bureaus and of their coverage
 * are again what they were.
 *
 * @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION when it was applied or cancelled or its day has come, INVALID_INPUT
 *   when another plan or people rely on it
 */
export async function cancelReorganisation(
  context: RequestContext,
  input: CancelReorganisationInput,
): Promise<CancelReorganisationPayload> {
  const actor = actorOf(context);
  const at = context.clock.now();
  const id = rowIdOf(input.reorganisation);
  const cancel = async (tx: Transaction): Promise<ReorganisationRow> => {
    const row = await findAndLock(tx, context, id);
    const bureaus = await findBureaus(tx, row.plan.touched.bureaus);
    for (const bureau of bureaus) authorizeReorganisation(actor, placeOf(bureau));
    if (row.state !== "PLANNED") throw illegalTransition(notPlanned, []);
    if (row.effectiveOn <= chinaDay(at)) throw illegalTransition(dayHasCome, []);
    await asSystemWithin(tx, actor, "a reorganisation is taken back for the whole province", () => takeBack(tx, row));
    const cancelled = { ...row, state: "CANCELLED" as const };
    await recordReorganisation(tx, actor, cancelled, ["CANCELLED"], { at, requestId: context.requestId });
    return cancelled;
  };
  try {
    return { reorganisation: toReorganisation(await inScope(context, cancel)) };
  } catch (error) {
    if (referredTo.has(sqlState(error) ?? "")) throw invalidInput("reorganisation", stillReferredTo);
    throw error;
  }
}
