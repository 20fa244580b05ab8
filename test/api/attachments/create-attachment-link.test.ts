import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { usualFileRules } from "../../../src/platform/file-rules.js";
import { expectCode, testObjects } from "../../api.js";
import { type Stage, setStage } from "../../stage.js";
import { makeProvince, type World } from "../../world.js";
import { changeRole, letIn, lockOut } from "../losing-the-right.js";
import { complaint, consultation, register, report, staff, type TicketAnswer, take } from "../tickets/driving.js";
import {
  announce,
  announcement,
  bring,
  get,
  linkDocument,
  linkTo,
  pathOf,
  picture,
  put,
  read,
  recorded,
  removeDocument,
  requestDocument,
} from "./bringing.js";

let world: World;
let ticket: TicketAnswer;
let id: string;

beforeAll(async () => {
  world = await makeProvince();
  ticket = await register(staff(world).operator, complaint(world));
  id = (await bring(staff(world).operator, ticket, picture(), { fileName: "王小明.jpg" })).attachmentId;
});

const operator = () => staff(world).operator;
const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

describe("a link", () => {
  test("opens the content whole, in ranges, and by its head", async () => {
    const path = await linkTo(operator(), id);
    const whole = Buffer.from(await (await get(path)).arrayBuffer());
    const { storedSha256 } = await read(operator(), id);
    expect(createHash("sha256").update(whole).digest("hex")).toBe(storedSha256);
    const part = await get(path, { Range: "bytes=10-19" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 10-19/${whole.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(10, 20))).toBe(true);
    expect((await get(path, { Range: `bytes=${whole.length}-` })).status).toBe(416);
    const tag = (await get(path)).headers.get("etag") ?? "";
    expect((await get(path, { "If-None-Match": tag })).status).toBe(304);
  });

  test("shows a picture as a picture, in a sandbox, and tells nothing of the name of its file", async () => {
    const path = await linkTo(operator(), id);
    expect(decodeURIComponent(path)).not.toContain("王小明");
    const { headers } = await get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-disposition": 'inline; filename="attachment.jpg"',
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    });
  });

  test("has a document saved, never shown", async () => {
    const more = { fileName: "a.pdf", mediaType: "application/pdf" };
    const { attachmentId } = await bring(operator(), ticket, pdf, more);
    const { headers } = await get(await linkTo(operator(), attachmentId));
    expect(headers.get("content-disposition")).toBe('attachment; filename="attachment.pdf"');
  });

  test("with another token, another attachment or another name opens nothing", async () => {
    const path = await linkTo(operator(), id);
    const other = (await bring(operator(), ticket, picture("progressive.jpg"))).attachmentId;
    const token = path.slice(path.indexOf("?"));
    const wrong = [
      path.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      path.replace(/.&held=/, (last) => (last.startsWith("A") ? "B&held=" : "A&held=")),
      path.replace(/&held=.*/, ""),
      path.replace(/&by=[^&]*/, ""),
      path.replace(/&by=[^&]*/, /&by=[^&]*/.exec(await linkTo(operator(), id))?.[0] ?? ""),
      path.replace(/\?.*/, ""),
      `/attachments/${other}/attachment.jpg${token}`,
      path.replace("attachment.jpg", "attachment.png"),
      path.replace("attachment.jpg", "..%2F..%2Fetc%2Fpasswd"),
      path.replace("/attachment.jpg", "/x/attachment.jpg"),
    ];
    for (const one of wrong) expect((await get(one)).status).toBe(404);
  });

  test("opens nothing any more once whoever had it made was locked out, or lost the role", async () => {
    const there = await makeProvince();
    const names = ["cityACentre.dispatcher", "province.supervisor"] as const;
    const [locked, former] = [there.as(names[0]), there.as(names[1])];
    const made = await register(staff(there).operator, complaint(there));
    const { attachmentId } = await bring(staff(there).operator, made);
    const [ofLocked, ofFormer] = [await linkTo(locked, attachmentId), await linkTo(former, attachmentId)];
    await lockOut(there, locked);
    expect([(await get(ofLocked)).status, (await get(ofFormer)).status]).toEqual([410, 200]);
    await letIn(there, locked);
    await changeRole(there, names[1], "ANALYST");
    expect([(await get(ofLocked)).status, (await get(ofFormer)).status]).toEqual([200, 410]);
  });

  test("is recorded when it is given, and not again for each range of what is played", async () => {
    const before = (await recorded(world, id, "attachment.open")).length;
    const path = await linkTo(operator(), id);
    for (const first of [0, 10, 20]) expect((await get(path, { Range: `bytes=${first}-` })).status).toBe(206);
    expect(await recorded(world, id, "attachment.open")).toHaveLength(before + 1);
  });

  test("is for reading alone", async () => {
    expect((await put(await linkTo(operator(), id), picture())).status).toBe(405);
  });

  test("opens nothing any more once the attachment was removed", async () => {
    const { attachmentId } = await bring(operator(), ticket, picture("sign.png"), {
      fileName: "a.png",
      mediaType: "image/png",
    });
    const path = await linkTo(operator(), attachmentId);
    const { version } = await read(operator(), attachmentId);
    await operator().ask(removeDocument, { input: { attachmentId, version, reason: "传错文件" } });
    expect((await get(path)).status).toBe(410);
  });
});

