import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { attachments } from "../../../schema/index.js";
import {
  createClearingPass,
  createHandoverPass,
  createOrphanPass,
  createScanPass,
} from "../../../src/modules/attachments/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import { fromGlobalId, newId, newRequestId } from "../../../src/platform/ids.js";
import { type Caller, expectCode, testObjects } from "../../api.js";
import { testDatabase } from "../../database.js";
import { toldEvents } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, report, staff, type TicketAnswer } from "../tickets/driving.js";
import { arrived, handOver } from "../transfers/handing-over.js";
import {
  type AttachmentAnswer,
  announce,
  announcement,
  attachmentFields,
  bring,
  get,
  linkDocument,
  linkTo,
  picture,
  put,
  read,
  recorded,
  removeDocument,
  requestDocument,
  uploadPath,
} from "./bringing.js";

const day = 24 * 60 * 60 * 1000;

const toolsOf = (world: World, later = 0) => ({
  ...jobTools(testDatabase(), settableClock(new Date(systemClock.now().getTime() + later))),
  province: world.code.province,
});

const follow = (world: World, hasScanner = false) => createHandoverPass({ hasScanner }).run(toolsOf(world));

type Carried = AttachmentAnswer & { isHandedOver: boolean };

async function filesOf(caller: Caller, { id }: Pick<TicketAnswer, "id">): Promise<Carried[]> {
  const { ticket } = await caller.ask<{ ticket: { attachments: Carried[] } }>(
    `query ($id: ID!) { ticket(id: $id) { attachments { isHandedOver ${attachmentFields} } } }`,
    { id },
  );
  return ticket.attachments;
}

const rowOf = async (attachmentId: string) => {
  const id = fromGlobalId(attachmentId)?.parts[2] ?? "";
  const rows = await testDatabase().asSystem("a test looks at a row", (tx) =>
    tx.select().from(attachments).where(eq(attachments.id, id)),
  );
  return rows[0] ?? expect.fail("there is no such row");
};

const remove = async (caller: Caller, attachmentId: string) => {
  const { version } = await read(caller, attachmentId);
  return caller.ask(removeDocument, { input: { attachmentId, version, reason: "传错文件" } });
};

