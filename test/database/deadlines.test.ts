import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { tickets } from "../../schema/index.js";
import { ANNOUNCED_CALENDAR } from "../../src/modules/calendar/index.js";
import {
  advance,
  type DeadlineFacts,
  type DeadlineRow,
  deadlineUpdate,
  deadlineWritings,
  findDeadlines,
  noBureauRules,
  rulesFor,
} from "../../src/modules/deadlines/index.js";
import type { Transaction } from "../../src/platform/database.js";
import { insertionOf, write } from "../../src/platform/writing.store.js";
import { setLimit } from "../api/deadlines/limits.js";
import { testDatabase } from "../database.js";
import { accepted, noon, ticketFacts } from "../unit/deadline-tickets.js";
import { makeProvince, type World } from "../world.js";
import { actorAt, stateOf } from "./actors.js";

describe("deadlines in the database", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  const asCounty = async <Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    testDatabase().asActor(await actorAt(world.code.countyA1), work);

  const addTicket = async (tx: Transaction) => {
    const ticket = {
      province: world.code.province,
      id: randomUUID(),
      number: `${world.mark}${randomUUID()}`,
      kind: "COMPLAINT",
      state: "MEDIATING",
      regime: "ORDER_121",
      city: world.code.cityA,
      county: world.code.countyA1,
      holder: world.code.countyA1,
      intakeBureau: world.code.countyA1,
      channel: "PHONE",
      issueClass: "PRICE",
      locality: "WITHIN_REACH",
      receivedAt: noon("2026-05-06"),
      registeredAt: noon("2026-05-06"),
    };
    await write(tx, [insertionOf(tickets, [ticket])]);
    return ticket;
  };

  const step = (rows: readonly DeadlineRow[], facts: Partial<DeadlineFacts>) =>
    advance(
      rows,
      { ...ticketFacts(accepted("2026-05-06")), holder: world.code.countyA1, ...facts },
      noBureauRules,
      ANNOUNCED_CALENDAR,
    );

  it("are read back as they were written, after each step, pauses and days without end included", async () => {
    const begun = step([], {});
    const paused = step(begun, { state: "TESTING", at: noon("2026-06-01") });
    const resumed = step(paused, { state: "MEDIATING", at: noon("2026-06-11") });
    const decided = { decidedAt: noon("2026-06-12"), at: noon("2026-06-12") };
    const ended = step(resumed, { state: "TERMINATED", ...decided });
    expect(ended.map(({ state }) => state)).toEqual(["MET", "RUNNING"]);
    const read = await asCounty(async (tx) => {
      const ticket = await addTicket(tx);
      const found: (DeadlineRow[] | undefined)[] = [];
      let before: readonly DeadlineRow[] = [];
      for (const after of [begun, paused, resumed, ended]) {
        await write(tx, deadlineWritings([{ ticket, before, after }]));
        found.push((await findDeadlines(tx, [ticket])).get(ticket.id));
        before = after;
      }
      return found;
    });
    expect(read).toEqual([begun, paused, resumed, ended]);
  });

  it("need no statement where nothing changes", () => {
    const rows = step([], {});
    const after = step(rows, { state: "SUSPENDED", at: noon("2026-05-20") });
    expect(after).toBe(rows);
    const ticket = { province: world.code.province, id: randomUUID() };
    expect(deadlineWritings([{ ticket, before: rows, after }]).filter((writing) => writing !== null)).toEqual([]);
  });

  it("are read of several tickets at once, and a ticket that is not visible has none", async () => {
    const keys = await asCounty(async (tx) => {
      const [one, other] = [await addTicket(tx), await addTicket(tx)];
      const after = step([], {});
      await write(tx, deadlineWritings([one, other].map((ticket) => ({ ticket, before: [], after }))));
      return [one, other];
    });
    expect([...(await asCounty((tx) => findDeadlines(tx, keys))).keys()].sort()).toEqual(
      keys.map(({ id }) => id).sort(),
    );
    const beside = await testDatabase().asActor(await actorAt(world.code.countyA2), (tx) => findDeadlines(tx, keys));
    expect(beside.size).toBe(0);
  });

  it("are not there twice: a second deadline with the same number is refused", async () => {
    const twice = asCounty(async (tx) => {
      const ticket = await addTicket(tx);
      const change = { ticket, before: [], after: step([], {}) };
      await write(tx, deadlineWritings([change]));
      await write(tx, deadlineWritings([change]));
    });
    expect(await stateOf(twice)).toBe("23505");
  });

  it("are not updated where they are not there", async () => {
    const [row] = step([], {});
    const missing = asCounty(async (tx) => {
      const ticket = await addTicket(tx);
      if (row !== undefined) await write(tx, [deadlineUpdate(ticket, row)]);
    });
    expect(await stateOf(missing)).toBe("22012");
  });

  it("follow the limits of a bureau that the actor does not see, and nothing of it is shown to him", async () => {
    await setLimit(world.as("countyA2.administrator"), { days: 2 });
    const path = [world.code.nation, world.code.province, world.code.cityA, world.code.countyA2];
    const actor = await actorAt(world.code.countyA1);
    const { rules, visible, role } = await testDatabase().asActor(actor, async (tx) => ({
      rules: await rulesFor(tx, actor, path),
      visible: await tx.execute(sql`SELECT id FROM bureau_limits WHERE bureau = ${world.code.countyA2}`),
      role: await tx.execute<{ role: string }>(sql`SELECT current_user AS role`),
    }));
    expect(rules.bureauLimits).toMatchObject([{ bureau: world.code.countyA2, days: 2 }]);
    expect(visible).toHaveLength(0);
    expect(role).toMatchObject([{ role: "lianxin_county" }]);
  });

  it("remember the limits in force, so that the next step asks nothing", async () => {
    const path = [world.code.nation, world.code.province, world.code.cityB];
    const [first, second] = await testDatabase().asSystem("read rules in a test", async (tx) => [
      await rulesFor(tx, null, path),
      await rulesFor(tx, null, path),
    ]);
    expect(second).toBe(first);
  });
});
