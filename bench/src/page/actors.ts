/** The levels that a page is read at. */
export const levels = ["county", "city", "province", "nation"] as const;

/** A level that a page is read at. */
export type Level = (typeof levels)[number];

/** Who reads: a supervisor of the authority of a busy place, in the largest province. */
export interface BenchActor {
  level: Level;
  /** The code of the authority, which is that of its region too. */
  region: string;
  province: string;
  /** The codes from the nation down to the authority. */
  path: readonly string[];
}

const path = ["100000", "440000", "440100", "440105"];

/** The readers of the page, by level. */
export const benchActors: Readonly<Record<Level, BenchActor>> = {
  county: { level: "county", region: "440105", province: "440000", path },
  city: { level: "city", region: "440100", province: "440000", path: path.slice(0, 3) },
  province: { level: "province", region: "440000", province: "440000", path: path.slice(0, 2) },
  nation: { level: "nation", region: "100000", province: "100000", path: path.slice(0, 1) },
};

/** The settings of a transaction of an actor, as the product sets them. */
export function settingsOf({ region, province, path: codes }: BenchActor): Readonly<Record<string, string>> {
  return {
    "app.region": region,
    "app.province": province,
    "app.bureau": region,
    "app.line": "",
    "app.path": codes.join(","),
  };
}

/** The role of an actor's transactions. */
export const roleOf = ({ level }: BenchActor): string => `lianxin_${level}`;

/** The statements that put an actor's scope upon a transaction, as the product does. */
export function contextOf(actor: BenchActor): string {
  const settings = Object.entries(settingsOf(actor)).map(([name, value]) => `SET LOCAL ${name} = '${value}'`);
  return [`SET LOCAL ROLE ${roleOf(actor)}`, ...settings].join("; ");
}

/** The token of a contestant whose check of tokens is a look-up in a map. */
export const plainTokenOf = (level: Level): string => `bench-token-of-the-${level}`;

const byToken = new Map(levels.map((level) => [plainTokenOf(level), benchActors[level]]));

/** Who asks, by the header Authorization; null for a stranger. */
export function actorOfHeader(header: string | undefined): BenchActor | null {
  return header === undefined ? null : (byToken.get(header.slice("Bearer ".length)) ?? null);
}
