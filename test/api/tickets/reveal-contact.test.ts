import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, expectCode, type Variables } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import {
  complaint,
  complaintIn,
  register,
  report,
  reportInVerification,
  staff,
  type TicketAnswer,
  take,
} from "./driving.js";

let world: World;

beforeAll(async () => {
  world = await makeProvince();
});

const document = `mutation ($input: RevealContactInput!) { revealContact(input: $input) {
  ticketId contact { name phone address identityNumber } facts request } }`;

const reveal = (caller: Caller, ticket: TicketAnswer, more: Variables = {}) =>
  caller.gql<{ revealContact: object }>(document, { input: { ticketId: ticket.id, purpose: "CALL_BACK", ...more } });

/** What the audit keeps of the readings of a ticket. */
async function readings({ id }: TicketAnswer) {
  const { auditEntries } = await world.as("province.auditor").ask<{
    auditEntries: { nodes: { action: string; details: { name: string; value: string }[] }[] };
  }>(
    `query ($id: ID!) { auditEntries(filter: { subject: $id, action: "contact.reveal" }) { nodes { action details { name value } } } }`,
    { id },
  );
  return auditEntries.nodes;
}

describe("revealContact", () => {
  it("reads the contact and the texts in clear, for a purpose that the audit keeps", async () => {
    const contact = {
      name: "王小明",
      phone: "13812345678",
      address: "观前街1号",
      identityNumber: "320504199001011234",
    };
    const ticket = await complaintIn(world, "CHECKING", { contact, facts: "口罩太贵，王小明" });
    const { data, errors } = await reveal(staff(world).handler, ticket, {
      purpose: "OTHER",
      reason: "给王小明13812345678回电",
    });
    expect(errors).toBeUndefined();
    expect(data.revealContact).toEqual({
      ticketId: ticket.id,
      contact,
      facts: "口罩太贵，王小明",
      request: "退还差价",
    });
    const kept = await readings(ticket);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).toContain("OTHER");
    expect(JSON.stringify(kept)).not.toMatch(/王小明|13812345678/);
  });

  it("changes nothing of the ticket", async () => {
    const ticket = await complaintIn(world, "CHECKING");
    await reveal(staff(world).handler, ticket);
    expect(await take(staff(world).handler, "acceptComplaint", ticket)).toMatchObject({ version: ticket.version + 1 });
  });

  it.each<[string, Variables, string]>([
    ["an unknown purpose", { purpose: "CURIOSITY" }, "purpose"],
    ["a purpose that must be explained, without words", { purpose: "OTHER" }, "reason"],
    ["words with NUL", { reason: "回\u0000电" }, "reason"],
  ])("refuses %s, and keeps nothing", async (_, more, field) => {
    const ticket = await complaintIn(world, "CHECKING");
    expectCode(await reveal(staff(world).handler, ticket, more), "INVALID_INPUT", field);
    expect(await readings(ticket)).toEqual([]);
  });

  it("refuses a purpose of complaints for a report", async () => {
    const refused = await reveal(staff(world).handler, await reportInVerification(world), { purpose: "MEDIATION" });
    expectCode(refused, "INVALID_INPUT", "purpose");
  });

  it("of a complaint is for the bureaus that hold and registered it, and not for those above", async () => {
    const ticket = await complaintIn(world, "CHECKING");
    expect((await reveal(world.as("cityACentre.operator"), ticket)).errors).toBeUndefined();
    for (const name of ["cityA.handler", "province.operator"] as const) {
      expectCode(await reveal(world.as(name), ticket), "FORBIDDEN");
    }
    expectCode(await reveal(world.as("countyA1.supervisor"), ticket), "FORBIDDEN");
    expectCode(await reveal(world.as("cityBCentre.operator"), ticket), "NOT_FOUND", "ticketId");
  });

  it("of a report is for its handler alone (art. 37)", async () => {
    const ticket = await reportInVerification(world);
    expect((await reveal(staff(world).handler, ticket)).errors).toBeUndefined();
    for (const name of ["countyA1.dispatcher", "cityACentre.operator", "cityA.handler"] as const) {
      expectCode(await reveal(world.as(name), ticket), "FORBIDDEN");
    }
  });

  it("of an anonymous report finds nothing to reveal", async () => {
    const ticket = await register(staff(world).operator, report(world, { isAnonymous: true, contact: null }));
    const { data } = await reveal(staff(world).dispatcher, ticket);
    expect(data.revealContact).toMatchObject({
      contact: { name: null, phone: null, address: null, identityNumber: null },
    });
  });

  it("reveals what an amendment has put in the contact's place", async () => {
    const { operator } = staff(world);
    const ticket = await register(operator, complaint(world, { submit: false }));
    const amended = await take(operator, "amendTicket", ticket, { contact: { name: "李四光", phone: "13900000000" } });
    const { data } = await reveal(operator, amended);
    expect(data.revealContact).toMatchObject({ contact: { name: "李四光", phone: "13900000000", address: null } });
  });
});