describe("the files of a ticket that is handed over to another province", () => {
  let from: World;
  let to: World;

  beforeAll(async () => {
    [from, to] = await Promise.all([makeProvince(), makeProvince()]);
  });

  const sender = () => staff(from).dispatcher;
  const receiver = () => to.as("countyA1.dispatcher");
  const handed = async (ticket: TicketAnswer) => {
    const { handover } = await handOver(sender(), ticket, to.code.countyA1);
    return arrived(receiver(), handover);
  };
  const begun = async (make: (world: World) => ReturnType<typeof complaint> = complaint) => {
    const ticket = await register(staff(from).operator, make(from));
    const { attachmentId } = await bring(staff(from).operator, ticket);
    return { ticket, attachmentId };
  };

  test("are there too, once, with the same content under the same key", async () => {
    const { attachmentId, ticket } = await begun();
    const other = await handed(ticket);
    expect(await filesOf(receiver(), other)).toEqual([]);
    expect(await follow(from)).toEqual({ handled: 1, parked: 0 });
    expect(await follow(from)).toEqual({ handled: 0, parked: 0 });
    const files = await filesOf(receiver(), other);
    const source = await read(sender(), attachmentId);
    expect(files).toMatchObject([
      {
        ...{ state: "STORED", isHandedOver: true, part: "FACTS", mediaType: "image/jpeg", bytes: source.bytes },
        ...{ sha256: source.sha256, storedSha256: source.storedSha256 },
        ...{ addedBy: { code: from.code.cityACentre }, adderName: null, ticket: { id: other.id }, version: 1 },
      },
    ]);
    const [id = ""] = files.map((file) => file.id);
    expect((await rowOf(id)).objectKey).toBe((await rowOf(attachmentId)).objectKey);
    const answer = await get(await linkTo(receiver(), id));
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, source.bytes]);
    expect(await filesOf(sender(), ticket)).toMatchObject([{ id: attachmentId, isHandedOver: false }]);
  });

  test("are recorded on both sides, and told to the other province, without names and hashes in the event", async () => {
    const { attachmentId, ticket } = await begun();
    const other = await handed(ticket);
    await follow(from);
    const [id = ""] = (await filesOf(receiver(), other)).map((file) => file.id);
    const told = await testDatabase().asSystem("a test looks at events", (tx) =>
      tx.select().from(toldEvents).where(eq(toldEvents.subjectId, id)),
    );
    expect(told.map(({ type, payload }) => [type, payload])).toMatchObject([
      ["attachment.stored", { handover: "RECEIVED", fromBureau: from.code.cityACentre, part: "FACTS" }],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/小票|[0-9a-f]{64}/);
    const entries = {
      sent: await recorded(from, attachmentId, "attachment.platform"),
      came: await recorded(to, id, "attachment.platform"),
    };
    expect(entries.sent).toHaveLength(1);
    expect(entries.sent[0]).toContainEqual({ name: "linked", value: id });
    expect(entries.came).toHaveLength(1);
    expect(entries.came[0]).toContainEqual({ name: "linked", value: attachmentId });
  });

  test("stay there when they are removed here, and here when they are removed there; the content goes with the last", async () => {
    const { attachmentId, ticket } = await begun();
    const other = await handed(ticket);
    await follow(from);
    const [id = ""] = (await filesOf(receiver(), other)).map((file) => file.id);
    const key = (await rowOf(attachmentId)).objectKey ?? "";
    const objects = testObjects();
    await remove(sender(), attachmentId);
    expect(await createClearingPass(objects).run(toolsOf(from, 31 * day))).toMatchObject({ objects: 0 });
    expect((await rowOf(attachmentId)).objectKey).toBeNull();
    await createOrphanPass(objects).run(toolsOf(from, 31 * day));
    expect((await get(await linkTo(receiver(), id))).status).toBe(200);
    await remove(receiver(), id);
    expect(await objects.size(key)).not.toBeNull();
    expect(await createClearingPass(objects).run(toolsOf(to, 31 * day))).toMatchObject({ objects: 1 });
    expect(await objects.size(key)).toBeNull();
  });

  test("do not come again after they were removed there", async () => {
    const { ticket } = await begun();
    const other = await handed(ticket);
    await follow(from);
    const [id = ""] = (await filesOf(receiver(), other)).map((file) => file.id);
    await remove(receiver(), id);
    await bring(staff(from).operator, ticket, picture("progressive.jpg"));
    await follow(from);
    expect(await filesOf(receiver(), other)).toMatchObject([{ id, state: "REMOVED" }, { state: "STORED" }]);
  });

  test("are twenty in all from there: what was removed after the handing over counts, what was removed before does not", async () => {
    const ticket = await register(staff(from).operator, complaint(from));
    const operator = staff(from).operator;
    const text = { fileName: "a.txt", mediaType: "text/plain" };
    const bringText = (number: number) => bring(operator, ticket, Buffer.from(`第${number}份材料`), text);
    await remove(operator, (await bringText(0)).attachmentId);
    const other = await handed(ticket);
    for (let number = 1; number <= 20; number += 1) {
      const { attachmentId } = await bringText(number);
      await follow(from);
      await remove(operator, attachmentId);
    }
    const more = announcement(ticket, Buffer.from("第21份材料"), text);
    expectCode(await operator.gql(requestDocument, { input: more }), "TOO_LARGE", "attachments");
    await follow(from);
    expect(await filesOf(receiver(), other)).toHaveLength(20);
    // Over there others are added as to any ticket.
    await bring(receiver(), other, picture());
  });

  test("follow where they come after the handing over, but for what the other ticket has already", async () => {
    const ticket = await register(staff(from).operator, complaint(from));
    const late = await announce(staff(from).operator, ticket, picture());
    const other = await handed(ticket);
    await follow(from);
    expect(await filesOf(receiver(), other)).toEqual([]);
    await bring(receiver(), other, picture("progressive.jpg"));
    expect((await put(uploadPath(late), picture())).status).toBe(201);
    await bring(staff(from).operator, ticket, picture("progressive.jpg"));
    await follow(from);
    expect(await filesOf(receiver(), other)).toMatchObject([{ isHandedOver: false }, { isHandedOver: true }]);
  });

  test("stay behind where they were removed before, or never came", async () => {
    const { attachmentId, ticket } = await begun();
    await remove(staff(from).operator, attachmentId);
    await announce(staff(from).operator, ticket, picture("progressive.jpg"));
    const other = await handed(ticket);
    await follow(from);
    expect(await filesOf(receiver(), other)).toEqual([]);
  });

  test("wait for the virus scan: what is clean follows, what has a virus does not", async () => {
    const scan = (verdict: (bytes: number) => string | null) =>
      createScanPass({
        objects: testObjects(),
        scanner: {
          scan: async (content) => {
            let bytes = 0;
            for await (const piece of content) bytes += piece.length;
            return verdict(bytes);
          },
        },
      }).run(toolsOf(from));
    // What other tests left.
    await scan(() => null);
    const { attachmentId, ticket } = await begun();
    await bring(staff(from).operator, ticket, picture("progressive.jpg"));
    const other = await handed(ticket);
    await follow(from, true);
    expect(await filesOf(receiver(), other)).toEqual([]);
    const clean = await read(sender(), attachmentId);
    expect(await scan((bytes) => (bytes === clean.bytes ? null : "Win.Test.EICAR_HDB-1"))).toMatchObject({
      infected: 1,
    });
    await follow(from, true);
    expect(await filesOf(receiver(), other)).toMatchObject([{ scan: "CLEAN", sha256: clean.sha256 }]);
  });

  test("of a report open at the bureau that got it alone", async () => {
    const { ticket } = await begun(report);
    const other = await handed(ticket);
    await follow(from);
    const [file] = await filesOf(to.as("province.supervisor"), other);
    expect(file).toMatchObject({ fileName: null, sha256: null, storedSha256: null, permittedActions: [] });
    const open = (caller: Caller) =>
      caller.gql(linkDocument, { input: { attachmentId: file?.id ?? "", purpose: "VERIFICATION" } });
    expectCode(await open(to.as("province.supervisor")), "FORBIDDEN");
    expectCode(await open(sender()), "NOT_FOUND", "attachmentId");
    expect((await open(receiver())).errors).toBeUndefined();
  });

  test("go on to a third province with the ticket", async () => {
    const third = await makeProvince();
    const { ticket } = await begun();
    const other = await handed(ticket);
    const { handover } = await handOver(receiver(), other, third.code.countyA1);
    const last = await arrived(third.as("countyA1.dispatcher"), handover);
    await follow(to);
    expect(await filesOf(third.as("countyA1.dispatcher"), last)).toEqual([]);
    await follow(from);
    await follow(to);
    expect(await filesOf(third.as("countyA1.dispatcher"), last)).toMatchObject([
      { isHandedOver: true, addedBy: { code: from.code.cityACentre } },
    ]);
  });

  test("come once though many processes see to it at once, and none of them when a transaction fails", async () => {
    const { attachmentId, ticket } = await begun();
    const other = await handed(ticket);
    const at = systemClock.now();
    await testDatabase()
      .asSystem("a process dies before its transaction ends", async (tx) => {
        await createHandoverPass({ hasScanner: false }).queue.work(
          tx,
          {
            ...{ id: newId(at), attempt: 1, at, requestId: newRequestId() },
            payload: { province: from.code.province, id: fromGlobalId(ticket.id)?.parts[1] ?? "", bureau: "" },
          },
          toolsOf(from),
        );
        const { id } = await rowOf(attachmentId);
        const made = await tx.select().from(attachments).where(eq(attachments.handedFrom, id));
        expect(made).toHaveLength(1);
        throw new Error("the process died");
      })
      .catch(() => undefined);
    expect(await filesOf(receiver(), other)).toEqual([]);
    await Promise.all([follow(from), follow(from), follow(from)]);
    expect(await filesOf(receiver(), other)).toHaveLength(1);
  });
});
