import { describe, expect, it } from "vitest";
import { holdsCaller, holdsNumber, namesNumber } from "../../../src/modules/calls/call.numbers.js";

const offeredAt = new Date("2026-11-22T10:30:00+08:00");
const holds = (callId: string, caller: string | null = null, at = offeredAt) =>
  holdsNumber(callId, { caller, offeredAt: at });

describe("the identifier of a call", () => {
  it.each([
    ["a mobile number alone", "13812345678"],
    ["a mobile number before a day", "13812345678-20261122"],
    ["a mobile number after a time", "20261122103000_13812345678"],
    ["a mobile number with the code of the country", "+8613812345678"],
    ["the same with zeros", "0086-x-008613812345678.1"],
    ["a mobile number before a host", "13812345678@10.0.0.1"],
    ["a mobile number between signs", "ivr/17712345678/2"],
  ])("holds a number: %s", (_, callId) => {
    expect(holds(callId)).toBe(true);
  });

  it.each([
    ["an instant to the millisecond", "20261122103000123"],
    ["an instant to the second and a counter", "20261122103000-00001"],
    ["Asterisk's", "1700000000.12345"],
    ["Asterisk's with its host", "pbx01-1700000000.12345"],
    ["milliseconds since 1970", "1763778600123"],
    ["microseconds since 1970", "1763778600123456"],
    ["a UUID", "13812345-6789-4381-8138-123456789012"],
    ["a UUID whose last part is digits", "0f3b2c1d-1391-4567-8901-013812345678"],
    ["a UUID without hyphens", "013812345678abcdef13912345678901"],
    ["a snowflake", "1381234567890123456"],
    ["a SIP identifier", "a84b4c76e66710@pc33.atlanta.example.com"],
    ["a trunk, a year and a day", "138-2026-1122"],
    ["a counter of twelve digits", "000138123456"],
    ["a number within a run of digits", "2026112213812345678"],
  ])("holds none: %s", (_, callId) => {
    expect(holds(callId)).toBe(false);
  });

  it("holds the caller's own number wherever it stands, in whatever groups and forms", () => {
    expect(holds("2026112213812345678", "138 1234 5678")).toBe(true);
    expect(holds("138-1234-5678x1", "+8613812345678")).toBe(true);
    expect(holds("20261122051265221234", "0512-65221234转801")).toBe(true);
    expect(holds("trunk1-51265221234", "(0512) 6522 1234")).toBe(true);
    expect(holds("65221234-20261122", "65221234")).toBe(true);
  });

  it("does not hold the caller's where the digits of a short number are within a longer run, or the number is a service's", () => {
    expect(holds("20261122652212341", "65221234")).toBe(false);
    expect(holds("12345-20261122", "12345")).toBe(false);
    expect(holds("20261122103000123", "13912345678")).toBe(false);
    expect(holds("20261122103000123", "未知")).toBe(false);
  });

  it("is a time where it begins with the day or the minute of its call, in China or UTC", () => {
    expect(holds("19112200001", null, new Date("2019-11-22T09:00:00+08:00"))).toBe(false);
    expect(holds("20261122-13300512345", null, new Date("2026-11-22T13:30:59+08:00"))).toBe(false);
    expect(holds("20261122-13300512345", null, new Date("2026-11-22T21:29:30+08:00"))).toBe(false);
    expect(holds("20261122-13300512345", null, new Date("2026-11-22T13:33:00+08:00"))).toBe(true);
  });
});

describe("the name of a queue", () => {
  it.each(["13812345678", "VIP 138-1234-5678", "王先生13812345678专席", "１３８１２３４５６７８"])(
    "holds a number: %s",
    (queue) => {
      expect(namesNumber(queue)).toBe(true);
    },
  );

  it.each(["投诉举报", "12315-1", "skill_20261122103000", "0512-65221234专线", "4008012315"])(
    "holds none: %s",
    (queue) => {
      expect(namesNumber(queue)).toBe(false);
    },
  );

  it("holds the caller's own, also that of a landline", () => {
    expect(holdsCaller("回拨0512-65221234", "051265221234")).toBe(true);
    expect(holdsCaller("0512-65221234专线", "13812345678")).toBe(false);
  });
});
