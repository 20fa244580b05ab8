import type { BucketUnit } from "../numbers/periods.js";
import type { Attribute, RollupLevel } from "../rollups/rollups.js";

/** What tickets and calls are grouped by (维度). */
export const dimensionNames = [
  "PROVINCE",
  "CITY",
  "COUNTY",
  "BUREAU",
  "KIND",
  "CHANNEL",
  "ISSUE_CLASS",
  "GOODS_CLASS",
  "TOPIC",
  "STATE",
  "RESPONDENT",
  "HOUR",
  "WEEKDAY",
  "QUEUE",
  "OPERATOR",
  "DAY",
  "WEEK",
  "MONTH",
  "QUARTER",
  "YEAR",
] as const;

/** A dimension. */
export type Dimension = (typeof dimensionNames)[number];

/** A dimension of place, with the level of the rollups that it needs. */
export const placeDimensions = {
  PROVINCE: "PROVINCE",
  CITY: "CITY",
  COUNTY: "BUREAU",
  BUREAU: "BUREAU",
} as const satisfies Partial<Record<Dimension, RollupLevel>>;

/** A dimension of place. */
export type PlaceDimension = keyof typeof placeDimensions;

/** Whether a dimension is of place. */
export function isPlace(dimension: Dimension): dimension is PlaceDimension {
  return dimension in placeDimensions;
}

const timeDimensions: readonly Dimension[] = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];

/** Whether a dimension is of time. */
export function isTime(dimension: Dimension): dimension is BucketUnit {
  return timeDimensions.includes(dimension);
}

const attributeDimensions: readonly Dimension[] = [
  "CHANNEL",
  "ISSUE_CLASS",
  "GOODS_CLASS",
  "TOPIC",
  "STATE",
  "HOUR",
  "RESPONDENT",
];

/** Whether a dimension is an attribute of the ticket besides its kind. */
export function isAttribute(dimension: Dimension): dimension is Dimension & Attribute {
  return attributeDimensions.includes(dimension);
}

/** Whether a dimension sorts by a part of time that comes again: its groups stand in the order of time. */
export function isRecurring(dimension: Dimension): boolean {
  return dimension === "HOUR" || dimension === "WEEKDAY";
}

const callDimensions: readonly Dimension[] = [
  ...Object.keys(placeDimensions).map((name) => name as PlaceDimension),
  ...timeDimensions,
  "HOUR",
  "WEEKDAY",
  "QUEUE",
  "OPERATOR",
];

/** Whether calls can be grouped by a dimension. */
export function hasCalls(dimension: Dimension): boolean {
  return callDimensions.includes(dimension);
}

/** Whether tickets can be grouped by a dimension. */
export function hasTickets(dimension: Dimension): boolean {
  return dimension !== "QUEUE" && dimension !== "OPERATOR";
}
