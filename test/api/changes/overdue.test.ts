import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deadlineStepsPass } from "../../../src/modules/supervision/index.js";
import { relayNow } from "../../events.js";
import { jobTools } from "../../jobs.js";
import { type Stage, setStage } from "../../stage.js";
import type { World } from "../../world.js";
import { complaint, register, staff, take } from "../tickets/driving.js";
import { type Following, follow, following, inShort } from "./following.js";

const document = following("ticketChanges", "(filter: $filter)", "($filter: TicketChangeFilter)");

describe("ticketChanges of what is overdue", () => {
  let stage: Stage;
  let world: World;

  beforeAll(async () => {
    stage = await setStage("2026-03-02");
    world = await stage.makeProvince();
  });

  afterAll(() => stage.close());

  const followOverdue = (overdue: boolean): Promise<Following> =>
    follow(world.as("cityA.supervisor"), document, { filter: { overdue } }, { clock: stage.clock });

  const runPass = async (): Promise<void> => {
    await relayNow();
    await deadlineStepsPass.run({ ...jobTools(undefined, stage.clock), province: world.code.province });
  };

  it("tells when a limit is over, and when it ended late, and of what is in time to those who ask for that", async () => {
    const { dispatcher, handler, operator } = staff(world);
    const [late, inTime] = [await followOverdue(true), await followOverdue(false)];
    const registered = await register(operator, complaint(world));
    const sent = await take(dispatcher, "dispatchTicket", registered, { bureau: world.code.countyA1 });
    stage.tick();
    const signed = await take(handler, "signTicket", sent);
    expect(await late.told()).toEqual([]);
    expect(inShort(await inTime.told(), registered)).toEqual([
      "ticket.registered",
      "ticket.submitted",
      "ticket.dispatched",
      "ticket.signed",
    ]);
    stage.goTo("2026-03-20");
    await runPass();
    expect(inShort(await late.told(), registered)).toContain("deadline.expired");
    expect(inShort(await inTime.told(), registered)).toContain("deadline.expired over");
    const checked = await take(handler, "startCheck", signed);
    expect(inShort(await late.told(), registered)).toEqual(["ticket.checkStarted"]);
    expect(await inTime.told()).toEqual([]);
    stage.tick();
    await take(handler, "acceptComplaint", checked);
    expect(inShort(await late.told(), registered), "the limit of acceptance ended late").toEqual([
      "ticket.accepted over",
    ]);
    expect(inShort(await inTime.told(), registered)).toEqual(["ticket.accepted"]);
  });
});
