import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { fromGlobalId } from "../../src/platform/ids.js";
import { createLogger } from "../../src/platform/log.js";
import { addressOf, expectCode, gql, startTestApi, type Variables } from "../api.js";
import { testDatabase } from "../database.js";
import { makeProvince, type World } from "../world.js";
import { confidedTo, register, registrationOf } from "./subjects.js";

const revealDocument = `mutation ($input: RevealContactInput!) {
  revealContact(input: $input) { contact { name phone address identityNumber } }
}`;

describe("the contact of a citizen at rest", () => {
  let world: World;
  let code: string;

  beforeEach(async () => {
    world = await makeProvince();
    code = `Z${world.code.cityA}`;
  });

  const make = (changes: Variables = {}) =>
    register(world.as("cityACentre.operator"), registrationOf("密", code, changes));

  const keyOf = (id: string): string => fromGlobalId(id)?.parts[1] ?? "";

  it("is sealed, and stands in clear in no column but the words that the citizen said", async () => {
    const { ticket } = await make({ facts: "事实不含联系方式" });
    const dispatcher = world.as("cityACentre.dispatcher");
    const sent = { ticketId: ticket.id, version: ticket.version, bureau: world.code.countyA1, reason: "理由充分" };
    await dispatcher.ask(
      "mutation ($input: DispatchTicketInput!) { dispatchTicket(input: $input) { ticket { id } } }",
      { input: sent },
    );
    await dispatcher.ask(revealDocument, { input: { ticketId: ticket.id, purpose: "CALL_BACK" } });
    const id = keyOf(ticket.id);
    const texts = await testDatabase().asSystem("read rows as they lie", async (tx) => {
      const rows: string[] = [];
      for (const [table, column] of [
        ["tickets", "id::text"],
        ["ticket_details", "ticket_id::text"],
        ["ticket_contacts", "ticket_id::text"],
        ["timeline_entries", "ticket_id::text"],
        ["dispatches", "ticket_id::text"],
        ["idempotency_keys", "ticket_id::text"],
        ["audit_entries", "subject_id"],
        ["told_events", "subject_id"],
      ]) {
        const key = column === "subject_id" ? ticket.id : id;
        const found = await tx.execute<{ text: string }>(
          sql`SELECT r::text AS text FROM ${sql.raw(table ?? "")} r WHERE ${sql.raw(column ?? "")} = ${key}`,
        );
        expect(found.length, table).toBeGreaterThan(0);
        rows.push(...found.map(({ text }) => text));
      }
      const [sealed] = await tx.execute<{ text: string }>(
        sql`SELECT encode(sealed, 'escape') AS text FROM ticket_contacts WHERE ticket_id = ${id}`,
      );
      return [...rows, sealed?.text ?? ""];
    });
    const all = texts.join("\n");
    for (const secret of Object.values({ ...confidedTo(code) })) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(Buffer.from(secret, "utf8").toString("hex"));
      expect(all).not.toContain(Buffer.from(secret, "utf8").toString("base64"));
    }
  });

  it("is sealed anew each time, so that equal contacts cannot be recognised", async () => {
    const [one, other] = [await make(), await make({ idempotencyKey: `again-${code}` })];
    const rows = await testDatabase().asSystem("compare sealed contacts", (tx) =>
      tx.execute<{ text: string }>(sql`SELECT encode(sealed, 'hex') AS text FROM ticket_contacts
        WHERE ticket_id IN (${keyOf(one.ticket.id)}, ${keyOf(other.ticket.id)})`),
    );
    expect(new Set(rows.map(({ text }) => text)).size).toBe(2);
  });

  it("does not open at another ticket", async () => {
    const victim = await make();
    const mine = await make({
      idempotencyKey: `mine-${code}`,
      contact: { name: "李四", phone: "13700002222" },
    });
    await testDatabase().asSystem("move a sealed contact", (tx) =>
      tx.execute(sql`UPDATE ticket_contacts SET sealed = (
          SELECT sealed FROM ticket_contacts WHERE ticket_id = ${keyOf(victim.ticket.id)})
        WHERE ticket_id = ${keyOf(mine.ticket.id)}`),
    );
    const api = await startTestApi({ log: createLogger("silent") });
    try {
      const token = await world.as("cityACentre.dispatcher").token();
      const input = { ticketId: mine.ticket.id, purpose: "CALL_BACK" };
      const result = await gql(token, revealDocument, { input }, {}, addressOf(api));
      expectCode(result, "INTERNAL");
      expect(JSON.stringify(result.errors)).not.toContain(confidedTo(code).name);
    } finally {
      await api.close(1000);
    }
  });
});
