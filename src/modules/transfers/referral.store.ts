import { referrals } from "../../../schema/index.js";
import type { Place } from "../../platform/actor.js";
import { insertionOf, updateOf, type Writing } from "../../platform/writing.store.js";
import { defineMatterList } from "./party-list.store.js";

/** A referral as it stands in its table. */
export type ReferralRow = typeof referrals.$inferSelect;

/** The columns that a reply writes. */
export type ReferralChanges = Pick<ReferralRow, "state" | "reply" | "repliedAt">;

/** The lists of referrals: each row has the place of the bureau that referred. */
export const referralList = defineMatterList(referrals, {
  province: referrals.province,
  id: referrals.id,
  ticketId: referrals.ticketId,
  state: referrals.state,
  cities: [referrals.city],
  counties: [referrals.county],
  bureaus: [referrals.bureau],
});

/** The column of the bureau that referred. */
export const referringBureau = referrals.bureau;

/** Where the bureau stands that referred. */
export const placeOfReferral = ({ province, city, county, bureau }: ReferralRow): Place => ({
  province,
  city,
  county,
  bureau,
});

/** The writing of a new referral. */
export function referralInsertion(row: ReferralRow): Writing | null {
  return insertionOf(referrals, [row]);
}

/** The writing of a reply, which fails where the referral has not the version any more that was found. */
export function referralUpdate({ province, id, version }: ReferralRow, changes: ReferralChanges): Writing {
  return updateOf(referrals, { province, id, version }, { ...changes, version: version + 1 });
}
