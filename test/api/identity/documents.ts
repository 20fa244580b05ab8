import { randomBytes } from "node:crypto";
import { toGlobalId } from "../../../src/platform/ids.js";
import type { Caller } from "../../api.js";
import type { World } from "../../world.js";

const personFields = "id login name staffNumber workTelephone isLocked version bureau { code } roles { id role }";
const holdingFields = "id role validFrom validTo bureau { code } person { login }";
const clientFields =
  "id clientId name scopes expiresAt revokedAt version bureau { code } secrets { createdAt expiresAt }";
const issuerFields = "id issuer jwksUrl audience loginClaim removedAt bureau { code }";

/** The documents of the mutations that the tests send, each with one variable, `input`. */
export const createPerson = `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { ${personFields} } } }`;
export const updatePerson = `mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { ${personFields} } } }`;
export const lockPerson = `mutation ($input: LockPersonInput!) { lockPerson(input: $input) { person { ${personFields} } } }`;
export const unlockPerson = `mutation ($input: LockPersonInput!) { unlockPerson(input: $input) { person { ${personFields} } } }`;
export const grantRole = `mutation ($input: GrantRoleInput!) { grantRole(input: $input) { roleHolding { ${holdingFields} } } }`;
export const withdrawRole = `mutation ($input: WithdrawRoleInput!) { withdrawRole(input: $input) { roleHolding { ${holdingFields} } } }`;
export const createApiClient = `mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { secret apiClient { ${clientFields} } } }`;
export const rotateApiClientSecret = `mutation ($input: RotateApiClientSecretInput!) { rotateApiClientSecret(input: $input) { secret apiClient { ${clientFields} } } }`;
export const revokeApiClient = `mutation ($input: RevokeApiClientInput!) { revokeApiClient(input: $input) { apiClient { ${clientFields} } } }`;
export const registerOutsideIssuer = `mutation ($input: RegisterOutsideIssuerInput!) { registerOutsideIssuer(input: $input) { outsideIssuer { ${issuerFields} } } }`;
export const removeOutsideIssuer = `mutation ($input: RemoveOutsideIssuerInput!) { removeOutsideIssuer(input: $input) { outsideIssuer { ${issuerFields} } } }`;

/** An API client as the mutations answer it. */
export interface AnsweredClient {
  id: string;
  clientId: string;
  scopes: string[];
  version: number;
  revokedAt: string | null;
  secrets: { createdAt: string; expiresAt: string | null }[];
}

/** A login that nobody has. */
export function freshLogin(): string {
  return `t${randomBytes(5).toString("hex")}.person`;
}

/** The global identifier of a person. */
export function personId(person: Caller): string {
  return toGlobalId("Person", person.id);
}

/** The global identifier of the first role that a person holds, read by an administrator. */
export async function firstHolding(administrator: Caller, person: Caller): Promise<string> {
  const { person: found } = await administrator.ask<{ person: { roles: { id: string }[] } }>(
    "query ($login: String) { person(login: $login) { roles { id } } }",
    { login: person.login },
  );
  return found.roles[0]?.id ?? "";
}

/** Makes an API client of city A by its administrator. */
export async function makeClient(
  world: World,
  input: Readonly<Record<string, unknown>> = {},
): Promise<{ apiClient: AnsweredClient; secret: string }> {
  const { createApiClient: made } = await world
    .as("cityA.administrator")
    .ask<{ createApiClient: { apiClient: AnsweredClient; secret: string } }>(createApiClient, {
      input: { bureau: world.code.cityA, name: "前端", scopes: ["directory.read", "tickets.read"], ...input },
    });
  return made;
}
