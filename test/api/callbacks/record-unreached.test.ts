import { describe, expect, it } from "vitest";
import { expectCode } from "../../api.js";
import { makeProvince } from "../../world.js";
import { complaintIn, staff } from "../tickets/driving.js";
import { manager, plan, sendRecord, sendUnreached } from "./calling.js";

describe("a try that reached nobody", () => {
  it("is counted, and the third gives the callback up", async () => {
    const world = await makeProvince();
    const { operator } = staff(world);
    const ticket = await complaintIn(world, "CLOSED");
    let callback = await plan(manager(world), ticket);
    for (const [tries, state] of [
      [1, "PLANNED"],
      [2, "PLANNED"],
      [3, "UNREACHED"],
    ] as const) {
      const { data, errors } = await sendUnreached(operator, callback, { remark: "无人接听" });
      expect(errors).toBeUndefined();
      callback = data.recordUnreached.callback;
      expect(callback).toMatchObject({ tries, state, version: tries + 1, grade: null });
    }
    expect(callback).toMatchObject({ permittedActions: [], remark: "无人接听" });
    expect(callback.calledAt).not.toBeNull();
    expectCode(await sendUnreached(operator, callback), "ILLEGAL_TRANSITION");
    expectCode(await sendRecord(operator, callback, { grade: "SATISFIED" }), "ILLEGAL_TRANSITION");
    const { ticket: read } = await operator.ask<{ ticket: { timeline: { verb: string; text: string }[] } }>(
      "query ($id: ID!) { ticket(id: $id) { timeline { verb text } } }",
      { id: ticket.id },
    );
    expect(read.timeline.at(-1)).toEqual({
      verb: "CALLBACK_UNREACHED",
      text: "The citizen could not be reached for the callback (try 3)",
    });
  });

  it("is refused with a version of before, with words too long, to those who did not register it, and to strangers", async () => {
    const world = await makeProvince();
    const { operator, handler } = staff(world);
    const callback = await plan(manager(world), await complaintIn(world, "CLOSED"));
    expectCode(await sendUnreached(operator, { ...callback, version: 9 }), "CONFLICT");
    expectCode(await sendUnreached(operator, callback, { remark: "长".repeat(2001) }), "INVALID_INPUT", "remark");
    expectCode(await sendUnreached(handler, callback), "FORBIDDEN");
    expectCode(await sendUnreached(world.as("cityA.operator"), callback), "FORBIDDEN");
    expectCode(await sendUnreached(world.as("cityBCentre.operator"), callback), "NOT_FOUND", "callbackId");
  });
});
