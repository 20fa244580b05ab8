import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { expectCode, testAddress } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, staff, type TicketAnswer, take } from "../tickets/driving.js";
import {
  announce,
  announcement,
  type Brought,
  bring,
  codeOf,
  filmFile,
  get,
  linkTo,
  picture,
  put,
  putBrokenOff,
  putRaw,
  read,
  requestDocument,
  uploadPath,
} from "./bringing.js";
import { box, docx, film, m4a } from "./files.js";

let world: World;
let ticket: TicketAnswer;

beforeAll(async () => {
  world = await makeProvince();
  ticket = await register(staff(world).operator, complaint(world));
});

const operator = () => staff(world).operator;
const freshTicket = () => register(operator(), complaint(world));
const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

describe("a file", () => {
  test("is announced, brought, and stands on its ticket", async () => {
    const content = picture();
    const announced = await announce(operator(), ticket, content, { part: "HANDLING" });
    expect(announced).toMatchObject({
      isRepeated: false,
      attachment: { state: "AWAITED", scan: null, kind: "IMAGE", part: "HANDLING", storedAt: null },
      upload: {
        method: "PUT",
        headers: [
          { name: "Content-Type", value: "image/jpeg" },
          { name: "Content-Length", value: String(content.length) },
        ],
      },
    });
    const response = await put(uploadPath(announced), content);
    expect(response.status).toBe(201);
    const brought = (await response.json()) as Brought;
    expect(brought).toMatchObject({ attachmentId: announced.attachment.id, isRepeated: false, scan: "UNSCANNED" });
    const { ticket: found } = await operator().ask<{ ticket: { attachments: { id: string; state: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { attachments { id state } } }",
      { id: ticket.id },
    );
    expect(found.attachments).toContainEqual({ id: brought.attachmentId, state: "STORED" });
    expect(await read(operator(), brought.attachmentId)).toMatchObject({
      state: "STORED",
      sha256: brought.sha256,
      bytes: brought.bytes,
      addedBy: { code: operator().bureau },
      permittedActions: ["OPEN", "REMOVE"],
    });
  });

  test("is not on its ticket before it came", async () => {
    const other = await freshTicket();
    await announce(operator(), other, picture());
    const { ticket: found } = await operator().ask<{ ticket: { attachments: unknown[] } }>(
      "query ($id: ID!) { ticket(id: $id) { attachments { id } } }",
      { id: other.id },
    );
    expect(found.attachments).toEqual([]);
  });

  test("that is a picture is kept without place and names, and opened so", async () => {
    const content = picture();
    expect(content.toString("latin1")).toContain("WangXiaoming");
    const { attachmentId, bytes, sha256, storedSha256 } = await bring(operator(), await freshTicket(), content);
    const kept = Buffer.from(await (await get(await linkTo(operator(), attachmentId))).arrayBuffer());
    expect(kept.toString("latin1")).not.toMatch(/Wang|Spy9|GPS|13800001234|<script/);
    expect([kept.length, sha256 === storedSha256]).toEqual([bytes, false]);
  });

  test("is told of in events without its hash, which would connect tickets", async () => {
    const { attachmentId } = await bring(operator(), await freshTicket(), picture());
    const rows = await world.database.asSystem("a test reads what was told", (tx) =>
      tx.execute<{ payload: object }>(sql`SELECT payload FROM event_log WHERE subject_id = ${attachmentId}
        UNION ALL SELECT payload FROM outbox_events WHERE subject_id = ${attachmentId}`),
    );
    expect(rows.map(({ payload }) => payload)).toEqual([expect.objectContaining({ mediaType: "image/jpeg" })]);
    expect(JSON.stringify(rows)).not.toContain("sha256");
  });

  test.each([
    ["合同.docx", wordType, docx()],
    ["通话.m4a", "audio/x-m4a", m4a("isom", ["soun"])],
    ["小票.pdf", "application/pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")],
    ["说明.txt", "text/plain", Buffer.from("口罩价格太贵\n")],
    ["货架.webp", "image/webp", picture("shelf.webp")],
    ["货架.HEIC", "image/heif", picture("shelf.heic")],
    ["现场.mp4", "video/mp4", filmFile("street.mp4")],
    ["市场.MOV", "video/quicktime", filmFile("market.mov")],
    ["浏览器.webm", "video/webm;codecs=vp8,opus", filmFile("browser.webm")],
  ])("%s is taken for what it is", async (fileName, mediaType, content) => {
    expect(await bring(operator(), await freshTicket(), content, { fileName, mediaType })).toMatchObject({
      scan: "UNSCANNED",
      isRepeated: false,
    });
  });

  test.each([
    ["a.mp4", "video/mp4", "FILM", filmFile()],
    ["a.webm", "video/webm", "FILM", filmFile("kitchen.webm")],
    ["a.heic", "image/heic", "IMAGE", picture("shelf.heic")],
  ])(
    "%s is kept without where and by whom it was made, and opens in ranges as what it is",
    async (fileName, mediaType, kind, content) => {
      expect(content.toString("latin1")).toMatch(/Wang Spy9/);
      const { attachmentId, sha256, storedSha256 } = await bring(operator(), await freshTicket(), content, {
        fileName,
        mediaType,
      });
      expect([createHash("sha256").update(content).digest("hex"), sha256 === storedSha256]).toEqual([sha256, false]);
      expect((await read(operator(), attachmentId)).kind).toBe(kind);
      const path = await linkTo(operator(), attachmentId);
      const whole = await get(path);
      expect(whole.headers.get("content-type")).toBe(mediaType);
      expect(whole.headers.get("content-disposition")).toBe(`inline; filename="attachment.${fileName.slice(2)}"`);
      const kept = Buffer.from(await whole.arrayBuffer());
      expect(createHash("sha256").update(kept).digest("hex")).toBe(storedSha256);
      expect(kept.toString("latin1")).not.toMatch(/Wang|Spy9|31\.12|13800001234/);
      const part = await get(path, { Range: "bytes=100-199" });
      expect(Buffer.from(await part.arrayBuffer()).equals(kept.subarray(100, 200))).toBe(true);
    },
  );

  test("may be brought by the bureau to which the ticket was dispatched, and still by the one that registered it", async () => {
    const { dispatcher, handler } = staff(world);
    const other = await take(dispatcher, "dispatchTicket", await freshTicket(), { bureau: world.code.countyA1 });
    await bring(handler, other);
    await bring(operator(), other, picture("progressive.jpg"));
  });

  test("with a name in its file name is shown with the name masked", async () => {
    const fileName = "王小明13812345678.jpg";
    const { attachmentId } = await bring(operator(), await freshTicket(), picture(), { fileName });
    expect((await read(operator(), attachmentId)).fileName).toBe("***.jpg");
  });
});

