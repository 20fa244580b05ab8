import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attachments } from "../../../schema/index.js";
import { createClearingPass, createOrphanPass, createScanPass } from "../../../src/modules/attachments/index.js";
import { settableClock, systemClock } from "../../../src/platform/clock.js";
import { usualFileRules } from "../../../src/platform/file-rules.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import { newObjectKey } from "../../../src/platform/object-store.js";
import { createDiskStore } from "../../../src/platform/object-store-disk.js";
import type { Scanner } from "../../../src/platform/virus-scanner.js";
import { expectCode, testObjects } from "../../api.js";
import { testDatabase } from "../../database.js";
import { toldEvents } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import { makeProvince, type World } from "../../world.js";
import { complaint, register, staff, type TicketAnswer } from "../tickets/driving.js";
import { announce, bring, linkDocument, picture, read, removeDocument } from "./bringing.js";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

const keyOf = async (attachmentId: string): Promise<string | null> => {
  const id = fromGlobalId(attachmentId)?.parts[2] ?? "";
  const [row] = await testDatabase().asSystem("a test looks at a row", (tx) =>
    tx.select({ key: attachments.objectKey }).from(attachments).where(eq(attachments.id, id)),
  );
  return row?.key ?? null;
};

describe("the virus scan", () => {
  let stage: Stage;
  let world: World;
  let ticket: TicketAnswer;

  beforeAll(async () => {
    stage = await setStage("2026-05-06", undefined, { fileRules: { ...usualFileRules, hasScanner: true } });
    world = await stage.makeProvince();
    ticket = await register(staff(world).operator, complaint(world));
  });

  afterAll(() => stage.close());

  const operator = () => staff(world).operator;
  const scan = (scanner: Scanner["scan"]) =>
    createScanPass({ objects: testObjects(), scanner: { scan: scanner } }).run({
      ...jobTools(testDatabase(), stage.clock),
      province: world.code.province,
    });
  const bringOne = async (name: string) => {
    const mediaType = name.endsWith("png") ? "image/png" : "image/jpeg";
    return (await bring(operator(), ticket, picture(name), { fileName: name, mediaType }, stage.address)).attachmentId;
  };
  const open = (attachmentId: string) =>
    operator().gql(linkDocument, { input: { attachmentId, purpose: "VERIFICATION" } });

  test("opens what it finds clean, and sees the whole content as it is kept", async () => {
    const id = await bringOne("street.jpg");
    expect((await read(operator(), id)).scan).toBe("PENDING");
    let length = 0;
    const run = await scan(async (content) => {
      for await (const piece of content) length += piece.length;
      return null;
    });
    expect(run).toEqual({ clean: 1, infected: 0, failed: 0 });
    expect(await read(operator(), id)).toMatchObject({ scan: "CLEAN", bytes: length });
    expect((await open(id)).errors).toBeUndefined();
    expect(await scan(async () => null)).toEqual({ clean: 0, infected: 0, failed: 0 });
  });

  test("keeps closed what it could not look at, and asks again after a pause", async () => {
    const id = await bringOne("progressive.jpg");
    const away = () => Promise.reject(new Error("the scanner is away"));
    expect(await scan(away)).toEqual({ clean: 0, infected: 0, failed: 1 });
    expect(await read(operator(), id)).toMatchObject({ scan: "FAILED" });
    expectCode(await open(id), "ILLEGAL_TRANSITION");
    expect(await scan(away)).toEqual({ clean: 0, infected: 0, failed: 0 });
    stage.clock.set(new Date(stage.clock.now().getTime() + hour));
    expect(await scan(async () => null)).toEqual({ clean: 1, infected: 0, failed: 0 });
    expect((await open(id)).errors).toBeUndefined();
  });

  test("closes for good what has a virus, tells of it, and has the content deleted", async () => {
    const id = await bringOne("sign.png");
    expect(await scan(async () => "Win.Test.EICAR_HDB-1")).toEqual({ clean: 0, infected: 1, failed: 0 });
    expect(await read(operator(), id)).toMatchObject({ scan: "INFECTED", permittedActions: ["REMOVE"] });
    expectCode(await open(id), "ILLEGAL_TRANSITION");
    const told = await testDatabase().asSystem("a test looks at events", (tx) =>
      tx.select().from(toldEvents).where(eq(toldEvents.subjectId, id)),
    );
    expect(told.map(({ type }) => type)).toEqual(["attachment.stored", "attachment.infected"]);
    expect(JSON.stringify(told)).not.toContain("sign");
    const key = (await keyOf(id)) ?? "";
    const tools = { ...jobTools(testDatabase(), stage.clock), province: world.code.province };
    expect(await createClearingPass(testObjects()).run(tools)).toMatchObject({ objects: 1 });
    expect(await testObjects().size(key)).toBeNull();
  });

  test("is not lost over a process that dies: another takes the file after its lease", async () => {
    const file = { fileName: "a.webp", mediaType: "image/webp" };
    const { attachmentId } = await bring(operator(), ticket, picture("shelf.webp"), file, stage.address);
    let taken: (() => void) | undefined;
    const isTaken = new Promise<void>((resolve) => {
      taken = resolve;
    });
    // The first process never comes to an end.
    void scan(() => {
      taken?.();
      return new Promise(() => undefined);
    });
    await isTaken;
    expect(await scan(async () => null)).toEqual({ clean: 0, infected: 0, failed: 0 });
    stage.clock.set(new Date(stage.clock.now().getTime() + hour));
    expect(await scan(async () => null)).toEqual({ clean: 1, infected: 0, failed: 0 });
    expect((await read(operator(), attachmentId)).scan).toBe("CLEAN");
  });
});

