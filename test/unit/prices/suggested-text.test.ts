import { describe, expect, it } from "vitest";
import { suggestedTextOf } from "../../../src/modules/prices/suggestion.text.js";

describe("the text that suggestions are made from", () => {
  const texts = { respondentName: "平价 大药房", respondentAddress: "涨价路１号", searchText: "" };

  it("is what the citizen tells and asks for, without name and address of the respondent", () => {
    const searchText = "平价 大药房 口罩卖400元 要求退款 涨价路1号";
    expect(suggestedTextOf({ ...texts, searchText })).toBe("口罩卖400元 要求退款");
  });

  it("is the whole where neither is known, or a mask stands in them", () => {
    const searchText = "口罩卖400元 要求退款";
    expect(suggestedTextOf({ respondentName: null, respondentAddress: null, searchText })).toBe(searchText);
    const masked = "***药房 口罩卖400元";
    expect(suggestedTextOf({ ...texts, respondentName: "13812345678药房", searchText: masked })).toBe(masked);
  });

  it("keeps a name that the citizen tells in his own words", () => {
    const searchText = "平价 大药房 平价 大药房的口罩";
    expect(suggestedTextOf({ ...texts, searchText })).toBe("平价 大药房的口罩");
  });
});
