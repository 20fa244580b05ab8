import {
  type BureauSeed,
  type DivisionSeed,
  NATION_DIVISION_CODE,
  readDivisionData,
} from "../modules/jurisdictions/index.js";

/** The first day of all demo bureaus: that of the committed divisions, which lies before every ticket. */
const validFrom = "2000-01-01";

/** The provinces of the demo world, each with the letters that open its document numbers. */
const provinces = [
  { code: "320000", mark: "江苏市监", hasCentre: true, hasPriceDepartment: true },
  { code: "340000", mark: "皖市监", hasCentre: false, hasPriceDepartment: false },
  { code: "230000", mark: "黑市监", hasCentre: false, hasPriceDepartment: false },
  { code: "130000", mark: "冀市监", hasCentre: false, hasPriceDepartment: false },
  { code: "610000", mark: "陕市监", hasCentre: true, hasPriceDepartment: false },
] as const;

/** The cities of the demo world, all with a 12315 centre and all their counties, and what opens their document numbers. */
const cities = [
  { code: "320500", letters: "苏", hasPriceDepartment: true },
  { code: "341100", letters: "皖滁", hasPriceDepartment: true },
  { code: "230600", letters: "黑庆", hasPriceDepartment: false },
  { code: "230800", letters: "黑佳", hasPriceDepartment: false },
  { code: "230900", letters: "黑七", hasPriceDepartment: false },
  { code: "231200", letters: "黑绥", hasPriceDepartment: false },
  { code: "130900", letters: "冀沧", hasPriceDepartment: false },
] as const;

/** The Industrial Park (苏州工业园区): a bureau for a development zone, which is no division of GB/T 2260. */
export const industrialPark = "320576";

/** The 12315 centre of an authority. */
export const centreOf = (authority: string): string => `${authority}-12315`;

/** The price-supervision department of an authority. */
export const priceDepartmentOf = (authority: string): string => `${authority}-PRICE`;

const shortName = (name: string): string => (name.length > 2 ? name.replace(/(自治县|区|县|市)$/, "") : name);

function centre(authority: string, level: BureauSeed["level"], name: string, mark: string): BureauSeed {
  return { code: centreOf(authority), kind: "CENTRE", level, name, mark, parent: authority, validFrom };
}

function priceDepartment(authority: string, level: BureauSeed["level"], name: string, mark: string): BureauSeed {
  const code = priceDepartmentOf(authority);
  return { code, kind: "DEPARTMENT", level, name, mark: `${mark}价`, parent: authority, line: "PRICE", validFrom };
}

function nationBureaus(): BureauSeed[] {
  const [code, name, mark] = [NATION_DIVISION_CODE, "国家市场监督管理总局", "国市监"];
  const level = "NATION" as const;
  return [
    { code, kind: "AUTHORITY", level, name, mark, parent: null, divisions: [code], validFrom },
    centre(code, level, `${name}12315中心`, `${mark}消`),
    priceDepartment(code, level, `${name}价格监督检查和反不正当竞争局`, mark),
  ];
}

function provinceBureaus(divisions: ReadonlyMap<string, DivisionSeed>): BureauSeed[] {
  return provinces.flatMap(({ code, mark, hasCentre, hasPriceDepartment }) => {
    const place = divisions.get(code)?.name ?? code;
    const name = `${place}市场监督管理局`;
    const level = "PROVINCE" as const;
    const parent = NATION_DIVISION_CODE;
    return [
      { code, kind: "AUTHORITY" as const, level, name, mark, parent, divisions: [code], validFrom },
      ...(hasCentre ? [centre(code, level, `${place}12315投诉举报中心`, `${mark}消`)] : []),
      ...(hasPriceDepartment ? [priceDepartment(code, level, `${name}价格监督检查处`, mark)] : []),
    ];
  });
}

function cityBureaus(divisions: ReadonlyMap<string, DivisionSeed>): BureauSeed[] {
  return cities.flatMap(({ code, letters, hasPriceDepartment }) => {
    const { name: place = code, parent = null } = divisions.get(code) ?? {};
    const name = `${place}市场监督管理局`;
    const level = "CITY" as const;
    const mark = `${letters}市监`;
    const counties = [...divisions.values()].filter((division) => division.parent === code && isCounty(division));
    return [
      {
        code,
        kind: "AUTHORITY" as const,
        level,
        name,
        mark: `${shortName(place)}市监`,
        parent,
        divisions: [code],
        validFrom,
      },
      centre(code, level, `${place}12315投诉举报中心`, mark),
      ...(hasPriceDepartment ? [priceDepartment(code, level, `${name}价格监督检查处`, mark)] : []),
      ...counties.map((county) => countyBureau(county, place, letters)),
    ];
  });
}

// Of the zones only the Industrial Park has a bureau here; the others fall to the bureau of their city.
const isCounty = ({ code, isZone }: DivisionSeed): boolean => !isZone || code === industrialPark;

function countyBureau({ code, name, parent, isZone }: DivisionSeed, city: string, letters: string): BureauSeed {
  return {
    code,
    kind: "AUTHORITY",
    level: "COUNTY",
    name: `${isZone ? "" : city}${name}市场监督管理局`,
    mark: `${letters}${isZone ? "园" : shortName(name)}市监`,
    parent,
    divisions: [code],
    validFrom,
  };
}

/** What stands beneath the bureau of Gusu district (姑苏区): its own price department and two street offices. */
function gusuUnits(): BureauSeed[] {
  const [parent, name, mark] = ["320508", "苏州市姑苏区市场监督管理局", "苏姑苏市监"];
  const office = (code: string, street: string): BureauSeed => ({
    code: `${parent}-${code}`,
    kind: "STREET_OFFICE",
    level: "STREET",
    name: `${name}${street}分局`,
    mark: `${mark}${street}`,
    parent,
    validFrom,
  });
  return [
    priceDepartment(parent, "COUNTY", `${name}价格监督检查科`, mark),
    office("PINGJIANG", "平江"),
    office("SHUANGTA", "双塔"),
  ];
}

/** All bureaus of the demo world, each after the one above it. */
export function demoBureaus(): BureauSeed[] {
  const divisions = new Map(readDivisionData().map((division) => [division.code, division]));
  return [...nationBureaus(), ...provinceBureaus(divisions), ...cityBureaus(divisions), ...gusuUnits()];
}
