import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type GraphqlResult, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  consultation,
  expectUnseen,
  read,
  register,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
} from "../tickets/driving.js";

const referralFields = `id version state documentNumber referredAt repliedAt explanation reply permittedActions referrerName
  bureau { code } ticket { id } target { code name } ground { code name }`;

interface ReferralAnswer {
  id: string;
  version: number;
  state: string;
  repliedAt: string | null;
  explanation: string;
  reply: string | null;
  permittedActions: string[];
}

const refer = (
  caller: Caller,
  { id }: Pick<TicketAnswer, "id">,
  more: Variables = {},
): Promise<GraphqlResult<{ referOut: { referral: ReferralAnswer } }>> =>
  caller.gql(`mutation ($input: ReferOutInput!) { referOut(input: $input) { referral { ${referralFields} } } }`, {
    input: { ticketId: id, target: "POLICE", ground: "FRAUD", explanation: "涉嫌夹带掉包骗取赔偿", ...more },
  });

async function referred(caller: Caller, ticket: TicketAnswer, more: Variables = {}): Promise<ReferralAnswer> {
  const { data, errors } = await refer(caller, ticket, more);
  expect(errors).toBeUndefined();
  return data.referOut.referral;
}

const reply = (
  caller: Caller,
  { id, version }: Pick<ReferralAnswer, "id" | "version">,
  more: Variables = {},
): Promise<GraphqlResult<{ noteReferralReply: { referral: ReferralAnswer } }>> =>
  caller.gql(
    `mutation ($input: NoteReferralReplyInput!) { noteReferralReply(input: $input) { referral { ${referralFields} } } }`,
    { input: { referralId: id, version, state: "TAKEN", reply: "已立案侦查", ...more } },
  );

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("referOut", () => {
  it("notes the referral beside the handling, which goes on", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "MEDIATING");
    const referral = await referred(handler, found, { documentNumber: "苏市监移〔2026〕3号" });
    expect(referral).toMatchObject({
      version: 1,
      state: "SENT",
      documentNumber: "苏市监移〔2026〕3号",
      bureau: { code: world.code.countyA1 },
      ticket: { id: found.id },
      target: { code: "POLICE", name: "The police" },
      ground: { code: "FRAUD" },
      referrerName: `${world.mark}countyA1.handler`,
      permittedActions: ["NOTE_REPLY"],
      reply: null,
      repliedAt: null,
    });
    expect(await read(handler, found)).toMatchObject({ state: "MEDIATING", version: found.version });
    const { ticket } = await handler.ask<{ ticket: { referrals: { id: string }[]; timeline: { text: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { referrals { id } timeline { text } } }",
      { id: found.id },
    );
    expect(ticket.referrals).toEqual([{ id: referral.id }]);
    expect(ticket.timeline.at(-1)).toEqual({ text: "Referred: The police" });
  });

  it("masks the citizen in the explanation for every reader", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "CHECKING", { contact: { name: "公孙大同", phone: "13412344321" } });
    const referral = await referred(handler, found, { explanation: "公孙大同（13412344321）涉嫌敲诈勒索" });
    expect(referral.explanation).toBe("***（***）涉嫌敲诈勒索");
  });

  it("is for a report as well, and after the closing, but not from the archive", async () => {
    const { handler } = staff(world);
    await referred(handler, await reportInVerification(world));
    const closed = await complaintIn(world, "CLOSED");
    await referred(handler, closed);
    const told = await take(handler, "giveFeedback", closed);
    const archived = await take(handler, "archiveTicket", told);
    expectCode(await refer(handler, archived), "ILLEGAL_TRANSITION");
  });

  it("is not for a question, which is told of the right route", async () => {
    const { operator, dispatcher } = staff(world);
    const asked = await take(operator, "escalateConsultation", await register(operator, consultation()));
    const passedOn = await take(dispatcher, "dispatchTicket", asked, {
      bureau: world.code.countyA1,
      reason: "由该局答复",
    });
    expectCode(await refer(world.as("countyA1.head"), passedOn), "ILLEGAL_TRANSITION");
  });

  it("does not let a unit pass on what is another's duty (art. 41), but let it refer a suspected crime", async () => {
    const { operator, dispatcher } = staff(world);
    const found = await register(operator, complaint(world));
    await take(dispatcher, "dispatchTicket", found, { bureau: world.code.cityAPrice, reason: "由科承办" });
    const unit = world.as("cityAPrice.handler");
    const { message } = expectCode(await refer(unit, found, { ground: "OTHER_DUTY" }), "INVALID_INPUT", "ground");
    expect(message).toContain("art. 41");
    expectCode(await refer(unit, found, { target: "MARKET_SUPERVISION" }), "INVALID_INPUT", "ground");
    await referred(unit, found, { ground: "SUSPECTED_CRIME" });
  });

  it("refuses unknown targets and grounds, missing words, and numbers that are too long", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "CHECKING");
    expectCode(await refer(handler, found, { target: "NOBODY" }), "INVALID_INPUT", "target");
    expectCode(await refer(handler, found, { ground: "NOTHING" }), "INVALID_INPUT", "ground");
    expectCode(await refer(handler, found, { explanation: " " }), "INVALID_INPUT", "explanation");
    expectCode(await refer(handler, found, { documentNumber: "号".repeat(101) }), "INVALID_INPUT", "documentNumber");
  });

  it("is for a handler or head of the bureau that holds the ticket", async () => {
    const found = await complaintIn(world, "CHECKING");
    await referred(world.as("countyA1.head"), found);
    expectCode(await refer(world.as("countyA1.dispatcher"), found), "FORBIDDEN");
    expectCode(await refer(world.as("cityA.head"), found), "FORBIDDEN");
    expectCode(await refer(world.as("countyA2.handler"), found), "NOT_FOUND", "ticketId");
  });
});

