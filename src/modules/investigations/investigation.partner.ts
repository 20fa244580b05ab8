import { chinaDay } from "../../platform/clock.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { startValidation } from "../../platform/validation.js";
import { findBureau, isValidOn, placeOf } from "../jurisdictions/index.js";
import { lengths } from "./investigation.change.js";
import type { InvestigationPartnerInput } from "./investigation.inputs.js";
import type { TaskRow } from "./task.store.js";

/** The columns of a task that name its partner. */
export type PartnerColumns = Pick<
  TaskRow,
  "partner" | "partnerProvince" | "partnerCity" | "partnerCounty" | "partnerKind" | "partnerName"
>;

/**
 * Checks whom a task is given to: a bureau of today, of whatever province, other than the lead; or a body outside with its
 * name.
 *
 * @param lead the code of the lead
 * @throws INVALID_INPUT for neither or both, for a bureau that there is not, and for the lead itself
 */
export async function findPartner(
  tx: Transaction,
  lead: string,
  { bureau, kind, name }: InvestigationPartnerInput,
  at: Date,
): Promise<PartnerColumns> {
  if (bureau != null) {
    if (kind != null && kind !== "BUREAU") throw eitherOr("partner.kind");
    if (name != null) throw eitherOr("partner.name");
    return bureauAsPartner(tx, lead, bureau, at);
  }
  if (kind == null) throw eitherOr("partner");
  if (kind === "BUREAU") {
    throw invalidInput("partner.bureau", {
      zh: "协查单位为市场监管部门时须填写单位代码。",
      en: "For a bureau, give its code.",
    });
  }
  const validation = startValidation();
  validation.text("partner.name", name, lengths.name, 2);
  validation.finish();
  return { ...nowhere, partnerKind: kind, partnerName: name ?? null };
}

const nowhere = { partner: null, partnerProvince: null, partnerCity: null, partnerCounty: null };

const eitherOr = (field: string) =>
  invalidInput(field, {
    zh: "协查单位须为市场监管部门（bureau），或系统外单位（kind 和 name），二者择一。",
    en: "A partner is either a bureau (bureau) or a body outside (kind and name).",
  });

async function bureauAsPartner(tx: Transaction, lead: string, code: string, at: Date): Promise<PartnerColumns> {
  const found = await findBureau(tx, code);
  if (found === null || !isValidOn(found, chinaDay(at))) {
    throw invalidInput("partner.bureau", {
      zh: "没有这个单位，或该单位已撤销。",
      en: "There is no such bureau today.",
    });
  }
  if (found.code === lead) {
    throw invalidInput("partner.bureau", {
      zh: "牵头单位不能给自己下达协查任务。",
      en: "The lead gives no task to itself.",
    });
  }
  const place = placeOf(found);
  return {
    partner: place.bureau,
    partnerProvince: place.province,
    partnerCity: place.city,
    partnerCounty: place.county,
    partnerKind: "BUREAU",
    partnerName: null,
  };
}
