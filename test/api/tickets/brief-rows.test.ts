import { getNamedType, isCompositeType, isObjectType, isRequiredArgument } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildLianxinSchema } from "../../../src/api/schema.js";
import { makeProvince, type PersonName, type World } from "../../world.js";
import { complaintIn, consultation, register, reportInVerification, staff } from "./driving.js";

const nested: Record<string, string> = {
  holder: "{ code name }",
  intakeBureau: "{ code name }",
  ownerAtDispatch: "{ code name }",
  division: "{ code name }",
  channel: "{ code name }",
  issueClass: "{ code name }",
  goodsClass: "{ code name }",
  topics: "{ code name }",
  settlementMethod: "{ code name }",
  refusalGround: "{ code name }",
  terminationGround: "{ code name }",
  notFiledReason: "{ code name }",
  referralTarget: "{ code name }",
  contact: "{ name phone isAnonymous isConfidential }",
  respondent: "{ name kind }",
  linkedTicket: "{ id state }",
  duplicateOf: "{ id state }",
  competence: "{ explanation }",
  timeline: "{ verb text }",
  deadlines: "{ limit state dueOn basis { explanation } }",
};

/** The fields of a ticket with what is read of each; what other modules add needs the ticket's key alone. */
function fieldsOfTickets(): string[][] {
  const type = buildLianxinSchema().getType("Ticket");
  if (!isObjectType(type)) throw new Error("there is no type of tickets");
  // What needs an argument is asked of one ticket at a time, where that is tested.
  const fields = Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map(({ name, type: of }) => [name, nested[name] ?? (isCompositeType(getNamedType(of)) ? "{ __typename }" : "")]);
  return [["__typename", ""], ...fields];
}

describe("a list that reads only the columns that are needed", () => {
  let world: World;

  beforeAll(async () => {
    world = await makeProvince();
    await complaintIn(world, "SIGNED", {
      topics: ["MASKS"],
      goodsClass: "GOODS_GENERAL_FOOD",
      disputedAmount: "12.34",
    });
    await complaintIn(world, "SETTLED");
    await complaintIn(world, "REFUSED");
    await complaintIn(world, "TERMINATED");
    await reportInVerification(world);
    await register(staff(world).operator, consultation());
  });

  for (const [field, selection] of fieldsOfTickets()) {
    it(`shows ${field} as a list that reads all columns does`, async () => {
      const wanted = `id ${field} ${selection}`;
      for (const person of ["province.supervisor", "countyA1.handler"] as const satisfies PersonName[]) {
        const caller = world.as(person);
        const nodesOf = async (fields: string) =>
          (await caller.ask<{ tickets: { nodes: object[] } }>(`{ tickets { nodes { ${fields} } } }`)).tickets.nodes;
        const whole = await nodesOf(`${wanted} permittedActions`);
        expect(whole.length).toBeGreaterThan(3);
        expect(whole).toEqual((await nodesOf(wanted)).map((node) => expect.objectContaining(node)));
      }
    });
  }
});
