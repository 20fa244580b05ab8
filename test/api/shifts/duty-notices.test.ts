import { describe, expect, it } from "vitest";
import { noticeEscalation, noticePass } from "../../../src/modules/shifts/index.js";
import type { Caller } from "../../api.js";
import { expectCode } from "../../api.js";
import { latestPosition, relayNow } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { openAs } from "../../sources.js";
import { complaint, register, take } from "../tickets/driving.js";
import { night, personId, run, send, setShiftStage } from "./shifting.js";

interface NoticeAnswer {
  id: string;
  state: string;
  stage: string;
  version: number;
  dueAt: string | null;
  addressees: { name: string }[];
  bureau: { code: string };
  sender: { code: string };
  ticket: { id: string } | null;
}

const document = `query ($view: DutyNoticeView!, $states: [DutyNoticeState!]) { dutyNotices(view: $view, states: $states) {
  totalCount nodes { id state stage version dueAt addressees { name } bureau { code } sender { code } ticket { id } } } }`;

describe("a duty notice", () => {
  const stage = setShiftStage();
  const head = () => stage.as("countyA1.head");
  const handler = () => stage.as("countyA1.handler");
  const dispatcher = () => stage.as("cityACentre.dispatcher");
  const tools = () => ({ ...jobTools(undefined, stage.stage.clock), province: stage.world.code.province });
  const tell = async () => {
    await relayNow();
    return noticePass.run(tools());
  };
  const noticesOf = async (caller: Caller, view: "MINE" | "BUREAU" | "SENT", states: string[] | null = null) => {
    const { dutyNotices } = await caller.ask<{ dutyNotices: { nodes: NoticeAnswer[] } }>(document, { view, states });
    return dutyNotices.nodes;
  };
  const named = (name: string) => ({ name: `${stage.world.mark}countyA1.${name}` });

  const dispatchAt = async (day: string, time: string, bureau: "countyA1" | "countyA2" = "countyA1") => {
    stage.goTo(day, time);
    const ticket = await register(stage.as("cityACentre.operator"), complaint(stage.world));
    return take(dispatcher(), "dispatchTicket", ticket, { bureau: stage.world.code[bureau], reason: "按地址" });
  };

  it("reaches whoever is on duty when a ticket is dispatched at night, once, and nobody by day", async () => {
    await tell();
    await run(head(), "setShift", night());
    await run(head(), "setShift", {
      ...{ code: "OFFICE", name: "行政班", startTime: "08:30", endTime: "17:30", onWorkingDays: true },
    });
    const days = { from: "2026-09-08", to: "2026-09-11" };
    await run(head(), "assignShift", { shift: "NIGHT", period: days, people: [personId(handler())] });
    const leader = [personId(stage.as("countyA1.supervisor"))];
    await run(head(), "assignShift", { shift: "NIGHT", period: days, people: leader, isLeader: true });
    await run(head(), "publishRoster", days);
    await dispatchAt("2026-09-08", "10:00");
    expect(await tell()).toMatchObject({ made: 0 });
    const ticket = await dispatchAt("2026-09-08", "23:00");
    expect(await tell()).toMatchObject({ made: 1 });
    expect(await tell()).toMatchObject({ made: 0 });
    const { code } = stage.world;
    const told = {
      ...{ state: "OPEN", stage: "ON_DUTY", version: 1, dueAt: "2026-09-08T15:15:00.000Z", ticket: { id: ticket.id } },
      ...{ addressees: [named("handler")], bureau: { code: code.countyA1 }, sender: { code: code.cityACentre } },
    };
    expect(await noticesOf(handler(), "MINE")).toMatchObject([told]);
    expect(await noticesOf(head(), "BUREAU")).toMatchObject([told]);
    expect(await noticesOf(dispatcher(), "SENT")).toMatchObject([told]);
    expect(await noticesOf(head(), "MINE")).toEqual([]);
    expect(await noticesOf(stage.as("cityBCentre.dispatcher"), "SENT")).toEqual([]);
    expectCode(await stage.as("countyA1.auditor").gql(document, { view: "BUREAU", states: null }), "FORBIDDEN");
  });

  it("is acknowledged by whom it was sent to, and goes on to nobody then", async () => {
    const [notice] = await noticesOf(handler(), "MINE");
    const input = { noticeId: notice?.id, version: 1 };
    expectCode(await send(stage.as("countyA1.operator"), "acknowledgeDutyNotice", input), "FORBIDDEN");
    expectCode(await send(dispatcher(), "acknowledgeDutyNotice", input), "FORBIDDEN");
    for (const name of ["countyA1.auditor", "countyA2.head", "cityBCentre.dispatcher"] as const) {
      expectCode(await send(stage.as(name), "acknowledgeDutyNotice", input), "NOT_FOUND", "noticeId");
    }
    expectCode(await send(handler(), "acknowledgeDutyNotice", { ...input, version: 2 }), "CONFLICT");
    const done = await run(handler(), "acknowledgeDutyNotice", input);
    expect(done.notice).toMatchObject({ state: "ACKNOWLEDGED", version: 2, acknowledgedByName: named("handler").name });
    expectCode(await send(head(), "acknowledgeDutyNotice", { ...input, version: 2 }), "ILLEGAL_TRANSITION");
    stage.goTo("2026-09-09", "03:00");
    expect(await noticeEscalation.run(tools())).toMatchObject({ handled: 0 });
  });

  it("goes on to the leader, the head and the bureau that dispatched, while nobody acknowledges it", async () => {
    await dispatchAt("2026-09-09", "22:00");
    await tell();
    const now = async () => (await noticesOf(dispatcher(), "SENT", ["OPEN"]))[0];
    const passOn = async (time: string) => {
      stage.goTo("2026-09-09", time);
      await noticeEscalation.run(tools());
      return now();
    };
    expect(await passOn("22:14")).toMatchObject({ stage: "ON_DUTY", version: 1 });
    expect(await passOn("22:15")).toMatchObject({ stage: "LEADER", version: 2, dueAt: "2026-09-09T14:30:00.000Z" });
    expect(await passOn("22:31")).toMatchObject({ stage: "HEAD", version: 3 });
    const last = await passOn("22:50");
    expect(last).toMatchObject({ stage: "SENDER", version: 4, dueAt: null });
    expect(last?.addressees.map(({ name }) => name).sort()).toEqual(
      [named("handler"), named("head"), named("supervisor")].map(({ name }) => name).sort(),
    );
    expect(await passOn("23:59")).toMatchObject({ stage: "SENDER", version: 4 });
    // It can still be acknowledged.
    await run(head(), "acknowledgeDutyNotice", { noticeId: last?.id, version: 4 });
  });

  it("begins with the head where nobody is on duty, and is over once the ticket is signed for", async () => {
    const ticket = await dispatchAt("2026-09-10", "19:00", "countyA2");
    await tell();
    const countyHead = stage.as("countyA2.head");
    expect(await noticesOf(countyHead, "MINE")).toMatchObject([{ stage: "HEAD", state: "OPEN", version: 1 }]);
    await take(stage.as("countyA2.handler"), "signTicket", ticket);
    expect(await tell()).toMatchObject({ made: 0, ended: 1 });
    expect(await noticesOf(countyHead, "MINE")).toMatchObject([{ state: "OVER", version: 2, dueAt: null }]);
  });

  it("is not made of a ticket that was signed for before anybody could be told", async () => {
    const ticket = await dispatchAt("2026-09-10", "19:30", "countyA2");
    await take(stage.as("countyA2.handler"), "signTicket", ticket);
    expect(await tell()).toEqual({ made: 0, ended: 0 });
  });

  it("is told as it happens to whom it was sent to, and to the bureau that dispatched", async () => {
    const subscription = `subscription ($mine: Boolean!) { dutyNoticeChanges(mine: $mine) {
      cursor eventType notice { id state stage } } }`;
    const clock = stage.stage.clock;
    const before = await latestPosition();
    const [mine, sent, above, beside, colleague] = await Promise.all([
      openAs(handler(), subscription, { mine: true }, { clock }),
      openAs(dispatcher(), subscription, { mine: false }, { clock }),
      openAs(dispatcher(), subscription, { mine: true }, { clock }),
      openAs(stage.as("cityBCentre.dispatcher"), subscription, { mine: false }, { clock }),
      openAs(stage.as("countyA1.auditor"), subscription, { mine: false }, { clock }),
    ]);
    await dispatchAt("2026-09-11", "21:00");
    await tell();
    const [notice] = await noticesOf(handler(), "MINE", ["OPEN"]);
    await run(handler(), "acknowledgeDutyNotice", { noticeId: notice?.id, version: 1 });
    await relayNow();
    const told = [
      { eventType: "dutyNotice.made", notice: { id: notice?.id } },
      { eventType: "dutyNotice.acknowledged", notice: { id: notice?.id, state: "ACKNOWLEDGED" } },
    ];
    expect(await mine.tellAfter(before)).toMatchObject(told);
    expect(await sent.tellAfter(before)).toMatchObject(told);
    for (const one of [above, beside, colleague]) expect(await one.tellAfter(before)).toEqual([]);
  });
});
