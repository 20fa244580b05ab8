import { compareFractions, type Fraction, hasValue } from "./fraction.js";

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
