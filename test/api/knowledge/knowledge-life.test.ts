import { beforeAll, describe, expect, it } from "vitest";
import { nameAt } from "../../access/people.js";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { publish, question, read, readThere, republish, step, takeStep, tryStep } from "./knowing.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("an entry of knowledge", () => {
  it("is drafted, submitted, and published by somebody else", async () => {
    const drafted = await takeStep(world, "cityA.operator", "draftKnowledge", question("口罩能退吗"));
    expect(drafted).toMatchObject({ state: "DRAFT", version: 1, current: null, title: "口罩能退吗" });
    expect(drafted).toMatchObject({ draft: { number: 1, state: "DRAFT" }, bureau: { code: world.code.cityA } });
    expect(drafted.permittedActions).toEqual(["REVISE", "SUBMIT", "DISCARD"]);
    const submitted = await step(world, "cityA.operator", "submitKnowledge", drafted);
    expect(submitted).toMatchObject({ state: "IN_REVIEW", version: 2, draft: { state: "IN_REVIEW" } });
    const published = await step(world, "cityA.supervisor", "publishKnowledge", submitted);
    expect(published).toMatchObject({ state: "PUBLISHED", draft: null, current: { number: 1, state: "PUBLISHED" } });
    expect(published.permittedActions).toEqual(["REVISE", "WITHDRAW", "CHECK"]);
  });

  it("is not published by whoever wrote in it, also where another wrote in it too", async () => {
    const drafted = await takeStep(world, "cityA.head", "draftKnowledge", question("自己写的"));
    const submitted = await step(world, "cityA.head", "submitKnowledge", drafted);
    expect(submitted.permittedActions).not.toContain("PUBLISH");
    const own = { documentId: submitted.id, version: submitted.version };
    expectCode(await tryStep(world, "cityA.head", "publishKnowledge", own), "FORBIDDEN");
    const content = { title: "别人改的", body: "改了。" };
    const revised = await step(world, "cityA.supervisor", "reviseKnowledge", submitted, { content });
    expect(revised).toMatchObject({ state: "DRAFT", draft: { state: "DRAFT", title: "别人改的" } });
    const again = await step(world, "cityA.supervisor", "submitKnowledge", revised);
    const both = { documentId: again.id, version: again.version };
    expectCode(await tryStep(world, "cityA.head", "publishKnowledge", both), "FORBIDDEN");
    expectCode(await tryStep(world, "cityA.supervisor", "publishKnowledge", both), "FORBIDDEN");
  });

  it("is sent back with a reason, which its writer reads", async () => {
    const drafted = await takeStep(world, "cityA.analyst", "draftKnowledge", question("写得不清"));
    const submitted = await step(world, "cityA.analyst", "submitKnowledge", drafted);
    const returned = await step(world, "cityA.head", "returnKnowledge", submitted, { reason: "请引用条文" });
    expect(returned).toMatchObject({ state: "DRAFT", draft: { state: "DRAFT", returnReason: "请引用条文" } });
  });

  it("keeps every version that was published, while another is in use and a third is prepared", async () => {
    const first = await publish(world, "cityA", question("退款几天到账"));
    const second = await republish(world, "cityA", first, { title: "退款几天到账", body: "新的回答。" });
    expect(second.current).toMatchObject({ number: 2, body: "新的回答。" });
    const third = await step(world, "cityA.analyst", "reviseKnowledge", second, {
      content: { title: "三", body: "三。" },
    });
    expect(third).toMatchObject({ state: "PUBLISHED", current: { number: 2 }, draft: { number: 3, state: "DRAFT" } });
    const fields = "versions { number state body }";
    const own = await readThere<{ versions: unknown[] }>(world, "cityA.analyst", first.id, fields);
    expect(own.versions).toEqual([
      { number: 3, state: "DRAFT", body: "三。" },
      { number: 2, state: "PUBLISHED", body: "新的回答。" },
      { number: 1, state: "SUPERSEDED", body: "退款几天到账的回答。" },
    ]);
    const below = await readThere<{ versions: { number: number }[] }>(world, "countyA1.operator", first.id, fields);
    expect(below.versions.map(({ number }) => number)).toEqual([2, 1]);
    const discarded = await step(world, "cityA.analyst", "discardKnowledge", third);
    expect(discarded).toMatchObject({ state: "PUBLISHED", draft: null, current: { number: 2 } });
    const next = await step(world, "cityA.analyst", "reviseKnowledge", discarded, {
      content: { title: "四", body: "四。" },
    });
    expect(next.draft?.number).toBe(4);
  });

  it("is withdrawn with a reason, and comes back with another version", async () => {
    const published = await publish(world, "cityA", question("旧政策"));
    const withdrawn = await step(world, "cityA.head", "withdrawKnowledge", published, { reason: "政策调整" });
    expect(withdrawn).toMatchObject({ state: "WITHDRAWN", current: null, permittedActions: ["REVISE"] });
    const again = await republish(world, "cityA", withdrawn, { title: "新政策", body: "新的。" });
    expect(again).toMatchObject({ state: "PUBLISHED", current: { number: 2 } });
  });

  it("that was given up unpublished goes no further", async () => {
    const drafted = await takeStep(world, "cityA.analyst", "draftKnowledge", question("不要了"));
    const discarded = await step(world, "cityA.analyst", "discardKnowledge", drafted);
    expect(discarded).toMatchObject({ state: "DISCARDED", draft: null, current: null, permittedActions: [] });
    const input = { documentId: discarded.id, version: discarded.version, content: { title: "又", body: "又。" } };
    expectCode(await tryStep(world, "cityA.analyst", "reviseKnowledge", input), "ILLEGAL_TRANSITION");
  });

  it("is changed upon the version that was seen", async () => {
    const drafted = await takeStep(world, "cityA.analyst", "draftKnowledge", question("版本"));
    const old = { documentId: drafted.id, version: 9 };
    expectCode(await tryStep(world, "cityA.analyst", "submitKnowledge", old), "CONFLICT");
    const right = { documentId: drafted.id, version: 1 };
    expectCode(await tryStep(world, "cityA.head", "publishKnowledge", right), "ILLEGAL_TRANSITION");
  });

  it("tells what changed from one version to another", async () => {
    const first = await publish(world, "cityA", question("对比", { body: "第一句。第二句。" }));
    await republish(world, "cityA", first, { title: "对比二", body: "第一句。第三句。" });
    const fields = "difference(from: 1, to: 2) { changedFields before { number } after { number } body { kind text } }";
    const { difference } = await readThere<{ difference: unknown }>(world, "countyA1.operator", first.id, fields);
    expect(difference).toEqual({
      changedFields: ["title", "body"],
      before: { number: 1 },
      after: { number: 2 },
      body: [
        { kind: "KEPT", text: "第一句。" },
        { kind: "REMOVED", text: "第二句。" },
        { kind: "ADDED", text: "第三句。" },
      ],
    });
    expectCode(
      await read(world, "cityA.operator", first.id, "difference(from: 1, to: 7) { changedFields }"),
      "NOT_FOUND",
      "to",
    );
  });
});

