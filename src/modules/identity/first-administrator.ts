import { startValidation } from "../../platform/validation.js";
import { checkOutsideIssuer, type OutsideIssuerNames, type OutsideIssuerRules } from "./outside-issuer-check.js";
import { checkNewPerson } from "./person-check.js";

/** The first administrator of a bureau, and the outside issuer by whose tokens he signs in. */
export interface FirstAdministrator extends OutsideIssuerNames {
  login: string;
  name: string;
  /** His work telephone (工作电话). */
  workTelephone?: string;
  /** The code of the bureau that he administers. */
  bureau: string;
}

/**
 * Checks a first administrator, by the rules that hold for people and outside issuers added through the API.
 *
 * @throws INVALID_INPUT with all fields at fault
 */
export function checkFirstAdministrator(first: FirstAdministrator, rules: OutsideIssuerRules): void {
  const check = startValidation();
  checkNewPerson(check, first);
  checkOutsideIssuer(check, first, rules);
  check.finish();
}
