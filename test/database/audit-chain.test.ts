import { randomUUID } from "node:crypto";
import { setImmediate as giveWay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readExport, sealAudit, verifyDatabase } from "../../src/modules/audit/index.js";
import { settableClock, systemClock } from "../../src/platform/clock.js";
import { openDatabase, type Transaction } from "../../src/platform/database.js";
import { record } from "../../src/platform/record.js";
import { asSuperuser, type OwnDatabase, ownDatabase } from "../database.js";
import { denied, stateOf } from "./actors.js";

/** Entries are written as the platform, by the one function that writes them. */
const write = (
  tx: Transaction,
  province: string,
  detail: Parameters<typeof record>[2]["detail"] = {},
): Promise<void> => {
  const place = { province, city: null, county: null, bureau: province };
  const subject = { type: "Ticket", id: randomUUID(), version: 1, place };
  const at = systemClock.now();
  return record(tx, { place }, { action: "ticket.sign", subject, at, requestId: "r", detail, events: [] });
};

describe("sealing", () => {
  let own: OwnDatabase;

  beforeAll(async () => {
    own = await ownDatabase();
  });

  afterAll(() => own.drop());

  const freshProvince = () => `T${randomUUID().slice(0, 8)}`;

  const writeOne = (province: string, detail?: Parameters<typeof record>[2]["detail"]) =>
    own.database.asSystem("write an entry", (tx) => write(tx, province, detail));

  /** Other tests of the same server have transactions open now and then; an entry waits for those that began before it. */
  const sealUntil = async (isDone: () => Promise<boolean>, batchSize?: number): Promise<void> => {
    do await sealAudit(own.database, systemClock, batchSize === undefined ? {} : { batchSize });
    while (!(await isDone()));
  };

  const countsOf = async (): Promise<{ entries: number; links: number }> => {
    const [row] = await own.database.asSystem("count", (tx) =>
      tx.execute<{ entries: number; links: number }>(sql`
        SELECT (SELECT count(*) FROM audit_entries)::int AS entries, (SELECT count(*) FROM audit_links)::int AS links`),
    );
    if (row === undefined) throw new Error("nothing was counted");
    return row;
  };

  const allSealed = async (): Promise<boolean> => {
    const { entries, links } = await countsOf();
    return entries === links;
  };

  const chainOf = async (province: string) => {
    const chain = [];
    for await (const link of readExport(own.database, { province, from: 1, to: Number.MAX_SAFE_INTEGER }))
      chain.push(link);
    return chain;
  };

  const admin = <Result>(work: Parameters<typeof asSuperuser<Result>>[1]) => asSuperuser(own.adminUrl, work);

  it("gives each entry one link, in the order of transactions, and each province a chain of its own", async () => {
    const [one, other] = [freshProvince(), freshProvince()];
    for (const province of [one, other, one, one]) await writeOne(province);
    await sealUntil(allSealed);
    const chain = await chainOf(one);
    expect(chain.map(({ position }) => position)).toEqual([1, 2, 3]);
    const numbers = chain.map(({ entry }) => BigInt(entry?.transaction ?? 0));
    expect(numbers).toEqual([...numbers].sort((left, right) => (left < right ? -1 : 1)));
    expect((await chainOf(other)).map(({ position }) => position)).toEqual([1]);
    expect((await verifyDatabase(own.database, one, null)).verdict).toMatchObject({ isWhole: true, from: 1, to: 3 });
  });

  it("leaves an entry alone while a transaction is open that began before it, and does not hold up anybody", async () => {
    const [early, late] = [freshProvince(), freshProvince()];
    let finish = (): void => {};
    const isFinished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let began = (): void => {};
    const hasBegun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const open = own.database.asSystem("write slowly", async (tx) => {
      await write(tx, early);
      began();
      await isFinished;
    });
    await hasBegun;
    await writeOne(late);
    await sealAudit(own.database, systemClock);
    expect(await chainOf(late)).toEqual([]);
    finish();
    await open;
    await sealUntil(allSealed);
    expect([(await chainOf(early)).length, (await chainOf(late)).length]).toEqual([1, 1]);
  });

  it("is left to the one that seals already", async () => {
    await writeOne(freshProvince());
    await own.database.asSystem("seal elsewhere", async (tx) => {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(12316)`);
      expect(await sealAudit(own.database, systemClock)).toBe(0);
    });
    await sealUntil(allSealed);
  });

  it("loses and doubles nothing, whoever writes when and however long, while several seal", {
    timeout: 60_000,
  }, async () => {
    const writer = fc.array(
      fc.record({
        province: fc.constantFrom("A", "B", "C"),
        entries: fc.integer({ min: 1, max: 4 }),
        pause: fc.integer({ min: 0, max: 30 }),
        fails: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const world = fc.record({
      writers: fc.array(writer, { minLength: 2, maxLength: 3 }),
      batchSize: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ writers, batchSize }) => {
        const mark = freshProvince();
        let isOver = false;
        const sealing = [1, 2].map(async () => {
          while (!isOver) {
            await sealAudit(own.database, systemClock, { batchSize, isStopped: () => isOver });
            await giveWay();
          }
        });
        const writing = writers.map(async (transactions) => {
          for (const { province, entries, pause, fails } of transactions) {
            const done = own.database.asSystem("write", async (tx) => {
              for (let count = 0; count < entries; count += 1) await write(tx, `${mark}${province}`);
              await tx.execute(sql`SELECT pg_sleep(${pause / 1000})`);
              if (fails) throw new Error("rolled back");
            });
            await done.catch((error: Error) => expect(error.message).toBe("rolled back"));
          }
        });
        await Promise.all(writing);
        isOver = true;
        await Promise.all(sealing);
        await sealUntil(allSealed, batchSize);
        const committed = writers.flat().filter(({ fails }) => !fails);
        for (const name of ["A", "B", "C"]) {
          const chain = await chainOf(`${mark}${name}`);
          const written = committed.filter(({ province }) => province === name).map(({ entries }) => entries);
          expect(chain.length).toBe(written.reduce((sum, count) => sum + count, 0));
          expect(new Set(chain.map(({ entry }) => entry?.id)).size).toBe(chain.length);
          const order = chain.map(({ entry }) => `${entry?.transaction.padStart(20, "0")} ${entry?.id}`);
          expect(order).toEqual([...order].sort());
          const { verdict } = await verifyDatabase(own.database, `${mark}${name}`, null);
          expect(verdict).toMatchObject({ isWhole: true, to: chain.length });
        }
      }),
      { numRuns: 12, seed: 12315 },
    );
  });

  it("writes nothing where there is nothing to seal", async () => {
    await sealUntil(allSealed);
    const row = () => admin((client) => client`SELECT xmin::text, * FROM audit_sealings ORDER BY life DESC LIMIT 1`);
    const before = await row();
    expect(await sealAudit(own.database, systemClock)).toBe(0);
    expect(await row()).toEqual(before);
  });

  it("reads new entries alone, however many are sealed", async () => {
    const apart = await ownDatabase();
    const write = (count: number) =>
      asSuperuser(
        apart.adminUrl,
        (client) => client`
          INSERT INTO audit_entries (province, bureau, id, at, action, subject_type, subject_id, request_id, detail)
          SELECT 'MANY', 'MANY', gen_random_uuid(), now(), 'ticket.sign', 'Ticket', 'x', 'r', '{}'
          FROM generate_series(1, ${count}::int)`,
      );
    // What a session has counted is told when it ends, so each seals with a session of its own.
    const seal = async (count: number): Promise<void> => {
      const database = openDatabase({ url: apart.url, poolSize: 1, statementTimeout: 10_000 });
      for (let sealed = 0; sealed < count; ) sealed += await sealAudit(database, systemClock);
      await database.close(5);
    };
    const reads = (least: number): Promise<number> =>
      vi.waitUntil(
        () =>
          asSuperuser(apart.adminUrl, async (client) => {
            const [row] = await client`
              SELECT (i.idx_tup_read + t.seq_tup_read)::int AS read
              FROM pg_stat_user_indexes i JOIN pg_stat_user_tables t USING (relid)
              WHERE i.indexrelname = 'audit_entries_transaction'`;
            return row?.read >= least && Number(row?.read);
          }),
        { timeout: 20_000 },
      );
    await write(5000);
    await seal(5000);
    await asSuperuser(apart.adminUrl, (client) => client`VACUUM ANALYZE audit_entries, audit_links`);
    const before = await reads(5000);
    await write(3);
    await seal(3);
    expect((await reads(before + 3)) - before).toBeLessThan(50);
    await apart.drop();
  });

  describe("after the database was restored on another server", () => {
    it("goes on behind the last link, with what the old server left and with what the new one writes", async () => {
      const province = freshProvince();
      await writeOne(province);
      await sealUntil(allSealed);
      // What the restore of a busy server's data looks like here: its numbers lie far ahead, one entry is not sealed.
      const [sealedBefore, leftOver] = [randomUUID(), randomUUID()];
      await admin(async (client) => {
        const insert = (id: string, transaction: string) => client`
          INSERT INTO audit_entries (province, bureau, id, at, action, subject_type, subject_id, request_id, detail, transaction)
          VALUES (${province}, ${province}, ${id}, now(), 'ticket.sign', 'Ticket', 'x', 'r', '{}', ${transaction}::text::xid8)`;
        await insert(sealedBefore, "900000000000");
        await sealAudit(own.database, systemClock);
        await insert(leftOver, "900000000007");
        await client`UPDATE audit_sealings SET server = '1', transaction = '900000000000'::xid8, entry = ${sealedBefore}`;
      });
      await writeOne(province);
      await sealUntil(allSealed);
      await writeOne(province);
      await sealUntil(allSealed);
      const chain = await chainOf(province);
      expect(chain.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
      expect(chain[1]?.entry?.id).toBe(sealedBefore);
      expect(chain.slice(2, 4).map(({ entry }) => entry?.id)).toContain(leftOver);
      expect((await verifyDatabase(own.database, province, null)).verdict).toMatchObject({ isWhole: true, to: 5 });
      const lives = await admin((client) => client`SELECT server FROM audit_sealings ORDER BY life`);
      expect(lives.map(({ server }) => server)).toEqual(["1", expect.stringMatching(/^\d{10,}$/)]);
    });

    it("notices it also when the server is the same and was set back", async () => {
      await sealUntil(allSealed);
      await admin((client) => client`UPDATE audit_sealings SET transaction = '900000000000'::xid8`);
      const province = freshProvince();
      await writeOne(province);
      await sealUntil(allSealed);
      expect(await chainOf(province)).toHaveLength(1);
    });
  });

  it("tells who sealed what when by the clock that it was given", async () => {
    const province = freshProvince();
    await writeOne(province);
    const clock = settableClock(new Date("2026-05-01T00:00:00.123Z"));
    while ((await chainOf(province)).length === 0) await sealAudit(own.database, clock);
    expect((await chainOf(province))[0]?.sealedAt).toBe("2026-05-01T00:00:00.123Z");
  });

  describe("what the database holds is compared with the chain:", () => {
    const verdictAfter = async (tamper: (province: string, ids: string[]) => Promise<unknown>) => {
      const province = freshProvince();
      for (let count = 0; count < 4; count += 1) await writeOne(province, { count });
      await sealUntil(async () => (await chainOf(province)).length === 4);
      const ids = (await chainOf(province)).map(({ entry }) => entry?.id ?? "");
      await tamper(province, ids);
      const { verdict } = await verifyDatabase(own.database, province, null);
      return { ids, verdict };
    };

    for (const change of [
      "action = 'ticket.close'",
      "city = '320500'",
      "county = '320508'",
      "bureau = '320500'",
      "at = at + interval '1 millisecond'",
      "person = gen_random_uuid()",
      "client = gen_random_uuid()",
      "subject_type = 'Person'",
      "subject_id = 'x'",
      "subject_version = 2",
      "subject_version = NULL",
      "request_id = 'x'",
      `detail = '{"count": 7}'`,
      "transaction = '5'::xid8",
    ]) {
      it(`an entry with another ${change} is named`, async () => {
        const { ids, verdict } = await verdictAfter((_, [, second = ""]) =>
          admin((client) => client.unsafe(`UPDATE audit_entries SET ${change} WHERE id = '${second}'`)),
        );
        expect(verdict).toMatchObject({ isWhole: false, fault: { kind: "CHANGED", position: 2, entry: ids[1] } });
      });
    }

    it("an entry that was removed is named by its position", async () => {
      const { verdict } = await verdictAfter((_, [, , third = ""]) =>
        admin((client) => client`DELETE FROM audit_entries WHERE id = ${third}`),
      );
      expect(verdict).toMatchObject({ isWhole: false, fault: { kind: "REMOVED", position: 3 } });
    });

    it("a link that was removed is named by its position", async () => {
      const { verdict } = await verdictAfter((province) =>
        admin((client) => client`DELETE FROM audit_links WHERE province = ${province} AND position = 2`),
      );
      expect(verdict).toMatchObject({ isWhole: false, fault: { kind: "MISSING", position: 2 } });
    });

    it("an entry whose link was cut off at the end is named", async () => {
      const { ids, verdict } = await verdictAfter((province) =>
        admin((client) => client`DELETE FROM audit_links WHERE province = ${province} AND position = 4`),
      );
      expect(verdict).toMatchObject({ isWhole: false, fault: { kind: "LEFT_OUT", entry: ids[3] } });
    });

    it("an entry that was slipped in afterwards is named", async () => {
      const id = randomUUID();
      const { verdict } = await verdictAfter((province) =>
        admin(
          (client) => client`
            INSERT INTO audit_entries (province, bureau, id, at, action, subject_type, subject_id, request_id, detail, transaction)
            VALUES (${province}, ${province}, ${id}, now(), 'ticket.sign', 'Ticket', 'x', 'r', '{}', '7')`,
        ),
      );
      expect(verdict).toMatchObject({ isWhole: false, fault: { kind: "LEFT_OUT", entry: id } });
    });
  });

  it("is open to nobody else: neither the API nor the platform changes or removes a link or an entry", async () => {
    const asSystem = (statement: string) =>
      stateOf(own.database.asSystem("try to forget", (tx) => tx.execute(sql.raw(statement))));
    for (const statement of [
      "UPDATE audit_links SET hash = ''",
      "DELETE FROM audit_links",
      "TRUNCATE audit_links",
      "UPDATE audit_entries SET action = 'x'",
      "DELETE FROM audit_entries",
      "DELETE FROM audit_sealings",
      "UPDATE audit_sealings SET server = '1'",
    ]) {
      expect(await asSystem(statement), statement).toBe(denied);
    }
    const asNation = (statement: string) =>
      stateOf(
        own.database.asSystem("try as the API", async (tx) => {
          await tx.execute(sql`SET LOCAL ROLE lianxin_nation`);
          await tx.execute(sql.raw(statement));
        }),
      );
    for (const statement of [
      "INSERT INTO audit_links SELECT * FROM audit_links",
      "UPDATE audit_links SET hash = ''",
      "DELETE FROM audit_links",
      "UPDATE audit_entries SET action = 'x'",
      "DELETE FROM audit_entries",
      "SELECT 1 FROM audit_sealings",
    ]) {
      expect(await asNation(statement), statement).toBe(denied);
    }
    expect(await asNation("SELECT 1 FROM audit_links")).toBeNull();
  });
});
