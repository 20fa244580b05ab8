import { groupBy } from "../grouping.js";
import type { Product } from "../product.js";
import { createRandom, type Weighted, weighted } from "./random.js";

type BureauSeed = Parameters<Product["seedBureaus"]>[1][number];
type DivisionSeed = ReturnType<Product["readDivisionData"]>[number];

/** The lowest authority of a place: a county, or a city without counties. It handles what is dispatched there. */
export interface Leaf {
  province: string;
  city: string | null;
  county: string | null;
  /** The code of the authority, and of its division. */
  code: string;
  /** The name of the place for people, such as 越秀区. */
  name: string;
  mark: string;
  /** The 12315 centre that answers the telephone for it: of its city, or of a province without cities. */
  centre: Centre;
}

/** A 12315 centre (12315中心). */
export interface Centre {
  code: string;
  province: string;
  city: string | null;
  mark: string;
  /** The authority that it belongs to. */
  authority: string;
}

/** The tree of all bureaus, and how the work is spread over it. */
export interface Tree {
  seeds: readonly BureauSeed[];
  leaves: readonly Leaf[];
  centres: readonly Centre[];
  provinceCentre: ReadonlyMap<string, Centre>;
  /** The leaves of each centre. */
  leavesOf: ReadonlyMap<string, readonly Leaf[]>;
  /** The leaves of each province. */
  leavesIn: ReadonlyMap<string, readonly Leaf[]>;
  /** The letters that open the document numbers of a bureau. */
  markOf(bureau: string): string;
  work: Weighted<Leaf>;
}

const validFrom = "2000-01-01";
const nation = "100000";

// Residents in millions (census of 2020), by the first two digits of the code. Hotlines are busier where more people live
// together, so the weight grows faster than the number: the largest province then has an eighth of all tickets.
const residents: Readonly<Record<string, number>> = Object.fromEntries(
  `11 21.9,12 13.9,13 74.6,14 34.9,15 24,21 42.6,22 24.1,23 31.9,31 24.9,32 84.7,33 64.6,34 61,35 41.5,36 45.2,37 101.5,
  41 99.4,42 57.8,43 66.4,44 126,45 50.1,46 10.1,50 32,51 83.7,52 38.6,53 47.2,54 3.6,61 39.5,62 25,63 5.9,64 7.2,65 25.9`
    .split(",")
    .map((entry) => entry.trim().split(" "))
    .map(([province = "", millions]) => [`${province}0000`, Number(millions)]),
);
const growth = 1.35;

const lettersOf: Readonly<Record<string, string>> = Object.fromEntries(
  `11京,12津,13冀,14晋,15蒙,21辽,22吉,23黑,31沪,32苏,33浙,34皖,35闽,36赣,37鲁,41豫,42鄂,43湘,44粤,45桂,46琼,50渝,51川,52贵,53云,54藏,
  61陕,62甘,63青,64宁,65新`
    .split(",")
    .map((entry) => entry.trim())
    .map((entry) => [`${entry.slice(0, 2)}0000`, entry.slice(2)]),
);

/** Builds the whole tree of China from the divisions of the product: nation, provinces, cities, counties and centres. */
export function buildTree(all: readonly DivisionSeed[]): Tree {
  const divisions = all.filter(
    ({ code, isZone }) => !isZone && (code === nation || `${code.slice(0, 2)}0000` in residents),
  );
  const nameOf = new Map(divisions.map(({ code, name }) => [code, name]));
  const beneath = groupBy(divisions, ({ parent }) => parent ?? "");
  const seeds: BureauSeed[] = [];
  const centres: Centre[] = [];
  for (const { code, name, level, parent } of divisions) {
    if (code === nation) continue;
    const place = level === "COUNTY" ? `${nameOf.get(parent ?? "") ?? ""}${name}` : name;
    const mark = `${lettersOf[`${code.slice(0, 2)}0000`] ?? ""}${level === "PROVINCE" ? "" : code.slice(2)}市监`;
    seeds.push({
      code,
      kind: "AUTHORITY",
      level,
      name: `${place}市场监督管理局`,
      mark,
      parent,
      divisions: [code],
      validFrom,
    });
    if (level === "COUNTY") continue;
    const centre = centreOf(code, level === "CITY", mark);
    centres.push(centre);
    seeds.push({
      code: centre.code,
      kind: "CENTRE",
      level,
      name: `${place}12315投诉举报中心`,
      mark: centre.mark,
      parent: code,
      validFrom,
    });
  }
  const centreAt = new Map(centres.map((centre) => [centre.authority, centre]));
  const marks = new Map(seeds.map(({ code, mark }) => [code, mark]));
  const leaves = divisions.flatMap((division) => leafOf(division, beneath, centreAt, marks));
  return {
    seeds,
    leaves,
    centres,
    provinceCentre: new Map(centres.filter(({ city }) => city === null).map((centre) => [centre.province, centre])),
    leavesOf: groupBy(leaves, ({ centre }) => centre.code),
    leavesIn: groupBy(leaves, ({ province }) => province),
    markOf: (bureau) => marks.get(bureau) ?? "",
    work: spreadWork(leaves),
  };
}

function centreOf(authority: string, isCity: boolean, mark: string): Centre {
  const province = `${authority.slice(0, 2)}0000`;
  return { code: `${authority}-12315`, province, city: isCity ? authority : null, mark: `${mark}消`, authority };
}

function leafOf(
  { code, name, level, parent }: DivisionSeed,
  beneath: ReadonlyMap<string, readonly DivisionSeed[]>,
  centreAt: ReadonlyMap<string, Centre>,
  marks: ReadonlyMap<string, string>,
): Leaf[] {
  if (level !== "COUNTY" && (level !== "CITY" || beneath.has(code))) return [];
  const centre = centreAt.get(level === "CITY" ? code : (parent ?? ""));
  if (centre === undefined) return [];
  const county = level === "COUNTY" ? code : null;
  return [{ province: centre.province, city: centre.city, county, code, name, mark: marks.get(code) ?? "", centre }];
}

/** Spreads the work: provinces by their people, cities and counties by rank; the capital of a province comes first. */
function spreadWork(leaves: readonly Leaf[]): Weighted<Leaf> {
  const random = createRandom(12315);
  const weights: [Leaf, number][] = [];
  for (const [province, ofProvince] of groupBy(leaves, (leaf) => leaf.province)) {
    const share = (residents[province] ?? 1) ** growth;
    const cities = [...groupBy(ofProvince, (leaf) => leaf.centre.code)]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, ofCity]) => ofCity);
    const cityTotal = cities.reduce((sum, _, rank) => sum + (rank + 1) ** -0.8, 0);
    for (const [rank, ofCity] of cities.entries()) {
      const cityShare = (share * (rank + 1) ** -0.8) / cityTotal;
      const shuffled = ofCity.map((leaf) => [random.next(), leaf] as const).sort(([one], [other]) => one - other);
      const countyTotal = shuffled.reduce((sum, _, place) => sum + (place + 1) ** -0.6, 0);
      shuffled.forEach(([, leaf], place) => {
        weights.push([leaf, (cityShare * (place + 1) ** -0.6) / countyTotal]);
      });
    }
  }
  return weighted(weights);
}
