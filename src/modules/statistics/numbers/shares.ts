import { type AbsenceReason, compareFractions, type Fraction, hasValue } from "./fraction.js";

/** Why there is no share, or no "other". */
export type ShareReason = Extract<AbsenceReason, "ZERO_TOTAL" | "OVERLAPPING_GROUPS">;

/** A group with the amount that is shared out: a count, or money in 分, zero or more. */
export interface SharedGroup {
  readonly code: string;
  readonly amount: bigint;
}

/** A group with its share in the total; the fraction is amount of total, as they are. */
export interface GroupShare<Group> {
  readonly group: Group;
  /** Null over a total of zero. */
  readonly share: Fraction | null;
}

/** The shares of the groups that are shown, and what is left beside them. */
export interface Shares<Group> {
  readonly groups: readonly GroupShare<Group>[];
  /** The share of all groups shown together (合计占比). */
  readonly jointShare: Fraction | null;
  readonly jointReason: ShareReason | null;
  /** The amount of all that is not shown (其他); zero where everything is. */
  readonly other: bigint | null;
  readonly otherShare: Fraction | null;
  /** Why there is no other or no share of it: over a total of zero it is zero and has no share. */
  readonly otherReason: ShareReason | null;
}

/** Which end of an order comes first. */
export type Direction = "HIGHER_FIRST" | "LOWER_FIRST";

const byText = (first: string, second: string): number => (first < second ? -1 : first > second ? 1 : 0);

/** How groups are put in order: by what, from which end, and by which code where they are equal. */
export interface Order<Group> {
  readonly measured: (group: Group) => Fraction | null;
  readonly code: (group: Group) => string;
  readonly direction?: Direction;
}

/**
 * The groups in the order of a measure, highest first unless said otherwise; equal ones by their code, in the order of its code units, so
 * that the same numbers always give the same order. Groups without a value come last, whatever the direction.
 *
 * SECURITY: a group whose value is suppressed must be given as one without a value, or its place tells the value.
 */
export function orderGroups<Group>(groups: readonly Group[], order: Order<Group>): Group[] {
  const sign = order.direction === "LOWER_FIRST" ? 1 : -1;
  return groups
    .map((group) => ({ group, value: order.measured(group), code: order.code(group) }))
    .sort((first, second) => {
      const [isFirstKnown, isSecondKnown] = [hasValue(first.value), hasValue(second.value)];
      if (isFirstKnown !== isSecondKnown) return isFirstKnown ? -1 : 1;
      const difference =
        hasValue(first.value) && hasValue(second.value) ? sign * compareFractions(first.value, second.value) : 0;
      return difference === 0 ? byText(first.code, second.code) : difference;
    })
    .map(({ group }) => group);
}

/** The first n groups in the order of a measure, as `orderGroups` has it: the hot spots (热点). */
export function topGroups<Group>(groups: readonly Group[], count: number, order: Order<Group>): Group[] {
  return orderGroups(groups, order).slice(0, count);
}

/**
 * The shares of the shown groups in a total, their joint share, and the rest.
 *
 * Where a ticket can lie in several groups, as it can have several topics, each share is right by itself, but their sum counts tickets
 * twice: then there is neither a joint share nor an other, with the reason OVERLAPPING_GROUPS.
 *
 * @param shown the groups that are shown, in their order
 * @param total the amount of all tickets asked for, not the sum of the groups shown; at least that sum unless the groups overlap
 */
export function sharesOf<Group extends SharedGroup>(
  shown: readonly Group[],
  total: bigint,
  doOverlap = false,
): Shares<Group> {
  const shareOf = (amount: bigint): Fraction | null =>
    total === 0n ? null : { numerator: amount, denominator: total };
  const groups = shown.map((group) => ({ group, share: shareOf(group.amount) }));
  if (doOverlap) {
    const reason = "OVERLAPPING_GROUPS";
    return { groups, jointShare: null, jointReason: reason, other: null, otherShare: null, otherReason: reason };
  }
  const joint = shown.reduce((sum, { amount }) => sum + amount, 0n);
  if (joint > total) throw new Error("groups that do not overlap are more than their total");
  const reason = total === 0n ? "ZERO_TOTAL" : null;
  return {
    groups,
    jointShare: shareOf(joint),
    jointReason: reason,
    other: total - joint,
    otherShare: shareOf(total - joint),
    otherReason: reason,
  };
}
