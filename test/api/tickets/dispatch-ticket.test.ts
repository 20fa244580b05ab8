import { beforeAll, describe, expect, it } from "vitest";
import { seedPeople } from "../../../src/modules/identity/index.js";
import {
  type BureauSeed,
  findBureaus,
  placeOf,
  seedBureaus,
  seedDivisions,
} from "../../../src/modules/jurisdictions/index.js";
import { nationCode } from "../../../src/platform/actor.js";
import { type Caller, callerOf, expectCode, type Variables } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  expectUnseen,
  freshKey,
  read,
  register,
  report,
  send,
  sendRegistration,
  staff,
  type TicketAnswer,
  take,
} from "./driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const inReview = (more: Variables = {}): Promise<TicketAnswer> =>
  register(staff(world).operator, complaint(world, more));

/** The advice on a ticket. */
async function adviceFor(caller: Caller, { id }: TicketAnswer) {
  const { ticket } = await caller.ask<{
    ticket: {
      competence: {
        regime: string;
        locality: string;
        explanation: string;
        candidates: { bureau: { code: string }; article: string; because: string; isWithinReach: boolean }[];
      };
    };
  }>(
    `query ($id: ID!) { ticket(id: $id) { competence { regime locality explanation
      candidates { bureau { code } division { code } article because onlyIfFirstReceiver isWithinReach } } } }`,
    { id },
  );
  return ticket.competence;
}

describe("dispatching", () => {
  it("sends a ticket to the bureau that the articles name, and its limit begins there", async () => {
    const { dispatcher, handler } = staff(world);
    const ticket = await inReview();
    expect(await adviceFor(dispatcher, ticket)).toMatchObject({
      regime: "ORDER_121",
      locality: "WITHIN_REACH",
      explanation: "By Order 121, a competent bureau is within reach of a dispatch.",
      candidates: [
        {
          bureau: { code: world.code.countyA1 },
          division: { code: world.division.countyA1 },
          article: "13",
          because: "the place where it really does business",
          onlyIfFirstReceiver: false,
          isWithinReach: true,
        },
      ],
    });
    const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect(sent).toMatchObject({
      state: "DISPATCHED",
      holder: { code: world.code.countyA1 },
      intakeBureau: { code: world.code.cityACentre },
      ownerAtDispatch: { code: world.code.countyA1 },
      dueLimit: "ACCEPTANCE",
      permittedActions: [],
    });
    expect(sent.competentReceivedAt).toBe(sent.dispatchedAt);
    expect((await read(handler, ticket)).permittedActions).toEqual(["SIGN", "RETURN_TO_CENTRE", "HAND_OVER"]);
  });

  it("elsewhere than the articles say needs a reason", async () => {
    const { dispatcher } = staff(world);
    const ticket = await inReview();
    for (const reason of [null, "", " ", "x"]) {
      const refused = await send(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA2, reason });
      const { message } = expectCode(refused, "INVALID_INPUT", "reason");
      expect(message).toContain(`The articles name ${world.code.countyA1} ${world.mark}countyA1; give a reason`);
    }
    const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA2, reason: "就近处理" });
    expect(sent.holder.code).toBe(world.code.countyA2);
  });

  it("to a county, because its city is competent, needs a reason; to a department of the city it needs none", async () => {
    const { dispatcher } = staff(world);
    const ofCity = { respondent: { name: "某店", businessDivision: world.division.cityA } };
    const refused = await send(dispatcher, "dispatchTicket", await inReview(ofCity), { bureau: world.code.countyA1 });
    expectCode(refused, "INVALID_INPUT", "reason");
    await take(dispatcher, "dispatchTicket", await inReview(ofCity), { bureau: world.code.cityAPrice });
  });

  it("where the articles name nobody needs a reason too, and says so", async () => {
    const ticket = await inReview({ respondent: { name: "不明商户" } });
    const refused = await send(staff(world).dispatcher, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect(expectCode(refused, "INVALID_INPUT", "reason").message).toContain("The articles name no bureau");
  });

  it("to a bureau of a zone, which covers no division, needs a reason", async () => {
    const { dispatcher } = staff(world);
    const ticket = await inReview();
    const refused = await send(dispatcher, "dispatchTicket", ticket, { bureau: world.code.zoneA });
    expectCode(refused, "INVALID_INPUT", "reason");
    const sent = await take(dispatcher, "dispatchTicket", ticket, { bureau: world.code.zoneA, reason: "园区内企业" });
    expect(await take(world.as("zoneA.handler"), "signTicket", sent)).toMatchObject({ state: "SIGNED" });
  });

  it.each<[string, () => string]>([
    ["an unknown bureau", () => "999999"],
    ["a code with NUL", () => "3205\u0000"],
    ["nothing", () => ""],
    ["the centre itself", () => world.code.cityACentre],
    ["the city above the centre of the sister city", () => world.code.cityB],
    ["a county of the sister city", () => world.code.countyB1],
    ["the province", () => world.code.province],
    ["the nation", () => nationCode],
  ])("to %s is refused", async (_, bureau) => {
    const refused = await send(staff(world).dispatcher, "dispatchTicket", await inReview(), {
      bureau: bureau(),
      reason: "试试",
    });
    expectCode(refused, "INVALID_INPUT", "bureau");
  });

  it("to a bureau that is no more is refused", async () => {
    const code = `${world.code.countyA1}-OLD`;
    const gone: BureauSeed = {
      code,
      kind: "DEPARTMENT",
      level: "COUNTY",
      name: `${world.mark}旧科室`,
      mark: "旧",
      parent: world.code.countyA1,
      validFrom: "2000-01-01",
    };
    await testDatabase().asSystem("a bureau that ends, for a test", async (tx) => {
      await seedBureaus(tx, [gone]);
      await tx.execute(`UPDATE bureaus SET valid_to = '2020-01-01' WHERE code = '${code}'`);
    });
    const refused = await send(staff(world).dispatcher, "dispatchTicket", await inReview(), {
      bureau: code,
      reason: "试试",
    });
    expectCode(refused, "INVALID_INPUT", "bureau");
  });

  it("takes a ticket off the list for joint tracing", async () => {
    const { dispatcher } = staff(world);
    const traced = await take(dispatcher, "setTicketTracing", await inReview());
    const sent = await take(dispatcher, "dispatchTicket", traced, { bureau: world.code.countyA1 });
    expect(sent.isForTracing).toBe(false);
  });
});

