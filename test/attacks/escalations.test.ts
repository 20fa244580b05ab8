import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { actions, clientScopes } from "../../src/access/index.js";
import { issueToken } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { fromGlobalId } from "../../src/platform/ids.js";
import { makeClient } from "../api/identity/documents.js";
import { orderInput, readOrder, run, setOrderStage } from "../api/supervision/ordering.js";
import { close } from "../api/supervision/tickets.js";
import {
  complaintIn,
  read,
  reportInVerification,
  send as sendStep,
  staff,
  type TicketAnswer,
  ticketFields,
} from "../api/tickets/driving.js";
import {
  act,
  dispute,
  naming,
  readDispute,
  send as sendUpon,
  timelineOf,
  upon,
} from "../api/transfers/dispute-driving.js";
import { expectCode, type GraphqlResult, gql, testIssuer, testSigningKeys } from "../api.js";
import { testDatabase } from "../database.js";
import { makeProvince, type PersonName, type World } from "../world.js";

describe("a program that acts for nobody", () => {
  const programOf = async (world: World): Promise<string> => {
    const { apiClient } = await makeClient(world, { scopes: [...clientScopes] });
    const client = fromGlobalId(apiClient.id)?.parts[0] ?? "";
    const grant = { issuer: testIssuer, person: null, client, scopes: clientScopes, now: systemClock.now() };
    return (await issueToken(await testSigningKeys(), grant)).token;
  };

  it("supervises, designates and takes up nothing, whatever its scopes", async () => {
    const world = await makeProvince();
    const token = await programOf(world);
    const { data } = await gql<{ viewer: { permittedActions: (keyof typeof actions)[] } }>(
      token,
      "{ viewer { permittedActions } }",
    );
    const personal = data.viewer.permittedActions.filter((name) => actions[name].scope === "tickets.supervise");
    expect(personal).toEqual([]);
    const ticket = await complaintIn(world, "SIGNED");
    const issue =
      "mutation ($input: IssueSupervisionOrderInput!) { issueSupervisionOrder(input: $input) { order { id } } }";
    const input = orderInput(world.code.countyA1, [ticket], { replyBy: "2099-01-01" });
    expect(expectCode(await gql(token, issue, { input }), "FORBIDDEN").message).toContain("for a person to decide");
  });
});

describe("the words of an order that rose", () => {
  const stage = setOrderStage();

  it("are masked with the contacts of all tickets of the order that was ignored", async () => {
    const { as, on, order, rise, ticketAt } = stage;
    on("2026-09-21");
    const left = await ticketAt("countyA1", { contact: { name: "欧阳静", phone: "13911112222" } });
    const stays = await ticketAt();
    const issued = await order([left, stays], { requirement: "请尽快答复欧阳静和王小明" });
    expect(issued.requirement).toBe("请尽快答复***和***");
    await close(stage, left);
    on("2026-09-25");
    await rise();
    const { risenTo } = await readOrder(as("cityA.supervisor"), issued);
    const risen = await readOrder(as("province.supervisor"), { id: risenTo?.id ?? "" });
    expect(risen).toMatchObject({ ticketCount: 1, requirement: "请尽快答复***和***" });
    const answered = await run(as("countyA1.handler"), "answerSupervisionOrder", {
      orderId: risen.id,
      version: risen.version,
      answer: "已答复欧阳静",
    });
    expect(answered.answer).toBe("已答复***");
    on("2026-09-21");
  });
});

describe("a report on a lead found in a complaint", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
  });

  it("shows nothing of the complainant in what it says of the respondent", async () => {
    const { handler } = staff(world);
    const contact = { name: "王小明", phone: "13812345678", address: "桃花坞大街8号" };
    const found = await complaintIn(world, "CHECKING", {
      contact,
      respondent: {
        name: "王小明楼下的药房",
        address: "桃花坞大街8号底层",
        businessDivision: world.division.countyA1,
      },
    });
    const { turnIntoCase } = await handler.ask<{ turnIntoCase: { report: TicketAnswer } }>(
      `mutation ($input: TurnIntoCaseInput!) { turnIntoCase(input: $input) { report { ${ticketFields} } } }`,
      { input: { ticketId: found.id, version: found.version } },
    );
    expect(turnIntoCase.report.respondent).toMatchObject({ name: "***楼下的药房", address: "***底层" });
    const { tickets } = await handler.ask<{ tickets: { nodes: { id: string }[] } }>(
      "query ($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }",
      { filter: { text: "桃花坞大街" } },
    );
    expect(tickets.nodes).toEqual([]);
  });
});

