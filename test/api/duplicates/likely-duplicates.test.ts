import { beforeAll, describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, report, staff, type TicketAnswer, take } from "../tickets/driving.js";
import { codesOf, find, findDocument, findLike, gym } from "./finding.js";

let world: World;
let masks: TicketAnswer;
let card: TicketAnswer;

const typed = { kind: "COMPLAINT", issueClass: "PRICE", contact: { phone: "+86 138-1234-5678" } };

beforeAll(async () => {
  world = await makeProvince();
  const { operator } = staff(world);
  masks = await register(operator, complaint(world));
  card = await register(operator, complaint(world, gym(world)));
});

describe("an entry while it is typed", () => {
  it("is like the ticket of the same number, however that is written", async () => {
    const [first, ...others] = await find(staff(world).operator, { contact: typed.contact });
    expect(first?.ticket.id).toBe(masks.id);
    expect(codesOf(first)).toContain("SAME_CONTACT");
    expect(first?.isLikely).toBe(false);
    expect(others).toEqual([]);
  });

  it("is likely the same matter once respondent and facts are typed too, with the reasons and shared phrases", async () => {
    const respondent = { name: "平安大药房", division: world.division.countyA1 };
    const facts = "再次反映：平安大药房口罩价格太贵，一包要400元";
    const [first] = await find(staff(world).operator, { ...typed, respondent, facts });
    expect(first).toMatchObject({ ticket: { id: masks.id }, isLikely: true, isMerged: false });
    expect(first?.likeness).toBeGreaterThanOrEqual(50);
    expect(codesOf(first).slice(0, 3)).toEqual(["SAME_CONTACT", "SAME_RESPONDENT", "LIKE_TEXT"]);
    expect(codesOf(first)).toContain("SAME_NUMBERS");
    expect(first?.reasons[2]?.shared).toContain("口罩价格太贵");
    expect(first?.sentence).toContain(masks.number);
  });

  it("is like a ticket of another citizen against the same respondent, and like one with the same text alone", async () => {
    const { operator } = staff(world);
    const byName = await find(operator, { respondent: { name: "力健健身俱乐部有限公司" } });
    expect(byName.map(({ ticket }) => ticket.id)).toEqual([card.id]);
    expect(codesOf(byName[0])).toEqual(["SAME_RESPONDENT", "SAME_DAY"]);
    const byText = await find(operator, { facts: "健身房突然关门停业，年卡余额一直退不了，会员群也被解散了" });
    expect(byText.map(({ ticket }) => ticket.id)).toEqual([card.id]);
    expect(codesOf(byText[0])[0]).toBe("LIKE_TEXT");
  });

  it("speaks against what differs", async () => {
    const facts = "3月8日健身房突然关门停业，年卡余额990元一直退不了，会员群也被解散了";
    const [first] = await find(staff(world).operator, { respondent: { name: "力健健身俱乐部" }, facts });
    expect(codesOf(first)).toContain("OTHER_NUMBERS");
    expect(first?.isLikely).toBe(false);
  });

  it("is like nothing where nothing is known, or the ticket is older than the days looked back", async () => {
    const { operator } = staff(world);
    expect(await find(operator, {})).toEqual([]);
    expect(
      await find(operator, {
        contact: { phone: "13900000000" },
        facts: "完全不相干的另外一件小事情没有任何相同的内容",
      }),
    ).toEqual([]);
    const old = await register(
      operator,
      complaint(world, { contact: { name: "钱多", phone: "13655556666" }, receivedAt: "2026-01-05T03:00:00Z" }),
    );
    expect(await find(operator, { contact: { phone: "13655556666" }, days: 1 })).toEqual([]);
    const found = await find(operator, { contact: { phone: "13655556666" }, days: 1000 });
    expect(found.map(({ ticket }) => ticket.id)).toEqual([old.id]);
  });

  it("follows an amendment of number and text, and forgets what was there before", async () => {
    const { operator } = staff(world);
    const made = await register(
      operator,
      complaint(world, { ...gym(world), contact: { name: "孙一", phone: "13500001111" }, submit: false }),
    );
    await take(operator, "amendTicket", made, { contact: { name: "孙一", phone: "13500002222" } });
    expect(await find(operator, { contact: { phone: "13500001111" } })).toEqual([]);
    const found = await find(operator, { contact: { phone: "13500002222" } });
    expect(found.map(({ ticket }) => ticket.id)).toEqual([made.id]);
  });

  it("finds what is in sight and nothing else: the city beside finds nothing, the province all", async () => {
    expect(await find(world.as("cityBCentre.operator"), { contact: typed.contact })).toEqual([]);
    expect(await find(world.as("countyA1.dispatcher"), { contact: typed.contact })).toEqual([]);
    const above = await find(world.as("provinceCentre.operator"), { contact: typed.contact });
    expect(above.map(({ ticket }) => ticket.id)).toEqual([masks.id]);
    const nation = await find(world.as("nation.operator"), { contact: typed.contact });
    expect(nation.map(({ ticket }) => ticket.id)).toContain(masks.id);
  });

  it("is refused with all wrong values at once", async () => {
    const { operator } = staff(world);
    const input = { facts: "口".repeat(5001), days: 0, goodsClass: "没有 code", contact: { phone: "1".repeat(31) } };
    const answer = await operator.gql(findDocument, { input });
    const { problems } = expectCode(answer, "INVALID_INPUT").extensions;
    expect(problems?.map(({ field }) => field).sort()).toEqual(["contact.phone", "days", "facts", "goodsClass"]);
  });

  it("is not looked for by who neither takes in nor handles, and not for a call out of sight", async () => {
    expectCode(await world.as("cityA.analyst").gql(findDocument, { input: {} }), "FORBIDDEN");
    const answer = await staff(world).operator.gql(findDocument, { input: { callId: masks.id } });
    expect(expectCode(answer, "NOT_FOUND").extensions.field).toBe("input.callId");
  });
});

