import { type ApplicationError, invalidInput } from "../../platform/errors.js";
import { startValidation, type Validation } from "../../platform/validation.js";
import { isValidCreditCode } from "./credit-code.js";
import type { ContactInput, RespondentInput } from "./parties.inputs.js";
import type { RegisterTicketInput } from "./registration.inputs.js";
import { type JurisdictionFacts, unknownJurisdiction } from "./ticket.competence.js";
import { type Contact, noContact } from "./ticket.contact.js";
import type { TicketKind } from "./ticket.words.js";

/** The longest facts, in characters. */
export const longestFacts = 5000;

/** The longest request, in characters. */
export const longestRequest = 1000;

/** The first day that the platform knows an order for: Order 20 came into force. */
const earliestReceipt = new Date("2020-01-01T00:00:00+08:00");

/** A contact from its input, or from that of another ticket: what is left out is not known. */
export function toContact(
  input: (ContactInput & Pick<Contact, "former" | "marked" | "released">) | null | undefined,
): Contact {
  const text = (value: string | null | undefined): string | null =>
    value == null || value.trim() === "" ? null : value;
  if (input == null) return noContact;
  return {
    name: text(input.name),
    phone: text(input.phone),
    address: text(input.address),
    identityNumber: text(input.identityNumber),
    ...(input.former === undefined ? {} : { former: input.former }),
    ...(input.marked === undefined ? {} : { marked: input.marked }),
    ...(input.released === undefined ? {} : { released: input.released }),
  };
}

/** The places of a respondent from its input. */
export function toJurisdictionFacts(input: RespondentInput | null | undefined): JurisdictionFacts {
  if (input == null) return unknownJurisdiction;
  return {
    respondentKind: input.kind,
    businessDivision: input.businessDivision ?? null,
    domicileDivision: input.domicileDivision ?? null,
    publishedAddressDivision: input.publishedAddressDivision ?? null,
    isPublishedAddressReachable: input.isPublishedAddressReachable,
    platformDomicileDivision: input.platformDomicileDivision ?? null,
    actDivision: input.actDivision ?? null,
    publisherDivision: input.publisherDivision ?? null,
    advertiserDivision: input.advertiserDivision ?? null,
    isInternetAdvertisement: input.isInternetAdvertisement,
    isSelfPublished: input.isSelfPublished,
  };
}

/** The names of the places of a respondent, which are codes of divisions. */
export const divisionFields = [
  "businessDivision",
  "domicileDivision",
  "publishedAddressDivision",
  "platformDomicileDivision",
  "actDivision",
  "publisherDivision",
  "advertiserDivision",
] as const;

/**
 * Checks the values of a registration that need no look-up.
 *
 * @throws INVALID_INPUT with all wrong fields at once
 */
export function checkRegistration(input: RegisterTicketInput, now: Date): void {
  const validation = startValidation();
  if (!/^[\x21-\x7e]{8,100}$/.test(input.idempotencyKey)) {
    validation.add("idempotencyKey", {
      zh: "幂等键须为 8 至 100 个可见的 ASCII 字符。",
      en: "An idempotency key has 8 to 100 printable ASCII characters.",
    });
  }
  checkReceipt(validation, input.receivedAt, now);
  checkTexts(validation, input.kind, input.facts, input.request);
  // The parts of mixed material share contact and respondent, so the complaint decides what must be known of them.
  const strictest = input.also?.kind === "COMPLAINT" ? "COMPLAINT" : input.kind;
  checkContact(validation, strictest, input.isAnonymous, input.contact);
  checkRespondent(validation, strictest, input.respondent);
  checkExtras(validation, input);
  validation.finish();
}

function checkReceipt(validation: Validation, receivedAt: Date | null | undefined, now: Date): void {
  if (receivedAt == null || (receivedAt <= now && receivedAt >= earliestReceipt)) return;
  validation.add("receivedAt", {
    zh: "接收时间不能在将来，也不能早于 2020 年 1 月 1 日。",
    en: "The receipt cannot lie in the future, nor before 2020-01-01.",
  });
}

/** Checks the texts of a ticket. */
export function checkTexts(
  validation: Validation,
  kind: TicketKind,
  facts: string,
  request: string | null | undefined,
  prefix = "",
): void {
  validation.text(`${prefix}facts`, facts, longestFacts, 2);
  // Art. 10(3) of Order 121: a complaint says what is asked for.
  validation.text(`${prefix}request`, request, longestRequest, kind === "COMPLAINT" ? 1 : 0);
}

