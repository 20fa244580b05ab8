import type { Place } from "../../platform/actor.js";
import type { Transaction } from "../../platform/database.js";
import { invalidInput } from "../../platform/errors.js";
import { findUsersOfLawCode, lockLawCode } from "./knowledge.store.js";

/**
 * A code means one law along every path, so that {article:121-15} means one article: others who would use it wait. What is
 * in preparation elsewhere is not seen when a law is drafted, so this is asked again when it is published.
 *
 * @throws INVALID_INPUT at `code`
 */
export async function requireUnusedCode(
  tx: Transaction,
  code: string,
  owner: Place,
  except: string | null,
): Promise<void> {
  await lockLawCode(tx, code);
  const [user] = await findUsersOfLawCode(tx, code, owner, except);
  if (user === undefined) return;
  throw invalidInput("code", {
    zh: `法规代码 ${code} 已由单位 ${user} 使用，请换用新的代码。`,
    en: `The code ${code} is in use at bureau ${user}; choose another.`,
  });
}
