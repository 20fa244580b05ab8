import { type ActingBureau, nationCode, type Place, pathOf, regionOf } from "../platform/actor.js";
import type { Reach } from "./actions.js";

/** How a place stands to the bureau of an actor. */
export const relations = ["own", "beneath", "above", "beside", "elsewhere"] as const;

/** A relation between an actor's bureau and a place. */
export type Relation = (typeof relations)[number];

/**
 * How a place stands to a bureau: its own; beneath it, in the region of an authority; above it; beside it (the same bureau
 * stands directly above both); or elsewhere. Centres, departments and street offices have nothing beneath them: a centre
 * acts for the region of its authority on tickets alone, see `isInRegion`, and rules nobody in it.
 */
export function relationOf(bureau: ActingBureau, place: Place): Relation {
  if (place.bureau === bureau.bureau) return "own";
  if (bureau.kind === "AUTHORITY" && pathOf(place).includes(regionOf(bureau))) return "beneath";
  if (pathOf(bureau).includes(place.bureau)) return "above";
  return superiorPath(pathOf(bureau)) === superiorPath(pathOf(place)) ? "beside" : "elsewhere";
}

/**
 * Whether a place lies in the region that a bureau acts for, the region's authority included: where an authority or its
 * centre may send tickets (分送; art. 41 of Order 121, art. 37 of Order 20).
 */
export function isInRegion(bureau: ActingBureau, place: Place): boolean {
  const distributes = bureau.kind === "AUTHORITY" || bureau.kind === "CENTRE";
  return distributes && pathOf(place).includes(regionOf(bureau));
}

function superiorPath(path: readonly string[]): string {
  return path.slice(0, -1).join("/");
}

/** Whether an action of the given reach may touch a place. */
export function isWithin(reach: Reach, bureau: ActingBureau, place: Place): boolean {
  if (reach === "ANY") return true;
  const relation = relationOf(bureau, place);
  if (reach === "OWN") return relation === "own";
  if (reach === "BENEATH") return relation === "beneath";
  if (reach === "AREA" && isInRegion(bureau, place)) return true;
  if (reach === "PROVINCE" && place.bureau === bureau.province) return true;
  return relation === "own" || relation === "beneath";
}

/** The place of the nation itself. */
export const nationPlace: Place = { province: nationCode, city: null, county: null, bureau: nationCode };
