import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, staff, type TicketAnswer, ticketFields } from "../tickets/driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const fields = `correction { id version state fields reason answer bureau { code } asker { code } }
  ticket { ${ticketFields} timeline { verb remark } corrections { id state } }`;

interface Answer {
  correction: { id: string; version: number; state: string; reason: string; answer: string | null };
  ticket: TicketAnswer & { timeline: { verb: string; remark: string | null }[]; corrections: { state: string }[] };
}

const send = (caller: Caller, name: string, input: Variables) =>
  caller.gql<Record<string, Answer>>(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`,
    { input },
  );

async function done(answer: ReturnType<typeof send>): Promise<Answer> {
  const { data, errors } = await answer;
  expect(errors).toBeUndefined();
  return Object.values(data)[0] ?? expect.fail("no answer came back");
}

const asking = (caller: Caller, ticket: TicketAnswer, more: Variables = {}) =>
  send(caller, "requestCorrection", {
    ...{ ticketId: ticket.id, fields: ["RESPONDENT", "ISSUE_CLASS"], reason: "地址有误，请王小明 13812345678 核对" },
    ...more,
  });

/** A complaint that the county checks, and the request to correct it. */
async function asked(more: Variables = {}): Promise<{ ticket: TicketAnswer; correction: Answer["correction"] }> {
  const ticket = await complaintIn(world, "CHECKING");
  const { correction } = await done(asking(staff(world).handler, ticket, more));
  return { ticket, correction };
}

const of = ({ id, version }: Answer["correction"]) => ({ correctionId: id, version });

describe("requestCorrection", () => {
  it("asks the bureau that registered the ticket, which stays where it is", async () => {
    const { handler, operator } = staff(world);
    const ticket = await complaintIn(world, "CHECKING");
    const answer = await done(asking(handler, ticket));
    expect(answer.correction).toMatchObject({
      ...{ state: "REQUESTED", version: 1, fields: ["RESPONDENT", "ISSUE_CLASS"] },
      reason: "地址有误，请*** *** 核对",
      ...{ bureau: { code: world.code.cityACentre }, asker: { code: world.code.countyA1 } },
    });
    expect(answer.ticket).toMatchObject({ state: "CHECKING", version: ticket.version, dueOn: ticket.dueOn });
    expect(answer.ticket.timeline.at(-1)?.verb).toBe("CORRECTION_REQUESTED");
    const { corrections } = await operator.ask<{ corrections: { nodes: { id: string }[] } }>(
      "{ corrections(view: FOR_US, state: REQUESTED, first: 1) { nodes { id } } }",
    );
    expect(corrections.nodes).toEqual([{ id: answer.correction.id }]);
  });

  it("is refused while another is open", async () => {
    const { ticket } = await asked();
    expectCode(await asking(staff(world).handler, ticket), "ILLEGAL_TRANSITION");
  });

  it("is refused of a ticket that is decided", async () => {
    const refused = await complaintIn(world, "REFUSED");
    expectCode(await asking(staff(world).handler, refused), "ILLEGAL_TRANSITION");
  });

  it("is FORBIDDEN for a bureau that does not hold the ticket", async () => {
    const ticket = await complaintIn(world, "CHECKING");
    expectCode(await asking(staff(world).dispatcher, ticket), "FORBIDDEN");
  });

  it.each([
    ["no field", { fields: [] }, "fields"],
    ["the same field twice", { fields: ["FACTS", "FACTS"] }, "fields"],
    ["no reason", { reason: "" }, "reason"],
  ])("refuses %s", async (_, more, field) => {
    const ticket = await complaintIn(world, "CHECKING");
    expectCode(await asking(staff(world).handler, ticket, more), "INVALID_INPUT", field);
  });
});