/** Checks a contact: a complaint needs name and telephone number (art. 10(1) of Order 121); a report may be anonymous. */
export function checkContact(
  validation: Validation,
  kind: TicketKind,
  isAnonymous: boolean,
  contact: ContactInput | null | undefined,
): void {
  const least = kind === "COMPLAINT" || (kind === "REPORT" && !isAnonymous) ? 1 : 0;
  validation.text("contact.name", contact?.name, 100, least);
  validation.text("contact.phone", contact?.phone, 30, kind === "COMPLAINT" ? 1 : 0);
  validation.text("contact.address", contact?.address, 300);
  if (contact?.phone != null && contact.phone !== "" && !/^\+?\d[\d -]{4,24}$/.test(contact.phone)) {
    validation.add("contact.phone", { zh: "电话号码格式不正确。", en: "This is not a telephone number." });
  }
  if (contact?.identityNumber != null && !/^[0-9A-Za-z()-]{5,30}$/.test(contact.identityNumber)) {
    validation.add("contact.identityNumber", {
      zh: "证件号码格式不正确。",
      en: "This is not the number of a document.",
    });
  }
  if (isAnonymous && kind !== "REPORT") {
    validation.add("isAnonymous", {
      zh: "只有举报可以匿名；投诉须提供真实身份信息（第121号令第十条）。",
      en: "Only a report may be anonymous; a complaint needs a real identity (Order 121 art. 10).",
    });
  }
  if (isAnonymous && (contact?.name != null || contact?.identityNumber != null)) {
    validation.add("contact.name", {
      zh: "匿名举报不得填写姓名或证件。",
      en: "An anonymous report has no name or document.",
    });
  }
}

/** Checks a respondent; whether its divisions exist is looked up elsewhere. */
export function checkRespondent(
  validation: Validation,
  kind: TicketKind,
  respondent: RespondentInput | null | undefined,
): void {
  if (respondent == null && kind !== "CONSULTATION") {
    validation.add("respondent", { zh: "须填写被投诉举报人。", en: "The respondent is needed." });
    return;
  }
  // Art. 10(2) of Order 121: a complaint names its respondent; where nobody knows him, as he calls himself.
  validation.text("respondent.name", respondent?.name, 200, kind === "COMPLAINT" ? 1 : 0);
  validation.text("respondent.address", respondent?.address, 300);
  if (respondent?.creditCode != null && !isValidCreditCode(respondent.creditCode)) {
    validation.add("respondent.creditCode", {
      zh: "统一社会信用代码须为 18 位大写字母和数字，且末位校验码正确（GB 32100）。",
      en: "A unified social credit code has 18 capital letters and digits, the last of them the right check character (GB 32100).",
    });
  }
}

function checkExtras(validation: Validation, input: RegisterTicketInput): void {
  validation.text("answer", input.answer, 5000);
  if (input.answer != null && input.kind !== "CONSULTATION") {
    validation.add("answer", { zh: "只有咨询可以即时解答。", en: "Only a consultation is answered at once." });
  }
  if (input.sources != null && input.answer == null) {
    validation.add("sources", { zh: "没有答复，无从引用依据。", en: "There is no answer that could rely on them." });
  }
  if (input.submit && input.kind === "CONSULTATION") {
    validation.add("submit", {
      zh: "咨询不经审核；请解答或转办。",
      en: "A consultation is not reviewed: answer or escalate it.",
    });
  }
  if (input.also == null) return;
  checkPartKind(validation, input.kind, input.also.kind, "also.kind");
  checkTexts(validation, input.also.kind, input.also.facts, input.also.request, "also.");
}

/** Checks that two parts of mixed material are a complaint and a report (art. 9 of Order 121, art. 7 of Order 20). */
export function checkPartKind(validation: Validation, first: TicketKind, other: TicketKind, field: string): void {
  if ([first, other].sort().join() === "COMPLAINT,REPORT") return;
  validation.add(field, {
    zh: "混合诉求须为一件投诉和一件举报。",
    en: "Mixed material is one complaint and one report.",
  });
}

/** The error for a division that is unknown or no more. */
export function unknownDivision(field: string): ApplicationError {
  return invalidInput(field, { zh: "没有这个行政区划代码。", en: "There is no such division today." });
}
