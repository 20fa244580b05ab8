import type { ActingBureau, Actor, BilingualText } from "../../platform/actor.js";
import { forbidden } from "../../platform/errors.js";

/** The business line of prices (价格条线): a ticket of this line is a price case (价格案件). */
export const priceLine = "PRICE";

/**
 * Whether a bureau has a price desk (价格监督台): the price department of an authority, and an authority itself, for many
 * counties have no such department. A centre and a street office have none.
 */
export function isPriceDesk({ kind, line }: Pick<ActingBureau, "kind" | "line">): boolean {
  return kind === "AUTHORITY" || (kind === "DEPARTMENT" && line === priceLine);
}

const desksOnly: BilingualText = {
  zh: "仅限市场监督管理部门及其价格监督内设机构的价格监督台。",
  en: "That is for price desks: those of authorities, and of their price departments.",
};

/**
 * The price desk at which somebody acts.
 *
 * @returns the code of its bureau
 * @throws FORBIDDEN at a bureau that has none
 */
export function requireDesk({ bureau }: Actor): string {
  if (!isPriceDesk(bureau)) throw forbidden(desksOnly);
  return bureau.bureau;
}
