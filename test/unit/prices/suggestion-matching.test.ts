import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../../src/modules/prices/suggestions/folded-text.js";
import {
  mostMarkedWords,
  shippedPriceRuleBook,
  shippedPriceRules,
  suggestOtherMatter,
  suggestPriceCase,
} from "../../../src/modules/prices/suggestions/index.js";
import { findNumbers } from "../../../src/modules/prices/suggestions/number-words.js";
import { unfoldWords } from "../../../src/modules/prices/suggestions/prepared-rules.js";
import { findWindows, readText } from "../../../src/modules/prices/suggestions/rule-windows.js";
import { buildWordMatcher, findWords } from "../../../src/modules/prices/suggestions/word-matcher.js";

const longestText = 20_000;

/** The words of the shipped rules, and what surrounds them: the hardest texts are made of them. */
const words = [
  ...shippedPriceRuleBook.rules.flatMap(({ groups, unless }) =>
    unfoldWords(shippedPriceRuleBook, [...groups.flat(), ...unless]).filter((word) => !word.startsWith("@")),
  ),
  ...shippedPriceRuleBook.neutral,
];
const piece = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom("38元", "十块", "９.９", "一", "1,", "1.1.1", "。", "，", " ", "\n", "𠮷", "㍿", "ﷺ"),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

function stepsFor(given: string): number {
  const read = readText(given, shippedPriceRules);
  return read.steps + findWindows(read, shippedPriceRules).steps;
}

/** A text of a length made by repeating a seed. */
const stretch = (seed: string, length: number): string => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);

describe("the matcher of words", () => {
  it("finds what looking for each word by itself finds, at every place", () => {
    const unit = fc.constantFrom(..."价格涨不");
    const word = fc.string({ unit, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 12 }), fc.string({ unit, maxLength: 60 }), (list, units) => {
        const expected = list.flatMap((wanted, number) =>
          Array.from(units, (_, start) => ({ word: number, start, end: start + wanted.length })).filter(({ start }) =>
            units.startsWith(wanted, start),
          ),
        );
        const { hits } = findWords(buildWordMatcher(list), units);
        const key = (hit: { word: number; start: number }): string => `${hit.word}@${hit.start}`;
        expect(hits.map(key).sort()).toEqual(expected.map(key).sort());
      }),
      { numRuns: 500 },
    );
  });

  it("answers hits in order of their ends", () => {
    fc.assert(
      fc.property(text, (given) => {
        const { hits } = readText(given, shippedPriceRules);
        hits.forEach(({ end }, place) => {
          expect(end).toBeGreaterThanOrEqual(hits[place - 1]?.end ?? 0);
        });
      }),
    );
  });
});

describe("folding", () => {
  it("knows for every unit the character that it came from", () => {
    fc.assert(
      fc.property(text, (given) => {
        const { units, starts, ends, sentences } = foldText(given);
        expect([starts.length, ends.length, sentences.length]).toEqual([units.length, units.length, units.length]);
        for (const [place, start] of starts.entries()) {
          const written = given.slice(start, ends[place]);
          expect(Array.from(written)).toHaveLength(1);
          expect(foldText(written).units).toContain(units.charAt(place));
        }
      }),
    );
  });

  it("of a folded text changes nothing more", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."口罩價格Ａ１ 　\n。，") }), (given) => {
        const { units } = foldText(given);
        expect(foldText(units).units).toBe(units);
      }),
    );
  });
});

describe("a suggestion", () => {
  it("marks words where they stand in the given text, in order, none over another, fifty at most", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(null, "PRICE", "OTHER"), (given, issueClass) => {
        const ticket = { text: given, issueClass, goodsClass: null };
        for (const suggest of [suggestPriceCase, suggestOtherMatter]) {
          const suggestion = suggest(ticket, shippedPriceRules);
          if (suggestion === null) continue;
          expect(suggestion.rules.length).toBeGreaterThan(0);
          expect(suggestion.words.length).toBeGreaterThan(0);
          expect(suggestion.words.length).toBeLessThanOrEqual(mostMarkedWords);
          let last = 0;
          for (const { word, start, end } of suggestion.words) {
            expect(given.slice(start, end)).toBe(word);
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is made in steps that grow with the text and no faster, whatever the text is made of", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const seed = `${pieces.join("")}价`;
        const half = stepsFor(stretch(seed, longestText / 2));
        expect(stepsFor(stretch(seed, longestText))).toBeLessThanOrEqual(2 * half + 5_000);
      }),
      { numRuns: 30 },
    );
  });

  it("takes a bounded number of steps for each character, whichever word a text repeats", () => {
    for (const seed of new Set([...words, "1", "1,", "一", "十", "。", "涨价38元"])) {
      expect(stepsFor(stretch(seed, 400)) / 400, seed).toBeLessThan(100);
    }
  });
});

describe("numbers", () => {
  it("are found in order, none over another, whatever surrounds them", () => {
    const unit = fc.constantFrom(..."0123456789.,一两三十百千万元块毛钱¥%年个 价");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 200 }), (units) => {
        let last = 0;
        for (const { start, end } of findNumbers(units)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
