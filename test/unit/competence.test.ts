import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  competentDivisions,
  type JurisdictionFacts,
  respondentKinds,
  unknownJurisdiction,
} from "../../src/modules/tickets/ticket.competence.js";
import { ticketKinds } from "../../src/modules/tickets/ticket.words.js";

/** Every place known, each another. */
const everywhere: JurisdictionFacts = {
  respondentKind: "OPERATOR",
  businessDivision: "320501",
  domicileDivision: "320502",
  publishedAddressDivision: "320503",
  isPublishedAddressReachable: true,
  platformDomicileDivision: "330106",
  actDivision: "320505",
  publisherDivision: "110105",
  advertiserDivision: "320507",
  isInternetAdvertisement: false,
  isSelfPublished: false,
};

const found = (
  kind: "COMPLAINT" | "REPORT",
  regime: "ORDER_20" | "ORDER_121",
  more: Partial<JurisdictionFacts>,
): string[] =>
  competentDivisions(kind, regime, { ...everywhere, ...more }).map(
    ({ division, article, onlyIfFirstReceiver }) => `${division} ${article}${onlyIfFirstReceiver ? " first" : ""}`,
  );

describe("complaints (Order 121 art. 13, Order 20 art. 12)", () => {
  it("against a trader go to its place of business, or its domicile", () => {
    expect(found("COMPLAINT", "ORDER_121", {})).toEqual(["320501 13", "320502 13"]);
    expect(found("COMPLAINT", "ORDER_20", {})).toEqual(["320501 12", "320502 12"]);
  });

  it.each(["PLATFORM_OPERATOR", "OWN_SITE"] as const)("against a %s go to its domicile alone", (respondentKind) => {
    expect(found("COMPLAINT", "ORDER_121", { respondentKind })).toEqual(["320502 13"]);
    expect(found("COMPLAINT", "ORDER_20", { respondentKind })).toEqual(["320502 12"]);
  });

  it("against a trader on a platform go to the address that it publishes, or to the platform's domicile", () => {
    expect(found("COMPLAINT", "ORDER_121", { respondentKind: "PLATFORM_TRADER" })).toEqual(["320503 13", "330106 13"]);
  });

  it("against a trader who publishes no address go to the platform's domicile", () => {
    const hidden = { respondentKind: "PLATFORM_TRADER", publishedAddressDivision: null } as const;
    expect(found("COMPLAINT", "ORDER_121", hidden)).toEqual(["330106 13"]);
  });

  it("against a trader who cannot be reached at the published address go to the platform's domicile", () => {
    const gone = { respondentKind: "PLATFORM_TRADER", isPublishedAddressReachable: false } as const;
    expect(found("COMPLAINT", "ORDER_121", gone)).toEqual(["330106 13"]);
  });

  it("against a trader on a platform went to its place of business, or the platform's domicile, under Order 20", () => {
    const unreachable = { respondentKind: "PLATFORM_TRADER", isPublishedAddressReachable: false } as const;
    expect(found("COMPLAINT", "ORDER_20", unreachable)).toEqual(["320501 12", "330106 12"]);
  });
});

describe("reports (Order 121 art. 29, 31 and 32, Order 20 art. 25, 27 and 28)", () => {
  it("go to where the act happened", () => {
    expect(found("REPORT", "ORDER_121", {})).toEqual(["320505 29"]);
    expect(found("REPORT", "ORDER_20", {})).toEqual(["320505 25"]);
  });

  it("go to the place of business where nobody says where the act happened", () => {
    expect(found("REPORT", "ORDER_121", { actDivision: null })).toEqual(["320501 29"]);
  });

  it.each(["PLATFORM_OPERATOR", "OWN_SITE"] as const)("against a %s go to its domicile", (respondentKind) => {
    expect(found("REPORT", "ORDER_121", { respondentKind })).toEqual(["320502 31"]);
    expect(found("REPORT", "ORDER_20", { respondentKind })).toEqual(["320502 27"]);
  });

  it("against a trader on a platform go to its place of business, or to the platform's bureau that received it first", () => {
    const trader = { respondentKind: "PLATFORM_TRADER" } as const;
    expect(found("REPORT", "ORDER_121", trader)).toEqual(["320501 31", "330106 31 first"]);
    expect(found("REPORT", "ORDER_20", trader)).toEqual(["320501 27", "330106 27 first"]);
  });

  it("on an advertisement in the mass media go to its publisher's place", () => {
    expect(found("REPORT", "ORDER_121", { respondentKind: "ADVERTISEMENT" })).toEqual(["110105 32"]);
    expect(found("REPORT", "ORDER_20", { respondentKind: "ADVERTISEMENT" })).toEqual(["110105 28"]);
  });

  it("on an internet advertisement may stay with the advertiser's bureau that received it first", () => {
    const online = { respondentKind: "ADVERTISEMENT", isInternetAdvertisement: true } as const;
    expect(found("REPORT", "ORDER_121", online)).toEqual(["110105 32", "320507 32 first"]);
    expect(found("REPORT", "ORDER_20", online)).toEqual(["110105 28", "320507 28 first"]);
  });

  it("on an internet advertisement that the advertiser published himself go to his place", () => {
    const own = { respondentKind: "ADVERTISEMENT", isInternetAdvertisement: true, isSelfPublished: true } as const;
    expect(found("REPORT", "ORDER_121", own)).toEqual(["320507 32"]);
    expect(found("REPORT", "ORDER_20", own)).toEqual(["320507 28"]);
  });

  it("on an advertisement that its advertiser put into a newspaper go to the newspaper's place", () => {
    expect(found("REPORT", "ORDER_121", { respondentKind: "ADVERTISEMENT", isSelfPublished: true })).toEqual([
      "110105 32",
    ]);
  });
});

describe("the divisions that the articles name", () => {
  it("are none where nothing is known", () => {
    for (const kind of ticketKinds) {
      for (const respondentKind of respondentKinds) {
        expect(competentDivisions(kind, "ORDER_121", { ...unknownJurisdiction, respondentKind })).toEqual([]);
      }
    }
  });

  it("are named once, though business and domicile are one place", () => {
    expect(found("COMPLAINT", "ORDER_121", { domicileDivision: "320501" })).toEqual(["320501 13"]);
  });

  it("are explained in both languages", () => {
    expect(competentDivisions("COMPLAINT", "ORDER_121", everywhere)[0]?.because).toEqual({
      zh: "实际经营地",
      en: "the place where it really does business",
    });
  });

  it("are always known places of the respondent, each once", () => {
    const place = fc.option(fc.constantFrom("320501", "320502", "320503"), { nil: null });
    const anyFacts: fc.Arbitrary<JurisdictionFacts> = fc.record({
      respondentKind: fc.constantFrom(...respondentKinds),
      businessDivision: place,
      domicileDivision: place,
      publishedAddressDivision: place,
      isPublishedAddressReachable: fc.boolean(),
      platformDomicileDivision: place,
      actDivision: place,
      publisherDivision: place,
      advertiserDivision: place,
      isInternetAdvertisement: fc.boolean(),
      isSelfPublished: fc.boolean(),
    });
    const regime = fc.constantFrom("ORDER_20" as const, "ORDER_121" as const);
    fc.assert(
      fc.property(fc.constantFrom(...ticketKinds), regime, anyFacts, (kind, order, given) => {
        const divisions = competentDivisions(kind, order, given).map(({ division }) => division);
        expect(new Set(divisions).size).toBe(divisions.length);
        expect(divisions.every((division) => Object.values(given).includes(division))).toBe(true);
      }),
    );
  });
});
