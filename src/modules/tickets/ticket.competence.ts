import type { BilingualText } from "../../platform/actor.js";
import type { Regime } from "./ticket.regime.js";
import type { TicketKind } from "./ticket.words.js";

/** The kinds of respondent, as the articles on competence tell them apart. */
export const respondentKinds = [
  "OPERATOR",
  "PLATFORM_OPERATOR",
  "OWN_SITE",
  "PLATFORM_TRADER",
  "ADVERTISEMENT",
] as const;

/** A kind of respondent. */
export type RespondentKind = (typeof respondentKinds)[number];

/** The places that decide competence, as codes of divisions; null where unknown. */
export interface JurisdictionFacts {
  respondentKind: RespondentKind;
  /** 实际经营地: where it really does business. */
  businessDivision: string | null;
  /** 住所地: where it is registered; of a platform operator or own site, its own. */
  domicileDivision: string | null;
  /** 平台公示地址: the address that a trader publishes on the platform. */
  publishedAddressDivision: string | null;
  /** Whether the trader can be reached at the published address. */
  isPublishedAddressReachable: boolean;
  /** 平台经营者住所地: the domicile of the platform on which it trades. */
  platformDomicileDivision: string | null;
  /** 行为发生地: where the reported act happened. */
  actDivision: string | null;
  /** 广告发布者所在地: the place of whoever published the advertisement. */
  publisherDivision: string | null;
  /** 广告主所在地: the place of the advertiser. */
  advertiserDivision: string | null;
  /** Whether the advertisement stood on the internet. */
  isInternetAdvertisement: boolean;
  /** Whether the advertiser published the internet advertisement himself. */
  isSelfPublished: boolean;
}

/** Facts where nothing is known: the start of every reading. */
export const unknownJurisdiction: JurisdictionFacts = {
  respondentKind: "OPERATOR",
  businessDivision: null,
  domicileDivision: null,
  publishedAddressDivision: null,
  isPublishedAddressReachable: true,
  platformDomicileDivision: null,
  actDivision: null,
  publisherDivision: null,
  advertiserDivision: null,
  isInternetAdvertisement: false,
  isSelfPublished: false,
};

/** A division whose bureau is competent, and why. */
export interface CompetentDivision {
  division: string;
  /** The article of the ticket's order. */
  article: string;
  because: BilingualText;
  /** True where the article names this place only for the bureau that received the matter first. */
  onlyIfFirstReceiver: boolean;
}

const places = {
  business: { zh: "实际经营地", en: "the place where it really does business" },
  domicile: { zh: "住所地", en: "its domicile" },
  published: { zh: "平台公示地址所在地", en: "the address that it publishes on the platform" },
  platform: { zh: "平台经营者住所地", en: "the domicile of the platform" },
  act: { zh: "被举报行为发生地", en: "the place where the reported act happened" },
  publisher: { zh: "广告发布者所在地", en: "the place of the publisher of the advertisement" },
  advertiser: { zh: "广告主所在地", en: "the place of the advertiser" },
} as const;

type Candidate = [division: string | null, article: string, place: BilingualText, onlyIfFirstReceiver?: boolean];

/**
 * The divisions whose bureaus are competent for a matter, the best first: for complaints art. 13 of Order 121 (art. 12 of
 * Order 20), for reports art. 29, 31 and 32 (25, 27 and 28). Empty where the places that the articles name are unknown.
 */
export function competentDivisions(
  kind: TicketKind,
  regime: Regime,
  facts: JurisdictionFacts,
): readonly CompetentDivision[] {
  const candidates = kind === "REPORT" ? forReport(regime, facts) : forComplaint(regime, facts);
  const seen = new Set<string>();
  return candidates.flatMap(([division, article, because, onlyIfFirstReceiver = false]) => {
    if (division === null || seen.has(division)) return [];
    seen.add(division);
    return [{ division, article, because, onlyIfFirstReceiver }];
  });
}

function forComplaint(regime: Regime, facts: JurisdictionFacts): Candidate[] {
  const article = regime === "ORDER_121" ? "13" : "12";
  if (facts.respondentKind === "PLATFORM_OPERATOR" || facts.respondentKind === "OWN_SITE") {
    return [[facts.domicileDivision, article, places.domicile]];
  }
  if (facts.respondentKind === "PLATFORM_TRADER") {
    const platform: Candidate = [facts.platformDomicileDivision, article, places.platform];
    if (regime === "ORDER_20") return [[facts.businessDivision, article, places.business], platform];
    return facts.isPublishedAddressReachable
      ? [[facts.publishedAddressDivision, article, places.published], platform]
      : [platform];
  }
  return [
    [facts.businessDivision, article, places.business],
    [facts.domicileDivision, article, places.domicile],
  ];
}

function forReport(regime: Regime, facts: JurisdictionFacts): Candidate[] {
  const [act, online, advertising] = regime === "ORDER_121" ? ["29", "31", "32"] : ["25", "27", "28"];
  if (facts.respondentKind === "PLATFORM_OPERATOR" || facts.respondentKind === "OWN_SITE") {
    return [[facts.domicileDivision, online, places.domicile]];
  }
  if (facts.respondentKind === "PLATFORM_TRADER") {
    return [
      [facts.businessDivision, online, places.business],
      [facts.platformDomicileDivision, online, places.platform, true],
    ];
  }
  if (facts.respondentKind === "ADVERTISEMENT") {
    if (facts.isInternetAdvertisement && facts.isSelfPublished) {
      return [[facts.advertiserDivision, advertising, places.advertiser]];
    }
    const publisher: Candidate = [facts.publisherDivision, advertising, places.publisher];
    return facts.isInternetAdvertisement
      ? [publisher, [facts.advertiserDivision, advertising, places.advertiser, true]]
      : [publisher];
  }
  return [
    [facts.actDivision, act, places.act],
    [facts.actDivision === null ? facts.businessDivision : null, act, places.business],
  ];
}
