import { type RequestOptions, request } from "node:http";
import type { Api } from "../../../src/api/server.js";

/** The status with which a request for a WebSocket is answered: 101 where it is taken, and cut at once. */
export async function statusOf(api: Api, options: RequestOptions = {}): Promise<number> {
  const { headers, ...others } = options;
  const asked = request({
    ...{ host: "127.0.0.1", port: api.port, path: "/graphql", ...others },
    headers: {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Protocol": "graphql-transport-ws",
      ...headers,
    },
  });
  return new Promise((resolve, reject) => {
    asked.on("error", reject);
    asked.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? Number.NaN));
    });
    asked.on("upgrade", (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.end();
  });
}