describe("a unit", () => {
  it("signs for what its centre sent it, and may not pass it on (art. 41)", async () => {
    const { dispatcher } = staff(world);
    const sent = await take(dispatcher, "dispatchTicket", await inReview(), {
      bureau: world.code.cityAPrice,
      reason: "价格线索",
    });
    const unit = world.as("cityAPrice.dispatcher");
    const refused = expectCode(
      await send(unit, "dispatchTicket", sent, { bureau: world.code.countyA1 }),
      "ILLEGAL_TRANSITION",
    );
    expect(refused.message).toContain("art. 41");
    expect(refused.extensions.permittedActions).toEqual(["RECLASSIFY", "RETURN_TO_CENTRE"]);
    expect(await take(world.as("cityAPrice.handler"), "signTicket", sent)).toMatchObject({ state: "SIGNED" });
  });

  it("returns what it has no power for to its centre, and sees it no more than others", async () => {
    const { dispatcher } = staff(world);
    const unit = world.as("cityAPrice.handler");
    const ticket = await inReview({ issueClass: "QUALITY" });
    const sent = await take(dispatcher, "dispatchTicket", ticket, {
      bureau: world.code.cityAPrice,
      reason: "价格线索",
    });
    const back = await take(unit, "returnTicketToCentre", sent);
    expect(back).toMatchObject({ state: "IN_REVIEW", holder: { code: world.code.cityACentre }, handlerName: null });
    // Whoever handed a ticket on last still sees it, until somebody else does.
    expect((await read(unit, ticket)).permittedActions).toEqual([]);
    await take(dispatcher, "dispatchTicket", back, { bureau: world.code.countyA1 });
    await expectUnseen(unit, ticket);
  });
});