describe("a link to what belongs to a report", () => {
  test("opens nothing any more once the ticket went to another bureau", async () => {
    const { dispatcher, handler } = staff(world);
    const reported = await register(operator(), report(world));
    const { attachmentId } = await bring(operator(), reported);
    const dispatched = await take(dispatcher, "dispatchTicket", reported, { bureau: world.code.countyA1 });
    const path = await linkTo(handler, attachmentId);
    expect((await get(path)).status).toBe(200);
    await take(handler, "returnTicketToCentre", dispatched, { reason: "ADDRESS_UNKNOWN" });
    expect((await get(path)).status).toBe(410);
    expect((await get(await linkTo(operator(), attachmentId))).status).toBe(200);
  });
});

describe("whoever opens", () => {
  const ask = (name: Parameters<World["as"]>[0], attachmentId: string, purpose: string | null = "VERIFICATION") =>
    world.as(name).gql(linkDocument, { input: { attachmentId, purpose } });

  test("says why, and the audit keeps it", async () => {
    expectCode(await ask("cityACentre.operator", id, null), "INVALID_INPUT", "purpose");
    expectCode(await ask("cityACentre.operator", id, "CURIOSITY"), "INVALID_INPUT", "purpose");
    expectCode(await ask("cityACentre.operator", id, "OTHER"), "INVALID_INPUT", "reason");
    const input = { attachmentId: id, purpose: "OTHER", reason: "王小明来电" };
    await operator().ask(linkDocument, { input });
    expect(await recorded(world, id, "attachment.open")).toContainEqual(
      expect.arrayContaining([
        { name: "purpose", value: "OTHER" },
        { name: "reason", value: "***来电" },
      ]),
    );
  });

  test("what belongs to a consultation needs to say nothing", async () => {
    const asked = await register(operator(), consultation());
    const { attachmentId } = await bring(operator(), asked);
    expect((await ask("cityACentre.operator", attachmentId, null)).errors).toBeUndefined();
  });

  test("a complaint from above may do so, and a neighbour does not see that there is one", async () => {
    expect((await ask("province.supervisor", id)).errors).toBeUndefined();
    expectCode(await ask("cityBCentre.operator", id), "NOT_FOUND", "attachmentId");
    expectCode(await ask("cityB.supervisor", id), "NOT_FOUND", "attachmentId");
    expectCode(await ask("cityA.analyst", id), "FORBIDDEN");
  });

  test("what belongs to a report works at the bureau that registered or handles it; others see neither name nor content", async () => {
    const { dispatcher, handler } = staff(world);
    const reported = await register(operator(), report(world));
    const { attachmentId } = await bring(operator(), reported, picture(), { fileName: "线索.jpg" });
    await take(dispatcher, "dispatchTicket", reported, { bureau: world.code.countyA1 });
    for (const name of ["cityACentre.operator", "countyA1.handler"] as const) {
      expect((await ask(name, attachmentId)).errors).toBeUndefined();
    }
    for (const name of ["cityA.supervisor", "province.supervisor", "cityA.head"] as const) {
      expectCode(await ask(name, attachmentId), "FORBIDDEN");
      expect(await read(world.as(name), attachmentId)).toMatchObject({
        fileName: null,
        // By these one would know the same file of another ticket, and with it the reporter.
        ...{ sha256: null, storedSha256: null },
        state: "STORED",
        mediaType: "image/jpeg",
        permittedActions: [],
      });
    }
    expect(await read(handler, attachmentId)).toMatchObject({
      ...{ fileName: "线索.jpg", sha256: expect.any(String), storedSha256: expect.any(String) },
    });
  });
});

