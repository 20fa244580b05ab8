import type { Basis } from "./counters.js";
import { wholeBases } from "./counters.js";

/** The levels at which rollups are kept: a bureau is whoever holds the ticket. */
export const levels = ["NATION", "PROVINCE", "CITY", "BUREAU"] as const;

/** A level of the rollups. */
export type RollupLevel = (typeof levels)[number];

/** The spans of time that a cell of a rollup is of. */
const grains = ["DAY", "MONTH"] as const;

/** A span of time of a cell. */
export type Grain = (typeof grains)[number];

/** What a ticket is sorted by besides its kind and line, which every cell has: expressions over the facts `f`. */
export const attributes = {
  CHANNEL: "f.channel",
  ISSUE_CLASS: "f.issue_class",
  GOODS_CLASS: "f.goods_class",
  TOPIC: "topic",
  STATE: "f.state",
  HOUR: "lpad(f.registered_hour::text, 2, '0')",
  RESPONDENT: "f.respondent",
} as const;

/** What stands beside the facts `f` where topics are named: a row for each topic, and one for a ticket without any. */
export const eachTopic =
  " CROSS JOIN LATERAL unnest(CASE WHEN f.topics = '{}' THEN '{\"\"}' ELSE f.topics END) AS topic";

/** An attribute of a ticket. */
export type Attribute = keyof typeof attributes;

/**
 * The attributes that rollups are kept by, in the order of their numbers, which never change: no attribute, one, two. A
 * respondent is in none: there are as many as tickets, so the facts themselves are counted.
 */
const combinations: readonly (readonly Attribute[])[] = [
  [],
  ["CHANNEL"],
  ["ISSUE_CLASS"],
  ["GOODS_CLASS"],
  ["TOPIC"],
  ["STATE"],
  ["HOUR"],
  ["CHANNEL", "ISSUE_CLASS"],
  ["GOODS_CLASS", "ISSUE_CLASS"],
  ["ISSUE_CLASS", "TOPIC"],
  ["CHANNEL", "GOODS_CLASS"],
  ["CHANNEL", "TOPIC"],
  ["GOODS_CLASS", "TOPIC"],
];

/** A rollup: the tickets of one place in one span of time, by up to two attributes. */
export interface Rollup {
  /** 1000 for the level, 100 for the grain, and the place of its attributes in their list. */
  readonly number: number;
  readonly level: RollupLevel;
  readonly grain: Grain;
  readonly attributes: readonly Attribute[];
}

/**
 * How many attributes the rollups of a level and grain have; null where there is none. Of the nation many, since a cell
 * stands for many tickets. Of a bureau, and of a city by attributes, there are hardly more tickets than cells would be: the
 * facts themselves are counted as fast, and folding into cells that nobody shares would take most of the time.
 */
const widest: Readonly<Record<RollupLevel, Readonly<Record<Grain, number | null>>>> = {
  NATION: { DAY: 1, MONTH: 2 },
  PROVINCE: { DAY: 0, MONTH: 1 },
  CITY: { DAY: 0, MONTH: 0 },
  BUREAU: { DAY: null, MONTH: 0 },
};

/** All rollups that are kept. */
export const rollups: readonly Rollup[] = levels.flatMap((level, height) =>
  grains.flatMap((grain, width) =>
    combinations.flatMap((sorted, position) =>
      sorted.length > (widest[level][grain] ?? -1)
        ? []
        : [{ number: (height + 1) * 1000 + (width + 1) * 100 + position, level, grain, attributes: sorted }],
    ),
  ),
);

/**
 * The bases by which a rollup is kept; null for all. By attributes whole tickets are counted, and how a ticket stands and
 * when it came are asked of what came in a period. The days of a city by other bases have hardly more tickets than cells.
 */
export function basesOf({ attributes: sorted, grain, level }: Omit<Rollup, "number">): readonly Basis[] | null {
  if (sorted.includes("STATE") || sorted.includes("HOUR")) return ["REGISTERED"];
  return sorted.length > 0 || (level === "CITY" && grain === "DAY") ? wholeBases : null;
}

/** The rollup from which tickets can be counted by some attributes; null where the facts have to be counted. */
export function findRollup(
  level: RollupLevel,
  grain: Grain,
  basis: Basis,
  sorted: ReadonlySet<Attribute>,
): Rollup | null {
  const found = rollups.find(
    (rollup) =>
      rollup.level === level &&
      rollup.grain === grain &&
      rollup.attributes.length === sorted.size &&
      rollup.attributes.every((attribute) => sorted.has(attribute)),
  );
  const kept = found === undefined ? null : basesOf(found);
  return found === undefined || kept?.includes(basis) === false ? null : found;
}
