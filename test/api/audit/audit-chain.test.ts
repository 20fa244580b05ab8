import { beforeAll, describe, expect, it, vi } from "vitest";
import { sealAudit, verifyDatabase } from "../../../src/modules/audit/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { Database } from "../../../src/platform/database.js";
import { addressOf, type Caller, expectCode, gql, startTestApi } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { addEntry } from "../dictionaries/entries.js";

interface Seal {
  position: number;
  hash: string;
  sealedAt: string;
}

const entriesDocument = "{ auditEntries(first: 100) { nodes { id seal { position hash sealedAt } } } }";
const headDocument = `query ($province: String) {
  auditChainHead(province: $province) { province position hash sealedAt }
}`;

const sealsOf = async (caller: Caller): Promise<(Seal | null)[]> => {
  const { auditEntries } = await caller.ask<{ auditEntries: { nodes: { seal: Seal | null }[] } }>(entriesDocument);
  return auditEntries.nodes.map(({ seal }) => seal);
};

const headOf = async (caller: Caller, province?: string) =>
  (await caller.ask<{ auditChainHead: (Seal & { province: string }) | null }>(headDocument, { province }))
    .auditChainHead;

/** An entry waits for transactions that began before it; other tests have some open now and then. */
const sealAll = (caller: Caller): Promise<boolean> =>
  vi.waitUntil(
    async () => {
      await sealAudit(testDatabase(), systemClock);
      return !(await sealsOf(caller)).includes(null);
    },
    { timeout: 10_000 },
  );

describe("the chain of the audit", () => {
  let world: World;
  let provinceAuditor: Caller;

  beforeAll(async () => {
    world = await makeProvince();
    provinceAuditor = world.as("province.auditor");
    for (const name of ["cityA.administrator", "countyA1.administrator", "cityB.administrator"] as const) {
      await addEntry(world.as(name), { code: `TOPIC_OF_${name.slice(0, 5).toUpperCase()}` });
    }
    await sealAll(provinceAuditor);
  });

  it("shows an entry without a seal until it is sealed, and then its place and hash", async () => {
    const other = await makeProvince();
    await addEntry(other.as("cityA.administrator"), {});
    const auditor = other.as("cityA.auditor");
    expect(await headOf(auditor)).toBeNull();
    expect(await sealsOf(auditor)).toEqual([null]);
    await sealAll(auditor);
    expect(await sealsOf(auditor)).toEqual([
      { position: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/), sealedAt: expect.stringMatching(/^20\d\d-.*Z$/) },
    ]);
  });

  it("has one chain for the whole province, of whose links each auditor sees those of his own entries", async () => {
    const positions = async (caller: Caller) => (await sealsOf(caller)).map((seal) => seal?.position).sort();
    expect(await positions(provinceAuditor)).toEqual([1, 2, 3]);
    expect(await positions(world.as("countyA1.auditor"))).toEqual([2]);
    expect(await positions(world.as("cityB.auditor"))).toEqual([3]);
  });

  it("has as its head the last link, as the verifier finds it", async () => {
    const [last] = await sealsOf(provinceAuditor);
    const head = await headOf(provinceAuditor);
    expect(head).toEqual({ ...last, province: world.code.province });
    const { verdict } = await verifyDatabase(testDatabase(), world.code.province, head?.hash ?? null);
    expect(verdict).toMatchObject({ isWhole: true, notedAt: 3 });
  });

  for (const name of ["cityA.auditor", "cityACentre.auditor", "cityAPrice.auditor", "streetA1.auditor"] as const) {
    it(`shows its head to ${name}, who belongs to the province`, async () => {
      expect(await headOf(world.as(name))).toMatchObject({ province: world.code.province, position: 3 });
      expect(await headOf(world.as(name), world.code.province)).toMatchObject({ position: 3 });
    });
  }

  it("shows its head to an auditor of the nation, whose own chain is another", async () => {
    const nation = world.as("nation.auditor");
    expect(await headOf(nation, world.code.province)).toMatchObject({ position: 3 });
    expect((await headOf(nation))?.province ?? world.code.nation).toBe(world.code.nation);
  });

  it("shows its head to no other province, nor that of the nation to a province", async () => {
    const stranger = (await makeProvince()).as("province.auditor");
    expectCode(await stranger.gql(headDocument, { province: world.code.province }), "FORBIDDEN");
    expectCode(await stranger.gql(headDocument, { province: world.code.nation }), "FORBIDDEN");
  });

  it("has a head for an authority at province level alone", async () => {
    for (const province of [world.code.cityA, world.code.cityACentre, world.code.provinceCentre, "nowhere", "\u0000"]) {
      expectCode(await provinceAuditor.gql(headDocument, { province }), "NOT_FOUND", "province");
    }
  });

  it("shows its head to nobody who is no auditor", async () => {
    expectCode(await world.as("province.administrator").gql(headDocument), "FORBIDDEN");
  });

  it("reads the seals of a page together", async () => {
    let transactions = 0;
    const counted = (database: Database): Database => ({
      ...database,
      asActor: (actor, work) => {
        transactions += 1;
        return database.asActor(actor, work);
      },
      until: (deadline) => counted(database.until(deadline)),
    });
    const api = await startTestApi({ database: counted(testDatabase()) });
    const countOf = async (first: number): Promise<number> => {
      transactions = 0;
      const document = `{ auditEntries(first: ${first}) { nodes { seal { position } } } }`;
      const { data, errors } = await gql<{ auditEntries: { nodes: unknown[] } }>(
        await provinceAuditor.token(),
        document,
        {},
        {},
        addressOf(api),
      );
      expect([errors, data.auditEntries.nodes.length]).toEqual([undefined, first]);
      return transactions;
    };
    expect([await countOf(1), await countOf(3)]).toEqual([2, 2]);
    await api.close(1000);
  });
});
