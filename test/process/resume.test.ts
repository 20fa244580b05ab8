import { type Client, createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { type KillWorld, makeKillWorld } from "./kill-world.js";
import { insistOn, registrationOf, type Write } from "./writes.js";

/** What a price desk is told of one case. */
interface Told {
  cursor: string;
  kind: string;
  ticketId: string;
}

const document = `subscription ($after: String) {
  priceCaseChanges(after: $after) { cursor kind ticketId ticket { number state } }
}`;

/** The end of the log now, as somebody takes it before he subscribes. */
async function latestCursor(address: string, token: string): Promise<string> {
  const response = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "{ changes(first: 1) { latestCursor } }" }),
  });
  const { data } = (await response.json()) as { data: { changes: { latestCursor: string } } };
  return data.changes.latestCursor;
}

/** A desk that listens with a stock client, and remembers what it was told. */
interface Desk {
  readonly told: Told[];
  readonly errors: unknown[];
  /** Subscribes, after a cursor where one is given, and waits until the server has accepted it. */
  listen(address: string, after: string | null): Promise<void>;
  hangUp(): Promise<void>;
}

function openDesk(token: () => Promise<string>): Desk {
  const told: Told[] = [];
  const errors: unknown[] = [];
  let client: Client | undefined;
  const listen: Desk["listen"] = async (address, after) => {
    let isOpen = (): void => {};
    const opened = new Promise<void>((resolve) => {
      isOpen = resolve;
    });
    client = createClient({
      url: `${address.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
      on: { connected: () => isOpen() },
    });
    client.subscribe<{ priceCaseChanges: Told }>(
      { query: document, variables: { after } },
      {
        next: ({ data }) => {
          if (data != null) told.push(data.priceCaseChanges);
        },
        error: (error) => errors.push(error),
        complete: () => {},
      },
    );
    await opened;
  };
  return { told, errors, listen, hangUp: async () => client?.dispose() };
}

const registered = (desk: Desk): string[] =>
  desk.told.filter(({ kind }) => kind === "REGISTERED").map(({ ticketId }) => ticketId);

const idsOf = (writes: readonly Write[]): string[] => writes.map(({ ticket }) => ticket?.id ?? "").sort();

describe("a price desk that subscribes once", () => {
  let world: KillWorld;

  beforeAll(async () => {
    world = await makeKillWorld();
  }, 60_000);

  afterAll(() => world.end(), 30_000);

  test("has each case once, though the API is killed while fifty are registered through another process", {
    timeout: 60_000,
  }, async () => {
    const other = await world.startAnother();
    const desk = openDesk(() => world.tokenOf("cityAPrice.priceSupervisor"));
    const foreign = openDesk(() => world.tokenOf("cityAPrice.priceSupervisor", "elsewhere"));
    await desk.listen(
      world.address,
      await latestCursor(world.address, await world.tokenOf("cityAPrice.priceSupervisor")),
    );
    await foreign.listen(other.address, null);

    const first = [registrationOf("the-first-mask")];
    await insistOn(first, world.send);
    await vi.waitUntil(() => registered(desk).length === 1, { timeout: 20_000 });
    expect(registered(desk)).toEqual(idsOf(first));

    const fifty = Array.from({ length: 50 }, (_, number) => registrationOf(`mask-of-fifty-${number}`));
    const writing = insistOn(fifty, other.send);
    expect(await world.killApi()).toBe("SIGKILL");
    await writing;
    const after = desk.told.at(-1)?.cursor ?? null;
    await world.startApi();
    await desk.listen(world.address, after);
    await vi.waitUntil(() => registered(desk).length >= 51, { timeout: 20_000 });

    // Something of later, so that nothing can still be on its way.
    const last = [registrationOf("the-last-mask")];
    await insistOn(last, other.send);
    await vi.waitUntil(() => registered(desk).includes(last[0]?.ticket?.id ?? ""), { timeout: 20_000 });
    expect([...registered(desk)].sort()).toEqual(idsOf([...first, ...fifty, ...last]));
    expect(foreign.told).toEqual([]);
    expect([...foreign.errors]).toEqual([]);
    await desk.hangUp();
    await foreign.hangUp();
  });
});
