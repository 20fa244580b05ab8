import { nationCode, type Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { type DivisionRow, findDivision } from "../jurisdictions/index.js";
import type { DirectionInput } from "./knowledge.inputs.js";

/** The codes of the divisions from the nation down to one, the most specific first. */
export function divisionPathOf({ city, code, province }: DivisionRow): string[] {
  const path = [code, city, province, nationCode];
  return path.filter((one, index): one is string => one !== null && path.indexOf(one) === index);
}

/**
 * The division for which a direction holds: the one that it names, else that of its owner; the nation's for the nation.
 *
 * @throws INVALID_INPUT at `content.direction.division` for an unknown one, for one that does not lie with the owner, and
 *   where it is left out by an owner that has no division of its own
 */
export async function divisionOfDirection(tx: Transaction, input: DirectionInput, owner: Place): Promise<string> {
  const region = owner.county ?? owner.city ?? owner.province;
  const division = await findDivision(tx, input.division ?? region);
  // A zone has no division: the division of the authority above it is the narrowest that is certain.
  const own = (await findDivision(tx, region)) === null ? (owner.city ?? owner.province) : region;
  if (division !== null && divisionPathOf(division).includes(own)) return division.code;
  throw invalidInput("content.direction.division", {
    zh: "须为本单位辖区或其下级区划的代码。",
    en: "The code of the division of your bureau, or of one beneath it, is needed.",
  });
}
