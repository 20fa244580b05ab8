import type { RunningProduct } from "../contestants/ours.js";
import { loginOf } from "../load/people.js";
import type { Desk } from "./desks.js";

/** Where those who watch are: at one price desk and above it, or wherever something happens. */
export type Arrangement = "desk" | "everywhere";

/** Who watches the tickets of some desks. */
export interface Watchers {
  tokens: readonly string[];
  /** How many of them, the first, see the whole nation. */
  nationals: number;
}

/** The settings with which so many may subscribe from one address; everything else is as usual. */
export const manySockets: Readonly<Record<string, string>> = {
  MAX_SOCKETS: "100000",
  MAX_SOCKETS_CLIENT: "100000",
  MAX_SOCKETS_BUREAU: "100000",
};

const nation = "100000";

const regionsOf = ({ centre, county }: Desk): string[] => [
  county,
  centre.replace(/-12315$/, ""),
  `${county.slice(0, 2)}0000`,
];

/**
 * People who watch what goes on at the desks: some see the nation, the others are supervisors of the county, the city and the
 * province of the first desk, or of those of all desks in turn.
 */
export async function watchersOf(
  ours: RunningProduct,
  desks: readonly Desk[],
  count: number,
  arrangement: Arrangement,
  nationals: number,
): Promise<Watchers> {
  const regions = (arrangement === "desk" ? desks.slice(0, 1) : desks).flatMap(regionsOf);
  const codes = Array.from({ length: count }, (_, place) =>
    place < nationals ? nation : (regions[(place - nationals) % regions.length] ?? nation),
  );
  const logins = codes.map((code) => loginOf(code, "SUPERVISOR"));
  const tokens = await ours.tokensOf(logins);
  return { tokens: logins.map((login) => tokens.get(login) ?? ""), nationals };
}
