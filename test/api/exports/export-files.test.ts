import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportExpiry } from "../../../src/modules/exports/index.js";
import { expectCode } from "../../api.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import { makeProvince, type World } from "../../world.js";
import { changeRole, letIn, lockOut } from "../losing-the-right.js";
import { complaint, register, staff } from "../tickets/driving.js";
import {
  ask,
  cancelDocument,
  download,
  type ExportAnswer,
  exported,
  get,
  linkDocument,
  linkTo,
  readAgain,
  registerMany,
  work,
} from "./exporting.js";
import { repeatTicket } from "./many.js";

describe("the file of an export", () => {
  let world: World;
  let done: ExportAnswer;
  let link: string;
  let whole: Buffer;

  beforeAll(async () => {
    world = await makeProvince();
    const { number } = await register(staff(world).operator, complaint(world));
    await repeatTicket(world, number, 11_000);
    const begun = await ask(analyst());
    await work(begun);
    done = await readAgain(analyst(), begun);
    whole = await download(analyst(), done);
    link = await linkTo(analyst(), done);
  });

  const analyst = () => world.as("cityA.analyst");
  const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

  it("comes with its length, its name and its tag, and is kept by nobody on the way", async () => {
    const response = await get(link);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-length": String(done.bytes),
      "content-type": "application/jsonl; charset=utf-8",
      "content-disposition": `attachment; filename="${done.fileName}"`,
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
    });
    expect((await bodyOf(response)).equals(whole)).toBe(true);
    expect(whole.length).toBe(done.bytes);
  });

  it("gives its head without its body", async () => {
    const response = await fetch(new URL(link, new URL((await get(link, { Range: "bytes=0-0" })).url).origin), {
      method: "HEAD",
    });
    expect([response.status, response.headers.get("content-length")]).toEqual([200, String(done.bytes)]);
    expect(await response.text()).toBe("");
  });

  it("is sent in ranges, across its parts too, which together are the whole", async () => {
    const size = 1_500_000;
    const pieces: Buffer[] = [];
    for (let from = 0; from < done.bytes; from += size) {
      const response = await get(link, { Range: `bytes=${from}-${from + size - 1}` });
      const last = Math.min(from + size, done.bytes) - 1;
      expect(response.status).toBe(206);
      expect(response.headers.get("content-range")).toBe(`bytes ${from}-${last}/${done.bytes}`);
      expect(response.headers.get("content-length")).toBe(String(last - from + 1));
      pieces.push(await bodyOf(response));
    }
    expect(pieces.length).toBeGreaterThan(2);
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
  });

  it("goes on where a download broke off, by another link, as long as it is the same file", async () => {
    const tag = (await get(link, { Range: "bytes=0-9" })).headers.get("etag") ?? "";
    const next = await linkTo(analyst(), done);
    const rest = await get(next, { Range: "bytes=100-", "If-Range": tag });
    expect(rest.status).toBe(206);
    expect((await bodyOf(rest)).equals(whole.subarray(100))).toBe(true);
    expect((await get(next, { Range: "bytes=100-", "If-Range": '"another"' })).status).toBe(200);
    expect((await get(next, { "If-None-Match": tag })).status).toBe(304);
  });

  it("gives the last bytes, and 416 for bytes that it has not", async () => {
    const last = await get(link, { Range: "bytes=-20" });
    expect(last.status).toBe(206);
    expect(await bodyOf(last)).toEqual(whole.subarray(-20));
    const beyond = await get(link, { Range: `bytes=${done.bytes}-` });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${done.bytes}`]);
  });

  it("is 404 by a link that was not signed for it", async () => {
    const other = await exported(analyst(), { filter: { kinds: ["REPORT"] } });
    const foreign = await linkTo(analyst(), other.done);
    const token = new URL(foreign, "http://any").searchParams.get("token") ?? "";
    const path = link.split("?")[0] ?? "";
    for (const wrong of [
      path,
      `${path}?token=`,
      `${path}?token=${token}`,
      `${link}0`,
      link.replace("tickets-", "x-"),
    ]) {
      expect((await get(wrong)).status, wrong).toBe(404);
    }
    expect((await get(`/exports/${done.id}/more${link.slice(link.indexOf("/tickets-"))}`)).status).toBe(404);
  });

  it("is gone by a link of whoever was locked out, or lost the role", async () => {
    const [locked, former] = [world.as("cityA.head"), world.as("cityA.supervisor")];
    const [ofLocked, ofFormer] = [await linkTo(locked, done), await linkTo(former, done)];
    const first = { Range: "bytes=0-0" };
    await lockOut(world, locked);
    expect([(await get(ofLocked, first)).status, (await get(ofFormer, first)).status]).toEqual([410, 206]);
    await letIn(world, locked);
    await changeRole(world, "cityA.supervisor", "OPERATOR");
    expect([(await get(ofLocked, first)).status, (await get(ofFormer, first)).status]).toEqual([206, 410]);
  });

  it("takes no other method", async () => {
    const { url } = await get(link, { Range: "bytes=0-0" });
    const response = await fetch(url, { method: "POST" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("the time of an export", () => {
  let stage: Stage;
  let world: World;

  beforeAll(async () => {
    stage = await setStage("2026-08-03");
    world = await stage.makeProvince();
    await registerMany(world, 2);
  });
  afterAll(() => stage.close());

  const analyst = () => world.as("cityA.analyst");
  const tools = () => ({ ...jobTools(undefined, stage.clock), province: world.code.province });

  it("lets a link open it for a quarter of an hour, and the file be there for seven days", async () => {
    stage.goTo("2026-08-03");
    const begun = await ask(analyst());
    stage.tick();
    await work(begun, tools());
    const done = await readAgain(analyst(), begun);
    expect(done).toMatchObject({ endedAt: "2026-08-03T02:00:01.000Z", expiresAt: "2026-08-10T02:00:01.000Z" });

    const { createExportLink } = await analyst().ask<{ createExportLink: { url: string; expiresAt: string } }>(
      linkDocument,
      { input: { exportId: done.id } },
    );
    expect(createExportLink.expiresAt).toBe("2026-08-03T02:15:01.000Z");
    const { pathname, search } = new URL(createExportLink.url);
    const address = stage.address;
    expect((await get(pathname + search, {}, address)).status).toBe(200);
    stage.clock.set(new Date("2026-08-03T02:15:01.000Z"));
    expect((await get(pathname + search, {}, address)).status).toBe(410);

    stage.goTo("2026-08-10", 9);
    expect(await exportExpiry.run(tools())).toEqual({ expired: 0, stalled: 0, parts: 0 });
    stage.goTo("2026-08-10", 11);
    const last = await linkTo(analyst(), done);
    expect(await exportExpiry.run(tools())).toEqual({ expired: 1, stalled: 0, parts: 1 });
    expect(await readAgain(analyst(), begun)).toMatchObject({ state: "EXPIRED", rowsDone: 2, permittedActions: [] });
    expect((await get(last, {}, address)).status).toBe(410);
    const refused = await analyst().gql(linkDocument, { input: { exportId: done.id } });
    expectCode(refused, "ILLEGAL_TRANSITION");
  });

  it("gives an export up to which nothing happened for a day", async () => {
    stage.goTo("2026-09-01");
    const begun = await ask(analyst());
    stage.goTo("2026-09-02", 9);
    expect(await exportExpiry.run(tools())).toMatchObject({ stalled: 0 });
    stage.goTo("2026-09-02", 10);
    expect(await exportExpiry.run(tools())).toMatchObject({ stalled: 1 });
    expect(await readAgain(analyst(), begun)).toMatchObject({ state: "FAILED", failure: "FAULT" });
    await work(begun, tools());
    expect(await readAgain(analyst(), begun)).toMatchObject({ state: "FAILED", rowsDone: 0 });
    expectCode(await analyst().gql(cancelDocument, { input: { exportId: begun.id } }), "ILLEGAL_TRANSITION");
  });
});