describe("the same file", () => {
  test("is kept once on a ticket, whoever brings it again", async () => {
    const other = await freshTicket();
    const first = await bring(operator(), other);
    const again = await bring(operator(), other, picture(), { fileName: "again.jpg" });
    expect(again).toMatchObject({ attachmentId: first.attachmentId, isRepeated: true });
    const { ticket: found } = await operator().ask<{ ticket: { attachments: unknown[] } }>(
      "query ($id: ID!) { ticket(id: $id) { attachments { id } } }",
      { id: other.id },
    );
    expect(found.attachments).toHaveLength(1);
  });

  test("announced with its hash is not brought again", async () => {
    const other = await freshTicket();
    const { attachmentId, sha256 } = await bring(operator(), other);
    const again = await announce(operator(), other, picture(), { sha256 });
    expect(again).toMatchObject({ isRepeated: true, upload: null, attachment: { id: attachmentId } });
  });

  test("brought twice at the same time is kept once", async () => {
    const other = await freshTicket();
    const announced = await Promise.all([1, 2, 3].map(() => announce(operator(), other, picture())));
    const responses = await Promise.all(announced.map((one) => put(uploadPath(one), picture())));
    const brought = (await Promise.all(responses.map((one) => one.json()))) as Brought[];
    expect(new Set(brought.map(({ attachmentId }) => attachmentId)).size).toBe(1);
    expect(brought.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  });

  test("announced again by its key is the same attachment, with a new address until it has come", async () => {
    const other = await freshTicket();
    const more = { idempotencyKey: "front-end-1" };
    const first = await announce(operator(), other, picture(), more);
    const second = await announce(operator(), other, picture(), more);
    expect(second).toMatchObject({ isRepeated: true, attachment: { id: first.attachment.id } });
    expect((await put(uploadPath(second), picture())).status).toBe(201);
    expect(await announce(operator(), other, picture(), more)).toMatchObject({ isRepeated: true, upload: null });
    const different = { input: announcement(other, picture("progressive.jpg"), more) };
    expectCode(await operator().gql(requestDocument, different), "IDEMPOTENCY_MISMATCH", "idempotencyKey");
  });
});

describe("an announcement is refused", () => {
  const refuse = async (more: object, code: Parameters<typeof expectCode>[1], field: string) =>
    expectCode(
      await operator().gql(requestDocument, { input: announcement(ticket, picture(), { ...more }) }),
      code,
      field,
    );

  test.each([
    ["text/html", "a.html"],
    ["image/svg+xml", "a.svg"],
    ["image/heic-sequence", "a.heics"],
    ["video/x-matroska", "a.mkv"],
    ["video/mp2t", "a.ts"],
    ["application/zip", "a.zip"],
    ["application/x-msdownload", "a.exe"],
    ["application/vnd.ms-word.document.macroEnabled.12", "a.docm"],
    ["toString", "a.jpg"],
  ])("for %s", async (mediaType, fileName) => {
    await refuse({ mediaType, fileName }, "INVALID_INPUT", "mediaType");
  });

  test.each([
    "",
    "a/b.jpg",
    "..\\a.jpg",
    "a.pdf",
    "a.jpg.exe",
    "jpg",
    "a\u0000.jpg",
    "gpj.\u202eexe.jpg",
    "a\nb.jpg",
    `${"a".repeat(200)}.jpg`,
  ])("for the name %j", async (fileName) => {
    await refuse({ fileName }, "INVALID_INPUT", "fileName");
  });

  test.each([0, -1, 1.5, 2 ** 60])("for the length %d", async (bytes) => {
    await refuse({ bytes }, "INVALID_INPUT", "bytes");
  });

  test("for a picture that is too large", async () => {
    await refuse({ bytes: 10 * 1024 * 1024 + 1 }, "TOO_LARGE", "bytes");
  });

  test("for a film that is too large, by a limit of its own", async () => {
    const film = { fileName: "a.mp4", mediaType: "video/mp4" };
    await refuse({ ...film, bytes: 200 * 1024 * 1024 + 1 }, "TOO_LARGE", "bytes");
    const input = { ...announcement(await freshTicket(), picture()), ...film, bytes: 200 * 1024 * 1024 };
    expect((await operator().gql(requestDocument, { input })).errors).toBeUndefined();
  });

  test("for a hash that is none", async () => {
    await refuse({ sha256: "ABC" }, "INVALID_INPUT", "sha256");
  });

  test("for one file too many", async () => {
    const other = await freshTicket();
    for (let number = 0; number < 20; number += 1) await announce(operator(), other, picture());
    const input = announcement(other, picture());
    expectCode(await operator().gql(requestDocument, { input }), "TOO_LARGE", "attachments");
  });

  test("by whoever neither handles nor registered the ticket", async () => {
    const input = announcement(ticket, picture());
    expectCode(await world.as("cityBCentre.operator").gql(requestDocument, { input }), "NOT_FOUND", "ticketId");
    expectCode(await world.as("province.handler").gql(requestDocument, { input }), "FORBIDDEN");
    expectCode(await world.as("cityACentre.supervisor").gql(requestDocument, { input }), "FORBIDDEN");
  });
});

describe("a content is refused", () => {
  const refused = async (content: Buffer, more: object = {}) => {
    const announced = await announce(operator(), await freshTicket(), content, { ...more });
    const response = await put(uploadPath(announced), content);
    const state = (await read(operator(), announced.attachment.id)).state;
    return [response.status, await codeOf(response), state];
  };
  const unsupported = [415, "UNSUPPORTED_CONTENT", "AWAITED"];

  test("that is a page under the name of a picture", async () => {
    expect(await refused(Buffer.from("<html><script>alert(1)</script>"))).toEqual(unsupported);
  });

  test("that is another picture than announced", async () => {
    expect(await refused(picture("sign.png"))).toEqual(unsupported);
  });

  test("that is a program under the name of a text", async () => {
    const more = { fileName: "a.txt", mediaType: "text/plain" };
    expect(await refused(Buffer.from("MZ\x90\0\x03\0\0\0"), more)).toEqual(unsupported);
    expect(await refused(Buffer.from("#!/bin/sh\nrm -rf /\n"), more)).toEqual(unsupported);
  });

  test("that is a document with macros under the name of one without", async () => {
    const content = docx({ "word/vbaProject.bin": "x" });
    expect(await refused(content, { fileName: "a.docx", mediaType: wordType })).toEqual(unsupported);
  });

  test("that is a film under the name of a recording", async () => {
    const more = { fileName: "a.m4a", mediaType: "audio/mp4" };
    expect(await refused(m4a("M4A ", ["soun", "vide"]), more)).toEqual(unsupported);
  });

  test("that is a film whose pictures stand elsewhere", async () => {
    const reference = box("url ", Buffer.from("\0\0\0\0http://127.0.0.1/a.mp4\0"));
    const content = film("isom", [{ kind: "vide", samples: ["a picture"], reference }]);
    expect(await refused(content, { fileName: "a.mp4", mediaType: "video/mp4" })).toEqual(unsupported);
  });

  test("that does not have the hash that was announced", async () => {
    expect(await refused(picture(), { sha256: "0".repeat(64) })).toEqual(unsupported);
  });

  test("that is a sound picture with a page behind it: what is behind is cut off", async () => {
    const content = Buffer.concat([picture("progressive.jpg"), Buffer.from("<script>alert(1)</script>")]);
    const { attachmentId } = await bring(operator(), await freshTicket(), content);
    const kept = await (await get(await linkTo(operator(), attachmentId))).text();
    expect(kept).not.toContain("<script>");
  });
});

describe("at the door", () => {
  const awaited = async () => uploadPath(await announce(operator(), await freshTicket(), picture()));
  const length = picture().length;

  test("a content without a length is refused", async () => {
    expect(await putRaw(await awaited(), { "Transfer-Encoding": "chunked" }, [picture()])).toBe(411);
  });

  test("a content of another length than announced is refused", async () => {
    const path = await awaited();
    expect(await putRaw(path, { "Content-Length": String(length + 1) }, [picture()], true)).toBe(413);
    expect(await putRaw(path, { "Content-Length": "3" }, [Buffer.from("abc")])).toBe(400);
  });

  test("a content that breaks off leaves the address open for another try", async () => {
    const path = await awaited();
    await putBrokenOff(path, length, picture().subarray(0, 100));
    expect((await put(path, picture())).status).toBe(201);
  });

  test("an address is used once", async () => {
    const path = await awaited();
    expect((await put(path, picture())).status).toBe(201);
    expect((await put(path, picture())).status).toBe(410);
  });

  test("a token opens the address that it was made for, and no other", async () => {
    const [first, second] = [await awaited(), await awaited()];
    const [, token = ""] = second.split("?token=");
    expect((await put(first.replace(/token=.*/, `token=${token}`), picture())).status).toBe(404);
    expect((await put(first.replace(/token=.*/, ""), picture())).status).toBe(404);
    expect((await put(first.replace("/uploads/attachments/", "/uploads/imports/"), picture())).status).toBe(404);
    expect((await put(first.replace("/uploads/", "/uploads/../uploads/x/"), picture())).status).toBe(404);
  });

  test("nothing but a file may be sent to an address", async () => {
    const path = await awaited();
    const response = await fetch(`${await testAddress()}${path}`, { method: "POST", body: "x" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "PUT, OPTIONS"]);
  });
});
