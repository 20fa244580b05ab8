import { type Place, pathOf } from "../../platform/actor.js";
import { lowestCommonSuperior } from "./lowest-common-superior.js";

/** After how many returns a ticket goes to the common superior by itself. */
export const returnsBeforeReferral = 3;

/** What the third return of a ticket is judged by. */
export interface Returning {
  /** How often it was returned, this return included. */
  returns: number;
  /** The bureau that a superior designated; null where none did. */
  designated: string | null;
  /** The places of the bureaus that returned it, the first one first, this one last. */
  returners: readonly [Place, ...Place[]];
  /** Whom it goes back to now. */
  receiver: Place;
}

/** To whom a ticket goes after too many returns, and between whom that superior designates. */
export interface Referral {
  /** The code of the lowest common superior of all that returned it and the one that gets it back. */
  superior: string;
  /** Who returned it last. */
  raiser: Place;
  /** Who returned it before and is of another authority; where nobody is, the one that gets it back. */
  proposed: Place;
}

const authorityOf = ({ province, city, county }: Place): string => county ?? city ?? province;

/**
 * The referral to the common superior that a return brings with it; null where it brings none: before the third return;
 * after a designation, which is final; between units of one authority, which settles that itself (art. 41 of Order 121);
 * and where the superior itself hands the ticket back. Pure.
 */
export function referralOf({ returns, designated, returners, receiver }: Returning): Referral | null {
  if (returns < returnsBeforeReferral || designated !== null) return null;
  const raiser = returners.at(-1) ?? returners[0];
  const isWithinOne = returners.every((place) => authorityOf(place) === authorityOf(receiver));
  const superior = lowestCommonSuperior([...returners, receiver].map(pathOf));
  if (isWithinOne || superior === raiser.bureau) return null;
  const other = returners.findLast((place) => authorityOf(place) !== authorityOf(raiser));
  return { superior, raiser, proposed: other ?? receiver };
}
