import { chinaDay } from "../../platform/clock.js";
import type { Database } from "../../platform/database.js";
import { StartupError } from "../../platform/startup-error.js";
import { issueToken } from "./access-token.js";
import { findTokenPerson, listLogins } from "./authentication.store.js";
import { isLogin, nearestLogins } from "./login.js";
import type { SigningKeys } from "./signing-keys.js";

/** For whom a token is wanted on the machine that holds the keys. */
export interface LoginTokenRequest {
  database: Database;
  keys: SigningKeys;
  /** The public address of this platform. */
  issuer: string;
  login: string;
  /** The code of the bureau in which the person acts when a request names none; null for his home. */
  bureau: string | null;
  now: Date;
}

const mostLogins = 20_000;

/**
 * Makes a token for a person by his login alone, for development: whoever holds the keys may be anybody. The caller
 * refuses in production.
 *
 * @throws StartupError with one line for an unknown login, which names those like it, for a locked person, and for one
 *   who holds no role today
 */
export async function issueTokenForLogin(request: LoginTokenRequest): Promise<string> {
  const { database, login, bureau, now } = request;
  const person = isLogin(login)
    ? await database.asSystem("make a token on the machine", (tx) => findTokenPerson(tx, login, chinaDay(now)))
    : null;
  if (person === null) throw new StartupError(await unknownLogin(database, login));
  if (person.isLocked) throw new StartupError(`${login} is locked out; an administrator can let him in again.`);
  if (person.bureaus.length === 0) throw new StartupError(`${login} holds no role today, so a token would do nothing.`);
  if (bureau !== null && !person.bureaus.includes(bureau)) {
    throw new StartupError(`${login} holds no role at ${bureau} today, but at: ${person.bureaus.join(", ")}.`);
  }
  const grant = { issuer: request.issuer, person: person.id, client: null, scopes: null, bureau, now };
  return (await issueToken(request.keys, grant)).token;
}

async function unknownLogin(database: Database, login: string): Promise<string> {
  const logins = await database.asSystem("logins like an unknown one", (tx) => listLogins(tx, login, mostLogins));
  const near = nearestLogins(login, logins, 5);
  const hint = near.length === 0 ? "There are no people yet." : `Did you mean: ${near.join(", ")}?`;
  return `Nobody has the login ${JSON.stringify(login.slice(0, 60))}. ${hint}`;
}
