import { type ActingBureau, type Actor, type Place, type Role, roles } from "../../platform/actor.js";
import type { AccessToken } from "./access-token.js";
import { isAdministeredBy } from "./administration.js";
import type { HeldRole, RegisteredIssuer, SubjectState } from "./authentication.store.js";

/** What a verified token of an outside issuer says. */
export interface OutsideToken {
  kind: "outside";
  /** The issuer's address, and the id of its registration. */
  issuer: string;
  issuerId: string;
  login: string;
  expiresAt: Date;
}

/** Either who acts, or the code of the reason why nobody does; the reason goes to the log alone. */
export type Authentication = { actor: Actor } | { refusal: string };

type Person = NonNullable<SubjectState["person"]>;

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/**
 * Decides who acts by a token of ours, from the state of its subject now.
 *
 * @param wanted the bureau that the request names; null when it names none
 */
export function actorOfOwnToken(token: AccessToken, state: SubjectState, wanted: string | null): Authentication {
  if (state.isTokenRevoked) return { refusal: "token_revoked" };
  if (token.client !== null) return actorOfClient(token, state, wanted);
  return actorOfPerson(state, wanted ?? token.bureau, () => true);
}

/**
 * Decides who acts by a token of an outside issuer.
 *
 * SECURITY: an issuer names people of the subtree of the bureau for which it is registered, and they act by it in that
 * subtree alone: an issuer of Chuzhou never names a person of Suzhou, and one of a county never makes its person act by
 * a role that he holds at the province.
 */
export function actorOfOutsideToken(
  issuer: RegisteredIssuer,
  state: SubjectState,
  wanted: string | null,
): Authentication {
  const isInSubtree = (place: Place): boolean => isAdministeredBy(issuer.bureau, place);
  if (state.person !== null && !isInSubtree(state.person)) return { refusal: "person_of_another_subtree" };
  return actorOfPerson(state, wanted, isInSubtree);
}

function actorOfPerson(
  state: SubjectState,
  wanted: string | null,
  mayActAt: (place: Place) => boolean,
): Authentication {
  const { person } = state;
  if (person === null) return { refusal: "person_unknown" };
  if (person.isLocked) return { refusal: "person_locked" };
  const holdings = state.holdings.filter(({ bureau }) => mayActAt(bureau));
  const bureau = actingBureau(person, holdings, wanted);
  if (bureau === null) return { refusal: wanted === null ? "no_role_today" : "no_role_at_bureau" };
  return { actor: { person: named(person), client: null, bureau, roles: rolesAt(holdings, bureau.bureau) } };
}

function actorOfClient(token: AccessToken, state: SubjectState, wanted: string | null): Authentication {
  const { client } = state;
  if (client === null) return { refusal: "client_unknown" };
  if (!client.isUsable) return { refusal: "client_revoked_or_expired" };
  const { bureau } = client;
  if (bureau === null) return { refusal: "bureau_ended" };
  if (wanted !== null && wanted !== bureau.bureau) return { refusal: "client_of_another_bureau" };
  // What was taken from the client since the token was made is gone; what was added is not in the token.
  const scopes = token.scopes.filter((scope) => client.scopes.includes(scope));
  const program = { id: client.id, name: client.name, scopes };
  if (token.person === null) return { actor: { person: null, client: program, bureau, roles: [] } };
  const { person } = state;
  if (person === null) return { refusal: "person_unknown" };
  if (person.isLocked) return { refusal: "person_locked" };
  if (person.bureau !== bureau.bureau) return { refusal: "operator_of_another_bureau" };
  const held = rolesAt(state.holdings, bureau.bureau);
  if (held.length === 0) return { refusal: "no_role_at_bureau" };
  return { actor: { person: named(person), client: program, bureau, roles: held } };
}

/**
 * The bureau in which a person acts: the one named, else the home bureau, else of those at which he holds a role the
 * first by code, so that the same person without a named bureau always acts in the same one.
 */
function actingBureau(person: Person, holdings: readonly HeldRole[], wanted: string | null): ActingBureau | null {
  const bureaus = holdings.filter(({ role }) => isRole(role)).map(({ bureau }) => bureau);
  const at = (code: string) => bureaus.find(({ bureau }) => bureau === code) ?? null;
  if (wanted !== null) return at(wanted);
  const byCode = bureaus.sort((one, other) => (one.bureau < other.bureau ? -1 : 1));
  return at(person.bureau) ?? byCode[0] ?? null;
}

function rolesAt(holdings: readonly HeldRole[], bureau: string): Role[] {
  const held = holdings.filter((holding) => holding.bureau.bureau === bureau).map(({ role }) => role);
  return roles.filter((role) => held.includes(role));
}

function named({ id, login, name }: Person): { id: string; login: string; name: string } {
  return { id, login, name };
}