describe("at the same moment", () => {
  const codeOf = ({ errors }: GraphqlResult<unknown>): string => String(errors?.[0]?.extensions?.code ?? "DONE");

  it("the parties and the superior settle a dispute once, and the ticket moves once, by whomever", async () => {
    const world = await makeProvince();
    for (let round = 0; round < 8; round += 1) {
      const { ticket, raised } = await dispute(world);
      const [zone, county, city] = (["zoneA.handler", "countyA2.handler", "cityA.head"] as const).map(world.as);
      if (zone === undefined || county === undefined || city === undefined) expect.fail("somebody is missing");
      const takeUp = "mutation ($input: TakeUpTicketInput!) { takeUpTicket(input: $input) { ticket { id } } }";
      const taken = { ticketId: ticket.id, version: ticket.version, reason: "GRAVE", explanation: "影响重大" };
      const answers = await Promise.all([
        sendUpon(county, "acceptDispute", upon(raised)),
        sendUpon(county, "acceptDispute", upon(raised)),
        sendUpon(city, "designate", upon(raised, { bureau: world.code.countyA1, grounds: "两家均无权" })),
        sendUpon(zone, "withdrawDispute", upon(raised)),
        sendStep(zone, "returnTicketToCentre", ticket),
        city.gql(takeUp, { input: taken }),
      ]);
      const codes = answers.map(codeOf);
      expect(codes).not.toContain("INTERNAL");
      expect(codes.slice(0, 4).filter((code) => code === "DONE").length).toBeLessThanOrEqual(1);
      const after = await readDispute(city, raised);
      expect(["AGREED", "DESIGNATED", "WITHDRAWN"]).toContain(after.state);
      const moves = (await timelineOf(world.as("cityACentre.dispatcher"), ticket)).filter(({ verb }) =>
        ["TRANSFER", "DESIGNATE", "RETURN_TO_CENTRE", "TAKE_UP"].includes(verb),
      );
      const moved = await read(world.as("cityACentre.dispatcher"), ticket);
      expect(moved.version).toBe(ticket.version + moves.length);
    }
  });
});

describe("a report that a superior took up", () => {
  const document = `mutation ($input: RevealContactInput!) { revealContact(input: $input) { contact { name phone } } }`;

  it("gives its reporter away to those who handle it there, and to nobody else of the superior or the bureau", async () => {
    const world = await makeProvince();
    const report = await reportInVerification(world);
    const takeUp = "mutation ($input: TakeUpTicketInput!) { takeUpTicket(input: $input) { ticket { id } } }";
    const input = { ticketId: report.id, version: report.version, reason: "GRAVE", explanation: "影响重大" };
    await world.as("cityA.head").ask(takeUp, { input });
    const reveal = (name: PersonName) =>
      world.as(name).gql(document, { input: { ticketId: report.id, purpose: "VERIFICATION" } });
    for (const name of ["cityA.operator", "cityA.dispatcher", "countyA1.handler", "cityACentre.operator"] as const) {
      expectCode(await reveal(name), "FORBIDDEN");
    }
    expect((await reveal("cityA.handler")).data).toEqual({
      revealContact: { contact: { name: "王小明", phone: "13812345678" } },
    });
  });
});

describe("the words of a copy of a report", () => {
  it("are for the bureau that got it, until it is withdrawn, and for whoever sees the ticket", async () => {
    const world = await makeProvince();
    const sender = world.as("countyA1.handler");
    const report = await reportInVerification(world);
    const [input, parts] = [{ ticketId: report.id, remark: "贵区门店的店长涉案" }, ["FACTS"]];
    const { sendCopy } = await sender.ask<{ sendCopy: { copy: { id: string; version: number } } }>(
      "mutation ($input: SendCopyInput!) { sendCopy(input: $input) { copy { id version } } }",
      { input: { ...input, bureau: world.code.countyB1, parts } },
    );
    const { id, version } = sendCopy.copy;
    const wordsAt = async (name: PersonName): Promise<string | null> =>
      (
        await world
          .as(name)
          .ask<{ copy: { remark: string | null } }>("query ($id: ID!) { copy(id: $id) { remark } }", { id })
      ).copy.remark;
    expect(await wordsAt("countyB1.handler")).toBe(input.remark);
    expect(await wordsAt("cityB.supervisor")).toBeNull();
    const withdraw = "mutation ($input: CopyStepInput!) { withdrawCopy(input: $input) { copy { state } } }";
    await sender.ask(withdraw, { input: { copyId: id, version } });
    expect(await wordsAt("countyB1.handler")).toBeNull();
    expect(await wordsAt("cityA.supervisor")).toBe(input.remark);
  });
});

describe("a ticket that somebody fills with matters", () => {
  it("takes fifty disputes and fifty requests, raised and taken back, and no more", async () => {
    const world = await makeProvince();
    const { ticket, raised } = await dispute(world);
    const zone = world.as("zoneA.handler");
    await act(zone, "withdrawDispute", upon(raised));
    const input = { ticketId: ticket.id, version: ticket.version, explanation: "理由" };
    const elevate =
      "mutation ($input: RequestElevationInput!) { requestElevation(input: $input) { elevation { id } } }";
    const ask = () => zone.gql(elevate, { input: { ...input, reason: "GRAVE" } });
    const { data } = await zone.gql<{ requestElevation: { elevation: { id: string } } }>(elevate, {
      input: { ...input, reason: "GRAVE" },
    });
    const ids = [raised.id, data.requestElevation.elevation.id].map((id) => fromGlobalId(id)?.parts[1] ?? "");
    await testDatabase().asSystem("fill a ticket with matters for a test", async (tx) => {
      await tx.execute(sql`UPDATE elevations SET state = 'WITHDRAWN' WHERE id = ${ids[1]}`);
      for (const [position, table] of ["disputes", "elevations"].entries()) {
        await tx.execute(sql`INSERT INTO ${sql.identifier(table)}
          SELECT (jsonb_populate_record(kept, jsonb_build_object('id', gen_random_uuid()))).*
          FROM ${sql.identifier(table)} AS kept, generate_series(1, 49) WHERE id = ${ids[position]}`);
      }
    });
    expectCode(await sendUpon(zone, "raiseDispute", naming(world, ticket, "countyA2")), "TOO_LARGE", "disputes");
    expectCode(await ask(), "TOO_LARGE", "elevations");
  });
});