describe("an authority", () => {
  it("passes a ticket down to its street office, whose receipt begins nothing anew", async () => {
    const { dispatcher } = staff(world);
    const atCounty = await take(dispatcher, "dispatchTicket", await inReview(), { bureau: world.code.countyA1 });
    const county = world.as("countyA1.dispatcher");
    expect((await read(county, atCounty)).permittedActions).toEqual([
      ...["RECLASSIFY", "DISPATCH", "RETURN_TO_CENTRE", "HAND_OVER"],
    ]);
    const atStreet = await take(county, "dispatchTicket", atCounty, { bureau: world.code.streetA1 });
    expect(atStreet).toMatchObject({
      holder: { code: world.code.streetA1 },
      competentReceivedAt: atCounty.competentReceivedAt,
      dueOn: atCounty.dueOn,
    });
    const signed = await take(world.as("streetA1.handler"), "signTicket", atStreet);
    expect(await take(world.as("streetA1.handler"), "startCheck", signed)).toMatchObject({ state: "CHECKING" });
  });

  it("that registered a ticket itself received it on that day, when it takes it over from its operators", async () => {
    const receivedAt = "2026-06-01T01:00:00.000Z";
    const ticket = await register(world.as("countyA1.operator"), complaint(world, { receivedAt }));
    const own = await take(world.as("countyA1.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect(own).toMatchObject({
      state: "DISPATCHED",
      competentReceivedAt: receivedAt,
      dueOn: "2026-06-10",
      isOverdue: true,
    });
    expect(await take(world.as("countyA1.handler"), "signTicket", own)).toMatchObject({ state: "SIGNED" });
  });

  it("does not take from its centre's other bureaus what it did not receive: another county's limit begins with it", async () => {
    const { dispatcher, handler } = staff(world);
    const receivedAt = "2026-06-01T01:00:00.000Z";
    const first = await take(dispatcher, "dispatchTicket", await inReview({ receivedAt }), {
      bureau: world.code.countyA2,
      reason: "就近",
    });
    expect(first.competentReceivedAt).toBe(first.dispatchedAt);
    const back = await take(world.as("countyA2.handler"), "returnTicketToCentre", first);
    expect(back).toMatchObject({ competentReceivedAt: null, dueOn: null, receivedAt });
    const second = await take(dispatcher, "dispatchTicket", back, { bureau: world.code.countyA1 });
    expect(second.competentReceivedAt).not.toBe(first.competentReceivedAt);
    expect(second.dispatchedAt).toBe(first.dispatchedAt);
    expect((await read(handler, second)).dueLimit).toBe("ACCEPTANCE");
  });
});

