import { Resolver } from "node:dns/promises";
import {
  isPublicAddress,
  networkList,
  type PlainAddress,
  toPlainAddress,
} from "../../../platform/network-addresses.js";
import { hostOf } from "./target.js";

/** Answers the addresses of a name, as texts; none where it has none. It never throws, and takes ten seconds at most. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/** Tells where a webhook may lead. */
export interface AddressRules {
  /**
   * The addresses that a URL leads to now, each of which may be called.
   *
   * @returns null where there is none, or one of them may not be called: which of both is told to nobody, for it says what
   *   names there are within an organisation
   */
  addressesOf(url: URL): Promise<readonly [PlainAddress, ...PlainAddress[]] | null>;
}

const resolveMilliseconds = 2000;

/**
 * Asks DNS for both kinds of addresses. Never the system: its look-ups share four threads with files, so that four names
 * whose servers are silent would hold up everything else.
 */
const resolveByDns: ResolveName = async (name) => {
  // RFC 6761, 6.3: such names are answered here, and by nobody else.
  if (/(^|\.)localhost$/i.test(name)) return ["127.0.0.1", "::1"];
  const resolver = new Resolver({ timeout: resolveMilliseconds, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
};

/**
 * The rules of this installation.
 *
 * SECURITY: every address of a name is looked at, not the first: whoever owns the name chooses their order. Whoever calls
 * connects to the addresses that were answered here, and asks for no name again (DNS rebinding).
 *
 * @param networks the networks that the operator allows beside the public ones, such as 10.20.0.0/16
 */
export function createAddressRules(networks: readonly string[], resolve: ResolveName = resolveByDns): AddressRules {
  const isAllowed = networkList(networks);
  const mayBeCalled = (address: PlainAddress): boolean => isPublicAddress(address) || isAllowed(address);
  return {
    addressesOf: async (url) => {
      const host = hostOf(url);
      const literal = toPlainAddress(host);
      const found = literal === null ? (await resolve(host)).map(toPlainAddress) : [literal];
      const [first, ...others] = found.filter((address) => address !== null);
      if (first === undefined || others.length + 1 < found.length) return null;
      return [first, ...others].every(mayBeCalled) ? [first, ...others] : null;
    },
  };
}