describe("noteReferralReply", () => {
  it("notes once what the body answered", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "CHECKING");
    const referral = await referred(handler, found);
    const { data } = await reply(handler, referral, { state: "DECLINED", reply: "证据不足，不予接收" });
    const noted = data.noteReferralReply.referral;
    expect(noted).toMatchObject({ state: "DECLINED", version: 2, reply: "证据不足，不予接收", permittedActions: [] });
    expect(noted.repliedAt).not.toBeNull();
    expectCode(await reply(handler, referral), "CONFLICT");
    expectCode(await reply(handler, noted), "ILLEGAL_TRANSITION");
  });

  it("is for the bureau that referred, also when the ticket has left its sight", async () => {
    const { operator, dispatcher } = staff(world);
    const reason = "由该局承办";
    const found = await register(operator, complaint(world));
    const first = await take(dispatcher, "dispatchTicket", found, { bureau: world.code.countyA1, reason });
    const referral = await referred(world.as("countyA1.handler"), first);
    const back = await take(world.as("countyA1.handler"), "returnTicketToCentre", first);
    const second = await take(dispatcher, "dispatchTicket", back, { bureau: world.code.countyA2, reason });
    await take(world.as("countyA2.handler"), "signTicket", second);
    await expectUnseen(world.as("countyA1.handler"), found);
    expectCode(await reply(world.as("countyA2.handler"), referral), "NOT_FOUND", "referralId");
    expectCode(await reply(world.as("cityA.head"), referral), "FORBIDDEN");
    expectCode(await reply(world.as("countyA1.handler"), referral, { reply: "" }), "INVALID_INPUT", "reply");
    const { errors } = await reply(world.as("countyA1.handler"), referral);
    expect(errors).toBeUndefined();
    const { ticket } = await dispatcher.ask<{ ticket: { timeline: { verb: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { timeline { verb } } }",
      { id: found.id },
    );
    expect(ticket.timeline.at(-1)).toEqual({ verb: "REFERRAL_ANSWERED" });
  });
});

describe("what is done with a referral", () => {
  it("is audited in codes, without a word of what was found", async () => {
    const { handler } = staff(world);
    const referral = await referred(handler, await complaintIn(world, "CHECKING"));
    await reply(handler, referral);
    const { auditEntries } = await world
      .as("countyA1.auditor")
      .ask<{ auditEntries: { nodes: { action: string }[] } }>(
        "query ($subject: ID) { auditEntries(filter: { subject: $subject }) { nodes { action details { name value } } } }",
        { subject: referral.id },
      );
    expect(auditEntries.nodes.map(({ action }) => action)).toEqual(["referral.make", "referral.make"]);
    for (const words of ["骗取赔偿", "立案侦查"]) expect(JSON.stringify(auditEntries)).not.toContain(words);
  });
});

describe("referrals", () => {
  let own: World;
  let found: TicketAnswer;
  let referral: ReferralAnswer;

  beforeAll(async () => {
    own = await makeProvince();
    found = await complaintIn(own, "CHECKING");
    referral = await referred(own.as("countyA1.handler"), found);
  });

  const list = (caller: Caller, variables: Variables = {}) =>
    caller
      .ask<{ referrals: { nodes: { id: string }[] } }>(
        `query ($view: ReferralView! = IN_REGION, $filter: ReferralFilter) {
          referrals(view: $view, filter: $filter) { nodes { id } } }`,
        variables,
      )
      .then(({ referrals }) => referrals.nodes.map(({ id }) => id));

  it("are listed for the bureau that made them and those above it", async () => {
    for (const name of ["countyA1.handler", "cityA.supervisor", "province.analyst", "nation.analyst"] as const) {
      expect(await list(own.as(name), { filter: { ticket: found.id } })).toEqual([referral.id]);
    }
    expect(await list(own.as("countyA1.handler"), { view: "OWN" })).toEqual([referral.id]);
    expect(await list(own.as("cityA.supervisor"), { view: "OWN" })).toEqual([]);
    expect(await list(own.as("cityA.supervisor"), { filter: { state: "TAKEN" } })).toEqual([]);
    for (const name of ["countyA2.handler", "cityB.supervisor"] as const) expect(await list(own.as(name))).toEqual([]);
  });

  it("are nodes for those who may read them", async () => {
    const node = (caller: Caller) =>
      caller.gql<{ node: { state: string } }>("query ($id: ID!) { node(id: $id) { ... on Referral { state } } }", {
        id: referral.id,
      });
    expect((await node(own.as("cityA.head"))).data.node).toEqual({ state: "SENT" });
    expectCode(await node(own.as("countyA1.auditor")), "NOT_FOUND", "id");
    expectCode(await node(own.as("countyB1.handler")), "NOT_FOUND", "id");
  });
});