describe("a ticket goes back the way it came", () => {
  it("from the street office to the county, and from the county to the centre", async () => {
    const { dispatcher } = staff(world);
    const county = world.as("countyA1.dispatcher");
    let ticket = await take(dispatcher, "dispatchTicket", await inReview(), { bureau: world.code.countyA1 });
    const { dueOn } = ticket;
    ticket = await take(county, "dispatchTicket", ticket, { bureau: world.code.streetA1 });
    ticket = await take(world.as("streetA1.handler"), "returnTicketToCentre", ticket);
    // The county has had it all the time, so its limit runs on.
    expect(ticket).toMatchObject({ state: "IN_REVIEW", holder: { code: world.code.countyA1 }, dueOn });
    expect((await read(county, ticket)).permittedActions).toContain("RETURN_TO_CENTRE");
    ticket = await take(county, "returnTicketToCentre", ticket);
    expect(ticket).toMatchObject({ state: "IN_REVIEW", holder: { code: world.code.cityACentre }, dueOn: null });
    expect((await read(dispatcher, ticket)).permittedActions).not.toContain("RETURN_TO_CENTRE");
    const error = expectCode(await send(dispatcher, "returnTicketToCentre", ticket), "ILLEGAL_TRANSITION");
    expect(error.message).toContain("registered");
  });

  it("also when the county had taken it over itself in between", async () => {
    const county = world.as("countyA1.dispatcher");
    const { dispatcher, handler } = staff(world);
    let ticket = await take(dispatcher, "dispatchTicket", await inReview(), { bureau: world.code.countyA1 });
    ticket = await take(county, "dispatchTicket", ticket, { bureau: world.code.streetA1 });
    ticket = await take(world.as("streetA1.handler"), "returnTicketToCentre", ticket);
    ticket = await take(county, "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    ticket = await take(handler, "signTicket", ticket);
    ticket = await take(handler, "startCheck", ticket);
    ticket = await take(handler, "returnTicketToCentre", ticket);
    expect(ticket).toMatchObject({ state: "IN_REVIEW", holder: { code: world.code.countyA1 } });
    expect((await read(handler, ticket)).permittedActions).toContain("RETURN_TO_CENTRE");
    // The third return of a ticket goes to the superior of all that returned it, and of the centre that gets it back.
    ticket = await take(handler, "returnTicketToCentre", ticket);
    expect(ticket).toMatchObject({ state: "IN_REVIEW", holder: { code: world.code.cityA } });
  });

  it.each<[string, Variables, string]>([
    ["an unknown reason", { reason: "BORED" }, "reason"],
    ["a reason that must be explained, without words", { reason: "OTHER" }, "explanation"],
  ])("but not for %s", async (_, more, field) => {
    const { dispatcher, handler } = staff(world);
    const ticket = await take(dispatcher, "dispatchTicket", await inReview(), { bureau: world.code.countyA1 });
    expectCode(await send(handler, "returnTicketToCentre", ticket, more), "INVALID_INPUT", field);
  });

  it("to the bureau that registered it, where the one that sent it is no more", async () => {
    const own = await makeProvince();
    const people = staff(own);
    const county = own.as("countyA1.dispatcher");
    let ticket = await register(people.operator, complaint(own));
    ticket = await take(people.dispatcher, "dispatchTicket", ticket, { bureau: own.code.countyA1 });
    ticket = await take(county, "dispatchTicket", ticket, { bureau: own.code.streetA1 });
    await testDatabase().asSystem("a bureau ends, for a test", (tx) =>
      tx.execute(`UPDATE bureaus SET valid_to = '2020-01-01' WHERE code = '${own.code.countyA1}'`),
    );
    ticket = await take(own.as("streetA1.handler"), "returnTicketToCentre", ticket);
    expect(ticket.holder.code).toBe(own.code.cityACentre);
  });
});

describe("from the province", () => {
  it("a ticket goes to a city and on to its county", async () => {
    const ticket = await register(world.as("provinceCentre.operator"), complaint(world));
    let sent = await take(world.as("provinceCentre.dispatcher"), "dispatchTicket", ticket, {
      bureau: world.code.cityA,
      reason: "由市局统筹",
    });
    await expectUnseen(world.as("cityBCentre.dispatcher"), sent);
    sent = await take(world.as("cityA.dispatcher"), "dispatchTicket", sent, { bureau: world.code.countyA1 });
    expect(await take(staff(world).handler, "signTicket", sent)).toMatchObject({ state: "SIGNED" });
    expect((await read(world.as("provinceCentre.dispatcher"), sent)).state).toBe("SIGNED");
  });

  it("a ticket of a city that is competent elsewhere in the province is sent across", async () => {
    const input = complaint(world, { respondent: { name: "某店", businessDivision: world.division.countyB1 } });
    const ticket = await register(world.as("provinceCentre.operator"), input);
    expect(ticket.locality).toBe("WITHIN_REACH");
    const sent = await take(world.as("provinceCentre.dispatcher"), "dispatchTicket", ticket, {
      bureau: world.code.countyB1,
    });
    expect((await read(world.as("cityBCentre.dispatcher"), sent)).holder.code).toBe(world.code.countyB1);
  });
});

describe("the national hotline", () => {
  it("registers for the province that is competent, and dispatches there", async () => {
    const nation = world.as("nation.operator");
    const ticket = await register(nation, complaint(world, { idempotencyKey: freshKey() }));
    expect(ticket).toMatchObject({ holder: { code: nationCode }, locality: "WITHIN_REACH" });
    expect((await read(world.as("province.supervisor"), ticket)).number).toBe(ticket.number);
    const sent = await take(world.as("nation.dispatcher"), "dispatchTicket", ticket, { bureau: world.code.countyA1 });
    expect(await take(staff(world).handler, "signTicket", sent)).toMatchObject({ state: "SIGNED" });
    const back = await take(staff(world).handler, "returnTicketToCentre", { ...sent, version: sent.version + 1 });
    expect(back.holder.code).toBe(nationCode);
    await expectUnseen((await makeProvince()).as("province.supervisor"), ticket);
  });

  it("does not register what no province can be found for", async () => {
    const input = complaint(world, { respondent: { name: "不明商户" } });
    expectCode(await sendRegistration(world.as("nation.operator"), input), "INVALID_INPUT", "respondent");
  });

  it("does not dispatch to another province than the ticket's", async () => {
    const other = await makeProvince();
    const ticket = await register(world.as("nation.operator"), complaint(world, { idempotencyKey: freshKey() }));
    const refused = await send(world.as("nation.dispatcher"), "dispatchTicket", ticket, {
      bureau: other.code.countyA1,
      reason: "试试",
    });
    expectCode(refused, "INVALID_INPUT", "bureau");
  });
});

describe("the awkward places of the tree", () => {
  /** People of a bureau that the usual province does not have. */
  async function peopleOf(code: string): Promise<{ dispatcher: Caller; handler: Caller }> {
    return testDatabase().asSystem("people for a test", async (tx) => {
      const [bureau] = await findBureaus(tx, [code]);
      if (bureau === undefined) throw new Error("the bureau is missing");
      const login = (role: string): string => `${code}.${role}`.toLowerCase();
      const seeds = (["DISPATCHER", "HANDLER"] as const).map((role) => ({
        login: login(role),
        name: role,
        bureau: placeOf(bureau),
        roles: [role],
      }));
      const ids = await seedPeople(tx, seeds, new Date("2020-01-01T00:00:00Z"));
      const caller = (role: string): Caller =>
        callerOf({ id: ids.get(login(role)) ?? "", login: login(role), bureau: code });
      return { dispatcher: caller("DISPATCHER"), handler: caller("HANDLER") };
    });
  }

  const seed = (code: string, level: "CITY" | "COUNTY", parent: string, divisions: string[]): BureauSeed => ({
    code,
    kind: "AUTHORITY",
    level,
    name: `${world.mark}${code}`,
    mark: "直",
    parent,
    divisions,
    validFrom: "2000-01-01",
  });

  it("a county directly under its province is reached from the province's centre", async () => {
    const code = `Z${freshKey().slice(0, 5).toUpperCase()}`;
    await testDatabase().asSystem("a county under its province, for a test", async (tx) => {
      const division = { code, name: code, parent: world.division.province, level: "COUNTY" as const, isZone: false };
      await seedDivisions(tx, [{ ...division, validFrom: "2000-01-01" }]);
      await seedBureaus(tx, [seed(code, "COUNTY", world.code.province, [code])]);
    });
    const { handler } = await peopleOf(code);
    const input = complaint(world, { respondent: { name: "某店", businessDivision: code } });
    const ticket = await register(world.as("provinceCentre.operator"), input);
    const sent = await take(world.as("provinceCentre.dispatcher"), "dispatchTicket", ticket, { bureau: code });
    expect(await take(handler, "signTicket", sent)).toMatchObject({ state: "SIGNED", holder: { code } });
    await expectUnseen(world.as("cityACentre.dispatcher"), ticket);
    const { tickets } = await handler.ask<{ tickets: { nodes: { id: string }[]; totalCount: number } }>(
      "{ tickets { nodes { id } totalCount } }",
    );
    expect(tickets).toEqual({ nodes: [{ id: ticket.id }], totalCount: 1 });
  });

  it("a city without counties handles its tickets itself", async () => {
    const code = `Y${freshKey().slice(0, 5).toUpperCase()}`;
    await testDatabase().asSystem("a city without counties, for a test", async (tx) => {
      const division = { code, name: code, parent: world.division.province, level: "CITY" as const, isZone: false };
      await seedDivisions(tx, [{ ...division, validFrom: "2000-01-01" }]);
      const street = { ...seed(`${code}-01`, "CITY", code, []), kind: "STREET_OFFICE", level: "STREET" } as const;
      await seedBureaus(tx, [seed(code, "CITY", world.code.province, [code]), street]);
    });
    const city = await peopleOf(code);
    const input = complaint(world, { respondent: { name: "某店", businessDivision: code } });
    const ticket = await register(world.as("provinceCentre.operator"), input);
    const sent = await take(world.as("provinceCentre.dispatcher"), "dispatchTicket", ticket, { bureau: code });
    const atStreet = await take(city.dispatcher, "dispatchTicket", sent, { bureau: `${code}-01` });
    expect(atStreet.competentReceivedAt).toBe(sent.competentReceivedAt);
    const { handler } = await peopleOf(`${code}-01`);
    expect(await take(handler, "signTicket", atStreet)).toMatchObject({ state: "SIGNED" });
  });
});

describe("competence", () => {
  const ask = `query ($kind: TicketKind!, $respondent: RespondentInput!, $receivedAt: DateTimeISO) {
    competence(kind: $kind, respondent: $respondent, receivedAt: $receivedAt) {
      regime locality explanation candidates { bureau { code } article because onlyIfFirstReceiver isWithinReach } } }`;

  it("is advised before anything is registered, under the order of the receipt", async () => {
    const respondent = {
      kind: "PLATFORM_TRADER",
      businessDivision: world.division.countyA1,
      publishedAddressDivision: world.division.countyA2,
      platformDomicileDivision: world.division.countyB1,
    };
    const { operator } = staff(world);
    const now = await operator.ask(ask, { kind: "COMPLAINT", respondent });
    expect(now).toMatchObject({
      competence: {
        regime: "ORDER_121",
        candidates: [
          { bureau: { code: world.code.countyA2 }, article: "13", isWithinReach: true },
          { bureau: { code: world.code.countyB1 }, article: "13", isWithinReach: false },
        ],
      },
    });
    const then = await operator.ask(ask, { kind: "COMPLAINT", respondent, receivedAt: "2026-04-14T15:59:59Z" });
    expect(then).toMatchObject({
      competence: { regime: "ORDER_20", candidates: [{ bureau: { code: world.code.countyA1 }, article: "12" }, {}] },
    });
  });

  it("falls to the bureau of the nearest division above, and is told in Chinese to whoever asks so", async () => {
    const orphan = `X${freshKey().slice(0, 5).toUpperCase()}`;
    await testDatabase().asSystem("a division without a bureau, for a test", (tx) =>
      seedDivisions(tx, [
        {
          code: orphan,
          name: orphan,
          parent: world.division.cityA,
          level: "COUNTY",
          isZone: true,
          validFrom: "2000-01-01",
        },
      ]),
    );
    const respondent = { actDivision: orphan };
    const { data } = await staff(world).operator.gql(
      ask,
      { kind: "REPORT", respondent },
      { "Accept-Language": "zh-CN" },
    );
    expect(data).toMatchObject({
      competence: {
        explanation: "依据《市场监督管理投诉举报处理办法》（第121号令）：有管辖权的单位在本单位可分送的范围内。",
        candidates: [{ bureau: { code: world.code.cityA }, article: "29", because: "被举报行为发生地" }],
      },
    });
  });

  it("says that only the nation covers a province without bureaus of its own", async () => {
    const orphan = `X${freshKey().slice(0, 5).toUpperCase()}`;
    await testDatabase().asSystem("a province without bureaus, for a test", (tx) =>
      seedDivisions(tx, [
        { code: orphan, name: orphan, parent: "100000", level: "PROVINCE", isZone: false, validFrom: "2000-01-01" },
      ]),
    );
    const { competence } = await staff(world).operator.ask<{ competence: { explanation: string } }>(ask, {
      kind: "COMPLAINT",
      respondent: { businessDivision: orphan },
    });
    expect(competence).toMatchObject({
      explanation: expect.stringContaining("a province without bureaus of its own on this platform"),
      candidates: [{ bureau: { code: nationCode } }],
    });
    const outside = await makeProvince();
    const there = { businessDivision: outside.division.countyA1 };
    expect(await staff(world).operator.ask(ask, { kind: "COMPLAINT", respondent: there })).toMatchObject({
      competence: { explanation: expect.stringContaining("is in another province") },
    });
  });

  it("is advised on a report of the first receiver", async () => {
    const input = report(world, {
      respondent: { kind: "PLATFORM_TRADER", name: "网店", platformDomicileDivision: world.division.countyA2 },
    });
    const ticket = await register(staff(world).operator, input);
    expect((await adviceFor(staff(world).dispatcher, ticket)).candidates).toMatchObject([
      { bureau: { code: world.code.countyA2 }, article: "31", onlyIfFirstReceiver: true },
    ]);
  });

  it("is not advised on unknown divisions", async () => {
    const { operator } = staff(world);
    for (const businessDivision of ["999999", "3205\u0000", ""]) {
      const refused = await operator.gql(ask, { kind: "COMPLAINT", respondent: { businessDivision } });
      expectCode(refused, "INVALID_INPUT", "respondent.businessDivision");
    }
  });
});
