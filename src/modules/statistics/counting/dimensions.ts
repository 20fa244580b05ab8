import type { BucketUnit } from "../numbers/periods.js";
import type { Attribute, RollupLevel } from "../rollups/rollups.js";

/** What tickets are grouped by (维度). */
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
