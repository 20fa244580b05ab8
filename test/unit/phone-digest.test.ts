import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callerDigest, normalisedPhone } from "../../src/platform/phone-digest.js";
import { createSeal } from "../../src/platform/seal.js";

const key = randomBytes(32);
const seal = createSeal({ newest: { id: "k1", key }, byId: new Map([["k1", key]]), digestKey: key });

describe("the normal form of a telephone number", () => {
  it.each<[string, string | null]>([
    ["13812345678", "13812345678"],
    ["138 1234 5678", "13812345678"],
    ["1381234-5678", "13812345678"],
    ["+86-138-1234-5678", "13812345678"],
    ["(+86)13812345678", "13812345678"],
    ["0086 138 1234 5678", "13812345678"],
    ["8613812345678", "13812345678"],
    ["013812345678", "13812345678"],
    ["１３８１２３４５６７８", "13812345678"],
    ["0512-65221234", "051265221234"],
    ["(0512) 6522 1234", "051265221234"],
    ["+86 512 65221234", "051265221234"],
    ["+86-0512-65221234", "051265221234"],
    ["86-0512-65221234", "051265221234"],
    ["0512-65221234-801", "051265221234"],
    ["0512-65221234转801", "051265221234"],
    ["010-6522-1234", "01065221234"],
    ["+86 10 65221234", "01065221234"],
    ["65221234", "65221234"],
    ["95588", "95588"],
    ["+1 650 253 0000", "16502530000"],
    ["8001", null],
    ["anonymous", null],
    ["", null],
    ["1".repeat(21), null],
  ])("of %s is %s", (written, normal) => {
    expect(normalisedPhone(written)).toBe(normal);
  });

  it("of what is in it already is the same", () => {
    const numbers = fc.oneof(fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^0[1-9]\d{1,2}[2-8]\d{7}$/));
    fc.assert(
      fc.property(numbers, (number) => {
        const normal = normalisedPhone(number) ?? "";
        expect(normalisedPhone(normal)).toBe(normal);
      }),
    );
  });

  it.each(["1", "1 3 ", "(0512)", "\uff11"])("is found in no time to be none in a long text of %j", (piece) => {
    expect(normalisedPhone(piece.repeat(65_000))).toBeNull();
  });

  it("never fails, and is digits alone", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normalisedPhone(text) ?? "00000").toMatch(/^\d{5,20}$/);
      }),
    );
  });
});

describe("the digest of a caller", () => {
  it("is the same however the number was written, and differs for another", () => {
    expect(callerDigest(seal, "138 1234 5678")).toBe(callerDigest(seal, "+8613812345678"));
    expect(callerDigest(seal, "13812345679")).not.toBe(callerDigest(seal, "13812345678"));
    expect(callerDigest(seal, "withheld")).toBeNull();
  });

  it("holds nothing of the number", () => {
    expect(callerDigest(seal, "13812345678")).not.toContain("1234");
  });
});
