import type { DeadlineRow } from "../../../src/modules/deadlines/index.js";
import type { Product } from "../product.js";
import { decisionOf, isBeforeDispatch, stageOf, timesOf } from "./course.js";
import { deadlinesOf, type TicketWithTimes } from "./deadlines.js";
import type { People } from "./people.js";
import { type Random, weighted } from "./random.js";
import { worldEnd } from "./times.js";
import type { Leaf, Tree } from "./tree.js";
import type { Vocabulary } from "./vocabulary.js";
import { businessName, mobileNumber, personName } from "./words.js";

/** The kinds of ticket. */
export type Kind = "CONSULTATION" | "COMPLAINT" | "REPORT";

/** Where a ticket was at some point of its way. */
export interface Station {
  city: string | null;
  county: string | null;
  bureau: string;
}

/** A ticket of the loaded world. Instants are milliseconds. */
export interface LoadedTicket {
  province: string;
  id: string;
  number: string;
  kind: Kind;
  state: string;
  version: number;
  regime: "ORDER_20" | "ORDER_121";
  at: Station;
  intake: Station;
  previous: Station | null;
  /** The bureaus that it passed through, in order, from the intake to the holder. */
  way: readonly Station[];
  leaf: Leaf;
  channel: string;
  issueClass: string;
  goodsClass: string | null;
  topics: readonly string[];
  line: string | null;
  contact: { name: string; phone: string } | null;
  isAnonymous: boolean;
  respondent: string | null;
  locality: string;
  registeredBy: string | null;
  handler: string | null;
  receivedAt: number;
  registeredAt: number;
  dispatchedAt: number | null;
  signedAt: number | null;
  acceptedAt: number | null;
  decidedAt: number | null;
  closedAt: number | null;
  feedbackAt: number | null;
  archivedAt: number | null;
  /** The deadlines of one that is not done; of one that is they are worked out where they are loaded. */
  deadlines: readonly DeadlineRow[] | null;
  dueOn: string | null;
  dueLimit: string | null;
  disputedAmount: number | null;
  recoveredLoss: number | null;
  fineAmount: number | null;
  settlementMethod: string | null;
  refusalGround: string | null;
  terminationGround: string | null;
}

/** What tickets are made from. */
export interface Materials {
  product: Product;
  tree: Tree;
  people: People;
  vocabulary: Vocabulary;
  random: Random;
  /** Takes the next number of a bureau's series. */
  nextNumber(bureau: string, mark: string, year: number, kind: Kind): string;
}

const minute = 60_000;
// Shares of a real year, in ten thousands: 1,310 complaints, 470 reports, 1,160 consultations.
const kinds = weighted<Kind>([
  ["COMPLAINT", 13.1],
  ["REPORT", 4.7],
  ["CONSULTATION", 11.6],
]);
const chinaYear = (at: number): number => new Date(at + 8 * 3_600_000).getUTCFullYear();

/** Makes the ticket that came in at an instant. */
export function makeTicket(materials: Materials, receivedAt: number): LoadedTicket {
  const { random, tree, vocabulary } = materials;
  const kind = kinds.draw(random);
  const leaf = tree.work.draw(random);
  const stage = stageOf(random, kind, receivedAt);
  const { state } = stage;
  const way = wayOf(materials, leaf, kind, state);
  const intake = way[0] as Station;
  const at = way.at(-1) as Station;
  const registeredAt = Math.min(receivedAt + random.below(20 * minute), worldEnd - 1);
  const times = timesOf(kind, stage, way.length > 1, registeredAt);
  const words = vocabulary.wordsFor(random, kind);
  const isAnonymous = kind === "REPORT" && random.chance(0.3);
  const decision = decisionOf(materials, kind, state, receivedAt);
  const regime = receivedAt >= vocabulary.orderOneTwoOneFrom ? "ORDER_121" : "ORDER_20";
  return {
    province: leaf.province,
    id: idOf(random, registeredAt),
    number: materials.nextNumber(intake.bureau, tree.markOf(intake.bureau), chinaYear(registeredAt), kind),
    kind,
    state,
    version: stage.isDone ? 8 : 3,
    regime,
    at,
    intake,
    previous: way.at(-2) ?? null,
    way,
    leaf,
    ...words,
    contact: isAnonymous ? null : { name: personName(random), phone: mobileNumber(random) },
    isAnonymous,
    respondent: kind === "CONSULTATION" && random.chance(0.8) ? null : businessName(random, leaf.name),
    locality: intake.city === leaf.city || intake.city === null ? "WITHIN_REACH" : "ELSEWHERE_IN_PROVINCE",
    registeredBy: materials.people.operatorOf(intake.bureau),
    handler: isBeforeDispatch(state) || state === "DISPATCHED" ? null : materials.people.handlerOf(at.bureau),
    receivedAt,
    registeredAt,
    ...times,
    ...dueOf(materials, stage.isDone, { kind, state, regime, isAnonymous, at, intake, registeredAt, ...times }),
    ...decision,
  };
}

function dueOf(
  { product }: Materials,
  isDone: boolean,
  ticket: TicketWithTimes,
): Pick<LoadedTicket, "deadlines" | "dueOn" | "dueLimit"> {
  if (isDone) return { deadlines: null, dueOn: null, dueLimit: null };
  const deadlines = deadlinesOf(product, ticket);
  const due = product.running(deadlines);
  return { deadlines, dueOn: due?.dueOn ?? null, dueLimit: due?.limit ?? null };
}

// A version 7 identifier of the instant of registration, as the product makes it.
function idOf(random: Random, at: number): string {
  const time = at.toString(16).padStart(12, "0");
  const variant = "89ab"[random.below(4)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.hex(3)}-${variant}${random.hex(3)}-${random.hex(8)}${random.hex(4)}`;
}

/** The way of a ticket: 78 % through the centre of the city, the others by the county itself, the province or a neighbour. */
function wayOf({ random, tree }: Materials, leaf: Leaf, kind: Kind, state: string): Station[] {
  const centre: Station = { city: leaf.centre.city, county: null, bureau: leaf.centre.code };
  const own: Station = { city: leaf.city, county: leaf.county, bureau: leaf.code };
  const isHeld = isBeforeDispatch(state) || (kind === "CONSULTATION" && !random.chance(0.08));
  const luck = random.next();
  if (luck < 0.1) return [own];
  if (isHeld) return [centre];
  if (luck < 0.88) return [centre, own];
  const authority: Station = { city: leaf.centre.city, county: null, bureau: leaf.centre.authority };
  const provinceCentre = tree.provinceCentre.get(leaf.province)?.code;
  if (luck < 0.95 && provinceCentre !== undefined && provinceCentre !== centre.bureau) {
    return [{ city: null, county: null, bureau: provinceCentre }, authority, own];
  }
  // The county gave it back, and the bureau of the city handles it.
  if (luck < 0.975 && leaf.county !== null) return [centre, own, authority];
  // A county of the same centre, or another centre of the province, took it in.
  const neighbours = tree.leavesOf.get(leaf.centre.code) ?? [leaf];
  const neighbour = random.chance(0.6)
    ? random.pick(neighbours)
    : random.pick(tree.leavesIn.get(leaf.province) ?? [leaf]);
  return [{ city: neighbour.city, county: neighbour.county, bureau: neighbour.code }, centre, own];
}
