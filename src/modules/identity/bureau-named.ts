import type { Transaction } from "../../platform/database.js";
import { invalidInput, notFound } from "../../platform/errors.js";
import { type BureauRow, findBureau, isValidOn } from "../jurisdictions/index.js";

const codePattern = /^[0-9A-Z]{6}(-[0-9A-Z]{1,12})?$/;

/**
 * The bureau that an input names.
 *
 * @param field the input field that holds the code
 * @throws NOT_FOUND for a code that no bureau ever had
 */
export async function requireBureau(tx: Transaction, code: string, field: string): Promise<BureauRow> {
  const bureau = codePattern.test(code) ? await findBureau(tx, code) : null;
  if (bureau === null) throw notFound(field);
  return bureau;
}

/**
 * Refuses a bureau that is not in force on a day: nothing new begins there.
 *
 * @throws INVALID_INPUT naming the field
 */
export function requireInForce(bureau: BureauRow, today: string, field: string): void {
  if (isValidOn(bureau, today)) return;
  throw invalidInput(field, {
    zh: `单位 ${bureau.code} 当前不在有效期内。`,
    en: `The bureau ${bureau.code} is not in force today.`,
  });
}
