import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { actions, clientScopes } from "../../src/access/index.js";
import { issueToken } from "../../src/modules/identity/index.js";
import { systemClock } from "../../src/platform/clock.js";
import { fromGlobalId } from "../../src/platform/ids.js";
import { makeClient } from "../api/identity/documents.js";
import { orderInput, readOrder, run, setOrderStage } from "../api/supervision/ordering.js";
import { close } from "../api/supervision/tickets.js";
import { complaintIn, staff, type TicketAnswer, ticketFields } from "../api/tickets/driving.js";
import { expectCode, gql, testIssuer, testSigningKeys } from "../api.js";
import { actorAt, denied, stateOf } from "../database/actors.js";
import { testDatabase } from "../database.js";
import { makeProvince, type World } from "../world.js";

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

describe("whoever gets a statement past the commands", () => {
  const [id, other] = [randomUUID(), randomUUID()];

  // What each table needs besides the bureau that acts; none of these rows gets as far as the check of its ticket.
  const day = "'2026-09-21'";
  const forged = (world: World, bureau: string): Readonly<Record<string, string>> => {
    const { province, cityA, countyA1 } = world.code;
    const place = `'${province}', '${cityA}', NULL, '${bureau}'`;
    const party = `'${bureau}', '${cityA}', NULL, '${countyA1}', '${cityA}', '${countyA1}'`;
    const key = `'${province}', '${id}'`;
    return {
      supervision_orders: `(province, id, issuer, issuer_city, issuer_county, receiver, receiver_city, receiver_county, kind,
        origin, ground, requirement, reply_by, state, issued_at)
        VALUES (${key}, ${party}, 'ORDINARY', 'MANUAL', 'OVERDUE', '速办', ${day}, 'ISSUED', now())`,
      disputes: `(province, id, raiser, raiser_city, raiser_county, proposed, proposed_city, proposed_county, ticket_id,
        superior, origin, reason, explanation, state, raised_at, negotiate_until)
        VALUES (${key}, ${party}, '${other}', '${province}', 'RAISED', 'NOT_OUR_DUTY', '无', 'NEGOTIATING', now(), ${day})`,
      elevations: `(province, id, asker, asker_city, asker_county, superior, superior_city, superior_county, ticket_id, reason,
        explanation, state, asked_at) VALUES (${key}, ${party}, '${other}', 'GRAVE', '无', 'PENDING', now())`,
      ticket_copies: `(province, id, sender, sender_city, sender_county, receiver, receiver_city, receiver_county, ticket_id,
        parts, state, sent_at) VALUES (${key}, ${party}, '${other}', '{FACTS}', 'SENT', now())`,
      ticket_returns: `(province, city, county, bureau, to_bureau, to_city, to_county, ticket_id, sequence, reason,
        returned_on) VALUES (${place}, '${countyA1}', '${cityA}', '${countyA1}', '${other}', 1, 'NOT_OUR_DUTY', ${day})`,
      referrals: `(province, city, county, bureau, id, ticket_id, target, ground, explanation, state, referred_at)
        VALUES (${place}, '${id}', '${other}', 'POLICE', 'CRIME', '无', 'SENT', now())`,
      investigations: `(province, city, county, bureau, id, title, purpose, state, opened_at)
        VALUES (${place}, '${id}', '无', '无', 'OPEN', now())`,
      investigation_tasks: `(province, id, lead, lead_city, lead_county, partner, partner_city, partner_county,
        partner_province, investigation_id, partner_kind, question, parts, due_on, state, asked_at)
        VALUES (${key}, ${party}, '${province}', '${other}', 'BUREAU', '无', '{FACTS}', ${day}, 'OPEN', now())`,
    };
  };

  it("writes no matter in the name of another bureau, beneath his own or beside it", async () => {
    const world = await makeProvince();
    const actor = await actorAt(world.code.cityA);
    for (const bureau of [world.code.countyA1, world.code.cityACentre, world.code.cityB, world.code.cityA]) {
      for (const [table, values] of Object.entries(forged(world, bureau))) {
        const inserted = testDatabase().asActor(actor, (tx) => tx.execute(sql.raw(`INSERT INTO ${table} ${values}`)));
        const state = await stateOf(inserted);
        // His own is refused for its ticket alone, which is not there, where the table asks for one.
        if (bureau === world.code.cityA) expect([null, "23503"], table).toContain(state);
        else expect(state, `${table} of ${bureau}`).toBe(denied);
      }
    }
  });
});
