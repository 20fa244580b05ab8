import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSeal, type Seal } from "../../src/platform/seal.js";
import { checkLink, checkOwnedLink, linkLifetime, signLink, signOwnedLink } from "../../src/platform/signed-link.js";

const newSeal = (): Seal => {
  const newest = { id: "k1", key: randomBytes(32) };
  return createSeal({ newest, byId: new Map([["k1", newest.key]]), digestKey: randomBytes(32) });
};

const now = new Date("2026-11-22T04:00:00.000Z");
const expiresAt = new Date(now.getTime() + linkLifetime);
const parts = ["report", "abc", "report.docx", "320500"];

describe("a signed link", () => {
  it("opens what it was made for until it expires, and is told apart afterwards", () => {
    const seal = newSeal();
    const token = signLink(seal, parts, expiresAt);
    expect(checkLink(seal, parts, token, now)).toBe("VALID");
    expect(checkLink(seal, parts, token, new Date(expiresAt.getTime() - 1))).toBe("VALID");
    expect(checkLink(seal, parts, token, expiresAt)).toBe("EXPIRED");
  });

  it("opens nothing else", () => {
    const seal = newSeal();
    const token = signLink(seal, parts, expiresAt);
    for (const [position] of parts.entries()) {
      const other = parts.map((part, index) => (index === position ? `${part}x` : part));
      expect(checkLink(seal, other, token, now)).toBe("WRONG");
    }
    expect(checkLink(seal, ["report", "abc", "report.docx320500"], token, now)).toBe("WRONG");
  });

  it("cannot be made to last longer, nor without the key", () => {
    const seal = newSeal();
    const token = signLink(seal, parts, expiresAt);
    const later = signLink(seal, parts, new Date(expiresAt.getTime() + 60_000));
    const [expiry] = later.split(".");
    expect(checkLink(seal, parts, `${expiry}.${token.split(".")[1]}`, now)).toBe("WRONG");
    expect(checkLink(newSeal(), parts, token, now)).toBe("WRONG");
  });

  it("does not say of a forged one that it expired", () => {
    const seal = newSeal();
    const token = signLink(newSeal(), parts, expiresAt);
    expect(checkLink(seal, parts, token, new Date(expiresAt.getTime() + 1))).toBe("WRONG");
  });

  it("takes any other text for a wrong one", () => {
    const seal = newSeal();
    for (const text of ["", ".", "a.b", "x".repeat(10_000), `${"z".repeat(9)}.${"A".repeat(43)}`, "1.é"]) {
      expect(checkLink(seal, parts, text, now)).toBe("WRONG");
    }
  });
});

describe("a signed link that names its owner", () => {
  const owner = { person: "0190a000-0000-7000-8000-000000000001", client: null, bureau: "320500" };
  const read = (query: string) => {
    const given = new URLSearchParams(query);
    return { token: given.get("token") ?? "", by: given.get("by") ?? "" };
  };

  it("says whose it is as long as it opens", () => {
    const seal = newSeal();
    const link = read(signOwnedLink(seal, parts, owner, expiresAt));
    expect(checkOwnedLink(seal, parts, link, now)).toEqual({ state: "VALID", owner });
    expect(checkOwnedLink(seal, parts, link, expiresAt)).toEqual({ state: "EXPIRED" });
    expect(checkOwnedLink(seal, [...parts, "more"], link, now)).toEqual({ state: "WRONG" });
  });

  it("shows nobody to whoever reads it, and is like no other of the same instant", () => {
    const seal = newSeal();
    const [one, other] = [
      read(signOwnedLink(seal, parts, owner, expiresAt)),
      read(signOwnedLink(seal, parts, owner, expiresAt)),
    ];
    expect(Buffer.from(one.by.split(".")[1] ?? "", "base64url").toString("latin1")).not.toMatch(/320500|0190a/);
    expect(one.token).not.toBe(other.token);
    expect(one.by).not.toBe(other.by);
  });

  it("is wrong with the owner of another link, or none", () => {
    const seal = newSeal();
    const [one, other] = [
      read(signOwnedLink(seal, parts, owner, expiresAt)),
      read(signOwnedLink(seal, parts, owner, expiresAt)),
    ];
    for (const by of [other.by, "", ".", "k1.", `${one.by}A`, "x".repeat(10_000)]) {
      expect(checkOwnedLink(seal, parts, { ...one, by }, now), by).toEqual({ state: "WRONG" });
    }
    expect(checkOwnedLink(seal, parts, { token: signLink(seal, parts, expiresAt), by: one.by }, now)).toEqual({
      state: "WRONG",
    });
  });

  it("opens nothing any more once the key that sealed its owner is out of use", () => {
    const digestKey = randomBytes(32);
    const sealWith = (id: string) => {
      const newest = { id, key: randomBytes(32) };
      return createSeal({ newest, byId: new Map([[id, newest.key]]), digestKey });
    };
    const link = read(signOwnedLink(sealWith("k1"), parts, owner, expiresAt));
    expect(checkOwnedLink(sealWith("k2"), parts, link, now)).toEqual({ state: "EXPIRED" });
  });
});
