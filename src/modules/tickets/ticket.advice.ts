import { isInRegion } from "../../access/index.js";
import { type Actor, type BilingualText, nationCode } from "../../platform/actor.js";
import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { type BureauRow, competentBureausOf, placeOf } from "../jurisdictions/index.js";
import { isCode } from "./ticket.codes.js";
import {
  type CompetentDivision,
  competentDivisions,
  type JurisdictionFacts,
  unknownJurisdiction,
} from "./ticket.competence.js";
import { findParts, type TicketParts } from "./ticket.parts.store.js";
import type { Regime } from "./ticket.regime.js";
import { keyText, type TicketRow } from "./ticket.store.js";
import type { TicketKind } from "./ticket.words.js";

/** Where the competent bureau lies, as seen from a bureau. */
export const localities = ["WITHIN_REACH", "ELSEWHERE_IN_PROVINCE", "OUTSIDE_PROVINCE", "UNIDENTIFIED"] as const;

/** Where the competent bureau lies. */
export type Locality = (typeof localities)[number];

/** A bureau that the articles name, and why. */
export interface CompetentBureau extends CompetentDivision {
  /** The code of the bureau. */
  bureau: string;
  /** Whether the asking bureau may dispatch to it. */
  isWithinReach: boolean;
}

/** Who is competent for a matter, worked out and explained. */
export interface Advice {
  regime: Regime;
  locality: Locality;
  /** The best first. */
  candidates: readonly CompetentBureau[];
  explanation: BilingualText;
}

/** A matter that somebody must be competent for. */
export interface Matter {
  kind: TicketKind;
  regime: Regime;
  facts: JurisdictionFacts;
}

/**
 * Works out which bureaus are competent for matters on a day, as seen from the bureau that asks; one look-up for all.
 *
 * @param on the day in China
 */
export async function adviseAll(
  tx: Transaction,
  actor: Actor,
  matters: readonly Matter[],
  on: string,
): Promise<Advice[]> {
  const divisions = matters.map(({ kind, regime, facts }) => competentDivisions(kind, regime, facts));
  const codes = new Set(divisions.flat().map(({ division }) => division));
  const bureaus = await competentBureausOf(tx, [...codes].filter(isCode), on);
  return matters.map(({ regime }, position) => toAdvice(actor, regime, divisions[position] ?? [], bureaus));
}

/** Works out which bureaus are competent for one matter. */
export async function advise(tx: Transaction, actor: Actor, matter: Matter, on: string): Promise<Advice> {
  const [advice] = await adviseAll(tx, actor, [matter], on);
  if (advice === undefined) throw new Error("a matter got no advice");
  return advice;
}

function toAdvice(
  actor: Actor,
  regime: Regime,
  divisions: readonly CompetentDivision[],
  bureaus: ReadonlyMap<string, BureauRow>,
): Advice {
  const found = divisions.flatMap((division) => {
    const bureau = bureaus.get(division.division);
    return bureau === undefined ? [] : [{ division, bureau, place: placeOf(bureau) }];
  });
  const candidates = found.map(({ division, bureau, place }) => ({
    ...division,
    bureau: bureau.code,
    isWithinReach: isInRegion(actor.bureau, place),
  }));
  const locality = localityOf(
    candidates.some(({ isWithinReach }) => isWithinReach),
    found.some(({ place }) => place.province === actor.bureau.province),
    found.length > 0,
  );
  const isNationOnly = locality === "OUTSIDE_PROVINCE" && found.every(({ bureau }) => bureau.code === nationCode);
  return { regime, locality, candidates, explanation: explain(regime, isNationOnly ? nationOnly : findings[locality]) };
}

/** The advice on tickets as they stand, from what is known of their respondents, by key text. */
export async function adviseOnTickets(
  tx: Transaction,
  actor: Actor,
  tickets: readonly TicketRow[],
  at: Date,
): Promise<Map<string, Advice>> {
  const parts = await findParts(tx, tickets);
  const matters = tickets.map((ticket) => matterOf(ticket, parts.get(keyText(ticket))));
  const advices = await adviseAll(tx, actor, matters, chinaDay(at));
  return new Map(advices.map((advice, position) => [keyText(tickets[position] as TicketRow), advice]));
}

/** The matter of a ticket as it stands. */
export function matterOf(ticket: TicketRow, parts: TicketParts | undefined): Matter {
  return {
    kind: ticket.kind as TicketKind,
    regime: ticket.regime as Regime,
    facts: (parts?.details.jurisdictionFacts ?? unknownJurisdiction) as JurisdictionFacts,
  };
}

function localityOf(isWithinReach: boolean, isWithinProvince: boolean, isKnown: boolean): Locality {
  if (!isKnown) return "UNIDENTIFIED";
  if (isWithinReach) return "WITHIN_REACH";
  return isWithinProvince ? "ELSEWHERE_IN_PROVINCE" : "OUTSIDE_PROVINCE";
}

const orders: Record<Regime, BilingualText> = {
  ORDER_20: { zh: "《市场监督管理投诉举报处理暂行办法》（第20号令）", en: "Order 20" },
  ORDER_121: { zh: "《市场监督管理投诉举报处理办法》（第121号令）", en: "Order 121" },
};

const findings: Record<Locality, BilingualText> = {
  WITHIN_REACH: {
    zh: "有管辖权的单位在本单位可分送的范围内。",
    en: "a competent bureau is within reach of a dispatch.",
  },
  ELSEWHERE_IN_PROVINCE: {
    zh: "有管辖权的单位在本省其他地区，不能直接分送，应报请共同的上级。",
    en: "the competent bureau is elsewhere in the province; it is for the common superior to send the matter there.",
  },
  OUTSIDE_PROVINCE: {
    zh: "有管辖权的单位在外省，应告知当事人向该单位提出。",
    en: "the competent bureau is in another province; the citizen is to be told to turn to it.",
  },
  UNIDENTIFIED: {
    zh: "被投诉（举报）人的所在地不明，可列入协查名单。",
    en: "the places that the articles name are unknown; the ticket can be put on the list for joint tracing.",
  },
};

// A province without bureaus of its own on the platform falls to the nation's bureau, which handles no single matter.
const nationOnly: BilingualText = {
  zh: "条款确定的地点所在省份在本平台没有自己的单位，平台上仅由国家市场监督管理总局覆盖；应告知当事人向当地市场监督管理部门提出。",
  en: "the place that decides lies in a province without bureaus of its own on this platform, where only the bureau of the nation covers it; the citizen is to be told to turn to the authority of that place.",
};

function explain(regime: Regime, finding: BilingualText): BilingualText {
  return {
    zh: `依据${orders[regime].zh}：${finding.zh}`,
    en: `By ${orders[regime].en}, ${finding.en}`,
  };
}
