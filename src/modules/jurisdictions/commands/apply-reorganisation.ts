import type { Transaction } from "../../../platform/database.js";
import { findBureauPeriods } from "../bureaus.store.js";
import { competentBureausOf } from "../coverages.store.js";
import { allowLongStatements, findBureausOfProvince, updateBureaus } from "../history.store.js";
import { type BureauRow, isValidOn, placesOf } from "../place.js";
import type { SplitPlan } from "../plan.js";
import { markApplied, type ReorganisationRow } from "../reorganisations.store.js";
import { resettlementsOf } from "../resettlement.js";
import {
  mergeCalls,
  mergeDictionaries,
  mergeIdempotencyKeys,
  mergePriceMarks,
  moveRowsOfPlaces,
  withdrawRepeatedRoles,
} from "../resettlement.store.js";
import { findDivisionsOfTickets, moveTickets, shareOutTickets } from "../ticket-resettlement.store.js";

async function bureausWithPlan(tx: Transaction, reorganisation: ReorganisationRow): Promise<BureauRow[]> {
  const { effectiveOn, plan, province } = reorganisation;
  const bureaus = await findBureausOfProvince(tx, province);
  const periods = await findBureauPeriods(tx, plan.touched.bureaus);
  const inForce = new Map(periods.filter((one) => isValidOn(one, effectiveOn)).map((one) => [one.bureau, one]));
  const touched = new Set(plan.touched.bureaus);
  const changed = bureaus.map((bureau) => {
    if (!touched.has(bureau.code)) return bureau;
    const period = inForce.get(bureau.code);
    if (period === undefined) return { ...bureau, validTo: effectiveOn, version: bureau.version + 1 };
    const { name, parent } = period;
    const isSame = name === bureau.name && parent === bureau.parent;
    return isSame ? bureau : { ...bureau, name, parent, version: bureau.version + 1 };
  });
  const places = placesOf(changed);
  const placed = changed.map((bureau) => ({ ...bureau, ...places.get(bureau.code) }));
  const before = new Map(bureaus.map((bureau) => [bureau.code, bureau]));
  await updateBureaus(
    tx,
    placed.filter((bureau) => {
      const old = before.get(bureau.code);
      return old?.version !== bureau.version || old.city !== bureau.city || old.county !== bureau.county;
    }),
  );
  return placed;
}

/**
 * Brings everything that stands at the bureaus of an applied reorganisation to where it belongs now. Doing it again
 * finds only what was written meanwhile by somebody who still saw the old tree.
 *
 * @param bureaus the bureaus of the province as they are after the plan
 */
export async function resettle(
  tx: Transaction,
  reorganisation: ReorganisationRow,
  bureaus: readonly BureauRow[],
  at: Date,
): Promise<void> {
  await allowLongStatements(tx);
  const { effectiveOn, plan, province } = reorganisation;
  const into = plan.kind === "MERGE" ? bureaus.find(({ code }) => code === plan.into) : undefined;
  if (plan.kind === "MERGE" && into !== undefined) {
    await withdrawRepeatedRoles(tx, plan, effectiveOn, at);
    await mergeDictionaries(tx, plan, into, effectiveOn);
    await mergeIdempotencyKeys(tx, plan);
    await mergePriceMarks(tx, plan);
    await mergeCalls(tx, plan, into);
  }
  const resettlements = resettlementsOf(plan, bureaus);
  if (resettlements.length === 0) return;
  await moveRowsOfPlaces(tx, resettlements);
  await moveTickets(tx, province, resettlements);
}

async function shareOut(tx: Transaction, reorganisation: ReorganisationRow, plan: SplitPlan): Promise<void> {
  const { effectiveOn, province } = reorganisation;
  const divisions = await findDivisionsOfTickets(tx, province, plan.bureau);
  const competent = await competentBureausOf(tx, divisions, effectiveOn);
  const isNew = new Set(plan.newBureaus.map(({ code }) => code));
  const owners = new Map([...competent].filter(([, bureau]) => isNew.has(bureau.code)));
  await shareOutTickets(tx, province, plan.bureau, owners);
}

/**
 * Makes the tree of today what the plan says, and lets all rights follow: the places of everything beneath, the people,
 * roles, clients and tickets of ended bureaus, the tickets whose division now belongs to a new bureau. Runs with the
 * rights of the platform, under the lock of the province.
 */
export async function applyReorganisation(
  tx: Transaction,
  reorganisation: ReorganisationRow,
  at: Date,
): Promise<ReorganisationRow> {
  const bureaus = await bureausWithPlan(tx, reorganisation);
  await resettle(tx, reorganisation, bureaus, at);
  const { plan } = reorganisation;
  if (plan.kind === "SPLIT") await shareOut(tx, reorganisation, plan);
  await markApplied(tx, reorganisation.id, at);
  return { ...reorganisation, state: "APPLIED", appliedAt: at };
}
