import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { reportInVerification, take } from "../tickets/driving.js";
import { askFor, decide, people, requestFields, runLapses } from "./asking.js";

const list = `query ($view: ExtensionView, $filter: ExtensionRequestFilter, $first: Int, $after: String) {
  extensionRequests(view: $view, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${requestFields} } } }`;

interface ListAnswer {
  extensionRequests: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: { id: string; state: string }[];
  };
}

const ask = async (caller: Caller, variables: Variables = {}) =>
  (await caller.ask<ListAnswer>(list, variables)).extensionRequests;

const idsOf = ({ nodes }: { nodes: readonly { id: string }[] }): string[] => nodes.map(({ id }) => id);

describe("the requests of a bureau", () => {
  let stage: Stage;
  let world: World;

  beforeAll(async () => {
    stage = await setStage("2026-09-18");
  });

  afterAll(() => stage.close());

  beforeEach(async () => {
    stage.goTo("2026-09-18");
    world = await stage.makeProvince();
  });

  const asked = async (count: number) => {
    const made: { id: string; version: number; ticket: { id: string; version: number } }[] = [];
    for (let index = 0; index < count; index += 1) {
      stage.tick();
      made.push(await askFor(people(world).handler, await reportInVerification(world)));
    }
    return made;
  };

  it("are listed as those that wait for the head, the oldest first, and as all, the newest first", async () => {
    const { head } = people(world);
    const made = await asked(3);
    const [first, second, third] = made.map(({ id }) => id);
    await decide(head, "refuseExtension", made[1] ?? expect.fail("none"));
    const waiting = await ask(head);
    expect(waiting.totalCount).toBe(2);
    expect(idsOf(waiting)).toEqual([first, third]);
    expect(idsOf(await ask(head, { view: "OURS" }))).toEqual([third, second, first]);
  });

  it("are narrowed by the state that they have, whether it was written down or not", async () => {
    const { handler, head } = people(world);
    const [decided, granted, late] = await asked(3);
    if (decided === undefined || granted === undefined || late === undefined) expect.fail("none");
    await take(handler, "declineCase", decided.ticket);
    await decide(head, "grantExtension", granted);
    const states = async (state: string) => idsOf(await ask(head, { view: "OURS", filter: { state } }));
    expect(await states("PENDING")).toEqual([late.id]);
    expect(await states("LAPSED")).toEqual([decided.id]);
    expect(await states("GRANTED")).toEqual([granted.id]);
    stage.goTo("2026-10-16");
    for (const run of [() => Promise.resolve(), () => runLapses(stage, world)]) {
      await run();
      expect(await states("PENDING")).toEqual([]);
      expect(await states("LAPSED")).toEqual([late.id, decided.id]);
      expect(idsOf(await ask(head))).toEqual([]);
    }
  });

  it.each(["TO_DECIDE", "OURS"])("come in pages of %s that follow each other", async (view) => {
    const ids = (await asked(4)).map(({ id }) => id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: ListAnswer["extensionRequests"] = await ask(people(world).head, { view, first: 3, after });
      seen.push(...idsOf(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(view === "OURS" ? ids.reverse() : ids);
  });

  it("are read on one ticket by everybody who sees it", async () => {
    const [request] = await asked(2);
    const filter = { ticket: request?.ticket.id };
    for (const name of ["countyA1.handler", "cityACentre.dispatcher", "province.supervisor"] as const) {
      expect(idsOf(await ask(world.as(name), { filter }))).toEqual([request?.id]);
    }
    const stranger = await stage.makeProvince();
    for (const caller of [stranger.as("countyA1.head"), world.as("countyA2.head"), world.as("cityB.supervisor")]) {
      expectCode(await caller.gql(list, { filter }), "NOT_FOUND", "filter.ticket");
    }
  });

  it("are read by those above by the code of the bureau, and by nobody beside it", async () => {
    const [request] = await asked(1);
    const filter = { bureau: world.code.countyA1 };
    for (const name of ["cityA.supervisor", "province.analyst", "nation.head"] as const) {
      expect(idsOf(await ask(world.as(name), { filter }))).toEqual([request?.id]);
    }
    const stranger = await stage.makeProvince();
    for (const caller of [stranger.as("countyA1.head"), world.as("countyA2.head"), world.as("cityB.supervisor")]) {
      expectCode(await caller.gql(list, { filter }), "FORBIDDEN");
      expect(idsOf(await ask(caller))).toEqual([]);
    }
    expectCode(await people(world).head.gql(list, { filter: { bureau: "999999" } }), "NOT_FOUND", "filter.bureau");
  });

  it("refuse a cursor of another list, and a page that is too long", async () => {
    await asked(2);
    const { head } = people(world);
    const { pageInfo } = await ask(head, { first: 1 });
    expectCode(await head.gql(list, { view: "OURS", after: pageInfo.endCursor }), "INVALID_INPUT", "after");
    expectCode(await head.gql(list, { first: 101 }), "TOO_LARGE", "first");
  });

  it("are nodes for those who read the ticket, and NOT_FOUND for all others", async () => {
    const [request] = await asked(1);
    const id = request?.id;
    const document = "query ($id: ID!) { extensionRequest(id: $id) { id } node(id: $id) { id } }";
    for (const name of ["countyA1.head", "cityA.analyst"] as const) {
      expect(await world.as(name).ask(document, { id })).toEqual({ extensionRequest: { id }, node: { id } });
    }
    const stranger = await stage.makeProvince();
    for (const caller of [stranger.as("countyA1.head"), world.as("countyA2.head")]) {
      for (const wrong of [id, request?.ticket.id, "nothing"]) {
        const one = await caller.gql("query ($id: ID!) { extensionRequest(id: $id) { id } }", { id: wrong });
        expectCode(one, "NOT_FOUND", "id");
      }
    }
    for (const name of ["countyA1.auditor", "countyA1.administrator", "countyA2.head"] as const) {
      expectCode(await world.as(name).gql("query ($id: ID!) { node(id: $id) { id } }", { id }), "NOT_FOUND", "id");
    }
  });
});
