import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fraction, wholeFraction } from "../../../src/modules/statistics/numbers/fraction.js";
import { orderGroups, topGroups } from "../../../src/modules/statistics/numbers/shares.js";

/** A group with what it is measured by. */
interface Group {
  code: string;
  amount: bigint;
}

const group = (code: string, amount: number): Group => ({ code, amount: BigInt(amount) });
const byAmount = {
  measured: ({ amount }: Group) => wholeFraction(amount),
  code: ({ code }: Group) => code,
};
const codes = (groups: readonly { readonly code: string }[]) => groups.map(({ code }) => code).join("");
const anyGroups = fc.uniqueArray(fc.record({ code: fc.string(), amount: fc.bigInt({ min: 0n, max: 20n }) }), {
  selector: ({ code }) => code,
  maxLength: 12,
});

describe("the top groups", () => {
  const groups = [group("d", 5), group("b", 9), group("a", 5), group("c", 1)];

  it("are those with most, equal ones by their code", () => {
    expect(codes(topGroups(groups, 3, byAmount))).toBe("bad");
    expect(codes(topGroups(groups, 9, byAmount))).toBe("badc");
    expect(codes(topGroups(groups, 0, byAmount))).toBe("");
  });

  it("are those with least where the lower is asked for first, equal ones by their code all the same", () => {
    expect(codes(topGroups(groups, 3, { ...byAmount, direction: "LOWER_FIRST" }))).toBe("cad");
  });

  it.each(["HIGHER_FIRST", "LOWER_FIRST"] as const)("by a rate have those without one last, %s", (direction) => {
    const rates: { code: string; rate: Fraction | null }[] = [
      { code: "z", rate: null },
      { code: "y", rate: { numerator: 0n, denominator: 0n } },
      { code: "b", rate: { numerator: 2n, denominator: 3n } },
      { code: "a", rate: { numerator: 4n, denominator: 6n } },
    ];
    expect(codes(orderGroups(rates, { measured: ({ rate }) => rate, code: ({ code }) => code, direction }))).toBe(
      "abyz",
    );
  });

  it("do not depend on the order in which the groups come", () => {
    const shuffled = anyGroups.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(12), ([list, other], count) => {
        expect(topGroups(other, count, byAmount)).toEqual(topGroups(list, count, byAmount));
      }),
    );
  });
});
