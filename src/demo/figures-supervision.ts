import {
  acceptSupervisionAnswer,
  answerSupervisionOrder,
  issueSupervisionOrder,
  type OrderRow,
  orderIdOf,
} from "../modules/supervision/index.js";
import { ticketIdOf } from "../modules/tickets/index.js";
import { loginAt } from "./demo-people.js";
import type { PlannedFigure } from "./figures-plan.js";
import type { FigureCity } from "./figures-portion.js";
import { type Happening, type Stage, ticketAt } from "./play.js";

/** At ten in the morning of a day in China. */
const morningOf = (day: string): Date => new Date(`${day}T10:00:00+08:00`);

/**
 * What the city does about tickets whose limit is over (督办): an order to each bureau that holds some, the answer, and its
 * acceptance, by the people who may.
 */
export function supervisionOf(
  stage: Stage,
  { code, supervision }: FigureCity,
  planned: readonly PlannedFigure[],
): Happening[] {
  if (supervision === null) return [];
  const supervised = planned.filter(({ isSupervised }) => isSupervised);
  const supervisor = loginAt(code, "SUPERVISOR") ?? "";
  return [...new Set(supervised.map(({ facts }) => facts.target))].flatMap((receiver) => {
    const keys = supervised.filter(({ facts }) => facts.target === receiver).map(({ key }) => key);
    const handler = loginAt(receiver, "HANDLER") ?? "";
    let order: OrderRow | undefined;
    const reference = () => {
      if (order === undefined) throw new Error(`no order was issued to ${receiver}`);
      return { orderId: orderIdOf(order), version: order.version };
    };
    const issue = async () => {
      order = await issueSupervisionOrder(stage.contextOf(supervisor), {
        tickets: keys.map((key) => ticketIdOf(ticketAt(stage, key))),
        receiver,
        kind: "ORDINARY",
        ground: "OVERDUE",
        requirement: "上列投诉逾期未决定是否受理，请立即办理并书面说明原因。",
        replyBy: supervision.answeredOn,
      });
    };
    const answer = async () => {
      const text = "已逐件联系投诉人，今日起决定受理并组织调解。";
      order = await answerSupervisionOrder(stage.contextOf(handler), { ...reference(), answer: text });
    };
    const accept = async () => {
      order = await acceptSupervisionAnswer(stage.contextOf(supervisor), reference());
    };
    return [
      { at: morningOf(supervision.issuedOn), login: supervisor, happen: issue },
      { at: morningOf(supervision.answeredOn), login: handler, happen: answer },
      { at: morningOf(supervision.acceptedOn), login: supervisor, happen: accept },
    ];
  });
}
