import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type GraphqlResult, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  expectUnseen,
  register,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
} from "../tickets/driving.js";

const copyFields = `id version state parts sentAt readAt withdrawnAt remark permittedActions senderName readerName
  sender { code } receiver { code } ticket { id }
  extract { number kind parts facts request state dueOn disputedAmount respondent { name } issueClass { code } }`;

interface CopyAnswer {
  id: string;
  version: number;
  state: string;
  parts: string[];
  readAt: string | null;
  withdrawnAt: string | null;
  remark: string | null;
  permittedActions: string[];
  senderName: string | null;
  readerName: string | null;
  sender: { code: string };
  receiver: { code: string };
  ticket: { id: string } | null;
  extract: Record<string, unknown> | null;
}

type Answered<Name extends string> = GraphqlResult<Record<Name, { copy: CopyAnswer }>>;

const send = (
  caller: Caller,
  { id }: TicketAnswer,
  bureau: string,
  more: Variables = {},
): Promise<Answered<"sendCopy">> =>
  caller.gql(`mutation ($input: SendCopyInput!) { sendCopy(input: $input) { copy { ${copyFields} } } }`, {
    input: { ticketId: id, bureau, parts: ["FACTS", "STATE"], ...more },
  });

const step = <Name extends "withdrawCopy" | "confirmCopy">(
  caller: Caller,
  name: Name,
  { id, version }: Pick<CopyAnswer, "id" | "version">,
): Promise<Answered<Name>> =>
  caller.gql(`mutation ($input: CopyStepInput!) { ${name}(input: $input) { copy { ${copyFields} } } }`, {
    input: { copyId: id, version },
  });

async function sent(caller: Caller, ticket: TicketAnswer, bureau: string, more: Variables = {}): Promise<CopyAnswer> {
  const { data, errors } = await send(caller, ticket, bureau, more);
  expect(errors).toBeUndefined();
  return data.sendCopy.copy;
}

const ask = (caller: Caller, { id }: Pick<CopyAnswer, "id">): Promise<GraphqlResult<{ copy: CopyAnswer }>> =>
  caller.gql(`query ($id: ID!) { copy(id: $id) { ${copyFields} } }`, { id });

