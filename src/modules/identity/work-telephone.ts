import type { Validation } from "../../platform/validation.js";

/** The most characters of a work telephone. */
const longest = 30;

const mobile = /1[3-9]\d[- ]?\d{4}[- ]?\d{4}/;
const landline = /(?:\(0(?:10|2\d|[3-9]\d{2})\) ?|0(?:10|2\d|[3-9]\d{2})[- ]?)[2-8]\d{2,3}[- ]?\d{4}/;
const service = /400[- ]?\d{3}[- ]?\d{4}/;
const extension = /(?: ?(?:转|分机|ext\.?|x|#|,) ?|-)\d{1,6}/;

const form = new RegExp(
  `^(?:(?:\\+86[- ]?)?${mobile.source}|(?:${landline.source}|${service.source})(?:${extension.source})?)$`,
  "i",
);

/**
 * A work telephone (工作电话) in the one width in which it is kept: letters, digits and signs of full width become plain. What
 * somebody wrote between the groups of digits stays, for he reads it so.
 */
export function tidyTelephone(text: string): string {
  return text.normalize("NFKC").trim();
}

/**
 * Notes a work telephone that nobody can dial: it is a mobile number, a landline with its area code, or a 400 number, the two
 * latter with an extension (分机) where there is one. A number that is not given is sound.
 */
export function checkWorkTelephone(check: Validation, text: string | null | undefined): void {
  if (text == null) return;
  if (text.length <= longest && form.test(tidyTelephone(text))) return;
  check.add("workTelephone", {
    zh: "工作电话应为手机号、带区号的固定电话或 400 号码，可加分机号，例如 0550-3021234转801，最多 30 个字符。",
    en: "A work telephone is a mobile number, a landline with its area code or a 400 number, with an extension where there is one, such as 0550-3021234-801, of at most 30 characters.",
  });
}