describe("makeCorrection", () => {
  it("changes what was asked for, in the same transaction, and the ticket goes on with its clock", async () => {
    const { operator } = staff(world);
    const { correction, ticket } = await asked();
    const respondent = { name: "平安大药房观前街店", businessDivision: world.division.countyA1 };
    const answer = await done(
      send(operator, "makeCorrection", {
        ...of(correction),
        issueClass: "QUALITY",
        respondent,
        remark: "已与来电人核对",
      }),
    );
    expect(answer.correction).toMatchObject({ state: "MADE", version: 2, answer: "已与来电人核对" });
    expect(answer.ticket).toMatchObject({
      ...{ state: "CHECKING", version: ticket.version + 1, dueOn: ticket.dueOn, issueClass: { code: "QUALITY" } },
      ...{ respondent: { name: "平安大药房观前街店" }, facts: ticket.facts, line: null },
    });
    expect(answer.ticket.timeline.at(-1)).toEqual({ verb: "CORRECT", remark: "已与来电人核对" });
    expect(answer.ticket.corrections).toMatchObject([{ state: "MADE" }]);
  });

  it("refuses whatever was not asked for", async () => {
    const { correction } = await asked();
    const answer = await send(staff(world).operator, "makeCorrection", { ...of(correction), facts: "另一件事" });
    expectCode(answer, "INVALID_INPUT", "facts");
  });

  it("refuses to correct nothing", async () => {
    const { correction } = await asked();
    const answer = await send(staff(world).operator, "makeCorrection", of(correction));
    expectCode(answer, "INVALID_INPUT", "correctionId");
  });

  it("is FORBIDDEN for an operator of another bureau above the ticket", async () => {
    const { correction } = await asked();
    const answer = await send(world.as("cityA.operator"), "makeCorrection", {
      ...of(correction),
      issueClass: "QUALITY",
    });
    expectCode(answer, "FORBIDDEN");
  });

  it("happens once when two operators correct at the same moment", async () => {
    const { operator } = staff(world);
    const { correction } = await asked();
    const input = { ...of(correction), issueClass: "QUALITY" };
    const answers = await Promise.all([
      send(operator, "makeCorrection", input),
      send(operator, "makeCorrection", input),
    ]);
    const [refused, ...others] = answers.filter(({ errors }) => errors !== undefined);
    expect(others).toEqual([]);
    expectCode(refused ?? expect.fail("both were made"), "CONFLICT");
  });
});

describe("refuseCorrection and withdrawCorrection", () => {
  it("refuse with a reason, after which another may be asked for", async () => {
    const { handler, operator } = staff(world);
    const { correction, ticket } = await asked();
    const refused = await done(send(operator, "refuseCorrection", { ...of(correction), reason: "录音核对无误" }));
    expect(refused.correction).toMatchObject({ state: "REFUSED", answer: "录音核对无误" });
    expect(refused.ticket.timeline.at(-1)?.verb).toBe("CORRECTION_REFUSED");
    expect((await done(asking(handler, ticket))).correction.state).toBe("REQUESTED");
  });

  it("withdraw by the bureau that asked alone", async () => {
    const { handler, operator } = staff(world);
    const { correction } = await asked();
    expectCode(await send(operator, "withdrawCorrection", of(correction)), "FORBIDDEN");
    expect((await done(send(handler, "withdrawCorrection", of(correction)))).correction.state).toBe("WITHDRAWN");
    expectCode(
      await send(operator, "refuseCorrection", { ...of({ ...correction, version: 2 }), reason: "无误" }),
      "ILLEGAL_TRANSITION",
    );
  });

  it("are NOT_FOUND for a stranger", async () => {
    const { correction } = await asked();
    const stranger = (await makeProvince()).as("countyA1.handler");
    expectCode(await send(stranger, "withdrawCorrection", of(correction)), "NOT_FOUND", "correctionId");
  });

  it("leave an entry that was not dispatched to the return to the operator", async () => {
    const ticket = await register(staff(world).operator, complaint(world, { submit: false }));
    expectCode(await asking(world.as("cityACentre.dispatcher"), ticket), "ILLEGAL_TRANSITION");
  });
});
