import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditCodeCheckCharacter, isValidCreditCode } from "../../src/modules/tickets/credit-code.js";

const CHARACTERS = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
const first17 = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 17, maxLength: 17 });

describe("the check character of a unified social credit code", () => {
  it.each([
    // Weighted sum 1782 = 57 x 31 + 15, and 31 - 15 = 16, which is G.
    ["9144030071526726X", "G"],
    // 1384 = 44 x 31 + 20, and 31 - 20 = 11, which is B.
    ["91330100799655058", "B"],
    // 485 = 15 x 31 + 20: B again.
    ["91110000802100433", "B"],
    // 831 = 26 x 31 + 25, and 31 - 25 = 6.
    ["91440300192203821", "6"],
    // 999 = 32 x 31 + 7, and 31 - 7 = 24, which is Q, as O is no character of the standard.
    ["91110108551385082", "Q"],
    // 1640 = 52 x 31 + 28, and 31 - 28 = 3.
    ["91350100M000100Y4", "3"],
    // The sum is nothing, and 31 counts as nothing.
    ["00000000000000000", "0"],
    // A single 1 at the last place weighs 28, and 31 - 28 = 3.
    ["00000000000000001", "3"],
  ])("of %s is %s", (start, character) => {
    expect(creditCodeCheckCharacter(start)).toBe(character);
    expect(isValidCreditCode(start + character)).toBe(true);
  });

  it("is undefined for a text that is not 17 characters of the standard's set", () => {
    for (const start of ["", "9144030071526726", "9144030071526726XG", "9144030071526726I", "９144030071526726X"]) {
      expect(creditCodeCheckCharacter(start)).toBeUndefined();
    }
  });

  it("makes every start a valid code", () => {
    fc.assert(fc.property(first17, (start) => isValidCreditCode(start + (creditCodeCheckCharacter(start) ?? ""))));
  });
});

describe("a unified social credit code", () => {
  it.each(["I", "O", "S", "V", "Z"])("never holds the letter %s", (letter) => {
    expect(isValidCreditCode(`9144030071526726${letter}G`)).toBe(false);
  });

  it.each([
    "",
    "9144030071526726XG ",
    "9144030071526726xg",
    "9144030071526726X",
    "9144030071526726XGG",
    " ".repeat(18),
  ])("is not %j", (text) => {
    expect(isValidCreditCode(text)).toBe(false);
  });

  it("shows every change of a single character", () => {
    fc.assert(
      fc.property(first17, fc.nat(17), fc.constantFrom(...CHARACTERS), (start, place, character) => {
        const code = start + (creditCodeCheckCharacter(start) ?? "");
        fc.pre(code.charAt(place) !== character);
        return !isValidCreditCode(code.slice(0, place) + character + code.slice(place + 1));
      }),
    );
  });

  it("shows every exchange of two different neighbours", () => {
    fc.assert(
      fc.property(first17, fc.nat(16), (start, place) => {
        const code = start + (creditCodeCheckCharacter(start) ?? "");
        const [left, right] = [code.charAt(place), code.charAt(place + 1)];
        fc.pre(left !== right);
        return !isValidCreditCode(code.slice(0, place) + right + left + code.slice(place + 2));
      }),
    );
  });

  it("is refused, never an error, whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof isValidCreditCode(text) === "boolean"));
  });
});
