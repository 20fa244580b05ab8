import { beforeAll, describe, expect, it } from "vitest";
import { fieldsOfLists } from "../../../src/modules/tickets/ticket.list.store.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { complaintIn, consultation, register, reportInVerification, staff } from "./driving.js";

const nested: Record<string, string> = {
  holder: "{ code name }",
  intakeBureau: "{ code name }",
  channel: "{ code name }",
  issueClass: "{ code name }",
  contact: "{ name phone isAnonymous isConfidential }",
  division: "{ code name }",
};

describe("a list that asks for few fields, and reads few columns for them", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
    await complaintIn(world, "SIGNED");
    await complaintIn(world, "SETTLED");
    await reportInVerification(world);
    await register(staff(world).operator, consultation());
  });

  for (const field of fieldsOfLists) {
    it(`shows ${field} as a list that reads all columns does`, async () => {
      const wanted = `id ${field} ${nested[field] ?? ""}`;
      for (const person of ["province.supervisor", "countyA1.handler"] as const satisfies PersonName[]) {
        const caller = world.as(person);
        const nodesOf = async (fields: string) =>
          (await caller.ask<{ tickets: { nodes: object[] } }>(`{ tickets { nodes { ${fields} } } }`)).tickets.nodes;
        const whole = await nodesOf(`${wanted} permittedActions`);
        expect(whole.length).toBeGreaterThan(0);
        expect(whole).toEqual((await nodesOf(wanted)).map((node) => expect.objectContaining(node)));
      }
    });
  }
});
