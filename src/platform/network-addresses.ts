import { BlockList, isIP } from "node:net";

/** A network: an address and how many of its bits are fixed (CIDR, RFC 4632). */
export interface Network {
  address: string;
  prefix: number;
  family: "ipv4" | "ipv6";
}

/** An address in its one form: IPv6 is compressed (RFC 5952), and IPv4 within IPv6 (RFC 4291, 2.5.5.2) is IPv4. */
export interface PlainAddress {
  address: string;
  family: "ipv4" | "ipv6";
}

// Of IPv4 (IANA IPv4 Special-Purpose Address Registry, RFC 6890), with multicast and all that is reserved.
const reservedOfIpv4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  // The platform of a cloud, within each of its virtual networks (Azure).
  "168.63.129.16/32",
];

// Of IPv6 only this is assigned to the public (IANA IPv6 Address Space; RFC 4291): loopback, link-local, private and
// multicast addresses, IPv4 in other clothes and translated IPv4 (NAT64) all lie outside it.
const publicOfIpv6 = "2000::/3";

// Within it (IANA IPv6 Special-Purpose Address Registry): Teredo and ORCHID, documentation, 6to4, AS112.
const reservedOfIpv6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

/**
 * Reads a network, such as 10.20.0.0/16.
 *
 * @returns null for what is none
 */
export function readNetwork(text: string): Network | null {
  const [, given = "", bits = ""] = /^([0-9A-Fa-f:.]{2,45})\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(given);
  const prefix = Number(bits);
  if (version === 0 || prefix > (version === 4 ? 32 : 128)) return null;
  return { address: given, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}

/** A list of networks that tells whether an address lies in one of them. */
export function networkList(texts: readonly string[]): (address: PlainAddress) => boolean {
  const list = new BlockList();
  for (const text of texts) {
    const network = readNetwork(text);
    if (network === null) throw new Error(`${text} is no network`);
    list.addSubnet(network.address, network.prefix, network.family);
  }
  return ({ address, family }) => list.check(address, family);
}

/**
 * The one form of an address.
 *
 * @param text an address as a resolver answers it, or as it stands in a URL without its brackets
 * @returns null for what is no address, and for one with a zone, which means something on one machine alone
 */
export function toPlainAddress(text: string): PlainAddress | null {
  const version = isIP(text);
  if (version === 4) return { address: text, family: "ipv4" };
  if (version === 0 || text.includes("%")) return null;
  const compressed = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(compressed) ?? [];
  if (high === undefined || low === undefined) return { address: compressed, family: "ipv6" };
  const [first, last] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return { address: [first >> 8, first & 255, last >> 8, last & 255].join("."), family: "ipv4" };
}

const isReservedIpv4 = networkList(reservedOfIpv4);
const isAssignedIpv6 = networkList([publicOfIpv6]);
const isReservedIpv6 = networkList(reservedOfIpv6);

/**
 * Whether an address is one of the public Internet: neither private, loopback, link-local (where clouds keep what their
 * machines know of themselves), shared by a carrier, multicast, for documentation, reserved, nor a translation of another.
 */
export function isPublicAddress(address: PlainAddress): boolean {
  if (address.family === "ipv4") return !isReservedIpv4(address);
  return isAssignedIpv6(address) && !isReservedIpv6(address);
}
