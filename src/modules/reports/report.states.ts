import { type Action, may, nationPlace } from "../../access/index.js";
import { type Actor, nationCode, type Place } from "../../platform/actor.js";

/** The states of a report: 草稿, 已报送, 已回执, 已作废. */
export const reportStates = ["DRAFT", "SUBMITTED", "RECEIVED", "DISCARDED"] as const;

/** A state of a report. */
export type ReportState = (typeof reportStates)[number];

/** The states in which a report is its bureau's own, and nobody else sees it. */
export const ownStates = ["DRAFT", "DISCARDED"] as const satisfies readonly ReportState[];

/** What is done with a report. */
export const reportVerbs = ["SUBMIT", "DISCARD", "RECEIVE"] as const;

/** A verb of reports. */
export type ReportVerb = (typeof reportVerbs)[number];

/** One row of the table: from this state, this verb leads there. */
export interface ReportEdge {
  verb: ReportVerb;
  from: ReportState;
  to: ReportState;
  /** Whose verb it is: of the bureau that prepared the report, or of the one that it was submitted to. */
  by: "PREPARER" | "RECEIVER";
  action: Action;
}

/** THE table of states and verbs of a report. There is no edge outside it, and none out of what was received. */
const reportEdges: readonly ReportEdge[] = [
  { verb: "SUBMIT", from: "DRAFT", to: "SUBMITTED", by: "PREPARER", action: "report.submit" },
  { verb: "DISCARD", from: "DRAFT", to: "DISCARDED", by: "PREPARER", action: "report.prepare" },
  { verb: "RECEIVE", from: "SUBMITTED", to: "RECEIVED", by: "RECEIVER", action: "report.receive" },
];

/** Where the sides of a report stand, and how it stands itself. */
export interface ReportStanding extends Place {
  state: string;
  receiver: string | null;
  receiverCity: string | null;
  receiverCounty: string | null;
}

/** Where a side of a report stands in the tree of today; null for the receiver of what was not submitted. */
export function placeOfSide(report: ReportStanding, side: ReportEdge["by"]): Place | null {
  const { province, city, county, bureau, receiver, receiverCity, receiverCounty } = report;
  if (side === "PREPARER") return { province, city, county, bureau };
  if (receiver === null) return null;
  if (receiver === nationCode) return nationPlace;
  return { province, city: receiverCity, county: receiverCounty, bureau: receiver };
}

/** The edge of a verb, wherever the report stands. */
export function edgeOf(verb: ReportVerb): ReportEdge {
  const edge = reportEdges.find((one) => one.verb === verb);
  if (edge === undefined) throw new Error(`no edge has the verb ${verb}`);
  return edge;
}

/** The verbs that the actor may use on a report as it stands: the table of edges and the table of actions together. */
export function permittedReportVerbs(actor: Actor, report: ReportStanding): ReportVerb[] {
  return reportEdges
    .filter(({ from, by, action }) => {
      const place = placeOfSide(report, by);
      return from === report.state && place !== null && may(actor, action, place);
    })
    .map(({ verb }) => verb);
}
