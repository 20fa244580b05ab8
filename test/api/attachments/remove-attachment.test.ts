import { beforeAll, describe, expect, test } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, complaintIn, register, staff, type TicketAnswer, take } from "../tickets/driving.js";
import {
  type AttachmentAnswer,
  announce,
  announcement,
  bring,
  codeOf,
  picture,
  put,
  read,
  recorded,
  removeDocument,
  requestDocument,
  uploadPath,
} from "./bringing.js";

let world: World;
let ticket: TicketAnswer;

beforeAll(async () => {
  world = await makeProvince();
  ticket = await register(staff(world).operator, complaint(world));
});

const operator = () => staff(world).operator;

const remove = (name: Parameters<World["as"]>[0], attachmentId: string, version: number, reason = "传错文件") =>
  world.as(name).gql<{ removeAttachment: { attachment: AttachmentAnswer } }>(removeDocument, {
    input: { attachmentId, version, reason },
  });

describe("removeAttachment", () => {
  test("keeps the record and the reason, masked, and the ticket may have the same file again", async () => {
    const { attachmentId } = await bring(operator(), ticket);
    const { version } = await read(operator(), attachmentId);
    const { data, errors } = await remove("cityACentre.operator", attachmentId, version, "王小明要求撤回");
    expect(errors).toBeUndefined();
    expect(data.removeAttachment.attachment).toMatchObject({
      state: "REMOVED",
      removalReason: "***要求撤回",
      version: version + 1,
      permittedActions: [],
    });
    expect((await bring(operator(), ticket)).attachmentId).not.toBe(attachmentId);
    const { ticket: found } = await operator().ask<{ ticket: { attachments: { id: string; state: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { attachments { id state } } }",
      { id: ticket.id },
    );
    expect(found.attachments).toContainEqual({ id: attachmentId, state: "REMOVED" });
    expect(JSON.stringify(await recorded(world, attachmentId, "attachment.remove"))).not.toContain("王小明");
  });

  test("takes back what was announced and has not come", async () => {
    const announced = await announce(operator(), ticket, picture("progressive.jpg"));
    expect((await remove("cityACentre.operator", announced.attachment.id, 1)).errors).toBeUndefined();
    expect((await put(uploadPath(announced), picture("progressive.jpg"))).status).toBe(410);
  });

  test("is refused for the wrong version, without a reason, and twice", async () => {
    const content = picture("sign.png");
    const { attachmentId } = await bring(operator(), ticket, content, { fileName: "a.png", mediaType: "image/png" });
    const { version } = await read(operator(), attachmentId);
    expectCode(await remove("cityACentre.operator", attachmentId, version - 1), "CONFLICT");
    expectCode(await remove("cityACentre.operator", attachmentId, version, " "), "INVALID_INPUT", "reason");
    expect((await remove("cityACentre.operator", attachmentId, version)).errors).toBeUndefined();
    expectCode(await remove("cityACentre.operator", attachmentId, version + 1), "ILLEGAL_TRANSITION");
  });

  test("is for the bureaus that handle and registered the ticket", async () => {
    const { dispatcher } = staff(world);
    const other = await register(operator(), complaint(world));
    const { attachmentId } = await bring(operator(), other);
    await take(dispatcher, "dispatchTicket", other, { bureau: world.code.countyA1 });
    const { version } = await read(operator(), attachmentId);
    expectCode(await remove("cityBCentre.operator", attachmentId, version), "NOT_FOUND", "attachmentId");
    expectCode(await remove("cityA.handler", attachmentId, version), "FORBIDDEN");
    expectCode(await remove("countyA1.supervisor", attachmentId, version), "FORBIDDEN");
    expect((await remove("countyA1.handler", attachmentId, version)).errors).toBeUndefined();
  });
});

describe("an archived ticket", () => {
  test("takes no more files", async () => {
    const { handler } = staff(world);
    const closed = await complaintIn(world, "CLOSED");
    const announced = await announce(handler, closed, picture());
    const archived = await take(handler, "archiveTicket", await take(handler, "giveFeedback", closed));
    const input = announcement(archived, picture());
    expectCode(await handler.gql(requestDocument, { input }), "ILLEGAL_TRANSITION");
    const late = await put(uploadPath(announced), picture());
    expect([late.status, await codeOf(late)]).toEqual([409, "ILLEGAL_TRANSITION"]);
  });
});
