import { authorize } from "../../../access/index.js";
import type { Actor, Place } from "../../../platform/actor.js";
import { chinaDay } from "../../../platform/clock.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { asSystemWithin, type Transaction } from "../../../platform/database.js";
import { conflict, forbidden, invalidInputs, notFound } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { findBureau, findBureaus } from "../bureaus.store.js";
import {
  findBureausOfProvince,
  findHistory,
  findTaken,
  insertBureaus,
  lockProvince,
  writeHistory,
} from "../history.store.js";
import { type BureauRow, isStrictlyBeneath, placeOf, placesOf } from "../place.js";
import type { Plan, Situation, SplitPlan } from "../plan.js";
import { decide } from "../planning.js";
import { findPlannedBureaus, insertReorganisation, type ReorganisationRow } from "../reorganisations.store.js";
import type { History } from "../tree.js";
import { applyReorganisation } from "./apply-reorganisation.js";
import { recordReorganisation } from "./record-reorganisation.js";

/** A bureau that the input names. */
export interface NamedBureau {
  field: string;
  code: string;
}

/** What is asked for. */
export interface ReorganisationRequest {
  plan: Plan;
  effectiveOn: string;
  /** The bureau that the plan is about; the one that goes on, of a merger. */
  subject: NamedBureau & { version: number };
  /** The other bureaus that must stand beneath the actor's. */
  others?: readonly NamedBureau[];
  /** A bureau under which another is put: the actor's own, or one beneath it. */
  superior?: NamedBureau;
}

/** Refuses a day that is past: what was in force on it has been acted upon. */
function checkDay(effectiveOn: string, today: string): void {
  const validation = startValidation();
  if (effectiveOn < today) {
    validation.add("effectiveOn", {
      zh: `生效日不能早于今天（${today}）：过去各日的管辖已据以办理，不能改写。`,
      en: `The day must be today (${today}) or later: what was done on past days relied on who was competent then.`,
    });
  }
  validation.finish();
}

function codesNamed(request: ReorganisationRequest): NamedBureau[] {
  const { others = [], subject, superior } = request;
  return [subject, ...others, ...(superior === undefined ? [] : [superior])];
}

interface Named {
  subject: BureauRow;
  rows: ReadonlyMap<string, BureauRow>;
}

async function findNamed(tx: Transaction, request: ReorganisationRequest): Promise<Named> {
  const named = codesNamed(request);
  const codes = named.map(({ code }) => code);
  // A bureau never changes its province, so it can be read before the lock; all else is read after it.
  const unlocked = await findBureau(tx, request.subject.code);
  if (unlocked !== null) await lockProvince(tx, unlocked.province);
  const rows = new Map((await findBureaus(tx, codes)).map((row) => [row.code, row]));
  const subject = rows.get(request.subject.code);
  const [first, ...rest] = named
    .filter(({ code }) => !rows.has(code))
    .map(({ field, code }) => ({ field, message: { zh: `没有单位 ${code}。`, en: `There is no bureau ${code}.` } }));
  if (first !== undefined) throw invalidInputs([first, ...rest]);
  if (subject === undefined) throw notFound(request.subject.field);
  return { subject, rows };
}

/**
 * Rings one and two for reorganisations: the bureau must stand beneath the actor's.
 *
 * @throws FORBIDDEN otherwise
 */
export function authorizeReorganisation(actor: Actor, place: Place): void {
  authorize(actor, "bureau.reorganise", place);
  if (isStrictlyBeneath(actor.bureau, place)) return;
  throw forbidden({
    zh: "只能调整本单位的下级单位。",
    en: "You reorganise the bureaus beneath your own, never your own, one above or one beside it.",
  });
}

function authorizeAll(actor: Actor, request: ReorganisationRequest, rows: ReadonlyMap<string, BureauRow>): void {
  for (const { code } of codesNamed(request)) {
    const row = rows.get(code);
    // A bureau may be put directly under the actor's own: it is beneath it afterwards.
    const isOwn = code === request.superior?.code && code === actor.bureau.bureau;
    if (row !== undefined && !isOwn) authorizeReorganisation(actor, placeOf(row));
  }
}

async function findSituation(tx: Transaction, plan: Plan, province: string, codes: string[]): Promise<Situation> {
  const taken = await findTaken(tx, province, plan.kind === "SPLIT" ? plan.newBureaus : []);
  return {
    history: await findHistory(tx, province, codes),
    planned: await findPlannedBureaus(tx, province),
    takenCodes: taken.codes,
    takenMarks: taken.marks,
  };
}

/** The rows of the new bureaus: of the kind and level of the one that is split, and beside it. */
async function newRows(
  tx: Transaction,
  plan: SplitPlan,
  old: BureauRow,
  after: History,
  on: string,
): Promise<BureauRow[]> {
  const parentOf = new Map(after.periods.map((period) => [period.bureau, period.parent]));
  const rows = plan.newBureaus.map(({ code, name, mark }) => ({
    ...{ ...old, code, name, mark, validFrom: on, validTo: null, version: 1 },
    parent: parentOf.get(code) ?? null,
  }));
  const places = placesOf([...(await findBureausOfProvince(tx, old.province)), ...rows]);
  return rows.map((row) => {
    const { city, county } = places.get(row.code) ?? row;
    return { ...row, city, county };
  });
}

function toRow(
  context: RequestContext,
  request: ReorganisationRequest,
  subject: BureauRow,
): Omit<ReorganisationRow, "plan"> {
  const at = context.clock.now();
  return {
    ...placeOf(subject),
    id: newId(at),
    kind: request.plan.kind,
    effectiveOn: request.effectiveOn,
    state: "PLANNED",
    requestedBy: actorOf(context).person?.id ?? null,
    requestedAt: at,
    appliedAt: null,
  };
}

/**
 * Plans a reorganisation: the days of the bureaus and of their coverage are written at once, the tree of today changes
 * when the day has come, which for today is now.
 *
 * @throws INVALID_INPUT with the fields at fault, FORBIDDEN for a bureau that is not beneath the actor's, CONFLICT for a
 *   stale version
 */
export async function planReorganisation(
  context: RequestContext,
  request: ReorganisationRequest,
): Promise<ReorganisationRow> {
  const actor = actorOf(context);
  const at = context.clock.now();
  const { effectiveOn, plan } = request;
  checkDay(effectiveOn, chinaDay(at));
  return inScope(context, async (tx) => {
    const { rows, subject } = await findNamed(tx, request);
    authorizeAll(actor, request, rows);
    if (subject.version !== request.subject.version) throw conflict(subject.version);

    const reason = "a reorganisation is judged and written for the whole province";
    const { touched } = await asSystemWithin(tx, actor, reason, async () => {
      const situation = await findSituation(tx, plan, subject.province, [...rows.keys()]);
      const outcome = decide(situation, plan, effectiveOn);
      if (!outcome.isAccepted) throw invalidInputs(outcome.problems);
      if (plan.kind === "SPLIT")
        await insertBureaus(tx, await newRows(tx, plan, subject, outcome.history, effectiveOn));
      await writeHistory(tx, situation.history, outcome.history);
      return outcome;
    });
    const planned = { ...toRow(context, request, subject), plan: { ...plan, touched } };
    await insertReorganisation(tx, planned);
    const isDue = effectiveOn === chinaDay(at);
    const done = isDue ? await asSystemWithin(tx, actor, reason, () => applyReorganisation(tx, planned, at)) : planned;
    await recordReorganisation(tx, actor, done, isDue ? ["PLANNED", "APPLIED"] : ["PLANNED"], {
      at,
      requestId: context.requestId,
    });
    return done;
  });
}
