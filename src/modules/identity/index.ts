import "reflect-metadata";
import { ApiClientsResolver } from "./api-clients.resolver.js";
import { OutsideIssuersResolver } from "./outside-issuers.resolver.js";
import { PeopleResolver } from "./people.resolver.js";
import { RolesResolver } from "./roles.resolver.js";
import { ViewerResolver } from "./viewer.resolver.js";

export { type IssuedToken, issueToken, type TokenGrant, tokenAudience, tokenLifetimeSeconds } from "./access-token.js";
export { type AskedBy, findActorOf } from "./acting-later.js";
export {
  type GrantRefusal,
  grantRefusal,
  isAdministeredBy,
} from "./administration.js";
export { type Authenticator, type AuthenticatorOptions, createAuthenticator, type Standing } from "./authenticator.js";
export { appointFirstAdministrator } from "./commands/appoint-first-administrator.js";
export { checkFirstAdministrator, type FirstAdministrator } from "./first-administrator.js";
export { type PersonName, personLoader, personNameLoader } from "./loaders.js";
export { issueTokenForLogin, type LoginTokenRequest } from "./login-token.js";
export { createOAuthEndpoints, type OAuthEndpoints, type OAuthOptions } from "./oauth-endpoints.js";
export type { OAuthRequest, OAuthResponse } from "./oauth-request.js";
export { Person } from "./person.type.js";
export { identityNodeReaders } from "./reading.js";
export { RoleEnum, RoleHolding } from "./role.type.js";
export { type PersonSeed, seedPeople } from "./seed-people.store.js";
export { type Rotation, rotateSigningKeys } from "./signing-key-file.js";
export { openSigningKeys, type SigningKeys } from "./signing-keys.js";

/** The resolvers of this module. */
export const identityResolvers = [
  ViewerResolver,
  PeopleResolver,
  RolesResolver,
  ApiClientsResolver,
  OutsideIssuersResolver,
] as const;
