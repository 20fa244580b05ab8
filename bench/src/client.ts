import { Agent, request } from "node:http";

/** An answer of a server. */
export interface Reply {
  status: number;
  body: string;
  milliseconds: number;
}

/** Asks one server, over connections that are kept. */
export interface Client {
  post(token: string, body: string): Promise<Reply>;
  close(): void;
}

/** Opens a client; node:http, because it takes the least of the processor that the server needs. */
export function openClient(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: "fifo" });
  const { hostname, port, pathname } = new URL(url);
  const target = { agent, hostname, port, path: pathname, method: "POST" };
  return {
    post: (token, body) =>
      new Promise((resolve, reject) => {
        const start = performance.now();
        const headers = {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
        };
        const sent = request({ ...target, headers }, (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (part: string) => {
            text += part;
          });
          response.on("end", () => {
            resolve({ status: response.statusCode ?? 0, body: text, milliseconds: performance.now() - start });
          });
          response.on("error", reject);
        });
        sent.on("error", reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
