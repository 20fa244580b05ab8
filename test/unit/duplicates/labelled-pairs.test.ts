import { describe, expect, it } from "vitest";
import { assess } from "../../../src/modules/duplicates/labelled/assessment.js";
import { readLabelledPairs } from "../../../src/modules/duplicates/labelled/index.js";

const share = (value: number): number => Math.round(value * 1000) / 1000;

describe("the labelled set of like matters", () => {
  it("has hundreds of pairs of both labels, the same in every run", () => {
    const [tuning, heldOut] = [readLabelledPairs("TUNING"), readLabelledPairs("HELD_OUT")];
    expect(tuning.length + heldOut.length).toBe(335);
    for (const part of [tuning, heldOut]) {
      const together = part.filter(({ belongTogether }) => belongTogether).length;
      expect(together).toBeGreaterThan(60);
      expect(part.length - together).toBeGreaterThan(70);
    }
    expect(readLabelledPairs("HELD_OUT")).toEqual(heldOut);
  });

  it("is told apart on the half that nothing was chosen by with precision and recall over nine tenths", () => {
    const { pairs, precision, recall, wrong } = assess("HELD_OUT");
    process.stdout.write(
      `held out: ${pairs} pairs, precision ${share(precision)}, recall ${share(recall)}, wrong: ${wrong.map(({ why }) => why).join("; ")}\n`,
    );
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it("is told apart no better on the half that the weights were chosen by", () => {
    const [tuning, heldOut] = [assess("TUNING"), assess("HELD_OUT")];
    expect(tuning.precision - heldOut.precision).toBeLessThan(0.1);
    expect(tuning.recall - heldOut.recall).toBeLessThan(0.1);
  });
});
