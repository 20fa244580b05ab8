import { beforeEach, describe, expect, it } from "vitest";
import { seedPeople } from "../../src/modules/identity/index.js";
import { findBureau, placeOf } from "../../src/modules/jurisdictions/index.js";
import { fromGlobalId } from "../../src/platform/ids.js";
import { type Caller, callerOf, expectCode, type Variables } from "../api.js";
import { testDatabase } from "../database.js";
import { makeProvince, type PersonName, type World } from "../world.js";
import { confidedTo, register, registrationOf } from "./subjects.js";

const revealDocument = `mutation ($input: RevealContactInput!) {
  revealContact(input: $input) { ticketId contact { name phone address identityNumber } facts request }
}`;

interface RevealAnswer {
  revealContact: {
    contact: { name: string | null; phone: string | null; address: string | null; identityNumber: string | null };
    facts: string;
  };
}

const readDocument = `query ($id: ID!) { ticket(id: $id) {
  contact { name phone isConfidential } facts request answer timeline { text remark } respondent { name address }
} }`;

interface ReadAnswer {
  ticket: { contact: { name: string | null; phone: string | null; isConfidential: boolean }; facts: string };
}

const auditDocument = `query ($filter: AuditEntryFilter) {
  auditEntries(filter: $filter) { nodes { personId subjectId details { name value } } }
}`;

interface AuditAnswer {
  auditEntries: { nodes: { personId: string | null; subjectId: string; details: { name: string; value: string }[] }[] };
}

const reveal = (caller: Caller, ticketId: string, more: Variables = {}) =>
  caller.gql<RevealAnswer>(revealDocument, { input: { ticketId, purpose: "CALL_BACK", ...more } });

async function step(caller: Caller, mutation: string, input: string, values: Variables): Promise<number> {
  const data = await caller.ask<Record<string, { ticket: { version: number } }>>(
    `mutation ($input: ${input}!) { ${mutation}(input: $input) { ticket { version } } }`,
    { input: values },
  );
  return data[mutation]?.ticket.version ?? 0;
}

/** One more handler at a bureau. */
async function anotherHandlerAt(world: World, unit: "countyA1"): Promise<Caller> {
  const code = world.code[unit];
  const login = `${code.toLowerCase()}.second`;
  return testDatabase().asSystem("one more handler", async (tx) => {
    const bureau = await findBureau(tx, code);
    if (bureau === null) throw new Error(`there is no bureau ${code}`);
    const seed = { login, name: "第二承办人", bureau: placeOf(bureau), roles: ["HANDLER"] as const };
    const ids = await seedPeople(tx, [seed], new Date("2000-01-01T00:00:00Z"));
    return callerOf({ id: ids.get(login) ?? "", login, bureau: code });
  });
}

