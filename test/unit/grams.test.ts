import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeLike, gramsOf, gramsToFind, normalise } from "../../src/platform/grams.js";

describe("the form of a text that is searched", () => {
  it.each([
    ["ＡＢＣ１２３", "abc123"],
    ["口罩　Ｎ９５", "口罩 n95"],
    ["  退款\n\t要求  ", "退款 要求"],
    ["①②③", "123"],
    ["ｶﾞｽ", "ガス"],
  ])("of %j is %j", (text, form) => {
    expect(normalise(text)).toBe(form);
  });
});

describe("the grams of a text", () => {
  it("are its characters and the pairs of neighbours, each once", () => {
    expect(gramsOf("口罩口罩").sort()).toEqual(["口", "口罩", "罩", "罩口"].sort());
  });

  it("do not reach over a space", () => {
    expect(gramsOf("ab c").sort()).toEqual(["a", "ab", "b", "c"].sort());
  });

  it("hold characters outside the basic plane whole", () => {
    expect(gramsOf("𠮷野").sort()).toEqual(["𠮷", "𠮷野", "野"].sort());
    expect(gramsToFind("𠮷")).toEqual(["𠮷"]);
  });

  it("of nothing are none", () => {
    expect(gramsOf("")).toEqual([]);
    expect(gramsToFind("")).toEqual([]);
  });

  it("hold what is needed to find any part of the text", () => {
    const character = fc.constantFrom(..."口罩价格太贵退款 100%_\\abＡ１𠮷é");
    const text = fc.array(character, { maxLength: 40 }).map((characters) => normalise(characters.join("")));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, from, length) => {
        const characters = [...whole];
        const start = from % (characters.length + 1);
        const part = characters.slice(start, start + 1 + (length % 12)).join("");
        const grams = new Set(gramsOf(whole));
        expect(gramsToFind(part.trim()).every((gram) => grams.has(gram))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("hold what is needed to find any part of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), fc.nat(), (text, from, length) => {
        const whole = normalise(text);
        const characters = [...whole];
        const start = from % (characters.length + 1);
        const part = characters
          .slice(start, start + 1 + (length % 12))
          .join("")
          .trim();
        const grams = new Set(gramsOf(whole));
        expect(gramsToFind(part).every((gram) => grams.has(gram))).toBe(true);
      }),
    );
  });
});

describe("a text as a literal inside LIKE", () => {
  it("lets the wildcards stand for themselves", () => {
    expect(escapeLike("100%_\\")).toBe("100\\%\\_\\\\");
  });
});
