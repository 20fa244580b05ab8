import { systemClock } from "../../../src/platform/clock.js";
import { recordsOf } from "../../access/call-matters.js";
import { complaint, register, staff } from "../../api/tickets/driving.js";
import type { Variables } from "../../api.js";
import type { World } from "../../world.js";
import { done } from "./furnishing-doing.js";

type Contact = () => Variables;

// Four weeks of calls, two each day, by which the staffing of days to come is worked out.
function formerCalls(): Variables[] {
  return Array.from({ length: 56 }, (_, place) => {
    const offeredAt = systemClock.now().getTime() - (1 + Math.floor(place / 2)) * 86_400_000 - (place % 2) * 3_600_000;
    const at = (seconds: number): string => new Date(offeredAt + seconds * 1000).toISOString();
    const instants = { offeredAt: at(0), answeredAt: at(10), endedAt: at(200) };
    return { callId: `former-${place}`, revision: 1, outcome: "ANSWERED", ...instants };
  });
}

/** The centre took calls of citizens whose numbers nobody may read. */
export async function takeCalls(world: World, contact: Contact): Promise<void> {
  const { calls, source } = recordsOf("投诉举报");
  const taken = Array.from({ length: 12 }, (_, place) => {
    const { phone } = contact().contact as { phone: string };
    return { ...calls[0], callId: `scene-${place}`, operatorNumber: `500${place % 3}`, caller: phone };
  });
  await done(
    world.as("cityACentre.shiftManager"),
    "recordCalls",
    { source, calls: [...taken, ...formerCalls()] },
    "created",
  );
}

/** The telephone system of the centre told who sits at which desk. */
export async function reportSeats(world: World): Promise<void> {
  const since = systemClock.now().toISOString();
  const seats = ["READY", "TALKING", "READY"].map((state, place) => ({
    operatorNumber: `500${place + 1}`,
    state,
    since,
  }));
  await done(world.as("cityACentre.shiftManager"), "reportSeats", { source: "exchange", seats }, "changed");
}

/** Some calls are linked to tickets that did not come of them: each of three to each of four. */
export async function linkCalls(world: World, contact: Contact): Promise<void> {
  const { operator } = staff(world);
  const { calls, source } = recordsOf("投诉举报");
  const names = ["linked-0", "linked-1", "linked-2"];
  const taken = names.map((callId) => ({ ...calls[0], callId, caller: null }));
  await done(world.as("cityACentre.shiftManager"), "recordCalls", { source, calls: taken }, "created");
  const tickets: string[] = [];
  while (tickets.length < 4) tickets.push((await register(operator, complaint(world, contact()))).id);
  const asked =
    "query ($source: String!, $callId: String!) { callIntake(source: $source, callId: $callId) { call { id } } }";
  for (const name of names) {
    const { callIntake } = await operator.ask<{ callIntake: { call: { id: string } } }>(asked, {
      source,
      callId: name,
    });
    for (const id of tickets) {
      await done(operator, "linkCallTicket", { callId: callIntake.call.id, ticketId: id }, "call { id }");
    }
  }
}
