import { type BureauRow, placeOf } from "./place.js";
import type { KeptPlan } from "./reorganisations.store.js";

/** What rows that stand at one bureau become: the bureau itself or its successor, and the place of that today. */
export interface Resettlement {
  code: string;
  becomes: string;
  city: string | null;
  county: string | null;
}

function codesBeneath(bureaus: readonly BureauRow[], roots: readonly string[]): Set<string> {
  const found = new Set(roots);
  const childrenByParent = new Map<string, string[]>();
  for (const { code, parent } of bureaus) {
    if (parent !== null) childrenByParent.set(parent, [...(childrenByParent.get(parent) ?? []), code]);
  }
  // A set is walked in the order of insertion, also over what is added on the way.
  for (const code of found) for (const child of childrenByParent.get(code) ?? []) found.add(child);
  return found;
}

/**
 * Where the rows of the bureaus that a plan touched belong, once the tree of today holds it. A renaming and a split
 * change no place.
 *
 * @param bureaus the bureaus of the province as they are after the plan
 */
export function resettlementsOf(plan: KeptPlan, bureaus: readonly BureauRow[]): Resettlement[] {
  if (plan.kind === "RENAME" || plan.kind === "SPLIT") return [];
  const successors = new Map(plan.kind === "MERGE" ? plan.from.map((code) => [code, plan.into]) : []);
  const byCode = new Map(bureaus.map((bureau) => [bureau.code, bureau]));
  return [...codesBeneath(bureaus, plan.touched.bureaus)].flatMap((code) => {
    const bureau = byCode.get(successors.get(code) ?? code);
    if (bureau === undefined) return [];
    const { city, county } = placeOf(bureau);
    return [{ code, becomes: bureau.code, city, county }];
  });
}