describe("a report and its reporter (art. 37)", () => {
  it("is not found by the number at a bureau that neither took it in nor handles it, though the bureau sees it", async () => {
    const phone = "13488889999";
    const made = await register(staff(world).operator, report(world, { contact: { name: "周密", phone } }));
    const own = await find(staff(world).operator, { contact: { phone } });
    expect(own.map(({ ticket }) => ticket.id)).toEqual([made.id]);
    expect(await find(world.as("cityA.operator"), { contact: { phone } })).toEqual([]);
    expect(await find(world.as("provinceCentre.operator"), { contact: { phone } })).toEqual([]);
  });

  it("is found by the number at the province that took it in itself, and not at the nation above it", async () => {
    const phone = "13466667777";
    const province = world.as("provinceCentre.operator");
    const made = await register(province, report(world, { contact: { name: "孙立", phone } }));
    expect((await find(province, { contact: { phone } })).map(({ ticket }) => ticket.id)).toEqual([made.id]);
    expect(await find(world.as("nation.operator"), { contact: { phone } })).toEqual([]);
  });

  it("is found by its respondent there, without a word of the reporter", async () => {
    const phone = "13477778888";
    const made = await register(
      staff(world).operator,
      report(world, {
        contact: { name: "吴名", phone },
        respondent: { name: "独一无二大药房", actDivision: world.division.countyA1 },
      }),
    );
    const [first] = await find(world.as("cityA.operator"), {
      contact: { phone },
      respondent: { name: "独一无二大药房" },
    });
    expect(first?.ticket.id).toBe(made.id);
    expect(codesOf(first)).not.toContain("SAME_CONTACT");
    expect(codesOf(first)).toContain("SAME_RESPONDENT");
  });
});

describe("an answer that connects a citizen with tickets", () => {
  it("is in the audit with the tickets and without the number; another is not", async () => {
    const operator = world.as("countyA2.operator");
    const phone = "13322223333";
    const made = await register(operator, complaint(world, { contact: { name: "郑重", phone } }));
    const entries = async () => {
      const { auditEntries } = await world.as("countyA2.auditor").ask<{
        auditEntries: { nodes: { action: string; details: { name: string; value: string }[] }[] };
      }>("{ auditEntries(first: 100) { nodes { action details { name value } } } }");
      return auditEntries.nodes.filter(({ action }) => action === "duplicate.find");
    };
    await find(operator, { respondent: { name: "平安大药房" } });
    expect(await entries()).toEqual([]);
    await find(operator, { contact: { phone } });
    const found = await entries();
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).toContain(made.id);
    expect(JSON.stringify(found)).not.toContain("1332222");
  });
});

describe("a registered ticket", () => {
  it("is like an earlier report of the same reporter on the same respondent, with what art. 35 says", async () => {
    const { operator, dispatcher } = staff(world);
    const reporter = { contact: { name: "冯举", phone: "13211112222" } };
    const facts = "平安大药房把一次性口罩从一元涨到八元，囤积居奇对外说没货";
    const first = await register(operator, report(world, { ...reporter, facts }));
    const second = await register(operator, report(world, { ...reporter, facts: `再次举报，${facts}` }));
    const [found] = await findLike(dispatcher, second.id);
    expect(found).toMatchObject({ ticket: { id: first.id }, isLikely: true });
    expect(codesOf(found).slice(0, 2)).toEqual(["REPEATED_REPORT", "SAME_CONTACT"]);
    expect(found?.reasons[0]?.sentence).toContain("art. 35");
    const [earlier] = await findLike(dispatcher, first.id);
    expect(earlier?.ticket.id).toBe(second.id);
  });

  it("is not like itself, nor like the other part of mixed material", async () => {
    const { operator } = staff(world);
    const respondent = { name: "分身大药房", businessDivision: world.division.countyA1 };
    const also = { kind: "REPORT", issueClass: "PRICE", facts: "哄抬口罩价格" };
    const made = await register(
      operator,
      complaint(world, { respondent, contact: { name: "一人", phone: "13188887777" }, also }),
    );
    expect(await findLike(operator, made.id)).toEqual([]);
  });

  it("is compared for the bureaus that registered or hold it alone, and for those who take in, review or handle", async () => {
    const document = "query ($id: ID!) { ticket(id: $id) { likelyDuplicates { likeness } } }";
    for (const name of ["province.handler", "cityACentre.analyst"] as const) {
      expect(await world.as(name).ask(document, { id: masks.id })).toEqual({ ticket: { likelyDuplicates: null } });
    }
  });
});
