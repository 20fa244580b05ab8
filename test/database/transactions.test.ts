import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import type { Actor } from "../../src/platform/actor.js";
import { monotonicMilliseconds } from "../../src/platform/clock.js";
import { type Database, openDatabase, sendAhead, type Transaction } from "../../src/platform/database.js";
import { asSuperuser } from "../database.js";
import { makeProvince } from "../world.js";
import { actorAt, stateOf } from "./actors.js";

describe("a transaction", () => {
  let actor: Actor;
  let database: Database;

  beforeAll(async () => {
    actor = await actorAt((await makeProvince()).code.cityACentre);
  });

  const open = (poolSize: number): Database => {
    database = openDatabase({ url: inject("databaseUrl"), poolSize, statementTimeout: 5000 });
    return database;
  };

  afterEach(() => database.close(1));

  it("takes no statement after its end, when the connection belongs to somebody else", async () => {
    let late: Transaction | undefined;
    await open(1).asActor(actor, async (tx) => {
      late = tx;
    });
    await expect(late?.execute(sql`SELECT 1`)).rejects.toMatchObject({
      cause: { message: "a statement came after the end of its transaction" },
    });
  });

  it("is not taken for committed when a statement failed and nobody looked", async () => {
    const work = open(1).asSystem("fail unseen", async (tx) => {
      await tx.execute(sql`SELECT 1 / 0`).catch(() => {});
      return "done";
    });
    await expect(work).rejects.toThrow("a failed transaction was to be committed");
    await expect(
      database.asSystem("go on", async (tx) => (await tx.execute(sql`SELECT 1 AS one`))[0]),
    ).resolves.toEqual({
      one: 1,
    });
  });

  it("fails with the error of a statement that was sent ahead", async () => {
    const work = open(1).asSystem("fail ahead", async (tx) => {
      sendAhead(tx, "SET LOCAL statement_timeout = 'never'");
      return tx.execute(sql`SELECT 1`);
    });
    expect(await stateOf(work)).toBe("22023");
  });

  it("fails when its connection is lost, and the next one has a new connection", async () => {
    const work = open(1).asSystem("lose the connection", async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
      await asSuperuser(inject("adminUrl"), (client) => client`SELECT pg_terminate_backend(${row?.pid ?? 0}, 5000)`);
      await tx.execute(sql`SELECT 1`).catch(() => {});
      return tx.execute(sql`SELECT 2`);
    });
    await expect(work).rejects.toMatchObject({ cause: { code: "CONNECTION_CLOSED" } });
    await expect(database.asActor(actor, async () => "served")).resolves.toBe("served");
  });

  it("waits its turn when all connections are lent", async () => {
    const order: number[] = [];
    open(1);
    const turns = [1, 2, 3, 4].map((turn) =>
      database.asSystem("take turns", async (tx) => {
        await tx.execute(sql`SELECT pg_sleep(0.01)`);
        order.push(turn);
      }),
    );
    expect(database.load()).toMatchObject({ size: 1 });
    await Promise.all(turns);
    expect(order).toEqual([1, 2, 3, 4]);
    expect(database.load()).toEqual({ active: 0, waiting: 0, size: 1 });
  });

  it("is not begun after its deadline", async () => {
    let isRun = false;
    const late = open(1).until(monotonicMilliseconds() - 1);
    const work = late.asActor(actor, async () => {
      isRun = true;
    });
    await expect(work).rejects.toMatchObject({ code: "TIMED_OUT" });
    expect(isRun).toBe(false);
  });

  it("is ended at its deadline, and so is the statement that runs", async () => {
    const soon = open(1).until(monotonicMilliseconds() + 100);
    const work = soon.asActor(actor, (tx) => tx.execute(sql`SELECT pg_sleep(4), 'ended at the deadline'`));
    await expect(work).rejects.toMatchObject({ code: "TIMED_OUT" });
    const running = await asSuperuser(
      inject("adminUrl"),
      (client) => client`
        SELECT 1 FROM pg_stat_activity WHERE query LIKE '%ended at the deadline%' AND state = 'active'
        AND pid <> pg_backend_pid()`,
    );
    expect([...running]).toEqual([]);
  });

  it("takes no further statement after its deadline", async () => {
    const soon = open(1).until(monotonicMilliseconds() + 60);
    const work = soon.asActor(actor, async (tx) => {
      for (;;) await tx.execute(sql`SELECT pg_sleep(0.005)`).catch(() => tx.execute(sql`SELECT 1`));
    });
    await expect(work).rejects.toMatchObject({ code: "TIMED_OUT" });
    await expect(database.asActor(actor, async () => "free again")).resolves.toBe("free again");
  });
});
