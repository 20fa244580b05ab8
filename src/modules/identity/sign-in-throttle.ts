import { isIP } from "node:net";
import { LRUCache } from "lru-cache";
import { sha256 } from "../../platform/ids.js";
import { createTryLimit, type TryLimits } from "./try-limit.js";

/** What a client signs in with, and from where. */
export interface SignInTry {
  clientId: string;
  clientSecret: string;
  /** The address that the request came from; null when it is not known. */
  address: string | null;
}

/** Limits how often secrets of clients are tried. */
export interface SignInThrottle {
  /**
   * Begins a try, or says how many seconds to wait.
   *
   * @param now milliseconds since 1970
   */
  begin(attempt: SignInTry, now: number): { waitSeconds: number } | { end: EndOfTry };
}

/** Ends a try: the secret was right, it was wrong, or a fault of ours kept us from finding out. */
export type EndOfTry = (outcome: "right" | "wrong" | "undecided", now: number) => void;

const minute = 60_000;
const most = 10_000;

/** One client from one address. */
const pairLimits: TryLimits = {
  ...{ free: 10, forgetMilliseconds: 5 * minute },
  ...{ firstPause: 1000, longestPause: 5 * minute, most },
};

/** All clients from one address, invented ones too. */
const addressLimits: TryLimits = {
  ...{ free: 100, forgetMilliseconds: 6000 },
  ...{ firstPause: 1000, longestPause: minute, most },
};

/** One client from all addresses together. */
const clientLimits: TryLimits = { free: 100, forgetMilliseconds: 6000, firstPause: 0, longestPause: 0, most };

// While a client is tried from everywhere, each address may fail once before it pauses.
const freeUnderAttack = 1;

/**
 * Makes the throttle of one process. Nothing of it is shared with other processes, nor kept when it ends: each process
 * more allows as many tries more, which against secrets of 256 bits changes nothing.
 *
 * SECURITY: failed tries are counted for the pair of client and address, for the address, and for the client. The first
 * two pause, for twice as long with each failure. The third alone never pauses, or whoever knows a client's id could lock
 * it out: it lets each address fail once instead of ten times. So the right secret works at once from an address that
 * did not fail; and credentials that were right in this process before are never made to wait. Whether a client exists
 * plays no part in any of this.
 */
export function createSignInThrottle(): SignInThrottle {
  const pairs = createTryLimit(pairLimits);
  const addresses = createTryLimit(addressLimits);
  const clients = createTryLimit(clientLimits);
  const proven = new LRUCache<string, true>({ max: most });
  return {
    begin: ({ clientId, clientSecret, address }, now) => {
      const network = networkOf(address);
      const client = sha256(clientId);
      const pair = `${client} ${network}`;
      const credentials = sha256(`${clientId}\n${clientSecret}`);
      const free = clients.isBeyond(client, now) ? freeUnderAttack : pairLimits.free;
      const pause = Math.max(pairs.pauseOf(pair, now, free), addresses.pauseOf(network, now));
      if (pause > 0 && !proven.has(credentials)) return { waitSeconds: Math.ceil(pause / 1000) };
      const ends = [pairs.begin(pair, now, free), addresses.begin(network, now), clients.begin(client, now)] as const;
      return {
        end: (outcome, endedAt) => {
          if (outcome === "right") proven.set(credentials, true);
          if (outcome === "wrong") proven.delete(credentials);
          const [endPair, ...endOthers] = ends;
          endPair(outcome === "right" ? "forgiven" : outcomeOf(outcome), endedAt);
          // A success forgives nothing here: whoever has one client could else try the secrets of others for ever.
          for (const end of endOthers) end(outcomeOf(outcome), endedAt);
        },
      };
    },
  };
}

function outcomeOf(outcome: "right" | "wrong" | "undecided"): "failed" | "uncounted" {
  return outcome === "wrong" ? "failed" : "uncounted";
}

/**
 * What counts as one address: of IPv6 the network of 64 bits, since whoever has one address there has them all
 * (RFC 6177); an IPv4 address in the form of IPv6 is itself.
 */
export function networkOf(address: string | null): string {
  const [text = ""] = (address ?? "").split("%");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1];
  if (mapped !== undefined && isIP(mapped) === 4) return mapped;
  if (isIP(text) !== 6) return isIP(text) === 4 ? text : "unknown";
  const [head = "", tail] = text.toLowerCase().split("::");
  const before = head.split(":").filter((group) => group !== "");
  const after = (tail ?? "").split(":").filter((group) => group !== "");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
