import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { expect } from "vitest";

/** A message as a receiver got it. */
export interface Received {
  headers: Readonly<Record<string, string>>;
  body: string;
  event: {
    type: string;
    timestamp: string;
    data: {
      cursor: string;
      subject: { type: string; id: string };
      version: number | null;
      bureau: string | null;
      line: string | null;
      payload: Record<string, unknown>;
    };
  };
}

/** How a receiver answers: with a status and headers, or by itself. */
export type Answering =
  | { status: number; headers?: Readonly<Record<string, string>> }
  | ((request: IncomingMessage, response: ServerResponse, received: Received) => void);

/** A program that receives messages. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** How it answers from now on. */
  answer(how: Answering): void;
  /** Waits until so many messages have come in all. */
  has(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a receiver on the loopback of this machine, which answers 204.
 *
 * @param tls key and certificate, for https
 */
export async function startReceiver(tls?: { key: string; cert: string }): Promise<Receiver> {
  const received: Received[] = [];
  let answering: Answering = { status: 204 };
  let waiting: { count: number; resolve(): void }[] = [];
  const take: RequestListener = async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces).toString("utf8");
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const message: Received = { headers, body, event: JSON.parse(body) };
    received.push(message);
    if (typeof answering === "function") answering(request, response, message);
    else response.writeHead(answering.status, { ...answering.headers }).end();
    for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    waiting = waiting.filter(({ count }) => received.length < count);
  };
  const server = tls === undefined ? createServer(take) : createSecureServer(tls, take);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}/hooks`,
    received,
    answer: (how) => {
      answering = how;
    },
    has: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** The signature of a message by a secret, as the library of Standard Webhooks makes it. */
export function signatureBy(secret: string, { body, headers }: Received): string {
  const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
  return new Webhook(secret).sign(headers["webhook-id"] ?? "", at, body);
}

/** The signatures that a message carries. */
export function signaturesOf({ headers }: Received): string[] {
  return (headers["webhook-signature"] ?? "").split(" ");
}

/** Expects that a message is signed by a secret, and by no other. */
export function expectSignedBy(secret: string, message: Received | undefined): void {
  if (message === undefined) expect.fail("there is no message");
  expect(signaturesOf(message)).toEqual([signatureBy(secret, message)]);
}
