import { describe, expect, it } from "vitest";
import { gql } from "../../api.js";
import { makeProvince } from "../../world.js";

const document = `{
  viewer { name roles permittedActions client { name } bureau { code } person { login isLocked roles { role } }
    holdings { role bureau { code } validFrom validTo person { login } } }
}`;

interface Answer {
  viewer: {
    name: string;
    roles: string[];
    permittedActions: string[];
    client: null;
    bureau: { code: string };
    person: { login: string; isLocked: boolean; roles: { role: string }[] };
    holdings: { role: string; bureau: { code: string } }[];
  };
}

describe("viewer", () => {
  it("says who acts, where, in which role, and what that role may do", async () => {
    const world = await makeProvince();
    const caller = world.as("countyA1.handler");
    const { viewer } = await caller.ask<Answer>(document);
    expect(viewer).toMatchObject({
      name: `${world.mark}countyA1.handler`,
      roles: ["HANDLER"],
      client: null,
      bureau: { code: world.code.countyA1 },
      person: { login: caller.login, isLocked: false, roles: [{ role: "HANDLER" }] },
      holdings: [{ role: "HANDLER", bureau: { code: world.code.countyA1 } }],
    });
    expect(viewer.permittedActions).toContain("ticket.accept");
    expect(viewer.permittedActions).not.toContain("person.manage");
  });

  it("is told to everyone signed in, whatever his role and his bureau", async () => {
    const world = await makeProvince();
    for (const name of ["nation.auditor", "streetA1.operator", "cityAPrice.priceSupervisor"] as const) {
      const { viewer } = await world.as(name).ask<Answer>(document);
      expect(viewer.person.login).toBe(world.as(name).login);
    }
  });

  it("is refused to a stranger", async () => {
    const { errors } = await gql(null, document);
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });
});
