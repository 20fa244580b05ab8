import { addWorkingDays } from "../../src/modules/calendar/index.js";
import { chinaDay, systemClock } from "../../src/platform/clock.js";
import type { Unit, World } from "../world.js";

const opening = `mutation ($input: OpenInvestigationInput!) { openInvestigation(input: $input) { investigation { id } } }`;

const giving = `mutation ($input: GiveInvestigationTaskInput!) {
  giveInvestigationTask(input: $input) { task { id } investigation { version } } }`;

/** A day on which a task may be due. */
export function dayForTask(): string {
  return addWorkingDays(chinaDay(systemClock.now()), 5).due;
}

/**
 * Opens a joint investigation on a ticket of a centre, which leads it, and gives its city a task; a marker stands in all
 * its texts.
 */
export async function addInvestigation(
  world: World,
  {
    city,
    centre,
    ticket,
    marker,
  }: { city: Unit; centre: "cityACentre" | "cityBCentre"; ticket: string; marker: string },
): Promise<{ investigation: string; investigationTask: string }> {
  const lead = world.as(`${centre}.dispatcher`);
  const { openInvestigation } = await lead.ask<{ openInvestigation: { investigation: { id: string } } }>(opening, {
    input: { title: `${marker}协查`, purpose: `${marker}目的`, tickets: [ticket] },
  });
  const { id } = openInvestigation.investigation;
  const { giveInvestigationTask } = await lead.ask<{ giveInvestigationTask: { task: { id: string } } }>(giving, {
    input: {
      investigationId: id,
      version: 1,
      partner: { bureau: world.code[city] },
      question: `${marker}协查事项`,
      ticketId: ticket,
      parts: ["FACTS"],
      dueOn: dayForTask(),
    },
  });
  return { investigation: id, investigationTask: giveInvestigationTask.task.id };
}
