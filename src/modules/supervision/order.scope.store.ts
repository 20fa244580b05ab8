import { type Column, type SQL, sql } from "drizzle-orm";
import { supervisionOrders } from "../../../schema/index.js";
import { inPartySight, type PartySight, type SightCodes, type SightForm } from "../../platform/party-sight.store.js";

/** The parts of what somebody sees of the orders. */
const orderViews = ["ISSUED_BY_US", "ISSUED_THROUGH_US", "RECEIVED_BY_US", "IN_REGION"] as const;

/** A part of what somebody sees of the orders. */
export type OrderView = (typeof orderViews)[number];

const { province, issuer, issuerCity, issuerCounty, receiver, receiverCity, receiverCounty, through } =
  supervisionOrders;

const sides: PartySight = {
  provinces: [province],
  cities: [receiverCity, issuerCity],
  counties: [receiverCounty, issuerCounty],
  bureaus: [receiver, issuer, through],
};

/** The one scope of orders as a condition: each side sees it, the department that wished for it, and who is above a side. */
export function inSight(scope: SightForm, codes?: SightCodes): SQL {
  return inPartySight(scope, sides, codes);
}

const receivers: PartySight = {
  provinces: [province],
  cities: [receiverCity],
  counties: [receiverCounty],
  bureaus: [receiver],
};

/** The orders to a region: one equality, which an index answers in the order of the list. */
export function inRegion(scope: SightForm, codes: SightCodes): SQL {
  return inPartySight(scope, receivers, codes);
}

const equal = (column: Column, code: SightCodes["bureau"]): SQL => sql`${column} = ${code}`;

/** The condition of a view, of which the same is true. */
export function inView(scope: SightForm, view: OrderView, codes: SightCodes): SQL {
  if (view === "ISSUED_BY_US") return equal(issuer, codes.bureau);
  if (view === "ISSUED_THROUGH_US") return equal(through, codes.bureau);
  return view === "RECEIVED_BY_US" ? equal(receiver, codes.bureau) : inRegion(scope, codes);
}
