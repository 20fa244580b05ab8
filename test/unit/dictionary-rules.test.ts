import { describe, expect, it } from "vitest";
import {
  isAllowed,
  nearestCodes,
  refusedCodeText,
  withoutShadowed,
} from "../../src/modules/dictionaries/allowed-entries.js";
import type { DictionaryEntryRow } from "../../src/modules/dictionaries/index.js";

const entry = (changes: Partial<DictionaryEntryRow>): DictionaryEntryRow => ({
  id: "00000000-0000-8000-8000-000000000000",
  province: "100000",
  city: null,
  county: null,
  bureau: "100000",
  dictionary: "TOPIC",
  code: "MASKS",
  nameChinese: "口罩",
  nameEnglish: "Masks",
  kinds: [],
  line: null,
  regime: null,
  article: null,
  needsExplanation: false,
  position: 10,
  validFrom: "2020-01-01",
  validTo: null,
  ...changes,
});

describe("whether an entry may be used", () => {
  it("begins with its first day", () => {
    const future = entry({ validFrom: "2026-05-01" });
    expect(["2026-04-30", "2026-05-01"].map((on) => isAllowed(future, { on }))).toEqual([false, true]);
  });

  it("ends before the day of its end", () => {
    const ended = entry({ validTo: "2026-05-01" });
    expect(["2026-04-30", "2026-05-01"].map((on) => isAllowed(ended, { on }))).toEqual([true, false]);
  });

  it("hangs on the kind where the entry has kinds", () => {
    const ofReports = entry({ kinds: ["REPORT"] });
    const on = "2026-05-01";
    expect(["REPORT", "COMPLAINT"].map((kind) => isAllowed(ofReports, { on, kind }))).toEqual([true, false]);
  });

  it("does not hang on the kind where the entry has none", () => {
    expect(isAllowed(entry({}), { on: "2026-05-01", kind: "COMPLAINT" })).toBe(true);
  });

  it("keeps a ground of Order 20 for a ticket of Order 20 after that order was repealed", () => {
    expect(isAllowed(entry({ regime: "ORDER_20" }), { on: "2026-06-01", regime: "ORDER_20" })).toBe(true);
  });

  it("keeps a ground of Order 20 from a ticket of Order 121", () => {
    expect(isAllowed(entry({ regime: "ORDER_20" }), { on: "2026-06-01", regime: "ORDER_121" })).toBe(false);
  });

  it("keeps a ground of law from whoever names no order", () => {
    expect(isAllowed(entry({ regime: "ORDER_121" }), { on: "2026-06-01" })).toBe(false);
  });
});

describe("two entries with one code on a path", () => {
  it("leave the nation's", () => {
    const national = entry({});
    const local = entry({ bureau: "320500", province: "320000", city: "320500" });
    expect(withoutShadowed([local, national])).toEqual([national]);
  });

  it("are both kept where they stand in different dictionaries", () => {
    const both = [entry({}), entry({ bureau: "320500", dictionary: "GOODS_CLASS" })];
    expect(withoutShadowed(both)).toEqual(both);
  });
});

describe("the nearest codes", () => {
  const codes = ["PRICE", "QUALITY", "CONTRACT", "SAFETY", "FOOD_SAFETY"];

  it("are all where they are few", () => {
    expect(nearestCodes("PRISE", codes, 5)).toEqual(codes);
  });

  it("open with the most alike", () => {
    expect(nearestCodes("PRISE", codes, 1)).toEqual(["PRICE"]);
  });

  it("count a code that holds the given one as alike", () => {
    expect(nearestCodes("food", codes, 1)).toEqual(["FOOD_SAFETY"]);
  });

  it("stand in the message, which repeats no text that is no code", () => {
    expect(refusedCodeText("TOPIC", "<script>", ["MASKS", "REFUNDS"]).en).toBe(
      "TOPIC has no entry ? that may be used here and now. Allowed are: MASKS, REFUNDS.",
    );
  });

  it("stand in the message that says which kinds a code is for", () => {
    const otherwise = { kinds: ["COMPLAINT"], wanted: "REPORT" };
    expect(refusedCodeText("ISSUE_CLASS", "REPAIR", ["PRICE"], otherwise)).toEqual({
      zh: "字典 ISSUE_CLASS 的代码 REPAIR 只用于 COMPLAINT，不用于 REPORT。可用代码：PRICE。",
      en: "The entry REPAIR of ISSUE_CLASS is for COMPLAINT, not for REPORT. Allowed are: PRICE.",
    });
  });
});
