import { loginOf } from "../load/people.js";
import type { Random } from "../load/random.js";
import { buildTree, type Leaf } from "../load/tree.js";
import { benchActors, type Level } from "../page/actors.js";
import type { Product } from "../product.js";

/** Who asks: the supervisor of an authority, and the authorities beneath it that he may ask of. */
export interface Asker {
  level: Level;
  region: string;
  login: string;
  beneath: readonly string[];
}

const howMany: Readonly<Record<Level, number>> = { county: 60, city: 40, province: 15, nation: 1 };

/** Draws those who ask, by level: places with more work come sooner. */
export function drawAskers(product: Product, random: Random): Readonly<Record<Level, readonly Asker[]>> {
  const tree = buildTree(product.readDivisionData());
  const codes: Record<Level, Set<string>> = {
    county: new Set(),
    city: new Set(),
    province: new Set(),
    nation: new Set([benchActors.nation.region]),
  };
  const isFull = (level: Level): boolean => codes[level].size >= howMany[level];
  while (!isFull("county") || !isFull("city") || !isFull("province")) {
    const { city, county, province } = tree.work.draw(random);
    if (county !== null && city !== null && !isFull("county")) codes.county.add(county);
    if (city !== null && !isFull("city")) codes.city.add(city);
    if (!isFull("province")) codes.province.add(province);
  }
  const asker = (level: Level, region: string): Asker => ({
    level,
    region,
    login: loginOf(region, "SUPERVISOR"),
    beneath: beneath(level, region, tree.leaves),
  });
  const of = (level: Level): Asker[] => [...codes[level]].map((region) => asker(level, region));
  return { county: of("county"), city: of("city"), province: of("province"), nation: of("nation") };
}

const codesOf = (leaves: readonly Leaf[], of: (leaf: Leaf) => string | null): string[] =>
  [...new Set(leaves.map(of))].filter((code) => code !== null);

function beneath(level: Level, region: string, leaves: readonly Leaf[]): string[] {
  switch (level) {
    case "nation":
      return codesOf(leaves, ({ province }) => province);
    case "province":
      return codesOf(
        leaves.filter(({ province }) => province === region),
        ({ city }) => city,
      );
    case "city":
      return codesOf(
        leaves.filter(({ city }) => city === region),
        ({ county }) => county,
      );
    case "county":
      return [];
  }
}
