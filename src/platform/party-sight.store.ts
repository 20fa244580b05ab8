import { type Column, or, type SQL, sql } from "drizzle-orm";
import type { Scope } from "./scope.js";
import { place } from "./statement.js";

/** What decides which columns a scope looks at. */
export type SightForm = Pick<Scope, "reach" | "line">;

/** The columns of the parties of a matter between bureaus: an actor sees it by any of those of his level. */
export interface PartySight {
  readonly provinces: readonly Column[];
  readonly cities: readonly Column[];
  readonly counties: readonly Column[];
  readonly bureaus: readonly Column[];
}

type Code = string | ReturnType<typeof place>;

/** The codes of a scope, or the places for them in a statement that is made once. */
export type SightCodes = Readonly<Record<"region" | "bureau", Code>>;

const places: SightCodes = { region: place("region"), bureau: place("bureau") };

/** The values for the places of a sight. */
export function sightValues({ region, bureau }: Scope): Record<"region" | "bureau", string> {
  return { region, bureau };
}

/**
 * How far a scope sees matters between bureaus, and how its statements differ from those of another. They have no business
 * line: a department with one sees those to which it is a party itself, like other units.
 */
export function sightOf({ reach, line }: SightForm): Scope["reach"] {
  return line === null ? reach : "UNIT";
}

/**
 * The one scope of actors as branches upon a matter between bureaus: each party sees it, and whoever stands above one. Each
 * branch is one equality, which an index answers. The row policies of the tables say the same; they are the wall behind
 * this fence.
 */
export function sightBranches(
  scope: SightForm,
  { provinces, cities, counties, bureaus }: PartySight,
  { region, bureau }: SightCodes = places,
): readonly SQL[] {
  const equal = (code: Code) => (column: Column) => sql`${column} = ${code}`;
  switch (sightOf(scope)) {
    case "NATION":
      return [sql`true`];
    case "PROVINCE":
      return provinces.map(equal(region));
    case "CITY":
      return cities.map(equal(region));
    case "COUNTY":
      return counties.map(equal(region));
    case "UNIT":
      return bureaus.map(equal(bureau));
  }
}

/** The same as one condition. */
export function inPartySight(scope: SightForm, parties: PartySight, codes: SightCodes = places): SQL {
  return or(...sightBranches(scope, parties, codes)) ?? sql`false`;
}
