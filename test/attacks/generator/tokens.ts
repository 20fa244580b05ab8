import { type ClientScope, clientScopes } from "../../../src/access/index.js";
import { issueToken } from "../../../src/modules/identity/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { type Caller, testIssuer, testSigningKeys } from "../../api.js";
import type { PersonName, World } from "../../world.js";
import { type ActorName, type OfficerName, officers } from "./actors.js";

const tokenMilliseconds = 20 * 60 * 1000;

const camelCase = (text: string): string =>
  text.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The person of a province who asks under a name. */
export function callerOf(world: World, name: OfficerName): Caller {
  const { unit, role } = officers[name];
  return world.as(`${unit}.${camelCase(role)}` as PersonName);
}

/** Signs the tokens of all who ask, anew before they expire. */
export function tokensFor(world: World, client: string): (actor: ActorName) => Promise<string | null> {
  const kept = new Map<ActorName, { token: string; until: number }>();
  return async (actor) => {
    if (actor === "stranger") return null;
    const now = systemClock.now();
    const known = kept.get(actor);
    if (known !== undefined && known.until > now.getTime()) return known.token;
    const isProgram = actor === "program" || actor === "programOfOperator";
    const person = actor === "program" ? null : callerOf(world, isProgram ? "operator" : actor).id;
    const scopes: readonly ClientScope[] | null = isProgram ? clientScopes : null;
    const grant = { issuer: testIssuer, person, client: isProgram ? client : null, scopes, now };
    const { token } = await issueToken(await testSigningKeys(), grant);
    kept.set(actor, { token, until: now.getTime() + tokenMilliseconds });
    return token;
  };
}
