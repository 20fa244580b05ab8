import { describe, expect, it } from "vitest";
import { daysOf, periodOfReport } from "../../../src/modules/reports/report.kinds.js";
import {
  growthFigure,
  growthInWords,
  numeral,
  periodInWords,
  told,
} from "../../../src/modules/reports/report.wording.js";
import { figure, grown } from "./sample.js";

describe("the words of a report", () => {
  it("names a period by its days, and the year once", () => {
    expect(periodInWords({ from: "2020-01-24", to: "2020-01-24" })).toBe("2020年1月24日");
    expect(periodInWords({ from: "2020-01-24", to: "2020-02-03" })).toBe("2020年1月24日至2月3日");
    expect(periodInWords({ from: "2019-12-31", to: "2020-01-01" })).toBe("2019年12月31日至2020年1月1日");
  });

  it("numbers sections in Chinese", () => {
    expect([1, 9, 10, 11, 12, 20, 21].map(numeral)).toEqual(["一", "九", "十", "十一", "十二", "二十", "二十一"]);
  });

  it("says growth, decline and neither", () => {
    expect(growthInWords("同比", "RECEIVED", grown({ growth: "524.14" }))).toBe("同比增长524.14%");
    expect(growthInWords("环比", "RECEIVED", grown({ growth: "-3.10" }))).toBe("环比下降3.10%");
    expect(growthInWords("环比", "RECEIVED", grown({ growth: "0.00" }))).toBe("环比持平");
    expect(growthFigure("RECEIVED", grown({ growth: "524.14" }))).toBe("+524.14%");
    expect(growthFigure("RECEIVED", grown({ growth: "-3.10" }))).toBe("-3.10%");
  });

  it("says the change of a rate in percentage points", () => {
    expect(growthInWords("同比", "CLOSURE_RATE", grown({ change: "8.89" }))).toBe("同比提高8.89个百分点");
    expect(growthFigure("CLOSURE_RATE", grown({ change: "-8.89" }))).toBe("-8.89个百分点");
  });

  it("has no growth over a zero base, and says so", () => {
    const compared = grown({ value: "0", growth: null, reason: "ZERO_BASE" });
    expect(growthInWords("同比", "RECEIVED", compared)).toBe("上年同期为0，不计算同比");
    expect(growthInWords("环比", "RECEIVED", compared)).toBe("上期为0，不计算环比");
    expect(growthFigure("RECEIVED", compared)).toBe("—");
  });

  it("has no words for what was not compared", () => {
    expect(growthInWords("环比", "RECEIVED", null)).toBe("上期无可比数据");
    expect(growthInWords("同比", "CLOSURE_RATE", grown({ value: null, change: null }))).toBe("上年同期无可比数据");
  });

  it("tells a suppressed number as such, in the comparison too", () => {
    const hidden = { value: null, reason: "SUPPRESSED" };
    expect(told(figure("RECEIVED", null, hidden))).toBe("*");
    expect(growthFigure("RECEIVED", grown({ ...hidden, growth: null }))).toBe("*");
    expect(growthInWords("同比", "RECEIVED", grown({ ...hidden, growth: null }))).toBe("同比*");
  });
});

describe("the days of a report", () => {
  it("follow from the last day, but for those that are told their first", () => {
    expect(periodOfReport("DAILY", "2020-01-31", null)).toEqual({ from: "2020-01-31", to: "2020-01-31" });
    expect(periodOfReport("WEEKLY", "2020-03-02", null)).toEqual({ from: "2020-02-25", to: "2020-03-02" });
    expect(periodOfReport("MONTHLY", "2020-02-29", null)).toEqual({ from: "2020-02-01", to: "2020-02-29" });
    expect(periodOfReport("CUMULATIVE", "2020-02-01", "2020-01-24")).toEqual({ from: "2020-01-24", to: "2020-02-01" });
  });

  it("are counted with the first and the last", () => {
    expect(daysOf({ from: "2020-02-28", to: "2020-03-01" })).toBe(3);
  });
});
