import { chinaDay } from "../../../platform/clock.js";
import { inScope, type RequestContext } from "../../../platform/context.js";
import { invalidInput, tooLarge } from "../../../platform/errors.js";
import { newId } from "../../../platform/ids.js";
import { startValidation } from "../../../platform/validation.js";
import { write } from "../../../platform/writing.store.js";
import { checkReplyDay, currentCalendar, dayAfter } from "../../calendar/index.js";
import type { TicketKey } from "../../tickets/index.js";
import {
  beginStep,
  decideInvestigation,
  findAndLockInvestigation,
  lengths,
  type Step,
  tell,
} from "../investigation.change.js";
import type { GiveInvestigationTaskInput } from "../investigation.inputs.js";
import { findPartner, type PartnerColumns } from "../investigation.partner.js";
import { findInvestigatedTickets, type InvestigationRow, investigationUpdate } from "../investigation.store.js";
import { findInvestigable, mostTasks } from "../investigation.tickets.js";
import { noticeOfTask, personOf, toldOfTask } from "../task.change.js";
import { countTasksOf, type TaskRow, taskInsertion } from "../task.store.js";

/** A task that was given, and its joint investigation as it is then. */
export interface GivenTask {
  task: TaskRow;
  investigation: InvestigationRow;
}

/**
 * Gives a task to a partner: a bureau, which sees the parts of the ticket that the task names until it has answered, or a
 * body outside, which sees nothing. The joint investigation gets a new version, so a request sent twice makes one task.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT, ILLEGAL_TRANSITION for a closed one, INVALID_INPUT for a partner, a ticket, parts
 *   or a day that cannot be, TOO_LARGE beyond 100 tasks
 */
export function giveInvestigationTask(context: RequestContext, input: GiveInvestigationTaskInput): Promise<GivenTask> {
  return inScope(context, async (tx) => {
    const step = beginStep(tx, context);
    const found = await findAndLockInvestigation(step, input.investigationId);
    const state = decideInvestigation(step, found, "GIVE_TASK", input.version);
    const ticket = input.ticketId == null ? null : await findTicketOf(step, found, input.ticketId);
    const partner = await findPartner(tx, found.bureau, input.partner, step.at);
    await checkTask(step, input, partner);
    const count = await countTasksOf(tx, found);
    if (count >= mostTasks) throw tooLarge("investigationId", count + 1, mostTasks);

    const investigation: InvestigationRow = { ...found, state, version: found.version + 1 };
    const task = newTask(step, found, input, partner, ticket);
    await write(tx, [taskInsertion(task), investigationUpdate(found, { state })]);
    await tell(step, noticeOfTask(task, "INVESTIGATION_TASK_GIVEN"), [toldOfTask(task, "GIVE", "investigation.lead")]);
    return { task, investigation };
  });
}

async function findTicketOf({ tx, actor }: Step, found: InvestigationRow, ticketId: string): Promise<TicketKey> {
  const [ticket] = await findInvestigable(tx, actor, [ticketId], "ticketId");
  const tickets = await findInvestigatedTickets(tx, [found]);
  const isOfIt = tickets.some((one) => one.ticketId === ticket?.id && one.province === ticket.province);
  if (ticket === undefined || !isOfIt) {
    throw invalidInput("ticketId", {
      zh: "该工单不在本协查中；请先增加工单（addInvestigationTickets）。",
      en: "The ticket is not one of the joint investigation; add it first (addInvestigationTickets).",
    });
  }
  return ticket;
}

async function checkTask({ tx, at }: Step, input: GiveInvestigationTaskInput, partner: PartnerColumns): Promise<void> {
  const validation = startValidation();
  validation.text("question", input.question, lengths.words, 2);
  if ((input.parts ?? []).length > 0 && input.ticketId == null) {
    validation.add("parts", {
      zh: "未指定工单时不能指定摘录内容。",
      en: "Without a ticket there are no parts of it to be shown.",
    });
  } else if ((input.parts ?? []).length > 0 && partner.partner === null) {
    validation.add("parts", {
      zh: "系统外单位不能登录平台，看不到工单；须告知的内容请写在协查事项中。",
      en: "A body outside has no access and is shown nothing; write into the question what it has to know.",
    });
  }
  checkReplyDay(validation, "dueOn", input.dueOn, chinaDay(at), await currentCalendar(tx));
  validation.finish();
}

function newTask(
  step: Step,
  found: InvestigationRow,
  { question, parts, dueOn }: GiveInvestigationTaskInput,
  partner: PartnerColumns,
  ticket: TicketKey | null,
): TaskRow {
  return {
    province: found.province,
    id: newId(step.at),
    investigationId: found.id,
    ticketId: ticket?.id ?? null,
    lead: found.bureau,
    leadCity: found.city,
    leadCounty: found.county,
    ...partner,
    question,
    parts: [...new Set(parts ?? [])],
    dueOn,
    state: "OPEN",
    askedAt: step.at,
    askedBy: personOf(step),
    answer: null,
    answeredAt: null,
    answeredBy: null,
    closedAt: null,
    closedBy: null,
    remindsOn: dayAfter(dueOn),
    version: 1,
  };
}