async function readCopy(caller: Caller, copy: Pick<CopyAnswer, "id">): Promise<CopyAnswer> {
  const { data, errors } = await ask(caller, copy);
  expect(errors).toBeUndefined();
  return data.copy;
}

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("sendCopy", () => {
  it("shows a bureau that does not see the ticket the parts that it names, masked, and nothing else", async () => {
    const contact = { name: "上官云飞", phone: "13512341234" };
    const found = await complaintIn(world, "CHECKING", { contact, facts: "上官云飞 13512341234 说太贵" });
    const { handler } = staff(world);
    const copy = await sent(handler, found, world.code.countyB1, { remark: "供参考，电话13512341234" });
    expect(copy).toMatchObject({ state: "SENT", version: 1, permittedActions: ["WITHDRAW"], ticket: { id: found.id } });
    const receiver = world.as("countyB1.handler");
    await expectUnseen(receiver, found);
    const seen = await readCopy(receiver, copy);
    expect(seen).toMatchObject({
      sender: { code: world.code.countyA1 },
      receiver: { code: world.code.countyB1 },
      senderName: `${world.mark}countyA1.handler`,
      remark: "供参考，电话***",
      permittedActions: ["CONFIRM"],
      ticket: null,
      extract: {
        number: found.number,
        kind: "COMPLAINT",
        parts: ["FACTS", "STATE"],
        facts: "*** *** 说太贵",
        state: "CHECKING",
        request: null,
        dueOn: null,
        disputedAmount: null,
        respondent: null,
        issueClass: null,
      },
    });
    for (const secret of ["上官云飞", "13512341234"]) expect(JSON.stringify(seen)).not.toContain(secret);
    expectCode(
      await receiver.gql("mutation ($input: RevealContactInput!) { revealContact(input: $input) { ticketId } }", {
        input: { ticketId: found.id, purpose: "CALL_BACK" },
      }),
      "NOT_FOUND",
      "ticketId",
    );
  });

  it("goes to a department too, and to a bureau that sees the ticket anyway", async () => {
    const { operator, dispatcher } = staff(world);
    const found = await register(operator, complaint(world, { issueClass: "QUALITY" }));
    const copy = await sent(dispatcher, found, world.code.cityAPrice, { parts: ["CLASSIFICATION"] });
    expect((await readCopy(world.as("cityAPrice.priceSupervisor"), copy)).extract).toMatchObject({
      issueClass: { code: "QUALITY" },
      facts: null,
    });
    const above = await sent(dispatcher, found, world.code.province, { parts: ["REQUEST"] });
    expect(await readCopy(world.as("province.supervisor"), above)).toMatchObject({
      ticket: { id: found.id },
      extract: { request: "退还差价" },
    });
  });

  it("is sent by those who watch the region as well", async () => {
    const found = await complaintIn(world, "SIGNED");
    const copy = await sent(world.as("cityA.supervisor"), found, world.code.cityB);
    expect(copy).toMatchObject({ sender: { code: world.code.cityA } });
    expectCode(await send(world.as("cityBCentre.dispatcher"), found, world.code.cityB), "NOT_FOUND", "ticketId");
    expectCode(await send(world.as("countyA1.operator"), found, world.code.cityB), "FORBIDDEN");
  });

  it("shows a superior of the receiver that it was sent, and nothing of the ticket", async () => {
    const found = await complaintIn(world, "SIGNED");
    const copy = await sent(staff(world).handler, found, world.code.countyB1);
    expect(await readCopy(world.as("cityB.supervisor"), copy)).toMatchObject({ ticket: null, extract: null });
    expectCode(await ask(world.as("countyB2.handler"), copy), "NOT_FOUND", "id");
    expectCode(await ask(world.as("countyA2.handler"), copy), "NOT_FOUND", "id");
  });

  it("shows facts of a report only with words on what the receiver has to do with it (art. 37)", async () => {
    const found = await reportInVerification(world);
    const { handler } = staff(world);
    const refused = expectCode(await send(handler, found, world.code.countyB1), "INVALID_INPUT", "remark");
    expect(refused.message).toContain("remark");
    await sent(handler, found, world.code.countyB1, { parts: ["RESPONDENT", "STATE"] });
    await sent(handler, found, world.code.countyB2, { remark: "请协助核查该经营者在贵区的门店" });
  });

  it("refuses other provinces, oneself, bureaus that are none, and parts that are none", async () => {
    const other = await makeProvince();
    const found = await complaintIn(world, "SIGNED");
    const { handler } = staff(world);
    for (const bureau of [other.code.cityA, world.code.countyA1, world.code.nation, "T00000", "\u0000"]) {
      expectCode(await send(handler, found, bureau), "INVALID_INPUT", "bureau");
    }
    for (const parts of [[], ["FACTS", "FACTS"]]) {
      expectCode(await send(handler, found, world.code.cityB, { parts }), "INVALID_INPUT", "parts");
    }
    expectCode(await send(handler, found, world.code.cityB, { parts: ["CONTACT"] }), "INVALID_INPUT");
    expectCode(await send(handler, found, world.code.cityB, { remark: "字".repeat(2001) }), "INVALID_INPUT", "remark");
  });

  it("is sent once to a bureau, until it is withdrawn", async () => {
    const found = await complaintIn(world, "SIGNED");
    const { handler } = staff(world);
    const copy = await sent(handler, found, world.code.cityB);
    expectCode(await send(handler, found, world.code.cityB), "INVALID_INPUT", "bureau");
    await step(handler, "withdrawCopy", copy);
    await sent(handler, found, world.code.cityB, { parts: ["STATE"] });
  });
});

