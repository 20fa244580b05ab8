import { type OutgoingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { AnsweredError } from "../api.js";

/** A request of any form. A header with several values is sent as several lines. */
export interface RawRequest {
  address: string;
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

/** An answer as it came. */
export interface RawAnswer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  /** The body with the identifier of the request left out. */
  body: string;
  errors: AnsweredError[] | undefined;
  data: unknown;
}

/** Sends a request, whatever its form. */
export function send({
  address,
  method = "POST",
  path = "/graphql",
  headers = {},
  body,
}: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    // An address in one text would be put in order first; some of these paths are not to be.
    const { hostname, port } = new URL(address);
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      text(answer).then((whole) => {
        const json = whole.startsWith("{") ? (JSON.parse(whole) as { errors?: AnsweredError[]; data?: unknown }) : {};
        const requestId = String(answer.headers["x-request-id"] ?? "none");
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: whole.replaceAll(requestId, "<id>"),
          errors: json.errors,
          data: json.data,
        });
      }, reject);
    });
    sent.on("error", reject);
    sent.end(method === "GET" ? undefined : body);
  });
}

/**
 * What a refused caller can tell answers apart by: the status, the body, and the headers but those of
 * one answer or one connection.
 */
export function seen({ status, headers, body }: RawAnswer): object {
  const { date, "x-request-id": requestId, connection, "keep-alive": keepAlive, ...told } = headers;
  return { status, body, told };
}

/** Writes bytes to a port, and answers what comes back until the other side ends, or ten seconds passed without more. */
export function exchangeBytes(address: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(address).port), "127.0.0.1");
    let answer = "";
    const finish = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(10_000, finish);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", finish);
    socket.on("close", finish);
    socket.write(bytes);
  });
}
