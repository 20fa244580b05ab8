import { escapeLike, normalise } from "../../platform/grams.js";
import type { BureauRow } from "../jurisdictions/index.js";
import { matterKeyOf } from "./detection/index.js";
import type { SurgeGrouping } from "./rule.words.js";

/** What is watched: the tickets of a region that are about the same. What is null or empty is open. */
export interface Watched {
  /** Of whose tickets: of an authority all that are handled in its region, of another bureau what it handles itself. */
  level: "NATION" | "PROVINCE" | "CITY" | "COUNTY" | "UNIT";
  region: string;
  line: string | null;
  kinds: readonly string[];
  issueClass: string | null;
  goodsClass: string | null;
  topic: string | null;
  words: readonly string[];
  /** The words as patterns of what search looks through. */
  patterns: readonly string[];
}

/** What a rule or an alert says of what it watches. */
export type WatchedColumns = Omit<Watched, "level" | "patterns">;

/** What stands for all together where a rule tells its surges apart by nothing. */
const wholeKey = "*";

/** A word as a pattern of what search looks through. */
function patternOf(word: string): string {
  return `%${escapeLike(normalise(word))}%`;
}

/** What is watched, by what a rule or an alert says of it, and how far its region reaches. */
export function watchedOf(columns: WatchedColumns, level: Watched["level"]): Watched {
  const { goodsClass, issueClass, kinds, line, region, topic, words } = columns;
  return { level, region, line, kinds, issueClass, goodsClass, topic, words, patterns: words.map(patternOf) };
}

/** How far the region of a bureau reaches: an authority's is all beneath it. */
export function levelOf({ kind, level }: Pick<BureauRow, "kind" | "level">): Watched["level"] {
  return kind === "AUTHORITY" && level !== "STREET" ? level : "UNIT";
}

/** What of the tickets is watched for one of the surges that a rule tells apart. */
export function narrowed<Columns extends WatchedColumns>(
  columns: Columns,
  groupedBy: SurgeGrouping,
  key: string,
): Columns {
  switch (groupedBy) {
    case "WHOLE":
      return columns;
    case "ISSUE_CLASS":
      return { ...columns, issueClass: key };
    case "GOODS_CLASS":
      return { ...columns, goodsClass: key };
    case "TOPIC":
      return { ...columns, topic: key };
  }
}

/** By which of the surges of a rule an alert is: the reverse of `narrowed`. */
export function keyIn({ goodsClass, issueClass, topic }: WatchedColumns, groupedBy: SurgeGrouping): string {
  return { WHOLE: wholeKey, ISSUE_CLASS: issueClass, GOODS_CLASS: goodsClass, TOPIC: topic }[groupedBy] ?? "";
}

/** What it is about as one text, whatever the place: surges of several places with the same are the same. */
export function samenessOf({ goodsClass, issueClass, topic, words }: WatchedColumns): string {
  const listed = (code: string | null): string[] => (code === null ? [] : [code]);
  return `${matterKeyOf({ issueClasses: listed(issueClass), topics: listed(topic), words })}|${goodsClass ?? ""}`;
}
