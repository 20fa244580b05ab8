import { authorize, may } from "../../access/index.js";
import type { Actor, BilingualText } from "../../platform/actor.js";
import { conflict, illegalTransition } from "../../platform/errors.js";
import type { TicketRow } from "../tickets/index.js";
import { placeOfReferral, type ReferralRow } from "./referral.store.js";

/** The states of a referral. */
export const referralStates = ["SENT", "TAKEN", "DECLINED"] as const;

/** A state of a referral. */
export type ReferralState = (typeof referralStates)[number];

/** What a body answers to a referral. */
export type ReferralAnswer = Exclude<ReferralState, "SENT">;

/** What is done with a referral. */
export const referralActions = ["NOTE_REPLY"] as const;

/** An action upon a referral. */
export type ReferralAction = (typeof referralActions)[number];

/** What an actor may do with a referral as it stands: a reply is noted once. */
export function permittedUponReferral(actor: Actor, row: ReferralRow): ReferralAction[] {
  return row.state === "SENT" && may(actor, "referral.make", placeOfReferral(row)) ? ["NOTE_REPLY"] : [];
}

/**
 * Authorises and decides that a reply is noted.
 *
 * @param version the version of the referral that the caller saw
 * @throws FORBIDDEN, CONFLICT or ILLEGAL_TRANSITION, in this order
 */
export function decideReply(actor: Actor, row: ReferralRow, version: number): void {
  authorize(actor, "referral.make", placeOfReferral(row));
  if (row.version !== version) throw conflict(row.version);
  if (row.state !== "SENT") throw illegalTransition(answered, permittedUponReferral(actor, row));
}

/**
 * Why a ticket may not be referred, or null where it may: a complaint or report until it is archived. Fraud and extortion
 * often come to light after the closing (art. 42 of Order 121), and the archive is not written to any more.
 */
export function obstacleToReferral({ kind, state }: Pick<TicketRow, "kind" | "state">): BilingualText | null {
  if (kind === "CONSULTATION") return onlyQuestions;
  return state === "ARCHIVED" ? archived : null;
}

/**
 * Why a bureau may not refer on a ground, or null where it may: a unit without power returns the matter to the centre and
 * does not pass it on itself (art. 41 of Order 121, art. 37 of Order 20).
 */
export function obstacleToGround(actor: Actor, ground: string, target: string): BilingualText | null {
  const { kind } = actor.bureau;
  const isUnit = kind === "DEPARTMENT" || kind === "STREET_OFFICE";
  return isUnit && (ground === "OTHER_DUTY" || target === "MARKET_SUPERVISION") ? unitPassesOn : null;
}

const answered: BilingualText = {
  zh: "该移送的回复已登记。",
  en: "The reply to this referral was noted already.",
};

const onlyQuestions: BilingualText = {
  zh: "咨询不移送，应告知通过相应途径提出（第121号令第四十四条）。",
  en: "A question is not referred: the citizen is told of the right route (Order 121 art. 44).",
};

const archived: BilingualText = {
  zh: "工单已归档，不能再移送。",
  en: "The ticket is archived; nothing is referred from there any more.",
};

const unitPassesOn: BilingualText = {
  zh: "内设机构和派出机构不具备处理权限的，应退回统一接收机构，不得自行移送（第121号令第四十一条、第20号令第三十七条）。",
  en: "A unit without power returns the matter and does not pass it on itself (Order 121 art. 41, Order 20 art. 37).",
};
