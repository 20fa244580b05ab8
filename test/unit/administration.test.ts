import { describe, expect, it } from "vitest";
import { grantRefusal, isAdministeredBy } from "../../src/modules/identity/administration.js";
import { type ActingBureau, type Actor, type Role, roles } from "../../src/platform/actor.js";

const bureau = (code: string, parts: Partial<ActingBureau>): ActingBureau => ({
  bureau: code,
  province: "320000",
  city: null,
  county: null,
  kind: "AUTHORITY",
  level: "PROVINCE",
  line: null,
  parent: null,
  ...parts,
});

const nation = bureau("100000", { province: "100000", level: "NATION" });
const jiangsu = bureau("320000", {});
const suzhou = bureau("320500", { city: "320500", level: "CITY" });
const centre = bureau("320500-12315", { city: "320500", level: "CITY", kind: "CENTRE", parent: "320500" });
const prices = bureau("320500-PRICE", { city: "320500", level: "CITY", kind: "DEPARTMENT", line: "PRICE" });
const office = bureau("320500-OFFICE", { city: "320500", level: "CITY", kind: "DEPARTMENT" });
const gusu = bureau("320508", { city: "320500", county: "320508", level: "COUNTY" });
const street = bureau("320508-S1", { city: "320500", county: "320508", level: "STREET", kind: "STREET_OFFICE" });
const wuxi = bureau("320200", { city: "320200", level: "CITY" });
const chuzhou = bureau("341100", { province: "340000", city: "341100", level: "CITY" });

const actorAt = (place: ActingBureau, held: Role[] = ["ADMINISTRATOR"]): Actor => ({
  person: { id: "p", login: "some.body", name: "某人" },
  client: null,
  bureau: place,
  roles: held,
});

describe("what a bureau administers", () => {
  it.each([
    ["the nation a province", nation, jiangsu, true],
    ["a city its county", suzhou, gusu, true],
    ["a city its centre", suzhou, centre, true],
    ["a city the street office of its county", suzhou, street, true],
    ["a city itself", suzhou, suzhou, true],
    ["a centre itself", centre, centre, true],
    ["a centre the counties of its region", centre, gusu, false],
    ["a centre its authority", centre, suzhou, false],
    ["a centre another department of its authority", centre, prices, false],
    ["a city its province", suzhou, jiangsu, false],
    ["a city the city beside it", suzhou, wuxi, false],
    ["a city a city of another province", suzhou, chuzhou, false],
    ["a county its city", gusu, suzhou, false],
    ["a department its authority", prices, suzhou, false],
    ["a department a county of its region", prices, gusu, false],
  ])("%s: %s", (_, one, other, expected) => {
    expect(isAdministeredBy(one, other)).toBe(expected);
  });
});

describe("giving a role", () => {
  it("lets an administrator give every role at his own authority and beneath", () => {
    for (const role of roles) {
      expect(grantRefusal(actorAt(suzhou), role, suzhou), role).toBeNull();
      expect(grantRefusal(actorAt(suzhou), role, gusu), role).toBeNull();
    }
  });

  it("refuses every role above, beside and elsewhere", () => {
    for (const role of roles) {
      for (const place of [jiangsu, nation, wuxi, chuzhou]) {
        expect(grantRefusal(actorAt(suzhou), role, place), `${role} ${place.bureau}`).toBe("OUT_OF_REACH");
      }
    }
  });

  it("refuses the role of administrator of the authority to an administrator of its centre", () => {
    expect(grantRefusal(actorAt(centre), "ADMINISTRATOR", suzhou)).toBe("OUT_OF_REACH");
  });

  it("refuses every role to whoever is not an administrator", () => {
    const others = roles.filter((role) => role !== "ADMINISTRATOR");
    for (const role of roles) {
      expect(grantRefusal(actorAt(suzhou, others), role, suzhou), role).toBe("OUT_OF_REACH");
    }
  });

  it("refuses every role to a program without a person", () => {
    const program: Actor = {
      person: null,
      client: { id: "c", name: "程序", scopes: ["administration"] },
      bureau: suzhou,
      roles: [],
    };
    expect(grantRefusal(program, "HANDLER", suzhou)).toBe("OUT_OF_REACH");
  });

  it.each([
    ["an authority", suzhou, true],
    ["a department with a line", prices, true],
    ["a department without a line", office, false],
    ["a centre", centre, false],
    ["a street office", street, false],
  ])("gives the role of price supervisor at %s: %s", (_, place, expected) => {
    expect(grantRefusal(actorAt(suzhou), "PRICE_SUPERVISOR", place) === null).toBe(expected);
    expect(grantRefusal(actorAt(suzhou), "PRICE_SUPERVISOR", place)).toBe(expected ? null : "ROLE_UNSUITED");
  });
});
