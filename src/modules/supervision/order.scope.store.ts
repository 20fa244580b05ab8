import { type Column, or, type SQL, sql } from "drizzle-orm";
import { supervisionOrders } from "../../../schema/index.js";
import type { Scope } from "../../platform/scope.js";
import { place } from "../../platform/statement.js";

/** What decides which columns a scope looks at. */
type ScopeForm = Pick<Scope, "reach" | "line">;

type Code = string | ReturnType<typeof place>;

/** The codes of a scope, or the places for them in a statement that is made once. */
type ScopeCodes = Readonly<Record<"region" | "bureau", Code>>;

/** The places for the codes of a scope; `sightValues` gives what comes there. */
const places: ScopeCodes = { region: place("region"), bureau: place("bureau") };

/** The values for the places of a scope. */
export function sightValues({ region, bureau }: Scope): Record<"region" | "bureau", string> {
  return { region, bureau };
}

/** The parts of what somebody sees of the orders. */
export const orderViews = ["ISSUED_BY_US", "RECEIVED_BY_US", "IN_REGION"] as const;

/** A part of what somebody sees of the orders. */
export type OrderView = (typeof orderViews)[number];

const { province, issuer, issuerCity, issuerCounty, receiver, receiverCity, receiverCounty } = supervisionOrders;

const equal = (column: Column, code: Code): SQL => sql`${column} = ${code}`;

const either = (one: Column, other: Column, code: Code): SQL => or(equal(one, code), equal(other, code)) ?? sql`false`;

// An order has no business line: a department with one sees what it issued or received itself, like other units.
const reachOf = ({ reach, line }: ScopeForm): Scope["reach"] => (line === null ? reach : "UNIT");

/** How the statements of a scope differ from those of another. */
export function sightOf(scope: ScopeForm): string {
  return reachOf(scope);
}

/**
 * The one scope of orders as a condition: each side sees an order, and whoever stands above a side. The row policies of the
 * table say the same; they are the wall behind this fence.
 */
export function inSight(scope: ScopeForm, { region, bureau }: ScopeCodes = places): SQL {
  switch (reachOf(scope)) {
    case "NATION":
      return sql`true`;
    case "PROVINCE":
      return equal(province, region);
    case "CITY":
      return either(receiverCity, issuerCity, region);
    case "COUNTY":
      return either(receiverCounty, issuerCounty, region);
    case "UNIT":
      return either(receiver, issuer, bureau);
  }
}

/** The orders to a region: one equality, which an index answers in the order of the list. */
export function inRegion(scope: ScopeForm, { region, bureau }: ScopeCodes): SQL {
  switch (reachOf(scope)) {
    case "NATION":
      return sql`true`;
    case "PROVINCE":
      return equal(province, region);
    case "CITY":
      return equal(receiverCity, region);
    case "COUNTY":
      return equal(receiverCounty, region);
    case "UNIT":
      return equal(receiver, bureau);
  }
}

/** The condition of a view, of which the same is true. */
export function inView(scope: ScopeForm, view: OrderView, codes: ScopeCodes): SQL {
  if (view === "ISSUED_BY_US") return equal(issuer, codes.bureau);
  return view === "RECEIVED_BY_US" ? equal(receiver, codes.bureau) : inRegion(scope, codes);
}
