import { describe, expect, it } from "vitest";
import { hasFile, isSameFile, readRange } from "../../src/api/byte-range.js";

describe("the header Range (RFC 9110, section 14.2)", () => {
  it.each([
    [undefined, "ALL"],
    ["bytes=0-9", { first: 0, last: 9 }],
    ["bytes=90-", { first: 90, last: 99 }],
    ["bytes=90-1000", { first: 90, last: 99 }],
    ["bytes=-10", { first: 90, last: 99 }],
    ["bytes=-1000", { first: 0, last: 99 }],
    ["BYTES=0-0", { first: 0, last: 0 }],
    ["bytes=100-", "NONE"],
    ["bytes=100-200", "NONE"],
    ["bytes=-0", "NONE"],
    ["bytes=9-0", "ALL"],
    ["bytes=0-1,5-6", "ALL"],
    ["bytes=-", "ALL"],
    ["items=0-9", "ALL"],
    ["bytes=0-99999999999999999999", "ALL"],
    ["", "ALL"],
  ] as const)("%s asks for %j of a hundred bytes", (header, wanted) => {
    expect(readRange(header, 100)).toEqual(wanted);
  });

  it("asks for nothing that there is of an empty file", () => {
    expect(readRange("bytes=0-", 0)).toBe("NONE");
    expect(readRange("bytes=-5", 0)).toBe("NONE");
    expect(readRange(undefined, 0)).toBe("ALL");
  });

  it("is passed over where the caller has a part of another file", () => {
    expect(isSameFile(undefined, '"a"')).toBe(true);
    expect(isSameFile('"a"', '"a"')).toBe(true);
    expect(isSameFile('W/"a"', '"a"')).toBe(false);
    expect(isSameFile("Mon, 03 Aug 2026 02:00:00 GMT", '"a"')).toBe(false);
  });

  it("knows what the caller has already", () => {
    expect(hasFile('"b", W/"a"', '"a"')).toBe(true);
    expect(hasFile("*", '"a"')).toBe(true);
    expect(hasFile('"b"', '"a"')).toBe(false);
    expect(hasFile(undefined, '"a"')).toBe(false);
  });
});