describe("clearing up", () => {
  let world: World;
  let ticket: TicketAnswer;

  beforeAll(async () => {
    world = await makeProvince();
    ticket = await register(staff(world).operator, complaint(world));
  });

  const operator = () => staff(world).operator;
  const toolsAfter = (milliseconds: number) => {
    const clock = settableClock(new Date(systemClock.now().getTime() + milliseconds));
    return { ...jobTools(testDatabase(), clock), province: world.code.province };
  };

  test("deletes announcements that nothing came of, a day after their end", async () => {
    const { attachment } = await announce(operator(), ticket, picture());
    const pass = createClearingPass(testObjects());
    expect(await pass.run(toolsAfter(day))).toEqual({ unused: 0, objects: 0 });
    expect(await pass.run(toolsAfter(day + hour))).toEqual({ unused: 1, objects: 0 });
    expectCode(
      await operator().gql("query ($id: ID!) { attachment(id: $id) { id } }", { id: attachment.id }),
      "NOT_FOUND",
      "id",
    );
  });

  test("deletes the content of what was removed after 30 days, and keeps the record", async () => {
    const { attachmentId } = await bring(operator(), ticket);
    const key = (await keyOf(attachmentId)) ?? "";
    const { version } = await read(operator(), attachmentId);
    await operator().ask(removeDocument, { input: { attachmentId, version, reason: "传错文件" } });
    const pass = createClearingPass(testObjects());
    expect(await pass.run(toolsAfter(30 * day - hour))).toMatchObject({ objects: 0 });
    expect(await testObjects().size(key)).not.toBeNull();
    expect(await pass.run(toolsAfter(30 * day + hour))).toMatchObject({ objects: 1 });
    expect([await testObjects().size(key), await keyOf(attachmentId)]).toEqual([null, null]);
    expect(await read(operator(), attachmentId)).toMatchObject({ state: "REMOVED", removalReason: "传错文件" });
  });

  test("deletes contents that no row names, a day after they came, and none that a row names", async () => {
    const folder = await mkdtemp(join(tmpdir(), "orphans-"));
    try {
      // A store of its own: in that of the run lies what other tests are bringing just now.
      const objects = createDiskStore(folder);
      const content = picture("progressive.jpg");
      const { attachmentId } = await bring(operator(), ticket, content);
      const [named, orphan] = [(await keyOf(attachmentId)) ?? "", newObjectKey("attachments")];
      for (const key of [named, orphan]) await objects.put(key, Readable.from([content]));
      const pass = createOrphanPass(objects);
      expect(await pass.run(toolsAfter(day - hour))).toMatchObject({ orphans: 0 });
      expect(await pass.run(toolsAfter(day + hour))).toMatchObject({ orphans: 1 });
      expect([await objects.size(orphan), await objects.size(named)]).toEqual([null, content.length]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
