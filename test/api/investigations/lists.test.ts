import { beforeAll, describe, expect, it } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { complaint, complaintIn, register, staff } from "../tickets/driving.js";
import { close, give, type InvestigationAnswer, open, type TaskAnswer, takeOnTask } from "./investigating.js";

let world: World;
let elsewhere: World;
let ofCentre: InvestigationAnswer;
let ofCounty: InvestigationAnswer;
let closed: InvestigationAnswer;
let toCityB: TaskAnswer;
let toElsewhere: TaskAnswer;
let toPolice: TaskAnswer;

beforeAll(async () => {
  [world, elsewhere] = await Promise.all([makeProvince(), makeProvince()]);
  const centre = world.as("cityACentre.dispatcher");
  const county = world.as("countyA1.handler");
  const ticket = await register(staff(world).operator, complaint(world));
  const handled = await complaintIn(world, "CHECKING");
  ofCentre = await open(centre, [ticket]);
  closed = await close(centre, await open(centre, [ticket]));
  ofCounty = await open(county, [handled]);
  toCityB = await give(centre, ofCentre, { partner: { bureau: world.code.cityB } });
  toElsewhere = await give(county, ofCounty, { partner: { bureau: elsewhere.code.countyA1 } });
  toPolice = await give(centre, ofCentre, { partner: { kind: "POLICE", name: "市公安局" } });
  await takeOnTask(centre, "noteInvestigationAnswer", toPolice, { answer: "已查" });
});