describe("the contact of a citizen", () => {
  let world: World;
  let code: string;

  beforeEach(async () => {
    world = await makeProvince();
    code = `C${world.code.cityA}`;
  });

  const make = (kind: "COMPLAINT" | "REPORT", changes: Variables = {}) =>
    register(world.as("cityACentre.operator"), registrationOf("密", code, { kind, ...changes }));

  const dispatch = (ticket: { id: string; version: number }, reason = "理由充分") =>
    step(world.as("cityACentre.dispatcher"), "dispatchTicket", "DispatchTicketInput", {
      ...{ ticketId: ticket.id, version: ticket.version, bureau: world.code.countyA1, reason },
    });

  const sign = async (ticketId: string, version: number) =>
    step(world.as("countyA1.handler"), "signTicket", "TicketStepInput", { ticketId, version });

  it("is masked in every text that anybody reads, his own bureau included", async () => {
    const { name, phone, address, identityNumber } = confidedTo(code);
    const all = `${name} ${phone} ${address} ${identityNumber}`;
    const { ticket } = await make("COMPLAINT", { facts: `事实 ${all}`, request: `请求 ${all}` });
    const version = await dispatch(ticket, `理由 ${all}`);
    await step(world.as("countyA1.handler"), "signTicket", "TicketStepInput", {
      ...{ ticketId: ticket.id, version, remark: `签收 ${all}` },
    });
    const readers: PersonName[] = [
      "cityACentre.operator",
      "countyA1.handler",
      "cityA.supervisor",
      "cityAPrice.priceSupervisor",
      "nation.analyst",
    ];
    for (const reader of readers) {
      const { ticket: read } = await world.as(reader).ask<ReadAnswer>(readDocument, { id: ticket.id });
      for (const secret of [name, phone, address, identityNumber]) expect(JSON.stringify(read)).not.toContain(secret);
      expect(read.contact).toMatchObject({
        name: `张${"*".repeat(code.length)}`,
        phone: expect.stringMatching(/^139\*{4}\d{4}$/),
      });
      const { tickets } = await world
        .as(reader)
        .ask<{ tickets: { totalCount: number } }>(
          "query ($text: String) { tickets(filter: { text: $text }) { totalCount } }",
          { text: phone },
        );
      expect(tickets.totalCount, "searching does not find it out").toBe(0);
    }
  });

  it("is told in clear to those who hold or registered a complaint, and to nobody else who sees it", async () => {
    const { ticket } = await make("COMPLAINT");
    await dispatch(ticket);
    for (const name of ["cityACentre.operator", "cityACentre.dispatcher", "countyA1.handler"] as const) {
      const { data, errors } = await reveal(world.as(name), ticket.id);
      expect(errors).toBeUndefined();
      expect(data.revealContact.contact).toEqual(confidedTo(code));
    }
    const seeing: PersonName[] = ["cityA.handler", "province.dispatcher", "cityAPrice.handler", "nation.operator"];
    for (const name of seeing) expectCode(await reveal(world.as(name), ticket.id), "FORBIDDEN");
    for (const name of ["countyA2.handler", "cityBCentre.dispatcher"] as const) {
      expectCode(await reveal(world.as(name), ticket.id), "NOT_FOUND", "ticketId");
    }
    expectCode(await reveal(world.as("countyA1.supervisor"), ticket.id), "FORBIDDEN");
  });

  it("is not told without a purpose of the dictionary, nor without words where the purpose wants them", async () => {
    const { ticket } = await make("REPORT");
    const dispatcher = world.as("cityACentre.dispatcher");
    const ofOther = (more: Variables) => reveal(dispatcher, ticket.id, more);
    expectCode(await ofOther({ purpose: "CURIOSITY" }), "INVALID_INPUT", "purpose");
    expectCode(await ofOther({ purpose: "MEDIATION" }), "INVALID_INPUT", "purpose");
    expectCode(await ofOther({ purpose: "OTHER" }), "INVALID_INPUT");
    const without = await dispatcher.gql(revealDocument, { input: { ticketId: ticket.id } });
    expectCode(without, "INVALID_INPUT");
    const { auditEntries } = await world
      .as("cityACentre.auditor")
      .ask<AuditAnswer>(auditDocument, { filter: { action: "contact.reveal" } });
    expect(auditEntries.nodes).toEqual([]);
  });

  it("leaves in the audit who read it and for what, and never what was read", async () => {
    const { name, phone } = confidedTo(code);
    const { ticket } = await make("COMPLAINT");
    const dispatcher = world.as("cityACentre.dispatcher");
    await reveal(dispatcher, ticket.id, { purpose: "OTHER", reason: `核实 ${name} ${phone}` });
    const { auditEntries } = await world
      .as("cityACentre.auditor")
      .ask<AuditAnswer>(auditDocument, { filter: { action: "contact.reveal" } });
    expect(auditEntries.nodes).toHaveLength(1);
    const [entry] = auditEntries.nodes;
    expect(entry?.subjectId).toBe(ticket.id);
    expect(fromGlobalId(entry?.personId ?? "")?.parts).toEqual([dispatcher.id]);
    expect(entry?.details).toContainEqual({ name: "purpose", value: "OTHER" });
    expect(JSON.stringify(entry)).toContain("核实");
    for (const secret of [name, phone]) expect(JSON.stringify(entry)).not.toContain(secret);
  });

  describe("of a report", () => {
    const bystanders: PersonName[] = [
      "province.dispatcher",
      "cityA.handler",
      "cityA.dispatcher",
      "cityAPrice.handler",
      "nation.dispatcher",
    ];

    const expectOnly = async (ticketId: string, able: Caller[], unable: Caller[]) => {
      for (const caller of able) {
        const { data, errors } = await reveal(caller, ticketId);
        expect(errors, caller.login).toBeUndefined();
        expect(data.revealContact.contact.name).toBe(confidedTo(code).name);
      }
      const others = [...unable, ...bystanders.map((name) => world.as(name))];
      for (const caller of others) expectCode(await reveal(caller, ticketId), "FORBIDDEN");
    };

    it("is told to those who review it, then to its handler alone, and to nobody in between", async () => {
      const { ticket } = await make("REPORT");
      const centre = [world.as("cityACentre.operator"), world.as("cityACentre.dispatcher")];
      const handler = world.as("countyA1.handler");
      const colleagues = [
        world.as("countyA1.dispatcher"),
        world.as("countyA1.operator"),
        await anotherHandlerAt(world, "countyA1"),
      ];
      await expectOnly(ticket.id, centre, []);
      expectCode(await reveal(handler, ticket.id), "NOT_FOUND", "ticketId");
      const version = await dispatch(ticket);
      await expectOnly(ticket.id, [], [...centre, handler, ...colleagues]);
      await sign(ticket.id, version);
      await expectOnly(ticket.id, [handler], [...centre, ...colleagues]);
    });

    it("is withheld even masked from those above, from the price department and from who handed it on", async () => {
      const { ticket } = await make("REPORT");
      const version = await dispatch(ticket);
      const shown = async (name: PersonName) =>
        (await world.as(name).ask<ReadAnswer>(readDocument, { id: ticket.id })).ticket.contact;
      for (const name of ["province.supervisor", "cityA.supervisor", "cityAPrice.priceSupervisor"] as const) {
        expect(await shown(name)).toEqual({ name: "***", phone: "***", isConfidential: true });
      }
      for (const name of ["cityACentre.operator", "countyA1.handler"] as const) {
        expect(await shown(name)).toMatchObject({ isConfidential: false });
      }
      await step(world.as("countyA1.handler"), "returnTicketToCentre", "ReturnTicketInput", {
        ...{ ticketId: ticket.id, version, reason: "OTHER", explanation: "不属管辖" },
      });
      expect(await shown("countyA1.handler")).toEqual({ name: "***", phone: "***", isConfidential: true });
      expectCode(await reveal(world.as("countyA1.handler"), ticket.id), "FORBIDDEN");
    });

    it("is nobody's when the reporter gave no name", async () => {
      const { ticket } = await make("REPORT", { contact: null, isAnonymous: true });
      const { data } = await reveal(world.as("cityACentre.dispatcher"), ticket.id);
      expect(data.revealContact.contact).toEqual({ name: null, phone: null, address: null, identityNumber: null });
    });
  });
});
