import { beforeAll, describe, expect, it } from "vitest";
import {
  creditCodeCheckCharacter,
  readExtract,
  type TicketExtract,
  ticketExtractParts,
  ticketKeyOf,
} from "../../../src/modules/tickets/index.js";
import type { RequestContext } from "../../../src/platform/context.js";
import { testSeal } from "../../api.js";
import { testDatabase } from "../../database.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, staff, type TicketAnswer, take } from "./driving.js";

let world: World;
let ticket: TicketAnswer;
let readings: string[];

const creditCode = `91320505MA1MTE5M1${creditCodeCheckCharacter("91320505MA1MTE5M1")}`;

const citizen = {
  name: "欧阳明月",
  phone: "13987651234",
  address: "观前街88号三单元",
  identityNumber: "320504199001011234",
};

const written = `${citizen.name}（电话 139-8765-1234，住${citizen.address}）买了口罩，一包400元`;

beforeAll(async () => {
  world = await makeProvince();
  ticket = await complaintIn(world, "MEDIATING", {
    contact: citizen,
    facts: written,
    request: `退还差价，请打 ${citizen.phone} 找${citizen.name}`,
    respondent: {
      name: "平安大药房",
      address: `${citizen.address}对面`,
      creditCode,
      businessDivision: world.division.countyA1,
    },
    disputedAmount: "380.00",
  });
});

/** What a resolver has of a request, with the reasons for which it reads as the platform. */
async function context(): Promise<RequestContext> {
  const database = testDatabase();
  readings = [];
  const watched = {
    ...database,
    asSystem: (reason: string, work: never) => {
      readings.push(reason);
      return database.asSystem(reason, work);
    },
  };
  return { database: watched, seal: await testSeal(), loaders: new Map() } as Partial<RequestContext> as RequestContext;
}

async function extract(parts: readonly string[]): Promise<TicketExtract> {
  return (await readExtract(await context(), ticketKeyOf(ticket.id), parts)) ?? expect.fail("there is no extract");
}

/** The fields that are no part and are always there. */
const always = ["number", "kind", "parts", "row"];

const shownFields = (found: TicketExtract): string[] =>
  Object.entries(found).flatMap(([name, value]) => (value === null || always.includes(name) ? [] : [name]));

describe("the extract of a ticket", () => {
  it("shows number and kind alone where no part is named", async () => {
    const found = await extract([]);
    expect(found).toMatchObject({ number: ticket.number, kind: "COMPLAINT", parts: [] });
    expect(shownFields(found)).toEqual([]);
  });

  it.each([
    ["CLASSIFICATION", []],
    ["RESPONDENT", ["respondent"]],
    ["FACTS", ["facts"]],
    ["REQUEST", ["request"]],
    ["AMOUNT", ["disputedAmount"]],
    ["STATE", ["state"]],
    ["DEADLINE", ["dueOn", "dueLimit"]],
  ])("shows of %s what it says and nothing else", async (part, fields) => {
    expect(shownFields(await extract([part]))).toEqual(fields);
  });

  it("masks the citizen in every text, however he is written in it", async () => {
    const { facts, request, respondent } = await extract(ticketExtractParts);
    const texts = JSON.stringify([facts, request, respondent]);
    for (const known of [citizen.name, citizen.phone, "139-8765-1234", citizen.address, citizen.identityNumber]) {
      expect(texts).not.toContain(known);
    }
    expect(facts).toBe("***（电话 ***，住***）买了口罩，一包400元");
    expect(request).toBe("退还差价，请打 *** 找***");
    expect(respondent).toMatchObject({ name: "平安大药房", address: "***对面", creditCode });
  });

  it("masks what an amendment has put another contact in the place of", async () => {
    const { operator } = staff(world);
    const entry = await register(operator, complaint(world, { contact: citizen, facts: written, submit: false }));
    const amended = await take(operator, "amendTicket", entry, { contact: { name: "李四光", phone: "13900000000" } });
    const found = await readExtract(await context(), ticketKeyOf(amended.id), ["FACTS"]);
    expect(found?.facts).toBe("***（电话 ***，住***）买了口罩，一包400元");
  });

  it("passes over parts that there are not, such as the contact", async () => {
    const found = await extract(["CONTACT", "HANDLER", "STATE"]);
    expect(found.parts).toEqual(["STATE"]);
    expect(found.state).toBe("MEDIATING");
  });

  it("is null of a ticket that there is not", async () => {
    const key = { ...ticketKeyOf(ticket.id), id: "00000000-0000-7000-8000-000000000000" };
    expect(await readExtract(await context(), key, ["STATE", "FACTS"])).toBeNull();
  });

  it("reads any number of tickets of a request at once", async () => {
    const other = await register(staff(world).operator, complaint(world));
    const request = await context();
    const keys = [ticket, other, ticket].map(({ id }) => ticketKeyOf(id));
    const found = await Promise.all(
      keys.map((key, position) => readExtract(request, key, ticketExtractParts.slice(position))),
    );
    expect(found.map((one) => one?.number)).toEqual([ticket.number, other.number, ticket.number]);
    expect(readings).toHaveLength(2);
  });
});
