import type { TicketKind } from "../modules/tickets/index.js";
import { complaints, onlineComplaints, priceComplaints } from "./complaint-matters.js";
import type { Matter } from "./matter.js";
import type { Random } from "./random.js";
import type { Whereabouts } from "./registration.js";
import { priceReports, reports } from "./report-matters.js";

const shareOfPrice = 0.22;
const shareOnPlatforms = 0.14;

/** Chooses what a complaint or report is about, and where its respondent is. */
export function chooseMatter(
  kind: TicketKind,
  isPriceCase: boolean,
  whereabouts: Whereabouts | undefined,
  random: Random,
): { matter: Matter; whereabouts: Whereabouts } {
  const place = whereabouts ?? "LOCAL";
  if (place === "UNIDENTIFIED") return { matter: random.pick(onlineComplaints), whereabouts: place };
  const chance = random.fraction();
  if (kind === "REPORT") {
    return { matter: random.pick(isPriceCase || chance < shareOfPrice ? priceReports : reports), whereabouts: place };
  }
  if (isPriceCase || chance < shareOfPrice) return { matter: random.pick(priceComplaints), whereabouts: place };
  if (place === "LOCAL" && chance < shareOfPrice + shareOnPlatforms) {
    return { matter: random.pick(onlineComplaints), whereabouts: "ON_PLATFORM" };
  }
  return { matter: random.pick(complaints), whereabouts: place };
}
