import { describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { consultation, register, staff } from "../tickets/driving.js";
import { type CallbackAnswer, callbackFields, manager, plan, record, sendUnreached } from "./calling.js";

const list = `query ($view: CallbackView, $filter: CallbackFilter, $first: Int, $after: String) {
  callbacks(view: $view, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${callbackFields} } } }`;

interface ListAnswer {
  callbacks: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: CallbackAnswer[];
  };
}

const ask = async (caller: Caller, variables: Variables = {}) =>
  (await caller.ask<ListAnswer>(list, variables)).callbacks;

const idsOf = ({ nodes }: { nodes: readonly { id: string }[] }): string[] => nodes.map(({ id }) => id);

async function planned(world: World, count: number): Promise<CallbackAnswer[]> {
  const made: CallbackAnswer[] = [];
  for (let index = 0; index < count; index += 1) {
    const contact = { name: "王小明", phone: "13812345678" };
    const ticket = await register(staff(world).operator, consultation({ contact, answer: "请看公示" }));
    made.push(await plan(manager(world), ticket));
  }
  return made;
}

describe("the callbacks of a bureau", () => {
  it("are listed as those to be called, and as all, the newest first", async () => {
    const world = await makeProvince();
    const { operator } = staff(world);
    const made = await planned(world, 3);
    const [first, second, third] = made.map(({ id }) => id);
    await record(operator, made[0] ?? expect.fail("none"), { grade: "SATISFIED" });
    const toCall = await ask(operator);
    expect(toCall.totalCount).toBe(2);
    expect(idsOf(toCall)).toEqual([second, third]);
    expect(idsOf(await ask(operator, { view: "OURS" }))).toEqual([third, second, first]);
  });

  it("are narrowed by state, grade and whether they are overdue", async () => {
    const world = await makeProvince();
    const { operator } = staff(world);
    const [one, two, three] = await planned(world, 3);
    if (one === undefined || two === undefined || three === undefined) expect.fail("none");
    await record(operator, one, { grade: "NEUTRAL" });
    let version = two.version;
    for (; version < 4; version += 1) await sendUnreached(operator, { ...two, version });
    const filtered = async (filter: Variables) => idsOf(await ask(operator, { view: "OURS", filter }));
    expect(await filtered({ state: "DONE" })).toEqual([one.id]);
    expect(await filtered({ state: "UNREACHED" })).toEqual([two.id]);
    expect(await filtered({ grade: "NEUTRAL" })).toEqual([one.id]);
    expect(await filtered({ grade: "DISSATISFIED" })).toEqual([]);
    expect(await filtered({ isOverdue: true })).toEqual([]);
    expect(await filtered({ isOverdue: false, state: "PLANNED" })).toEqual([three.id]);
  });

  it.each(["TO_CALL", "OURS"])("come in pages of %s that follow each other", async (view) => {
    const world = await makeProvince();
    const made = await planned(world, 5);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: ListAnswer["callbacks"] = await ask(staff(world).operator, { view, first: 2, after });
      seen.push(...idsOf(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const ids = made.map(({ id }) => id);
    expect(seen).toEqual(view === "OURS" ? ids.reverse() : ids);
  });

  it("refuse a cursor of another list, and a page that is too long", async () => {
    const world = await makeProvince();
    await planned(world, 2);
    const { operator } = staff(world);
    const { pageInfo } = await ask(operator, { view: "OURS", first: 1 });
    expectCode(await operator.gql(list, { view: "TO_CALL", after: pageInfo.endCursor }), "INVALID_INPUT", "after");
    expectCode(await operator.gql(list, { first: 101 }), "TOO_LARGE", "first");
  });

  it("are read by those above by the code of the bureau, and by nobody beside or beneath", async () => {
    const [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    const [callback] = await planned(world, 1);
    const filter = { bureau: world.code.cityACentre };
    for (const name of ["cityA.supervisor", "province.analyst", "nation.analyst"] as const) {
      expect(idsOf(await ask(world.as(name), { filter }))).toEqual([callback?.id]);
    }
    for (const caller of [stranger.as("cityACentre.operator"), world.as("cityBCentre.operator")]) {
      expectCode(await caller.gql(list, { filter }), "FORBIDDEN");
      expect(idsOf(await ask(caller))).toEqual([]);
    }
    expectCode(await world.as("countyA1.handler").gql(list, { filter }), "FORBIDDEN");
    expectCode(await manager(world).gql(list, { filter: { bureau: "999999" } }), "NOT_FOUND", "filter.bureau");
  });
});

describe("a callback", () => {
  it("is read by its identifier, as a callback and as a node, by whoever sees its ticket", async () => {
    const world = await makeProvince();
    const [callback] = await planned(world, 1);
    const id = callback?.id;
    for (const name of ["cityACentre.operator", "cityA.analyst", "province.supervisor"] as const) {
      const data = await world
        .as(name)
        .ask<{ callback: { id: string }; node: { id: string; state: string } }>(
          "query ($id: ID!) { callback(id: $id) { id } node(id: $id) { id ... on Callback { state } } }",
          { id },
        );
      expect(data).toEqual({ callback: { id }, node: { id, state: "PLANNED" } });
    }
  });

  it("of strangers is NOT_FOUND by every door, as one that never was", async () => {
    const [world, stranger] = await Promise.all([makeProvince(), makeProvince()]);
    const [callback] = await planned(world, 1);
    for (const caller of [
      stranger.as("cityACentre.operator"),
      world.as("cityB.analyst"),
      world.as("countyA2.handler"),
    ]) {
      for (const id of [callback?.id, callback?.ticket?.id, "nothing"]) {
        expectCode(await caller.gql("query ($id: ID!) { callback(id: $id) { state } }", { id }), "NOT_FOUND", "id");
      }
      expectCode(
        await caller.gql("query ($id: ID!) { node(id: $id) { id } }", { id: callback?.id }),
        "NOT_FOUND",
        "id",
      );
    }
  });

  it("is no node for those who read no tickets", async () => {
    const world = await makeProvince();
    const [callback] = await planned(world, 1);
    for (const name of ["cityACentre.administrator", "cityACentre.auditor"] as const) {
      const document = "query ($id: ID!) { node(id: $id) { id } }";
      expectCode(await world.as(name).gql(document, { id: callback?.id }), "NOT_FOUND", "id");
    }
  });
});
