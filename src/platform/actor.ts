/** The language of messages for people. */
export type Locale = "zh" | "en";

/** A text for people in both languages. */
export interface BilingualText {
  zh: string;
  en: string;
}

/** The roles (岗位) that a person can hold at a bureau: a closed list. */
export const roles = [
  "OPERATOR",
  "DISPATCHER",
  "HANDLER",
  "HEAD",
  "SUPERVISOR",
  "ANALYST",
  "SHIFT_MANAGER",
  "PRICE_SUPERVISOR",
  "ADMINISTRATOR",
  "AUDITOR",
] as const;

/** A role (岗位). */
export type Role = (typeof roles)[number];

/** The kinds of bureau: authority (局), 12315 centre (中心), department (内设机构), street office (所). */
export const bureauKinds = ["AUTHORITY", "CENTRE", "DEPARTMENT", "STREET_OFFICE"] as const;

/** A kind of bureau. */
export type BureauKind = (typeof bureauKinds)[number];

/** The levels of the tree of bureaus. */
export const bureauLevels = ["NATION", "PROVINCE", "CITY", "COUNTY", "STREET"] as const;

/** A level of the tree of bureaus. */
export type BureauLevel = (typeof bureauLevels)[number];

/** The code of the bureau at the root of the tree (国家市场监督管理总局). */
export const nationCode = "100000";

/** Where something stands in the tree of bureaus of today. */
export interface Place {
  /** The code of the authority at province level; the nation's code for what belongs to the nation itself. */
  province: string;
  /** The code of the authority at city level, where there is one. */
  city: string | null;
  /** The code of the authority at county level, where there is one. */
  county: string | null;
  /** The code of the bureau itself. */
  bureau: string;
}

/** The bureau in which somebody acts. */
export interface ActingBureau extends Place {
  kind: BureauKind;
  level: BureauLevel;
  /** The business line that a department watches (业务条线), such as PRICE. */
  line: string | null;
  /** The code of the bureau above; null for the nation. */
  parent: string | null;
}

/**
 * Who acts in a request: a person, a program, or a program for a person, in one bureau and with the roles that are
 * valid today. Made by authentication alone, from rows of the database and never from claims of a token.
 */
export interface Actor {
  person: { id: string; login: string; name: string } | null;
  client: { id: string; name: string; scopes: readonly string[] } | null;
  bureau: ActingBureau;
  roles: readonly Role[];
}

/** The codes of the bureaus from the nation down to the given place, without repetition. */
export function pathOf(place: Place): string[] {
  const path = [nationCode, place.province, place.city, place.county, place.bureau];
  return path.filter((code, position): code is string => code !== null && path.indexOf(code) === position);
}

/**
 * The code of the authority for whose region somebody acts: a centre acts for the region of its authority, every other
 * bureau for its own.
 */
export function regionOf(bureau: ActingBureau): string {
  return bureau.level === "NATION" ? nationCode : (bureau.county ?? bureau.city ?? bureau.province);
}