describe("confirmCopy", () => {
  it("notes who read it at the bureau that got it, once", async () => {
    const copy = await sent(staff(world).handler, await complaintIn(world, "SIGNED"), world.code.cityB);
    const receiver = world.as("cityB.supervisor");
    const { data } = await step(receiver, "confirmCopy", copy);
    expect(data.confirmCopy.copy).toMatchObject({
      state: "READ",
      version: 2,
      readerName: `${world.mark}cityB.supervisor`,
      permittedActions: [],
      extract: { state: "SIGNED" },
    });
    expect(data.confirmCopy.copy.readAt).not.toBeNull();
    expectCode(await step(receiver, "confirmCopy", copy), "CONFLICT");
    expectCode(await step(receiver, "confirmCopy", data.confirmCopy.copy), "ILLEGAL_TRANSITION");
  });

  it("is for the receiver alone", async () => {
    const { handler } = staff(world);
    const copy = await sent(handler, await complaintIn(world, "SIGNED"), world.code.countyB1);
    expectCode(await step(handler, "confirmCopy", copy), "FORBIDDEN");
    expectCode(await step(world.as("cityB.supervisor"), "confirmCopy", copy), "FORBIDDEN");
    expectCode(await step(world.as("countyB1.analyst"), "confirmCopy", copy), "FORBIDDEN");
    expectCode(await step(world.as("countyB2.handler"), "confirmCopy", copy), "NOT_FOUND", "copyId");
  });
});

describe("withdrawCopy", () => {
  it("ends what the receiver sees, also after it was read, and notes it upon the ticket", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "SIGNED");
    const copy = await sent(handler, found, world.code.countyB1);
    const receiver = world.as("countyB1.handler");
    const { data } = await step(receiver, "confirmCopy", copy);
    const withdrawn = await step(handler, "withdrawCopy", data.confirmCopy.copy);
    expect(withdrawn.data.withdrawCopy.copy).toMatchObject({ state: "WITHDRAWN", version: 3, extract: null });
    expect(await readCopy(receiver, copy)).toMatchObject({ state: "WITHDRAWN", extract: null, permittedActions: [] });
    expectCode(await step(handler, "withdrawCopy", withdrawn.data.withdrawCopy.copy), "ILLEGAL_TRANSITION");
    const { ticket } = await handler.ask<{ ticket: { version: number; timeline: { verb: string; text: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { version timeline { verb text } } }",
      { id: found.id },
    );
    expect(ticket.version).toBe(found.version);
    expect(ticket.timeline.slice(-2)).toEqual([
      { verb: "COPY_SENT", text: `Sent a copy to ${world.mark}countyB1` },
      { verb: "COPY_WITHDRAWN", text: `Withdrew the copy to ${world.mark}countyB1` },
    ]);
  });

  it("is possible when the ticket has left the sight of whoever sent the copy", async () => {
    const { operator, dispatcher } = staff(world);
    const found = await register(operator, complaint(world));
    const reason = "由该局承办";
    const first = await take(dispatcher, "dispatchTicket", found, { bureau: world.code.countyA1, reason });
    const copy = await sent(world.as("countyA1.handler"), first, world.code.cityB);
    const back = await take(world.as("countyA1.handler"), "returnTicketToCentre", first);
    const second = await take(dispatcher, "dispatchTicket", back, { bureau: world.code.countyA2, reason });
    await take(world.as("countyA2.handler"), "signTicket", second);
    await expectUnseen(world.as("countyA1.handler"), found);
    const { errors } = await step(world.as("countyA1.handler"), "withdrawCopy", copy);
    expect(errors).toBeUndefined();
  });

  it("is for the sender, and for no stranger", async () => {
    const { handler } = staff(world);
    const copy = await sent(handler, await complaintIn(world, "SIGNED"), world.code.countyB1);
    expectCode(await step(world.as("countyB1.handler"), "withdrawCopy", copy), "FORBIDDEN");
    expectCode(await step(world.as("countyA2.handler"), "withdrawCopy", copy), "NOT_FOUND", "copyId");
    expectCode(await step(handler, "withdrawCopy", { id: "nothing", version: 1 }), "NOT_FOUND", "copyId");
  });
});

