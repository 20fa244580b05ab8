import { type Actor, type BilingualText, regionOf } from "../../platform/actor.js";
import { needsFeedback, type Regime } from "./ticket.regime.js";
import type { TicketRow } from "./ticket.store.js";
import type { TicketKind, TicketVerb } from "./ticket.words.js";

/**
 * What stands in the way of a verb besides the table of states and verbs, or null where nothing does. Commands refuse by
 * it, and `permittedActions` leaves out what it refuses.
 */
export function obstacleTo(actor: Actor, ticket: TicketRow, verb: TicketVerb): BilingualText | null {
  switch (verb) {
    case "DISPATCH":
      return ticket.state === "DISPATCHED" && actor.bureau.kind !== "AUTHORITY" ? unitPassesOn : null;
    case "RETURN_TO_CENTRE":
      if (ticket.designated !== null && ticket.designated === ticket.holder) return designatedFinally;
      return isInReview(ticket) && ticket.holder === ticket.intakeBureau ? registeredHere : null;
    case "HAND_OVER":
      if (ticket.designated !== null && ticket.designated === ticket.holder) return designatedFinally;
      return actor.bureau.kind === "AUTHORITY" || actor.bureau.kind === "CENTRE" ? null : unitPassesOn;
    case "TURN_INTO_CASE":
      return ticket.turnedInto === null ? null : turnedBefore;
    case "TAKE_UP":
      if (actor.bureau.kind !== "AUTHORITY") return authoritiesTakeUp;
      return regionOf(actor.bureau) === (ticket.county ?? ticket.city ?? ticket.province) ? ownUnits : null;
    case "SPLIT":
      return ticket.linkedTicket === null ? null : splitBefore;
    case "ARCHIVE":
      // Of what was merged the citizen is told by the ticket that goes on.
      if (ticket.mergedInto !== null) return null;
      return ticket.feedbackAt === null && needsFeedback(feedbackFacts(ticket)) ? untold : null;
    default:
      return null;
  }
}

const isInReview = ({ state }: TicketRow): boolean => state === "IN_REVIEW" || state === "ESCALATED";

const feedbackFacts = (ticket: TicketRow) => ({
  kind: ticket.kind as TicketKind,
  regime: ticket.regime as Regime,
  isAnonymous: ticket.isAnonymous,
});

const unitPassesOn: BilingualText = {
  zh: "内设机构和派出机构不得自行移送；不具备处理权限的，应退回（第121号令第四十一条、第20号令第三十七条）。",
  en: "A unit may not pass a ticket on itself; without power it returns it (Order 121 art. 41, Order 20 art. 37).",
};

const registeredHere: BilingualText = {
  zh: "该工单由本单位登记，没有可退回的分派单位。",
  en: "Your bureau registered the ticket itself; nobody dispatched it to you.",
};

const designatedFinally: BilingualText = {
  zh: "本单位由共同的上级部门指定处理，不得退回（第121号令第三十三条、第20号令第三十条）。",
  en: "The common superior designated your bureau, which is final (Order 121 art. 33, Order 20 art. 30).",
};

const authoritiesTakeUp: BilingualText = {
  zh: "提级由上级市场监督管理部门决定（第121号令第十三条）。",
  en: "It is for a superior authority to take a case up (Order 121 art. 13).",
};

const ownUnits: BilingualText = {
  zh: "提级针对下级部门；本部门的内设机构、派出机构承办的工单由其退回（第121号令第十三条、第四十一条）。",
  en: "A case is taken up from a bureau beneath; a unit of your own authority returns it (Order 121 art. 13 and 41).",
};

const splitBefore: BilingualText = {
  zh: "该工单已拆分过。",
  en: "The ticket has its linked other part already.",
};

const turnedBefore: BilingualText = {
  zh: "该投诉已转为案件线索并另立举报，不得重复转办（第121号令第二十七条、第20号令第二十三条）。",
  en: "A report was opened on this complaint already; it is verified there (Order 121 art. 27, Order 20 art. 23).",
};

const untold: BilingualText = {
  zh: "归档前须先将处理结果告知当事人（第121号令第十五条、第二十三条；第20号令第十四条、第二十一条、第三十一条）。",
  en: "Before archiving, the citizen must be told (Order 121 art. 15 and 23; Order 20 art. 14, 21 and 31): give feedback first.",
};
