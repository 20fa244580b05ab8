import {
  callCellSentence,
  cellSentence,
  foldAll,
  type PartCheck,
  straySentence,
  ticketSentence,
  verifyStatistics,
} from "../../../src/modules/statistics/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { Database } from "../../../src/platform/database.js";
import { fromGlobalId } from "../../../src/platform/ids.js";
import type { World } from "../../world.js";
import { manager, plan, record } from "../callbacks/calling.js";
import { orderInput, run } from "../supervision/ordering.js";
import {
  complaint,
  complaintIn,
  consultation,
  register,
  report,
  reportInVerification,
  staff,
  type TicketAnswer,
} from "../tickets/driving.js";

/** What a comparison says: the sentences that name what differs, and how much was compared. */
export async function verify(database: Database, province: string | null) {
  const sentences: string[] = [];
  const onPart = ({ callCells, cells, strays, tickets }: PartCheck): void => {
    sentences.push(...tickets.map(ticketSentence), ...cells.map(cellSentence), ...strays.map(straySentence));
    sentences.push(...callCells.map(callCellSentence));
  };
  const counts = await verifyStatistics(database, systemClock, { province, onPart });
  return { sentences, counts };
}

/** Tickets of all kinds in many states, supervised and graded ones among them, half of them folded. */
export async function makeTickets(world: World): Promise<TicketAnswer[]> {
  const { operator } = staff(world);
  const made = [
    await register(operator, report(world)),
    await register(operator, consultation()),
    await register(operator, complaint(world, { topics: ["MASKS"], submit: false })),
    await complaintIn(world, "SETTLED"),
  ];
  await foldAll(world.database);
  const closed = await complaintIn(world, "CLOSED");
  await record(operator, await plan(manager(world), closed), { grade: "SATISFIED" });
  const supervised = await reportInVerification(world);
  await run(world.as("cityA.supervisor"), "issueSupervisionOrder", orderInput(world.code.countyA1, [supervised]));
  return [...made, closed, supervised, await complaintIn(world, "REFUSED")];
}

/** The key of a ticket in the database. */
export function keyOf({ id }: Pick<TicketAnswer, "id">): { province: string; id: string } {
  const [province = "", ticketId = ""] = fromGlobalId(id)?.parts ?? [];
  return { province, id: ticketId };
}
