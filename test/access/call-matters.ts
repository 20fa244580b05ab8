import { systemClock } from "../../src/platform/clock.js";
import type { Unit, World } from "../world.js";

/** Records as a telephone system tells them, with a text where there is one. */
export function recordsOf(text: string) {
  const now = systemClock.now().getTime();
  const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
  return {
    source: "exchange",
    calls: [
      {
        ...{ callId: "call-1", revision: 1, outcome: "ANSWERED", queue: text, operatorNumber: "5001" },
        ...{ offeredAt: ago(400), answeredAt: ago(390), endedAt: ago(60), caller: "13812345678" },
      },
    ],
  };
}

/** A centre takes a call, in whose queue a marker stands, and of which the ticket came. */
export async function addCall(
  world: World,
  centre: Unit & `${string}Centre`,
  { marker, ticket }: { marker: string; ticket: string },
): Promise<string> {
  const manager = world.as(`${centre}.shiftManager`);
  const input = recordsOf(`${marker}队列`);
  await manager.ask("mutation ($input: RecordCallsInput!) { recordCalls(input: $input) { created } }", { input });
  const { callIntake } = await manager.ask<{ callIntake: { call: { id: string } } }>(
    `{ callIntake(source: "exchange", callId: "call-1") { call { id } } }`,
  );
  const callId = callIntake.call.id;
  await world
    .as(`${centre}.operator`)
    .ask("mutation ($input: LinkCallTicketInput!) { linkCallTicket(input: $input) { call { id } } }", {
      input: { callId, ticketId: ticket },
    });
  return callId;
}
