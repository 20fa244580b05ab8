import { describe, expect, it } from "vitest";
import { type Returning, referralOf } from "../../src/modules/transfers/return.referral.js";
import type { Place } from "../../src/platform/actor.js";

const at = (city: string | null, county: string | null, bureau: string): Place => ({
  province: "320000",
  city,
  county,
  bureau,
});

const places = {
  centre: at("320500", null, "320500-12315"),
  city: at("320500", null, "320500"),
  zone: at("320500", "320571", "320571"),
  county: at("320500", "320506", "320506"),
  street: at("320500", "320506", "320506-01"),
  elsewhere: at("320100", "320102", "320102"),
  provinceCentre: at(null, null, "320000-12315"),
};

const returning = (more: Partial<Returning> = {}): Returning => ({
  returns: 3,
  designated: null,
  returners: [places.zone, places.county, places.zone],
  receiver: places.centre,
  ...more,
});

describe("a third return", () => {
  it("goes to the lowest common superior, between the last two authorities that returned it", () => {
    expect(referralOf(returning())).toEqual({ superior: "320500", raiser: places.zone, proposed: places.county });
  });

  it("goes to the province, where bureaus of two cities returned it", () => {
    const returners = [places.zone, places.elsewhere, places.county] as const;
    expect(referralOf(returning({ returners, receiver: places.provinceCentre }))).toEqual({
      superior: "320000",
      raiser: places.county,
      proposed: places.elsewhere,
    });
  });

  it("names the one that gets it back, where one authority alone returned it", () => {
    const returners = [places.street, places.county, places.county] as const;
    expect(referralOf(returning({ returners }))).toMatchObject({ superior: "320500", proposed: places.centre });
  });

  it.each<[string, Partial<Returning>]>([
    ["the first two returns", { returns: 2 }],
    ["what a superior has designated", { designated: "320506" }],
    [
      "returns between units of one authority",
      { returners: [places.street, places.street, places.street], receiver: places.county },
    ],
    ["what the superior itself hands back", { returners: [places.zone, places.county, places.city] }],
  ])("is not made of %s", (_, more) => {
    expect(referralOf(returning(more))).toBeNull();
  });

  it("is made of every later one as well, until somebody is designated", () => {
    expect(referralOf(returning({ returns: 4 }))?.superior).toBe("320500");
  });
});
