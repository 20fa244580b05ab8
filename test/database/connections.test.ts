import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, inject, it } from "vitest";
import { type Connections, createConnections } from "../../src/platform/connections.js";

describe("the connections of the pool", () => {
  let connections: Connections;
  const sockets: Socket[] = [];

  /** A pool of one connection, whose sockets the test may break. */
  const open = (): Connections => {
    const { hostname, port } = new URL(inject("databaseUrl"));
    connections = createConnections(1, inject("databaseUrl"), {
      socket: () => {
        const socket = connect(Number(port), hostname);
        sockets.push(socket);
        return new Promise<Socket>((resolve, reject) =>
          socket.once("connect", () => resolve(socket)).once("error", reject),
        );
      },
    } as Parameters<typeof createConnections>[2]);
    return connections;
  };

  afterEach(() => connections.close(1));

  const ask = async (): Promise<unknown> => {
    const connection = await connections.take();
    try {
      return await connection.client.unsafe("SELECT 1 AS one");
    } finally {
      connections.giveBack(connection);
    }
  };

  it("go on after one was closed in the very moment of writing", async () => {
    open();
    expect(await ask()).toEqual([{ one: 1 }]);
    const connection = await connections.take();
    const query = connection.client.unsafe("SELECT 2").execute();
    // What is written leaves in the next turn of the event loop. When a server dies, all its connections close in one turn,
    // and whoever loses one writes on another that closes a moment later.
    queueMicrotask(() => queueMicrotask(() => sockets.at(-1)?.emit("close", false)));
    await expect(query).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    connections.giveBack(connection);
    expect(await ask()).toEqual([{ one: 1 }]);
  });

  it("answer what was asked between the error and the close", async () => {
    open();
    await ask();
    const connection = await connections.take();
    const first = connection.client.unsafe("SELECT pg_sleep(5)");
    const asked = first.catch(() => connection.client.unsafe("ROLLBACK"));
    queueMicrotask(() => queueMicrotask(() => sockets.at(-1)?.destroy(new Error("reset"))));
    await expect(asked).rejects.toMatchObject({ code: "CONNECTION_DESTROYED" });
    connections.giveBack(connection);
    expect(await ask()).toEqual([{ one: 1 }]);
  });

  it("go on after one was closed while nobody used it", async () => {
    open();
    await ask();
    const closed = new Promise((resolve) => sockets.at(-1)?.once("close", resolve));
    sockets.at(-1)?.destroy();
    await closed;
    expect(await ask()).toEqual([{ one: 1 }]);
  });
});
