import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { GraphQLDateTimeISO, GraphQLLocalDate, GraphQLSafeInt } from "graphql-scalars";

/** The same scalar in our words, which refuses the year 0: JavaScript counts it, PostgreSQL does not. */
function withoutYearZero<Inner, Outer>(
  scalar: GraphQLScalarType<Inner, Outer>,
  yearOf: (value: Inner) => number,
  description: string,
): GraphQLScalarType<Inner, Outer> {
  const check = (value: Inner, nodes: ValueNode | null = null): Inner => {
    if (yearOf(value) < 1) throw new GraphQLError("There is no year 0.", { nodes });
    return value;
  };
  return new GraphQLScalarType({
    ...scalar.toConfig(),
    description,
    parseValue: (value) => check(scalar.parseValue(value)),
    parseLiteral: (node, variables) => check(scalar.parseLiteral(node, variables), node),
  });
}

/** An instant, as ISO 8601 in UTC, such as 2026-04-15T01:30:00.000Z. */
export const InstantScalar = withoutYearZero(
  GraphQLDateTimeISO,
  (instant) => instant.getUTCFullYear(),
  "An instant (时刻) as ISO 8601, answered in UTC, such as 2026-04-15T01:30:00.000Z.",
);

/** A day in China, such as 2026-04-15. */
export const DayScalar = withoutYearZero(
  GraphQLLocalDate,
  (day) => Number(day.slice(0, 4)),
  "A day in China (日期), such as 2026-04-15.",
);

/** A whole number that may be larger than the 32 bits of Int, exact up to 53 bits. */
export const WholeScalar = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  name: "Whole",
  description: "A whole number, exact, which may be larger than Int (整数).",
});

const yuanPattern = /^(0|[1-9]\d{0,12})(\.\d{1,2})?$/;

const yuanForm = 'An amount is a text of digits with at most two decimals, such as "380.00".';

/**
 * Reads an amount in yuan into 分.
 *
 * @param text digits with at most two decimals, such as "380.00"
 * @param nodes where the amount stands in the document, for a literal
 * @throws GraphQLError for anything else; an amount is never rounded
 */
function yuanToFen(text: unknown, nodes: ValueNode | null = null): bigint {
  if (typeof text !== "string" || !yuanPattern.test(text)) throw new GraphQLError(yuanForm, { nodes });
  const [yuan = "0", decimals = ""] = text.split(".");
  return BigInt(yuan) * 100n + BigInt(decimals.padEnd(2, "0"));
}

/** Writes an amount in 分 as yuan with two decimals. */
export function fenToYuan(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`;
}

/** An amount of money in yuan (元) with two decimals, exact: a text on the wire, 分 inside. */
export const YuanScalar = new GraphQLScalarType<bigint, string>({
  name: "Yuan",
  description: 'An amount of money in yuan (元), as text with two decimals, such as "380.00". Never rounded.',
  serialize: (value) => {
    if (typeof value !== "bigint") throw new GraphQLError("An amount must be held in 分.");
    return fenToYuan(value);
  },
  parseValue: (value) => yuanToFen(value),
  parseLiteral: (node) => yuanToFen(node.kind === Kind.STRING ? node.value : null, node),
});