interface Listed {
  list: { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

async function list(caller: Caller, field: "investigations" | "investigationTasks", more: Variables = {}) {
  const kind = field === "investigations" ? "Investigation" : "InvestigationTask";
  return caller.gql<Listed>(
    `query ($view: ${kind}View, $filter: ${kind}Filter, $first: Int, $after: String) {
      list: ${field}(view: $view, filter: $filter, first: $first, after: $after) {
        nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`,
    { view: "IN_REGION", ...more },
  );
}

async function expectListed(
  from: World,
  name: PersonName,
  field: "investigations" | "investigationTasks",
  wanted: readonly { id: string }[],
  more: Variables = {},
): Promise<void> {
  const { data, errors } = await list(from.as(name), field, more);
  expect(errors).toBeUndefined();
  expect(data.list.nodes).toEqual(wanted.map(({ id }) => ({ id })));
  expect(data.list.totalCount).toBe(wanted.length);
}

describe("investigations", () => {
  it("are those that the bureau leads, and that those beneath it lead, the newest first", async () => {
    await expectListed(world, "province.supervisor", "investigations", [ofCounty, closed, ofCentre]);
    await expectListed(world, "cityA.supervisor", "investigations", [ofCounty, closed, ofCentre]);
    await expectListed(world, "countyA1.handler", "investigations", [ofCounty]);
    await expectListed(world, "countyA2.handler", "investigations", []);
    await expectListed(world, "cityB.handler", "investigations", []);
    await expectListed(elsewhere, "province.supervisor", "investigations", []);
  });

  it("are narrowed by view and state", async () => {
    await expectListed(world, "cityACentre.dispatcher", "investigations", [closed, ofCentre], { view: "OURS" });
    await expectListed(world, "cityA.supervisor", "investigations", [closed], { filter: { state: "CLOSED" } });
    await expectListed(world, "cityA.supervisor", "investigations", [], { view: "OURS" });
  });

  it("come in pages", async () => {
    const caller = world.as("cityA.supervisor");
    const { data } = await list(caller, "investigations", { first: 2 });
    expect(data.list.pageInfo.hasNextPage).toBe(true);
    const rest = await list(caller, "investigations", { first: 2, after: data.list.pageInfo.endCursor });
    expect(rest.data.list.nodes).toEqual([{ id: ofCentre.id }]);
    expectCode(await list(caller, "investigations", { first: 101 }), "TOO_LARGE", "first");
    const wrong = Buffer.from(JSON.stringify(["newest", "1", "2"])).toString("base64url");
    expectCode(await list(caller, "investigations", { after: wrong }), "INVALID_INPUT", "after");
  });

  it("are for those who work on tickets", async () => {
    expectCode(await list(world.as("cityA.administrator"), "investigations"), "FORBIDDEN");
    expectCode(await list(world.as("cityA.auditor"), "investigationTasks"), "FORBIDDEN");
    const { data } = await world
      .as("cityA.administrator")
      .gql<{ node: unknown }>("query ($id: ID!) { node(id: $id) { id } }", { id: ofCentre.id });
    expect(data.node ?? null).toBeNull();
  });
});

describe("investigationTasks", () => {
  it("are those that the bureau gave or was given, and those of the bureaus beneath it", async () => {
    await expectListed(world, "province.supervisor", "investigationTasks", [toPolice, toElsewhere, toCityB]);
    await expectListed(world, "cityA.supervisor", "investigationTasks", [toPolice, toElsewhere, toCityB]);
    await expectListed(world, "cityB.supervisor", "investigationTasks", [toCityB]);
    await expectListed(world, "countyB1.handler", "investigationTasks", []);
    await expectListed(elsewhere, "province.supervisor", "investigationTasks", [toElsewhere]);
    await expectListed(elsewhere, "countyA1.handler", "investigationTasks", [toElsewhere]);
    await expectListed(elsewhere, "countyA2.handler", "investigationTasks", []);
  });

  it("are narrowed by view, state and day", async () => {
    const [centre, partner] = ["cityACentre.dispatcher", "cityB.handler"] as const;
    await expectListed(world, centre, "investigationTasks", [toPolice, toCityB], { view: "GIVEN_BY_US" });
    await expectListed(world, centre, "investigationTasks", [], { view: "GIVEN_TO_US" });
    await expectListed(world, partner, "investigationTasks", [toCityB], { view: "GIVEN_TO_US" });
    await expectListed(world, partner, "investigationTasks", [], { view: "GIVEN_BY_US" });
    const ours = { view: "GIVEN_BY_US" };
    await expectListed(world, centre, "investigationTasks", [toPolice], { ...ours, filter: { state: "ANSWERED" } });
    await expectListed(world, centre, "investigationTasks", [], { ...ours, filter: { isOverdue: true } });
    const onTime = { ...ours, filter: { isOverdue: false } };
    await expectListed(world, centre, "investigationTasks", [toPolice, toCityB], onTime);
  });
});

describe("node", () => {
  it.each<[string, () => string, PersonName[], PersonName[]]>([
    ["a joint investigation", () => ofCentre.id, ["cityA.supervisor", "province.head"], ["cityB.handler"]],
    ["a task", () => toCityB.id, ["cityA.supervisor", "cityB.handler"], ["countyB1.handler", "countyA1.handler"]],
  ])("reads %s again for those who see it, and for nobody else", async (_, id, seeing, blind) => {
    const document = "query ($id: ID!) { node(id: $id) { id } }";
    for (const name of seeing) expect(await world.as(name).ask(document, { id: id() })).toEqual({ node: { id: id() } });
    for (const name of blind) expectCode(await world.as(name).gql(document, { id: id() }), "NOT_FOUND", "id");
  });

  it("of a joint investigation or task that there is not is NOT_FOUND for everybody", async () => {
    for (const type of ["Investigation", "InvestigationTask"]) {
      const id = toGlobalId(type, world.code.province, "00000000-0000-7000-8000-000000000000");
      const field = type === "Investigation" ? "investigation" : "investigationTask";
      const document = `query ($id: ID!) { ${field}(id: $id) { id } }`;
      expectCode(await world.as("province.supervisor").gql(document, { id }), "NOT_FOUND", "id");
      expectCode(await world.as("province.supervisor").gql(document, { id: "what" }), "NOT_FOUND", "id");
    }
  });
});
