import type { BilingualText } from "../../platform/actor.js";
import type { Validation } from "../../platform/validation.js";
import type { TicketKind } from "../dictionaries/index.js";
import { isValidOn } from "../jurisdictions/index.js";
import { type BureauLimitRule, isNoLooser, type Length } from "./deadline.rules.js";
import { articleText } from "./deadline.sentences.js";
import { kindsOfLimit, type Limit, type LimitRule } from "./limit.js";
import { statutesFor } from "./statutes.js";

/** The longest limit that a bureau may set where no statute sets one, in days. */
const longestBureauLimit = 365;

/** A limit that a bureau wants to set. */
export interface WantedLimit extends Length {
  readonly limit: Limit;
  readonly ticketKind: TicketKind;
  /** The first day in force. */
  readonly validFrom: string;
}

/** A length in words. */
function lengthText({ days, unit }: Length): BilingualText {
  return unit === "WORKING"
    ? { zh: `${days} 个工作日`, en: `${days} working days` }
    : { zh: `${days} 日`, en: `${days} natural days` };
}

/**
 * Notes what is wrong with a limit that a bureau wants to set: one that is looser than the statute, or than a bureau above has
 * it. Where the order in force on its first day sets the limit, its unit is the statute's; where only the order before
 * does, as for telling a named reporter, that one counts, whose tickets go on. The statute's figure and article stand in the
 * message.
 *
 * @param above the limits that bureaus above have set and not ended by then
 */
export function checkStrictness(validation: Validation, wanted: WantedLimit, above: readonly BureauLimitRule[]): void {
  const { limit, ticketKind } = wanted;
  if (!kindsOfLimit[limit].includes(ticketKind)) {
    validation.add("ticketKind", {
      zh: `期限 ${limit} 只适用于 ${kindsOfLimit[limit].join("、")}。`,
      en: `The limit ${limit} is for ${kindsOfLimit[limit].join(", ")} alone.`,
    });
    return;
  }
  if (wanted.days < 1 || wanted.days > longestBureauLimit) {
    validation.add("days", {
      zh: `days 应在 1 至 ${longestBureauLimit} 之间。`,
      en: `days must be between 1 and ${longestBureauLimit}.`,
    });
    return;
  }
  checkStatute(validation, wanted);
  checkAbove(validation, wanted, above);
}

function checkStatute(validation: Validation, wanted: WantedLimit): void {
  const all = statutesFor(wanted.limit, wanted.ticketKind);
  const inForce = all.filter((rule) => isValidOn(rule, wanted.validFrom));
  const relevant = inForce.length > 0 ? inForce : all;
  const [first] = relevant;
  if (first === undefined) return;
  // Of equal figures that of the order in force is named.
  const ofUnit = [...relevant, ...all].filter(({ unit }) => unit === wanted.unit);
  const strictest = ofUnit.reduce<LimitRule | null>(
    (least, rule) => (least === null || rule.days < least.days ? rule : least),
    null,
  );
  if (!relevant.some(({ unit }) => unit === wanted.unit)) {
    validation.add("unit", refusalText(first, "unit"));
  } else if (strictest !== null && wanted.days > strictest.days) {
    validation.add("days", refusalText(strictest, "days"));
  }
}

function refusalText(statute: LimitRule, what: "unit" | "days"): BilingualText {
  const { zh, en } = lengthText(statute);
  const by = statute.order === null ? { zh: "", en: "" } : articleText(statute.order, statute.article ?? "");
  const refused = {
    unit: { zh: "自定期限的单位须与之相同", en: "a bureau's limit is counted in the same days" },
    days: { zh: "自定期限只能更严", en: "a bureau's limit may only be stricter" },
  }[what];
  return { zh: `${by.zh}规定的期限为 ${zh}，${refused.zh}。`, en: `${by.en} sets ${en}: ${refused.en}.` };
}

function checkAbove(validation: Validation, wanted: WantedLimit, above: readonly BureauLimitRule[]): void {
  for (const rule of above) {
    if (rule.limit !== wanted.limit || rule.ticketKind !== wanted.ticketKind || isNoLooser(wanted, rule)) continue;
    const { zh, en } = lengthText(rule);
    const field: "days" | "unit" = wanted.days > rule.days ? "days" : "unit";
    validation.add(field, {
      zh: `上级单位 ${rule.bureau} 设定的期限为 ${zh}，下级只能更严。`,
      en: `The bureau ${rule.bureau} above has set ${en}: those beneath may only be stricter.`,
    });
    return;
  }
}