describe("in time", () => {
  let stage: Stage;
  let there: World;

  beforeAll(async () => {
    stage = await setStage("2026-05-06");
    there = await stage.makeProvince();
  });

  afterAll(() => stage.close());

  test("an address to bring a file to ends after a quarter of an hour, and so does a link", async () => {
    const { operator: own } = staff(there);
    const made = await register(own, complaint(there));
    const { attachmentId } = await bring(own, made, picture(), {}, stage.address);
    const path = await linkTo(own, attachmentId);
    const { requestUpload } = await own.ask<{ requestUpload: { upload: { url: string } } }>(
      "mutation ($input: RequestUploadInput!) { requestUpload(input: $input) { upload { url } } }",
      { input: { ticketId: made.id, fileName: "b.jpg", mediaType: "image/jpeg", bytes: 100 } },
    );
    const later = (minutes: number) => stage.clock.set(new Date(stage.clock.now().getTime() + minutes * 60_000));
    later(14);
    expect((await get(path, {}, stage.address)).status).toBe(200);
    later(1);
    expect((await get(path, {}, stage.address)).status).toBe(410);
    expect((await put(pathOf(requestUpload.upload.url), picture(), stage.address)).status).toBe(410);
  });
});

describe("what was announced and did not come in time", () => {
  test("is counted anew where it is announced again", async () => {
    const stage = await setStage("2026-05-06");
    const there = await stage.makeProvince();
    const { operator: own } = staff(there);
    const made = await register(own, complaint(there));
    const more = { idempotencyKey: "first" };
    await announce(own, made, picture(), more);
    stage.clock.set(new Date(stage.clock.now().getTime() + 15 * 60_000));
    for (let number = 0; number < 19; number += 1) await announce(own, made, picture());
    expect((await announce(own, made, picture(), more)).isRepeated).toBe(true);
    const input = announcement(made, picture());
    expectCode(await own.gql(requestDocument, { input }), "TOO_LARGE", "attachments");
    expect((await announce(own, made, picture(), more)).isRepeated).toBe(true);
    stage.clock.set(new Date(stage.clock.now().getTime() + 15 * 60_000));
    for (let number = 0; number < 20; number += 1) await announce(own, made, picture());
    expectCode(await own.gql(requestDocument, { input: { ...input, ...more } }), "TOO_LARGE", "attachments");
    await stage.close();
  });
});

describe("where a scanner looks at files", () => {
  test("what it has not found clean does not open, and where there is none the setting decides", async () => {
    for (const rules of [{ hasScanner: true }, { mayOpenUnscanned: false }]) {
      const strict = await setStage("2026-05-07", undefined, {
        fileRules: { ...usualFileRules, ...rules },
        objects: testObjects(),
      });
      const there = await strict.makeProvince();
      const { operator: own } = staff(there);
      const made = await register(own, complaint(there));
      const { attachmentId } = await bring(own, made, picture(), {}, strict.address);
      const input = { attachmentId, purpose: "VERIFICATION" };
      expectCode(await own.gql(linkDocument, { input }), "ILLEGAL_TRANSITION");
      expect((await read(own, attachmentId)).permittedActions).toEqual(["REMOVE"]);
      await strict.close();
    }
  });
});
