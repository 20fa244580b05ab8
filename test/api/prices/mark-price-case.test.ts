import { beforeAll, describe, expect, it } from "vitest";
import { toGlobalId } from "../../../src/platform/ids.js";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, staff } from "../tickets/driving.js";
import { type CaseAnswer, caseAt, caseOf, deskOf, idsOf, run, send } from "./pricing.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("markPriceCase", () => {
  it("sorts a case for all people of the desk, who are told who did", async () => {
    const { id } = await caseAt(world);
    const marked = await run<CaseAnswer>(deskOf(world), "markPriceCase", { ticketId: id, version: 0, state: "KEY" });
    expect(marked).toMatchObject({ state: "KEY", version: 1, ticket: { id } });
    expect(marked.markedByName).toBe(`${world.mark}cityAPrice.priceSupervisor`);
    expect(await caseOf(world.as("cityAPrice.head"), { id })).toMatchObject({ state: "KEY", version: 1 });
    expect(await idsOf(world.as("cityAPrice.head"), { states: ["KEY"] })).toEqual([id]);
    expect(await idsOf(world.as("cityAPrice.head"), { states: ["NEW"] })).not.toContain(id);
  });

  it("is a CONFLICT for whoever of the desk had not seen the last mark, and says the version", async () => {
    const { id } = await caseAt(world);
    await run(deskOf(world), "markPriceCase", { ticketId: id, version: 0, state: "KEY" });
    const late = await send(world.as("cityAPrice.head"), "markPriceCase", { ticketId: id, version: 0, state: "DONE" });
    expect(expectCode(late, "CONFLICT").extensions.currentVersion).toBe(1);
    await run(world.as("cityAPrice.head"), "markPriceCase", { ticketId: id, version: 1, state: "DONE" });
    expect(await caseOf(deskOf(world), { id })).toMatchObject({ state: "DONE", version: 2 });
  });

  it("lets one of two win who sort a new case at once", async () => {
    const { id } = await caseAt(world);
    const people = [deskOf(world), world.as("cityAPrice.head"), world.as("cityAPrice.supervisor")];
    const answers = await Promise.all(
      people.map((person) => send(person, "markPriceCase", { ticketId: id, version: 0, state: "KEY" })),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "done").sort();
    expect(codes).toEqual(["CONFLICT", "CONFLICT", "done"]);
  });

  it("sorts by goods and place of the desk's own, keeps what is left out, and goes back to the ticket's", async () => {
    const { id } = await caseAt(world);
    const desk = deskOf(world);
    const place = world.division.countyA2;
    const input = { ticketId: id, state: "NEW" };
    await run(desk, "markPriceCase", { ...input, version: 0, goods: "GOODS_MEDICAL_PROTECTION", place });
    const kept = await run<CaseAnswer>(desk, "markPriceCase", { ...input, version: 1 });
    expect(kept).toMatchObject({ goods: { code: "GOODS_MEDICAL_PROTECTION" }, place: { code: place } });
    expect(await idsOf(desk, { goods: "GOODS_MEDICAL_PROTECTION", place })).toContain(id);
    const back = await run<CaseAnswer>(desk, "markPriceCase", { ...input, version: 2, goods: null, place: null });
    expect(back).toMatchObject({ goods: null, place: { code: world.division.countyA1 } });
  });

  it("refuses goods and places that there are not", async () => {
    const { id } = await caseAt(world);
    const input = { ticketId: id, version: 0, state: "NEW" };
    expectCode(await send(deskOf(world), "markPriceCase", { ...input, goods: "MASK" }), "INVALID_INPUT", "goods");
    for (const place of ["999999", "a b", "\u0000"]) {
      expectCode(await send(deskOf(world), "markPriceCase", { ...input, place }), "INVALID_INPUT", "place");
    }
  });

  it("keeps the marks of one desk from another, also from the authority above", async () => {
    const { id } = await caseAt(world);
    await run(deskOf(world), "markPriceCase", { ticketId: id, version: 0, state: "KEY" });
    for (const person of ["cityA.priceSupervisor", "province.priceSupervisor", "countyA1.priceSupervisor"] as const) {
      expect(await caseOf(world.as(person), { id })).toMatchObject({ state: "NEW", version: 0 });
    }
    await run(world.as("countyA1.priceSupervisor"), "markPriceCase", { ticketId: id, version: 0, state: "DONE" });
    expect(await caseOf(deskOf(world), { id })).toMatchObject({ state: "KEY", version: 1 });
  });

  it("is done by the desks of the province and of the nation, each for itself, and told of in their own place", async () => {
    const { id } = await caseAt(world);
    for (const person of ["province.priceSupervisor", "nation.priceSupervisor"] as const) {
      const desk = world.as(person);
      const marked = await run<CaseAnswer>(desk, "markPriceCase", { ticketId: id, version: 0, state: "DONE" });
      expect(marked).toMatchObject({ state: "DONE", version: 1 });
      await run(desk, "askAboutPriceCase", { ticketId: id, question: "请报告办理情况" });
      expect((await caseOf(desk, { id }))?.permittedActions).toContain("SUPERVISE");
    }
  });

  it("is read again by its identifier at the desk, and at no other", async () => {
    const { id } = await caseAt(world);
    const node = "query ($id: ID!) { node(id: $id) { ... on PriceCase { id state ticket { id } } } }";
    const document = `mutation ($input: MarkPriceCaseInput!) { markPriceCase(input: $input) { case { id } } }`;
    const input = { ticketId: id, version: 0, state: "KEY" };
    const { markPriceCase } = await deskOf(world).ask<{ markPriceCase: { case: { id: string } } }>(document, { input });
    expect(await world.as("cityAPrice.head").ask(node, markPriceCase.case)).toMatchObject({
      node: { state: "KEY", ticket: { id } },
    });
    for (const person of ["cityA.head", "cityBPrice.head"] as const) {
      expectCode(await world.as(person).gql(node, markPriceCase.case), "NOT_FOUND", "id");
    }
  });

  it("is NOT_FOUND for a case of a sister city, and for what is no ticket", async () => {
    const { id } = await caseAt(world);
    const input = { version: 0, state: "KEY" };
    const foreign = world.as("cityBPrice.priceSupervisor");
    expectCode(await send(foreign, "markPriceCase", { ...input, ticketId: id }), "NOT_FOUND", "ticketId");
    const nothing = toGlobalId("Ticket", world.code.province, "00000000-0000-7000-8000-000000000000");
    for (const ticketId of [nothing, "", "x", toGlobalId("Person", "00000000-0000-7000-8000-000000000000")]) {
      expectCode(await send(deskOf(world), "markPriceCase", { ...input, ticketId }), "NOT_FOUND", "ticketId");
    }
  });

  it("is FORBIDDEN upon a ticket of another line, at a centre, and without the role", async () => {
    const other = await register(staff(world).operator, complaint(world, { issueClass: "QUALITY" }));
    const { id } = await caseAt(world);
    const input = { version: 0, state: "KEY" };
    expectCode(
      await send(world.as("cityA.priceSupervisor"), "markPriceCase", { ...input, ticketId: other.id }),
      "FORBIDDEN",
    );
    expectCode(await send(world.as("cityACentre.head"), "markPriceCase", { ...input, ticketId: id }), "FORBIDDEN");
    expectCode(await send(world.as("cityAPrice.handler"), "markPriceCase", { ...input, ticketId: id }), "FORBIDDEN");
  });
});
