import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type GraphqlResult, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  read,
  register,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
  ticketFields,
} from "./driving.js";

const document = `mutation ($input: TurnIntoCaseInput!) { turnIntoCase(input: $input) {
  ticket { ${ticketFields} turnedInto { id } timeline { verb text } }
  report { ${ticketFields} leadFrom { id } timeline { verb text toState } deadlines { limit basis { article } startedAt } }
} }`;

interface Answer {
  turnIntoCase: {
    ticket: TicketAnswer & { turnedInto: { id: string } | null; timeline: { verb: string; text: string }[] };
    report: TicketAnswer & {
      leadFrom: { id: string } | null;
      timeline: { verb: string; text: string; toState: string }[];
      deadlines: { limit: string; basis: { article: string }; startedAt: string }[];
    };
  };
}

const turn = (
  caller: Caller,
  { id, version }: Pick<TicketAnswer, "id" | "version">,
  more: Variables = {},
): Promise<GraphqlResult<Answer>> => caller.gql(document, { input: { ticketId: id, version, ...more } });

async function turned(caller: Caller, ticket: TicketAnswer, more: Variables = {}) {
  const { data, errors } = await turn(caller, ticket, more);
  expect(errors).toBeUndefined();
  return data.turnIntoCase;
}

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

describe("turnIntoCase", () => {
  it("opens a report that the same bureau verifies from now on, and leaves the complaint where it is", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "MEDIATING");
    const { ticket, report } = await turned(handler, found);
    expect(ticket).toMatchObject({ state: "MEDIATING", version: found.version + 1, turnedInto: { id: report.id } });
    expect(report).toMatchObject({
      kind: "REPORT",
      state: "VERIFYING",
      version: 1,
      regime: "ORDER_121",
      holder: { code: world.code.countyA1 },
      intakeBureau: { code: world.code.countyA1 },
      leadFrom: { id: ticket.id },
      linkedTicket: null,
      issueClass: { code: "PRICE" },
      respondent: { name: "平安大药房" },
      facts: found.facts,
      request: null,
    });
    expect(report.number).toContain("举");
    expect(report.handlerName).toBe(`${world.mark}countyA1.handler`);
    expect(report.signedAt).toBe(report.receivedAt);
    expect(report.competentReceivedAt).toBe(report.receivedAt);
    expect(ticket.timeline.at(-1)).toEqual({
      verb: "TURN_INTO_CASE",
      text: "Found a breach of the law: opened a report on it",
    });
    expect(report.timeline).toEqual([
      {
        verb: "REGISTER",
        text: "Registered on a lead found in a complaint, and being verified",
        toState: "VERIFYING",
      },
    ]);
  });

  it("gives the report the limit of art. 27, from the finding on", async () => {
    const { report } = await turned(staff(world).handler, await complaintIn(world, "ACCEPTED"));
    expect(report.dueLimit).toBe("VERIFICATION");
    expect(report.deadlines).toEqual([
      { limit: "VERIFICATION", basis: { article: "27" }, startedAt: report.receivedAt },
    ]);
  });

  it("has no reporter: the complainant is masked for good, and nobody reads a contact of the report", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "CHECKING", { facts: "王小明 13812345678 说一包卖400元" });
    const { report } = await turned(handler, found);
    expect(report.contact).toEqual({ name: null, phone: null, isAnonymous: true, isConfidential: false });
    expect(report.facts).toBe("*** *** 说一包卖400元");
    const revealed = await handler.ask<{ revealContact: { contact: unknown; facts: string } }>(
      `mutation ($input: RevealContactInput!) { revealContact(input: $input) {
        contact { name phone address identityNumber } facts } }`,
      { input: { ticketId: report.id, purpose: "VERIFICATION" } },
    );
    expect(revealed.revealContact).toEqual({
      contact: { name: null, phone: null, address: null, identityNumber: null },
      facts: "*** *** 说一包卖400元",
    });
  });

  it("takes the handler's own words and class for the report, and masks the complainant in them too", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "TERMINATED");
    const { report } = await turned(handler, found, {
      facts: "据王小明（13812345678）反映，该店无证经营",
      issueClass: "UNLICENSED_BUSINESS",
    });
    expect(report).toMatchObject({
      facts: "据***（***）反映，该店无证经营",
      issueClass: { code: "UNLICENSED_BUSINESS" },
      line: null,
    });
    expect(await read(handler, found)).toMatchObject({ state: "TERMINATED", issueClass: { code: "PRICE" } });
  });

  it("lets the report be filed as a case by the usual step, while the complaint is settled and closed", async () => {
    const { handler } = staff(world);
    const { ticket, report } = await turned(handler, await complaintIn(world, "MEDIATING"));
    expect(await take(handler, "fileCase", report)).toMatchObject({ state: "CASE_FILED" });
    const settled = await take(handler, "settleComplaint", ticket);
    expect(await take(handler, "closeTicket", settled)).toMatchObject({ state: "CLOSED" });
  });

  it("is done once for a complaint: then it is no action any more, and refused", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "CHECKING");
    expect(found.permittedActions).toContain("TURN_INTO_CASE");
    const { ticket } = await turned(handler, found);
    expect(ticket.permittedActions).not.toContain("TURN_INTO_CASE");
    const { message } = expectCode(await turn(handler, ticket), "ILLEGAL_TRANSITION");
    expect(message).toContain("art. 27");
  });

  it("opens one report of two that are asked for at once", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "CHECKING");
    const [one, other] = await Promise.all([turn(handler, found), turn(handler, found)]);
    const refused = [one, other].find(({ errors }) => errors !== undefined);
    expectCode(refused ?? one, "CONFLICT");
    const { tickets } = await handler.ask<{ tickets: { nodes: { leadFrom: { id: string } | null }[] } }>(
      "{ tickets(filter: { kinds: [REPORT] }, first: 100) { nodes { leadFrom { id } } } }",
    );
    expect(tickets.nodes.filter(({ leadFrom }) => leadFrom?.id === found.id)).toHaveLength(1);
  });

  it("refuses before the check has begun, after the refusal, and for a report", async () => {
    const { handler } = staff(world);
    for (const state of ["SIGNED", "REFUSED", "CLOSED"] as const) {
      expectCode(await turn(handler, await complaintIn(world, state)), "ILLEGAL_TRANSITION");
    }
    expectCode(await turn(handler, await reportInVerification(world)), "ILLEGAL_TRANSITION");
  });

  it("refuses a class that is none of a report, and words that are none, and leaves everything as it was", async () => {
    const { handler } = staff(world);
    const found = await complaintIn(world, "CHECKING");
    expectCode(await turn(handler, found, { issueClass: "NO_SUCH_CLASS" }), "INVALID_INPUT", "issueClass");
    expectCode(await turn(handler, found, { facts: " " }), "INVALID_INPUT", "facts");
    expectCode(await turn(handler, found, { facts: "字".repeat(5001) }), "INVALID_INPUT", "facts");
    expect(await read(handler, found)).toEqual(found);
  });

  it("refuses an old version, other roles, those above, and strangers", async () => {
    const { operator, handler } = staff(world);
    const found = await complaintIn(world, "CHECKING");
    expectCode(await turn(handler, { ...found, version: 1 }), "CONFLICT");
    expectCode(await turn(world.as("countyA1.dispatcher"), found), "FORBIDDEN");
    expectCode(await turn(world.as("cityA.handler"), found), "FORBIDDEN");
    expectCode(await turn(world.as("countyA2.handler"), found), "NOT_FOUND", "ticketId");
    const notThere = await register(operator, complaint(world));
    expectCode(await turn(handler, notThere), "NOT_FOUND", "ticketId");
  });
});
