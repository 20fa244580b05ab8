import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { levelRoles } from "../../schema/index.js";
import type { Actor } from "../../src/platform/actor.js";
import { asSystemWithin, type Database, openDatabase, type Transaction } from "../../src/platform/database.js";
import { register, registrationOf } from "../access/subjects.js";
import { asSuperuser, testDatabase } from "../database.js";
import { makeProvince, type World } from "../world.js";
import { actorAt, denied, stateOf, ticketsIn } from "./actors.js";

const tables = [
  "divisions",
  "bureaus",
  "people",
  "role_holdings",
  "api_clients",
  "tickets",
  "ticket_details",
  "ticket_contacts",
  "timeline_entries",
  "audit_entries",
  "outbox_events",
  "idempotency_keys",
];

// What a connection of the pool is after its transaction: the statement ends it, and the next runs without a context.
const leaveContext = (tx: Transaction) => tx.execute(sql`COMMIT`);

describe("the door to the database", () => {
  let world: World;
  let own: Database | null = null;

  beforeAll(async () => {
    world = await makeProvince();
    for (const unit of ["cityACentre", "cityBCentre"] as const) {
      await register(world.as(`${unit}.operator`), registrationOf("门", world.code[unit]));
    }
  });

  afterEach(async () => {
    await own?.close(1);
    own = null;
  });

  const open = (url: string): Database => {
    own = openDatabase({ url, poolSize: 1, statementTimeout: 5000 });
    return own;
  };

  it("is the only one: PostgreSQL refuses the login every table", async () => {
    const states = await asSuperuser(inject("databaseUrl"), async (client) => {
      const found: (string | null)[] = [];
      for (const table of tables) found.push(await stateOf(client.unsafe(`SELECT 1 FROM ${table}`).execute()));
      return found;
    });
    expect(states).toEqual(tables.map(() => denied));
  });

  for (const login of ["databaseUrl", "adminUrl"] as const) {
    it(`leaves a connection without a right behind, also when the login is that of ${login}`, async () => {
      const actor = await actorAt(world.code.cityACentre);
      const database = open(inject(login));
      for (const table of tables) {
        const after = database.asActor(actor, async (tx) => {
          await tx.execute(sql`SELECT 1 FROM tickets`);
          await leaveContext(tx);
          await tx.execute(sql.raw(`SELECT 1 FROM ${table}`));
        });
        expect(await stateOf(after), table).toBe(denied);
      }
      const system = database.asSystem("leave the context", async (tx) => {
        await leaveContext(tx);
        await ticketsIn(tx);
      });
      expect(await stateOf(system)).toBe(denied);
    });

    it(`gives no way back to the rights of ${login} by resetting the role`, async () => {
      const actor = await actorAt(world.code.cityACentre);
      const database = open(inject(login));
      // To become the session's own user needs a login that has no right, which is why the API refuses a mightier one.
      const resets = login === "databaseUrl" ? ["RESET ROLE", "SET ROLE NONE"] : ["RESET ROLE"];
      for (const reset of resets) {
        const work = database.asActor(actor, async (tx) => {
          await tx.execute(sql.raw(reset));
          return ticketsIn(tx);
        });
        expect(await stateOf(work), reset).toBe(denied);
      }
    });
  }

  it("keeps no role and no setting on the connection after an error of ours or of the database", async () => {
    const [one, other] = [await actorAt(world.code.cityACentre), await actorAt(world.code.cityBCentre)];
    const database = open(inject("databaseUrl"));
    const failures = [
      async () => {
        throw new Error("an error of ours");
      },
      (tx: Transaction) => tx.execute(sql`SELECT 1 / 0`),
      (tx: Transaction) => tx.execute(sql`SELECT 1 FROM no_such_table`),
      (tx: Transaction) => asSystemWithin(tx, one, "fail as the platform", () => tx.execute(sql`SELECT 1 / 0`)),
    ];
    for (const fail of failures) {
      expect(await stateOf(database.asActor(one, fail))).not.toBeNull();
      const seen = await database.asActor(other, async (tx) => ({
        tickets: await tx.execute<{ bureau: string }>(sql`SELECT intake_bureau AS bureau FROM tickets`),
        settings: await tx.execute<
          Record<string, unknown>
        >(sql`SELECT current_user::text AS role, current_setting('app.bureau') AS bureau,
          current_setting('app.region') AS region`),
      }));
      expect(seen.tickets.map(({ bureau }) => bureau)).toEqual([world.code.cityBCentre]);
      expect([...seen.settings]).toEqual([
        { role: "lianxin_city", bureau: world.code.cityBCentre, region: world.code.cityB },
      ]);
      const left = await database.asActor(one, async (tx) => {
        await leaveContext(tx);
        return tx.execute<
          Record<string, unknown>
        >(sql`SELECT current_user::text AS role, nullif(current_setting('app.bureau', true), '') AS bureau,
          nullif(current_setting('app.region', true), '') AS region, nullif(current_setting('app.path', true), '') AS path`);
      });
      expect([...left]).toEqual([{ role: "lianxin_login", bureau: null, region: null, path: null }]);
    }
  });

  it("goes back to the actor's scope after work as the platform, also when its error is caught", async () => {
    const actor = await actorAt(world.code.cityACentre);
    const database = open(inject("databaseUrl"));
    const sights = await database.asActor(actor, async (tx) => {
      const before = await ticketsIn(tx);
      const within = await asSystemWithin(tx, actor, "look wider for a test", () => ticketsIn(tx));
      const after = await ticketsIn(tx);
      const failing = asSystemWithin(tx, actor, "fail for a test", async () => {
        throw new Error("an error of ours");
      });
      await failing.catch(() => {});
      return { before, within, after, afterError: await ticketsIn(tx) };
    });
    expect(sights.before).toHaveLength(1);
    expect(sights.within.length).toBeGreaterThan(1);
    expect([sights.after, sights.afterError]).toEqual([sights.before, sights.before]);
  });

  it("wants a reason for work as the platform", async () => {
    const actor = await actorAt(world.code.cityACentre);
    expect(() => testDatabase().asSystem("", async () => {})).toThrow("a reason is needed");
    await expect(testDatabase().asActor(actor, (tx) => asSystemWithin(tx, actor, "", async () => {}))).rejects.toThrow(
      "a reason is needed",
    );
  });

  it("takes no setting with a character that could end the statement", async () => {
    const actor = await actorAt(world.code.cityACentre);
    const wrong = ["1'; RESET ROLE; --", "a", "320500\n", "苏州", "3205 00", "320500;", "\\", "X".repeat(201)];
    for (const bureau of wrong) {
      const bent: Actor = { ...actor, bureau: { ...actor.bureau, bureau } };
      let isRun = false;
      const work = async () =>
        testDatabase().asActor(bent, async () => {
          isRun = true;
        });
      await expect(work(), bureau).rejects.toThrow("holds a character that it must not");
      expect(isRun).toBe(false);
    }
  });
});

describe("a level role whose settings are missing", () => {
  for (const { name } of Object.values(levelRoles)) {
    it(`shows ${name} no ticket`, async () => {
      const database = openDatabase({ url: inject("databaseUrl"), poolSize: 1, statementTimeout: 5000 });
      try {
        const become = (tx: Transaction) => tx.execute(sql.raw(`SET LOCAL ROLE ${name}`));
        const fresh = database.asSystem("become a level role on a fresh connection", async (tx) => {
          await become(tx);
          return tx.execute(sql`SELECT 1 FROM people`);
        });
        // Only the nation needs no setting to see: its policy has no condition.
        if (name !== "lianxin_nation") expect(await stateOf(fresh)).toBe("42704");
        else expect(await stateOf(fresh)).toBe(null);
        if (name === "lianxin_nation") return;
        const used = await database.asSystem("become a level role on a used connection", async (tx) => {
          for (const setting of ["region", "province", "bureau", "line", "path"]) {
            await tx.execute(sql.raw(`SET LOCAL app.${setting} = ''`));
          }
          await become(tx);
          return ticketsIn(tx);
        });
        expect(used).toEqual([]);
      } finally {
        await database.close(1);
      }
    });
  }
});
