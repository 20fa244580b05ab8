import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type ChainEntry, canonicalJson, genesisOf, linkHash } from "../../src/modules/audit/audit.chain.js";
import { type ChainFault, type ExportedLink, type ExportHeader, verifyExport } from "../../src/modules/audit/index.js";

const province = "320000";
const sealedAt = "2026-05-01T08:00:00.000Z";

const entryAt = (position: number): ChainEntry => ({
  id: `01970000-0000-7000-8000-${String(position).padStart(12, "0")}`,
  province,
  city: "320500",
  county: null,
  bureau: "320500",
  at: "2026-05-01T07:59:59.123Z",
  person: null,
  client: null,
  action: "ticket.dispatch",
  subjectType: "Ticket",
  subjectId: "abc",
  subjectVersion: position,
  requestId: "r1",
  detail: { to: "DISPATCHED", from: "PENDING", 理由: ["一", 2, null, true] },
  transaction: String(1000 + position),
});

/** A chain of so many links, as it is exported. */
function chainOf(length: number, from = 1): { header: ExportHeader; links: ExportedLink[] } {
  let hash = genesisOf(province);
  let previous = hash;
  const links: ExportedLink[] = [];
  for (let position = 1; position <= length; position += 1) {
    if (position === from) previous = hash;
    const entry = entryAt(position);
    hash = linkHash(hash, { position, sealedAt, entry });
    links.push({ position, hash: hash.toString("hex"), sealedAt, entry });
  }
  return {
    header: {
      format: "lianxin-audit-1",
      province,
      from,
      previous: previous.toString("hex"),
      to: length,
      head: hash.toString("hex"),
    },
    links: links.slice(from - 1),
  };
}

async function* linesOf(values: readonly unknown[]): AsyncGenerator<string> {
  for (const value of values) yield typeof value === "string" ? value : JSON.stringify(value);
}

const verify = (values: readonly unknown[], noted: string | null = null) => verifyExport(linesOf(values), noted);

async function faultOf(values: readonly unknown[], noted: string | null = null): Promise<ChainFault> {
  const verdict = await verify(values, noted);
  if (verdict.isWhole) expect.fail("nothing was found wrong");
  return verdict.fault;
}

const { header, links } = chainOf(6);
const entry = (position: number): string => entryAt(position).id;
const link = (position: number): ExportedLink => links[position - 1] ?? expect.fail("there is no such link");

