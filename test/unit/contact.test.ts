import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  amendedContact,
  type Contact,
  isConfidentialFor,
  knownTexts,
  maskedContact,
  maskText,
  mayReveal,
  noContact,
  openContact,
  sealContact,
} from "../../src/modules/tickets/ticket.contact.js";
import { searchPartOf } from "../../src/modules/tickets/ticket.search.js";
import type { Actor } from "../../src/platform/actor.js";
import { createSeal } from "../../src/platform/seal.js";

const key = { id: "k1", key: randomBytes(32) };
const seal = createSeal({ newest: key, byId: new Map([["k1", key.key]]), digestKey: randomBytes(32) });

const contact: Contact = {
  name: "王小明",
  phone: "13812345678",
  address: "姑苏区观前街1号",
  identityNumber: "320504199001011234",
};

const actorAt = (bureau: string, person: string | null = "p1"): Actor => ({
  person: person === null ? null : { id: person, login: person, name: person },
  client: person === null ? { id: "c1", name: "front end", scopes: ["contacts.read"] } : null,
  bureau: {
    bureau,
    kind: "AUTHORITY",
    level: "COUNTY",
    province: "320000",
    city: "320500",
    county: bureau,
    line: null,
    parent: "320500",
  },
  roles: ["HANDLER"],
});

const ticket = { kind: "REPORT", state: "SIGNED", holder: "320508", intakeBureau: "320500-12315", handler: "p1" };

describe("a contact", () => {
  it("opens again for its own ticket", () => {
    expect(openContact(seal, sealContact(seal, contact, "320000", "t1"), "320000", "t1")).toEqual(contact);
  });

  it("does not open for another ticket", () => {
    const sealed = sealContact(seal, contact, "320000", "t1");
    expect(() => openContact(seal, sealed, "320000", "t2")).toThrow("Unsupported state or unable to authenticate data");
  });

  it("is shown masked in lists", () => {
    expect(maskedContact(contact)).toEqual({ name: "王**", phone: "138****5678" });
    expect(maskedContact(noContact)).toEqual({ name: null, phone: null });
  });

  it("does not show in texts that name it", () => {
    const text = "我是王小明，住姑苏区观前街1号，电话138 1234 5678，身份证320504199001011234";
    expect(maskText(text, contact)).toBe("我是***，住***，电话***，身份证***");
  });

  it("of one character is not looked for in texts, where every such character would go", () => {
    expect(knownTexts({ ...noContact, name: "王" })).toEqual([]);
  });

  it("keeps what earlier contacts of the ticket said, once each, however often it was amended", () => {
    const first = { ...noContact, name: "王小明", phone: "13812345678" };
    const second = amendedContact(first, { ...noContact, name: "李四光", phone: "13812345678" });
    expect(second).toEqual({ ...noContact, name: "李四光", phone: "13812345678", former: ["王小明"] });
    expect(amendedContact(second, first)).toEqual({ ...first, former: ["李四光"] });
    expect(amendedContact(first, first)).toEqual(first);
  });
});

describe("what a search looks through", () => {
  const searched = (text: string): string => searchPartOf([text], contact).searchText;

  it("holds no telephone number, in whatever signs it is written", () => {
    expect(searched("电话13812345678")).toBe("电话***");
    expect(searched("电话１３８１２３４５６７８")).toBe("电话***");
    expect(searched("电话①③⑧①②③④⑤⑥⑦⑧")).toBe("电话***");
    expect(searched("别人的电话 13987654321")).toBe("别人的电话 ***");
  });

  it("holds no name of the citizen, in whatever signs it is written", () => {
    const compatible: Contact = { ...noContact, name: "金大明" };
    expect(searchPartOf(["金大明来电", null], compatible).searchText).toBe("***来电");
  });

  it("holds nothing of an earlier contact, whose name the texts may still hold", () => {
    const amended = amendedContact({ ...noContact, name: "金大明" }, { ...noContact, name: "李四光" });
    expect(searchPartOf(["金大明来电，李四光也来电"], amended).searchText).toBe("***来电,***也来电");
  });

  it("joins no number out of two texts", () => {
    expect(searchPartOf(["编号138", "12345678元"], noContact).searchText).not.toContain("12345678");
  });
});

describe("the contact of a reporter (art. 37 of Order 121)", () => {
  it("is withheld even masked from whoever neither holds nor registered the report", () => {
    expect(isConfidentialFor(actorAt("320500"), ticket)).toBe(true);
    expect(isConfidentialFor(actorAt("320508"), ticket)).toBe(false);
    expect(isConfidentialFor(actorAt("320500-12315"), ticket)).toBe(false);
  });

  it("is readable in clear by its handler alone, once there is one", () => {
    expect(mayReveal(actorAt("320508", "p1"), ticket)).toBe(true);
    expect(mayReveal(actorAt("320508", "p2"), ticket)).toBe(false);
    expect(mayReveal(actorAt("320500-12315"), ticket)).toBe(false);
  });

  it("is readable by those who review it, while it has no handler", () => {
    const inReview = { ...ticket, state: "IN_REVIEW", holder: "320500-12315", handler: null };
    expect(mayReveal(actorAt("320500-12315"), inReview)).toBe(true);
    expect(mayReveal(actorAt("320508"), inReview)).toBe(false);
  });

  it("is readable by nobody while the report is under way, and never by a program", () => {
    expect(mayReveal(actorAt("320508"), { ...ticket, state: "DISPATCHED", handler: null })).toBe(false);
    expect(mayReveal(actorAt("320508", null), { ...ticket, handler: null })).toBe(false);
  });
});

describe("the contact of a complainant", () => {
  const complaint = { ...ticket, kind: "COMPLAINT" };

  it("is shown masked to all who see the complaint", () => {
    expect(isConfidentialFor(actorAt("320500"), complaint)).toBe(false);
  });

  it("is readable in clear at the bureaus that hold or registered it", () => {
    expect(mayReveal(actorAt("320508", "p2"), complaint)).toBe(true);
    expect(mayReveal(actorAt("320500-12315", "p2"), complaint)).toBe(true);
    expect(mayReveal(actorAt("320500", "p2"), complaint)).toBe(false);
  });
});
