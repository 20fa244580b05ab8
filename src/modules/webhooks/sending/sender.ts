import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { monotonicMilliseconds } from "../../../platform/clock.js";
import type { PlainAddress } from "../../../platform/network-addresses.js";
import type { DeliveryOutcome } from "../webhook.states.js";
import { type AddressRules, createAddressRules, type ResolveName } from "./addresses.js";
import { faultOutcome, outcomeOfStatus, readRetryAfter } from "./outcome.js";
import { hostOf, readTarget } from "./target.js";

/** What became of a message that was sent once. */
export interface Sent {
  outcome: DeliveryOutcome;
  /** The status that was answered; null where there was no answer. */
  statusCode: number | null;
  /** How long it took, in whole milliseconds. */
  milliseconds: number;
  /** The pause that the receiver asked for, in milliseconds; null where it did not. */
  retryAfter: number | null;
}

/** A way to one receiver, for some messages in a row over one connection. */
export interface Line {
  /** Sends a message with POST. It never throws, and takes no longer than the time of a try. */
  send(headers: Readonly<Record<string, string>>, body: string): Promise<Sent>;
  /** Closes the connection. */
  close(): void;
}

/** Sends messages to addresses outside. */
export interface Sender {
  readonly rules: AddressRules;
  /** Whether https alone is taken. */
  readonly isProduction: boolean;
  /** Opens a way to a receiver; nothing is sent yet. */
  open(url: string): Line;
}

/** How messages are sent. */
export interface SenderOptions {
  isProduction: boolean;
  /** The networks that the operator allows, see `createAddressRules`. */
  networks: readonly string[];
  /** Finds the addresses of names; DNS does when it is not given. */
  resolve?: ResolveName;
  /** The certificates that are trusted (PEM); those of Node when they are not given. */
  certificates?: string;
  /** Milliseconds that one try may take, from looking up the name to the answer; ten seconds when it is not given. */
  tryMilliseconds?: number;
}

const usualTryMilliseconds = 10_000;

// An answer is read only so that its connection can be used again; a long one is cut off.
const mostOfAnswer = 4096;

/** Makes a sender. */
export function createSender(options: SenderOptions): Sender {
  const rules = createAddressRules(options.networks, options.resolve);
  const { isProduction } = options;
  return { rules, isProduction, open: (url) => openLine(url, rules, options) };
}

/** Where a line leads, once its name was looked up: the connection goes to these addresses, whatever the name says then. */
interface Way {
  url: URL;
  agent: HttpAgent | HttpsAgent;
}

function openLine(text: string, rules: AddressRules, options: SenderOptions): Line {
  const { isProduction, tryMilliseconds = usualTryMilliseconds } = options;
  let way: Way | null = null;
  const find = async (): Promise<Way | null> => {
    const url = readTarget(text, isProduction);
    const addresses = url === null ? null : await rules.addressesOf(url);
    return url === null || addresses === null ? null : { url, agent: agentFor(url, addresses, options) };
  };
  return {
    send: async (headers, body) => {
      const startedAt = monotonicMilliseconds();
      const end = (sent: Omit<Sent, "milliseconds">): Sent => ({
        ...sent,
        milliseconds: Math.round(monotonicMilliseconds() - startedAt),
      });
      const signal = AbortSignal.timeout(tryMilliseconds);
      try {
        way ??= await orTimeOut(find(), signal);
        if (way === null) return end(withoutAnswer("ADDRESS_REFUSED"));
        return end(await post(way, { headers, body, signal }));
      } catch (error) {
        return end(withoutAnswer(signal.aborted ? "TIMED_OUT" : faultOutcome(error)));
      }
    },
    close: () => way?.agent.destroy(),
  };
}

const withoutAnswer = (outcome: DeliveryOutcome): Omit<Sent, "milliseconds"> => ({
  ...{ outcome, statusCode: null, retryAfter: null },
});

function orTimeOut<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/**
 * The connection of a line, one at a time and kept between messages.
 *
 * SECURITY: it is pinned to the addresses that were checked: the name is never looked up again. Certificates are verified
 * against the name, whatever the environment says.
 */
function agentFor(
  { protocol }: URL,
  addresses: readonly PlainAddress[],
  { certificates }: SenderOptions,
): HttpAgent | HttpsAgent {
  const pinned = addresses.map(({ address, family }) => ({ address, family: family === "ipv4" ? 4 : 6 }));
  const lookup: LookupFunction = (_name, { all }, answer) => {
    const [first] = pinned;
    if (all === true) answer(null, pinned);
    else answer(null, first?.address ?? "", first?.family);
  };
  const usual = { keepAlive: true, maxSockets: 1, lookup, autoSelectFamily: true };
  if (protocol === "http:") return new HttpAgent(usual);
  const trusted = certificates === undefined ? {} : { ca: certificates };
  return new HttpsAgent({ ...usual, ...trusted, rejectUnauthorized: true, minVersion: "TLSv1.2" });
}

interface Posting {
  headers: Readonly<Record<string, string>>;
  body: string;
  signal: AbortSignal;
}

/** Sends one message and answers what the receiver said. Redirects are not followed. */
function post(way: Way, posting: Posting): Promise<Omit<Sent, "milliseconds">> {
  const { agent, url } = way;
  const { body, headers, signal } = posting;
  return new Promise((resolve, reject) => {
    const given: RequestOptions = {
      ...{ agent, method: "POST", signal, protocol: url.protocol },
      ...{ host: hostOf(url), port: url.port, path: `${url.pathname}${url.search}` },
      headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
    };
    const request = url.protocol === "http:" ? requestHttp(given) : requestHttps(given);
    let isAnswered = false;
    const fail = (error: unknown): void => {
      if (isAnswered) return;
      // A receiver may end a connection that was kept just when it is used again: that says nothing of the message.
      if (request.reusedSocket && !signal.aborted) resolve(post(way, posting));
      else reject(error);
    };
    request.once("response", (response) => {
      isAnswered = true;
      const { statusCode = 0 } = response;
      const retryAfter = readRetryAfter(response.headers["retry-after"]);
      readAway(response, () => resolve({ outcome: outcomeOfStatus(statusCode), statusCode, retryAfter }));
    });
    let fault: unknown = new Error("there was no answer");
    request.on("error", (error) => {
      fault = error;
    });
    // Also where a connection ends without a word, such as one that was to become something else.
    request.once("close", () => fail(fault));
    request.end(body);
  });
}

/** Reads an answer to its end, or so far that it is enough; what it says is of no interest. */
function readAway(response: IncomingMessage, done: () => void): void {
  let length = 0;
  response.on("data", (piece: Buffer) => {
    length += piece.length;
    if (length > mostOfAnswer) response.destroy();
  });
  // The status has been said: how the rest ends changes nothing.
  response.on("error", done);
  response.once("close", done);
}