describe("the sight of knowledge", () => {
  it("reaches downward: those beneath use what is published above, sisters find nothing", async () => {
    const published = await publish(world, "cityA", question("全市口径"));
    for (const name of [
      "countyA1.operator",
      "streetA1.operator",
      "cityACentre.operator",
      "cityAPrice.operator",
    ] as const) {
      expect((await readThere(world, name, published.id)).title, name).toBe("全市口径");
    }
    for (const name of ["cityB.operator", "countyB1.head", "cityBCentre.operator"] as const) {
      expectCode(await read(world, name, published.id), "NOT_FOUND", "id");
    }
    expect((await readThere(world, "province.analyst", published.id)).title).toBe("全市口径");
    const beneath = { documentId: published.id, version: published.version, reason: "上级撤回" };
    expectCode(await tryStep(world, "province.head", "withdrawKnowledge", beneath), "FORBIDDEN");
    expectCode(await tryStep(world, "countyA1.head", "withdrawKnowledge", beneath), "FORBIDDEN");
    expectCode(await tryStep(world, "cityB.head", "withdrawKnowledge", beneath), "NOT_FOUND", "documentId");
  });

  it("names who wrote and published it at its bureau, its centre and above, and to nobody beneath", async () => {
    const document = await publish(world, "cityA", question("谁写的"));
    const fields = "current { writerName publisherName }";
    const namesFor = async (name: Parameters<typeof read>[1]) =>
      (await read<{ current: unknown }>(world, name, document.id, fields)).data.knowledgeDocument.current;
    const names = { writerName: nameAt(world, "cityA", "ANALYST"), publisherName: nameAt(world, "cityA", "HEAD") };
    for (const name of ["cityA.operator", "cityACentre.operator", "province.analyst"] as const) {
      expect(await namesFor(name)).toEqual(names);
    }
    for (const name of ["countyA1.head", "cityAPrice.head", "streetA1.head"] as const) {
      expect(await namesFor(name)).toEqual({ writerName: null, publisherName: null });
    }
  });

  it("keeps drafts at the bureau that writes them, its centre among it", async () => {
    const drafted = await takeStep(world, "cityA.analyst", "draftKnowledge", question("还没写完"));
    expect((await readThere(world, "cityACentre.operator", drafted.id)).title).toBe("还没写完");
    for (const name of ["province.head", "countyA1.head", "cityB.head"] as const) {
      expectCode(await read(world, name, drafted.id), "NOT_FOUND", "id");
    }
  });

  it("has what a centre writes belong to its authority, so that the counties have it", async () => {
    const drafted = await takeStep(world, "cityACentre.operator", "draftKnowledge", question("热线口径"));
    expect(drafted.bureau.code).toBe(world.code.cityA);
    const submitted = await step(world, "cityACentre.operator", "submitKnowledge", drafted);
    await step(world, "cityACentre.supervisor", "publishKnowledge", submitted);
    expect((await readThere(world, "countyA2.operator", drafted.id)).title).toBe("热线口径");
  });

  it("lists those of an issue class by the version that is in force, to whom they are in sight", async () => {
    const own = await publish(world, "countyB1", question("计量的问题", { issueClasses: ["METROLOGY"] }));
    const list = async (name: "countyB1.operator" | "countyB2.operator", issueClass: string) => {
      const document = `{ knowledgeDocuments(filter: { issueClass: "${issueClass}" }, first: 100) { totalCount nodes { id } } }`;
      const answer = await world.as(name).ask<{ knowledgeDocuments: { nodes: { id: string }[] } }>(document);
      return answer.knowledgeDocuments.nodes.map(({ id }) => id).filter((id) => id === own.id);
    };
    expect(await list("countyB1.operator", "METROLOGY")).toEqual([own.id]);
    expect(await list("countyB2.operator", "METROLOGY")).toEqual([]);
    await republish(world, "countyB1", own, { title: "价格的问题", body: "回答。", issueClasses: ["PRICE"] });
    expect(await list("countyB1.operator", "METROLOGY")).toEqual([]);
    expect(await list("countyB1.operator", "PRICE")).toEqual([own.id]);
  });

  it("lists what the bureau may use, what it owns, and what is published beneath", async () => {
    const own = await publish(world, "countyB1", question("县里的"));
    const above = await publish(world, "cityB", question("市里的"));
    const list = async (name: "countyB1.operator" | "countyB2.operator" | "cityB.operator", view: string) => {
      const document = `{ knowledgeDocuments(view: ${view}, filter: { kinds: [QUESTION] }, first: 100) { totalCount nodes { id } } }`;
      const answer = await world.as(name).ask<{ knowledgeDocuments: { nodes: { id: string }[] } }>(document);
      return answer.knowledgeDocuments.nodes.map(({ id }) => id).filter((id) => id === own.id || id === above.id);
    };
    expect(await list("countyB1.operator", "FOR_US")).toEqual([own.id, above.id]);
    expect(await list("countyB1.operator", "OWN")).toEqual([own.id]);
    expect(await list("countyB2.operator", "FOR_US")).toEqual([above.id]);
    expect(await list("cityB.operator", "FOR_US")).toEqual([above.id]);
    expect(await list("cityB.operator", "BENEATH")).toEqual([own.id]);
  });
});