describe("the format lianxin-audit-1", () => {
  test("begins the chain of a province with the hash of the format and its code", () => {
    expect(genesisOf("320000").toString("hex")).toBe(
      createHash("sha256").update("lianxin-audit-1 320000").digest("hex"),
    );
  });

  test("hashes what the README says, to the byte", () => {
    const text =
      '{"entry":{"action":"ticket.dispatch","at":"2026-05-01T07:59:59.123Z","bureau":"320500","city":"320500","client":null,' +
      '"county":null,"detail":{"from":"PENDING","to":"DISPATCHED","理由":["一",2,null,true]},' +
      '"id":"01970000-0000-7000-8000-000000000001","person":null,"province":"320000","requestId":"r1","subjectId":"abc",' +
      '"subjectType":"Ticket","subjectVersion":1,"transaction":"1001"},"format":"lianxin-audit-1","position":1,' +
      '"sealedAt":"2026-05-01T08:00:00.000Z"}';
    const bytes = Buffer.concat([genesisOf(province), Buffer.from(text, "utf8")]);
    expect(link(1).hash).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  test("writes JSON as the examples of RFC 8785 do", () => {
    // Section 3.2.2 and 3.2.3 of RFC 8785.
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(canonicalJson({ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    );
  });
});

describe("an export of a chain", () => {
  test("is whole when nothing was changed", async () => {
    expect(await verify([header, ...links])).toEqual({
      isWhole: true,
      province,
      from: 1,
      to: 6,
      head: header.head,
      notedAt: null,
    });
  });

  test("is whole with the lines that npm puts before it", async () => {
    const npm = ["", "> lianxin@0.1.0 audit:export", "> node dist/src/cli/audit-export.js --province 320000", ""];
    expect(await verify([...npm, header, ...links])).toMatchObject({ isWhole: true, to: 6 });
  });

  test("is whole from a later position on", async () => {
    const later = chainOf(6, 4);
    expect(await verify([later.header, ...later.links])).toMatchObject({ isWhole: true, from: 4, to: 6 });
  });

  for (const position of [0, 3, 6]) {
    test(`holds a head that was noted at position ${position}`, async () => {
      const noted = position === 0 ? header.previous : link(position).hash;
      expect(await verify([header, ...links], noted)).toMatchObject({ isWhole: true, notedAt: position });
    });
  }

  for (const [name, value] of Object.entries(entryAt(3))) {
    test(`with another ${name} in an entry is broken at that entry`, async () => {
      const changed = { ...entryAt(3), [name]: name === "detail" ? { to: "CLOSED" } : `${value}0` };
      const found = await faultOf([header, ...links.with(2, { ...link(3), entry: changed })]);
      expect(found).toMatchObject({ kind: "CHANGED", position: 3, entry: changed.id });
    });
  }

  test("with a column more or less in an entry is broken at that entry", async () => {
    const { requestId: _, ...less } = entryAt(3);
    for (const changed of [less, { ...entryAt(3), more: 1 }]) {
      const found = await faultOf([header, ...links.with(2, { ...link(3), entry: changed as ChainEntry })]);
      expect(found).toMatchObject({ kind: "CHANGED", position: 3, entry: entry(3) });
    }
  });

  test("with another time of sealing, or another hash, is broken there", async () => {
    const other = { ...link(3), sealedAt: "2026-05-01T08:00:00.001Z" };
    expect(await faultOf([header, ...links.with(2, other)])).toMatchObject({ kind: "CHANGED", position: 3 });
    const hash = { ...link(3), hash: link(4).hash };
    expect(await faultOf([header, ...links.with(2, hash)])).toMatchObject({ kind: "CHANGED", position: 3 });
  });

  test("whose entry is gone is broken there", async () => {
    expect(await faultOf([header, ...links.with(3, { ...link(4), entry: null })])).toMatchObject({
      kind: "REMOVED",
      position: 4,
    });
  });

  test("without a position is broken at that position", async () => {
    expect(await faultOf([header, ...links.toSpliced(2, 1)])).toMatchObject({ kind: "MISSING", position: 3 });
    expect(await faultOf([header, ...links.slice(1)])).toMatchObject({ kind: "MISSING", position: 1 });
  });

  test("with two positions changed for one another is in the wrong order at the first", async () => {
    const swapped = links.with(2, link(4)).with(3, link(3));
    expect(await faultOf([header, ...swapped])).toMatchObject({ kind: "OUT_OF_ORDER", position: 3, entry: entry(3) });
  });

  test("with a position twice is in the wrong order at the second", async () => {
    const twice = links.toSpliced(3, 0, link(2));
    expect(await faultOf([header, ...twice])).toMatchObject({ kind: "OUT_OF_ORDER", position: 2, entry: entry(2) });
  });

  test("without its end is cut off", async () => {
    expect(await faultOf([header, ...links.slice(0, 4)])).toMatchObject({ kind: "CUT_OFF", position: 5 });
  });

  test("without its end, and with a header made to fit, is cut off for whoever noted the head", async () => {
    const shorter = chainOf(4);
    const forged = [shorter.header, ...shorter.links];
    expect(await verify(forged)).toMatchObject({ isWhole: true });
    expect(await faultOf(forged, header.head)).toMatchObject({ kind: "CUT_OFF", position: 5 });
  });

  test("that was written anew from the beginning is found out by whoever noted a head", async () => {
    let hash = genesisOf(province);
    const anew = links.map((one) => {
      const changed = { ...entryAt(one.position), requestId: "anew" };
      hash = linkHash(hash, { position: one.position, sealedAt, entry: changed });
      return { ...one, entry: changed, hash: hash.toString("hex") };
    });
    const forged = [{ ...header, head: hash.toString("hex") }, ...anew];
    expect(await verify(forged)).toMatchObject({ isWhole: true });
    expect(await faultOf(forged, link(3).hash)).toMatchObject({ kind: "CUT_OFF" });
  });

  test("of another province's entries is broken at the first of them", async () => {
    const foreign = { ...entryAt(1), province: "110000" };
    const hash = linkHash(genesisOf(province), { position: 1, sealedAt, entry: foreign }).toString("hex");
    expect(await faultOf([header, { ...link(1), entry: foreign, hash }])).toMatchObject({
      kind: "CHANGED",
      position: 1,
    });
  });

  test("whose header names another beginning is refused", async () => {
    expect(await faultOf([{ ...header, previous: link(1).hash }, ...links])).toMatchObject({ kind: "UNREADABLE" });
  });

  test("that is none is refused", async () => {
    for (const lines of [
      [],
      ["no JSON"],
      [{ ...header, format: "lianxin-audit-2" }],
      [link(1)],
      [header, "{}"],
      [header, "["],
    ]) {
      expect(await faultOf(lines)).toMatchObject({ kind: "UNREADABLE" });
    }
  });
});
