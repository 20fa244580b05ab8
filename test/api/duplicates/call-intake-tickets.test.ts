import { expect, it } from "vitest";
import { makeProvince } from "../../world.js";
import { callOf, newCallId, record, source, waiting } from "../calls/calling.js";
import { complaint, register, report, staff } from "../tickets/driving.js";
import { find } from "./finding.js";

const intake =
  "query ($source: String!, $callId: String!) { callIntake(source: $source, callId: $callId) { tickets { id } } }";

it("shows whoever takes a call the tickets of the number that he may know, and finds like ones by the call", async () => {
  const world = await makeProvince();
  const { operator } = staff(world);
  const number = "13599998888";
  const contact = { name: "来电人", phone: number };
  const made = await register(operator, complaint(world, { contact }));
  const reported = await register(operator, report(world, { contact }));
  const [callId, elsewhere] = [newCallId(), newCallId()];
  const caller = `+86 ${number}`;
  await record(world.as("cityACentre.shiftManager"), waiting(callId, { caller }));
  await record(world.as("provinceCentre.shiftManager"), waiting(elsewhere, { caller }));
  type Intake = { callIntake: { tickets: { id: string }[] } };
  const own = await operator.ask<Intake>(intake, { source, callId });
  expect(own.callIntake.tickets.map(({ id }) => id)).toEqual([reported.id, made.id]);
  const above = world.as("provinceCentre.operator");
  const other = await above.ask<Intake>(intake, { source, callId: elsewhere });
  expect(other.callIntake.tickets.map(({ id }) => id)).toEqual([made.id]);
  const found = await find(operator, { callId: (await callOf(operator, callId)).id });
  expect(found.map(({ ticket }) => ticket.id).sort()).toEqual([made.id, reported.id].sort());
});
