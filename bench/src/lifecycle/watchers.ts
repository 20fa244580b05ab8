import type { RunningProduct } from "../contestants/ours.js";
import { loginOf } from "../load/people.js";
import type { Desk } from "./desks.js";

/** Who watches the tickets of some desks. */
export interface Watchers {
  tokens: readonly string[];
  /** How many of them, the first, see the whole nation. */
  nationals: number;
}

/**
 * People who watch what goes on at the desks: the supervisors of each county, of its city and of its province in turn, and
 * one in twenty of the nation.
 */
export async function watchersOf(ours: RunningProduct, desks: readonly Desk[], count: number): Promise<Watchers> {
  const nationals = Math.ceil(count / 20);
  const regions = desks.flatMap(({ centre, county }) => [
    county,
    centre.replace(/-12315$/, ""),
    `${county.slice(0, 2)}0000`,
  ]);
  const codes = Array.from({ length: count }, (_, place) =>
    place < nationals ? "100000" : (regions[(place - nationals) % regions.length] ?? ""),
  );
  const logins = codes.map((code) => loginOf(code, "SUPERVISOR"));
  const tokens = await ours.tokensOf(logins);
  return { tokens: logins.map((login) => tokens.get(login) ?? ""), nationals };
}
