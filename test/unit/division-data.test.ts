import { describe, expect, it } from "vitest";
import {
  type DivisionSeed,
  NATION_DIVISION_CODE,
  readDivisionData,
} from "../../src/modules/jurisdictions/division-data.js";

const divisions = readDivisionData();
const byCode = new Map(divisions.map((division) => [division.code, division]));
const childrenOf = (code: string): DivisionSeed[] => divisions.filter((division) => division.parent === code);
const level = (name: DivisionSeed["level"]): DivisionSeed[] => divisions.filter((division) => division.level === name);

describe("the committed division tree", () => {
  it("has one nation, 34 provinces, 333 cities, 2,852 counties and 124 zones", () => {
    expect(level("NATION").map(({ code }) => code)).toEqual([NATION_DIVISION_CODE]);
    expect(level("PROVINCE")).toHaveLength(34);
    expect(level("CITY")).toHaveLength(333);
    expect(level("COUNTY").filter(({ isZone }) => !isZone)).toHaveLength(2852);
    expect(divisions.filter(({ isZone }) => isZone)).toHaveLength(124);
    expect(divisions).toHaveLength(1 + 34 + 333 + 2852 + 124);
  });

  it("has six digits in every code and no code twice", () => {
    expect(divisions.filter(({ code }) => !/^[1-9]\d{5}$/.test(code))).toEqual([]);
    expect(byCode.size).toBe(divisions.length);
  });

  it("puts every parent before its children, so that it has neither orphans nor cycles", () => {
    const seen = new Set<string>();
    for (const { code, parent, level: levelOfDivision } of divisions) {
      if (parent === null) expect(levelOfDivision).toBe("NATION");
      else expect(seen, `parent of ${code}`).toContain(parent);
      seen.add(code);
    }
  });

  it("hangs every division on one of a higher level whose digits it shares", () => {
    const rank = { NATION: 0, PROVINCE: 1, CITY: 2, COUNTY: 3 } as const;
    const misplaced = divisions.filter((division) => {
      const parent = division.parent === null ? undefined : byCode.get(division.parent);
      if (parent === undefined) return division.code !== NATION_DIVISION_CODE;
      const shared = { NATION: 0, PROVINCE: 2, CITY: 4, COUNTY: 6 }[parent.level];
      return rank[parent.level] >= rank[division.level] || !division.code.startsWith(parent.code.slice(0, shared));
    });
    expect(misplaced).toEqual([]);
  });

  it("has a clean name and the same first day for each division", () => {
    expect(divisions.filter(({ name }) => !/^[\p{Script=Han}]{2,}$/u.test(name))).toEqual([]);
    expect(new Set(divisions.map(({ validFrom }) => validFrom))).toEqual(new Set(["2000-01-01"]));
  });

  it("holds none of the headings that the source lists among the cities", () => {
    expect(divisions.filter(({ name }) => /^市辖区$|^县$|直辖县级/.test(name))).toEqual([]);
  });
});

describe("awkward divisions", () => {
  it.each([
    ["110000", "北京市", 16],
    ["120000", "天津市", 16],
    ["310000", "上海市", 16],
    ["500000", "重庆市", 38],
  ])("hangs the districts of the municipality %s %s directly on it", (code, name, count) => {
    expect(byCode.get(code)).toMatchObject({ name, level: "PROVINCE" });
    expect(childrenOf(code)).toHaveLength(count);
    expect(new Set(childrenOf(code).map((child) => child.level))).toEqual(new Set(["COUNTY"]));
  });

  it("hangs the counties of 5002 directly on Chongqing (重庆)", () => {
    expect(byCode.get("500229")).toMatchObject({ name: "城口县", parent: "500000", level: "COUNTY" });
    expect(byCode.has("500200")).toBe(false);
  });

  it.each([
    ["419001", "济源市", "410000"],
    ["429004", "仙桃市", "420000"],
    ["429021", "神农架林区", "420000"],
    ["469001", "五指山市", "460000"],
    ["659001", "石河子市", "650000"],
    ["659012", "白杨市", "650000"],
  ])("hangs the county %s %s directly on its province", (code, name, parent) => {
    expect(byCode.get(code)).toMatchObject({ name, parent, level: "COUNTY", isZone: false });
    expect(byCode.has(`${code.slice(0, 4)}00`)).toBe(false);
  });

  it.each([
    ["441900", "东莞市"],
    ["442000", "中山市"],
    ["460400", "儋州市"],
    ["620200", "嘉峪关市"],
  ])("leaves the city %s %s without counties", (code, name) => {
    expect(byCode.get(code)).toMatchObject({ name, level: "CITY" });
    expect(childrenOf(code)).toEqual([]);
    expect(byCode.has("620201")).toBe(false);
  });

  it("keeps Sansha (三沙) with the three island groups of the source", () => {
    expect(byCode.get("460300")).toMatchObject({ name: "三沙市", level: "CITY" });
    expect(childrenOf("460300").map(({ code }) => code)).toEqual(["460321", "460322", "460323"]);
  });

  it.each([
    ["710000", "台湾省"],
    ["810000", "香港特别行政区"],
    ["820000", "澳门特别行政区"],
  ])("adds the province %s %s without children", (code, name) => {
    expect(byCode.get(code)).toMatchObject({ name, level: "PROVINCE", parent: NATION_DIVISION_CODE });
    expect(childrenOf(code)).toEqual([]);
  });

  it.each([
    ["653228", "和康县"],
    ["653229", "和安县"],
  ])("adds the county %s %s under Hotan (和田地区)", (code, name) => {
    expect(byCode.get(code)).toMatchObject({ name, parent: "653200", level: "COUNTY", isZone: false });
  });

  it("flags exactly the codes that end in 71 to 80 as zones", () => {
    const zones = level("COUNTY").filter(({ code }) => /(7[1-9]|80)$/.test(code));
    expect(divisions.filter(({ isZone }) => isZone)).toEqual(zones);
  });

  it("flags Suzhou Industrial Park (苏州工业园区) as a zone under Suzhou", () => {
    const park = divisions.find(({ name }) => name === "苏州工业园区");
    expect(park).toMatchObject({ code: "320576", parent: "320500", level: "COUNTY", isZone: true });
  });

  it("keeps the districts of Suzhou as divisions under Suzhou", () => {
    expect(byCode.get("320508")).toMatchObject({ name: "姑苏区", parent: "320500", isZone: false });
    expect(byCode.get("320500")).toMatchObject({ name: "苏州市", parent: "320000", level: "CITY" });
  });
});