describe("what is done with a copy", () => {
  it("is audited where it is done, in codes", async () => {
    const { handler } = staff(world);
    const copy = await sent(handler, await complaintIn(world, "SIGNED"), world.code.countyB1, { remark: "供参考" });
    const { data } = await step(world.as("countyB1.handler"), "confirmCopy", copy);
    await step(handler, "withdrawCopy", data.confirmCopy.copy);
    const actionsAt = async (unit: "countyA1" | "countyB1"): Promise<string[]> => {
      const { auditEntries } = await world.as(`${unit}.auditor`).ask<{
        auditEntries: { nodes: { action: string; subjectType: string; details: unknown }[] };
      }>(
        "query ($subject: ID) { auditEntries(filter: { subject: $subject }) { nodes { action subjectType details { name value } } } }",
        { subject: copy.id },
      );
      expect(JSON.stringify(auditEntries)).not.toContain("供参考");
      return auditEntries.nodes.map(({ action }) => action).sort();
    };
    expect(await actionsAt("countyA1")).toEqual(["copy.send", "copy.send"]);
    expect(await actionsAt("countyB1")).toEqual(["copy.receive"]);
  });
});

describe("copies", () => {
  let found: TicketAnswer;
  let copy: CopyAnswer;
  let own: World;

  beforeAll(async () => {
    own = await makeProvince();
    found = await complaintIn(own, "SIGNED");
    copy = await sent(own.as("countyA1.handler"), found, own.code.countyB1);
  });

  const list = (caller: Caller, variables: Variables = {}) =>
    caller
      .ask<{ copies: { totalCount: number; nodes: { id: string }[] } }>(
        `query ($view: CopyView! = RECEIVED, $filter: CopyFilter) { copies(view: $view, filter: $filter) {
          totalCount nodes { id } } }`,
        variables,
      )
      .then(({ copies }) => copies.nodes.map(({ id }) => id));

  it("are listed for the sender, for the receiver, and for the regions of both", async () => {
    expect(await list(own.as("countyB1.handler"))).toEqual([copy.id]);
    expect(await list(own.as("countyB1.handler"), { view: "SENT" })).toEqual([]);
    expect(await list(own.as("countyA1.handler"), { view: "SENT" })).toEqual([copy.id]);
    for (const name of ["cityA.supervisor", "cityB.supervisor", "province.analyst"] as const) {
      expect(await list(own.as(name), { view: "IN_REGION" })).toEqual([copy.id]);
      expect(await list(own.as(name))).toEqual([]);
    }
    expect(await list(own.as("countyA2.handler"), { view: "IN_REGION" })).toEqual([]);
    expect(await list(world.as("province.supervisor"), { view: "IN_REGION" })).not.toContain(copy.id);
  });

  it("are narrowed to a state and to a ticket", async () => {
    const caller = own.as("province.supervisor");
    expect(await list(caller, { view: "IN_REGION", filter: { state: "SENT", ticket: found.id } })).toEqual([copy.id]);
    expect(await list(caller, { view: "IN_REGION", filter: { state: "READ" } })).toEqual([]);
    const wrong = await caller.gql("query ($filter: CopyFilter) { copies(filter: $filter) { totalCount } }", {
      filter: { ticket: copy.id },
    });
    expectCode(wrong, "NOT_FOUND", "filter.ticket");
  });

  it("stand with the ticket, and are nodes for those who may read them", async () => {
    const { ticket } = await own
      .as("cityA.supervisor")
      .ask<{ ticket: { copies: { id: string }[] } }>("query ($id: ID!) { ticket(id: $id) { copies { id } } }", {
        id: found.id,
      });
    expect(ticket.copies).toEqual([{ id: copy.id }]);
    const node = (caller: Caller) =>
      caller.gql<{ node: { state: string } }>("query ($id: ID!) { node(id: $id) { ... on Copy { state } } }", {
        id: copy.id,
      });
    expect((await node(own.as("countyB1.handler"))).data.node).toEqual({ state: "SENT" });
    expectCode(await node(own.as("countyB1.administrator")), "NOT_FOUND", "id");
    expectCode(await node(own.as("countyA2.handler")), "NOT_FOUND", "id");
  });
});
