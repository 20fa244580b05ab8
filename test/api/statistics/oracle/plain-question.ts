import { dateAt, dayOf } from "../../../unit/deadline-tickets.js";
import type { PlainView } from "./plain-measures.js";
import type { PlainPlace, PlainTicket } from "./plain-tickets.js";

/** A question as the brute force takes it: everything is said. */
export interface PlainQuestion {
  measures: readonly { name: string; version: number }[];
  dimensions: readonly string[];
  /** The period, and the one that it is compared with. */
  periods: readonly { from: string; to: string }[];
  region: { level: "NATION" | "PROVINCE" | "CITY" | "COUNTY" | "UNIT"; code: string; line: string | null };
  filter: {
    kinds?: readonly string[];
    channels?: readonly string[];
    issueClasses?: readonly string[];
    goodsClasses?: readonly string[];
    topics?: readonly string[];
    states?: readonly string[];
    respondent?: string;
  };
  view: PlainView;
  tree: "NOW" | "THEN";
  today: string;
}

const placeIn = (ticket: PlainTicket, tree: "NOW" | "THEN"): PlainPlace =>
  tree === "NOW" ? ticket.place : ticket.before;

/** Whether a ticket stands in the region, under the tree that is asked for. */
export function isInRegion(ticket: PlainTicket, { region, tree }: PlainQuestion): boolean {
  const place = placeIn(ticket, tree);
  const at = {
    NATION: region.code,
    PROVINCE: place.province,
    CITY: place.city,
    COUNTY: place.county,
    UNIT: place.bureau,
  }[region.level];
  return at === region.code && (region.line === null || ticket.line === region.line);
}

/** Whether a ticket passes the filter. */
export function matches(ticket: PlainTicket, { filter }: PlainQuestion): boolean {
  const isAmong = (listed: readonly string[] | undefined, code: string) =>
    listed === undefined || listed.includes(code);
  return (
    isAmong(filter.kinds, ticket.kind) &&
    isAmong(filter.channels, ticket.channel) &&
    isAmong(filter.issueClasses, ticket.issueClass) &&
    isAmong(filter.goodsClasses, ticket.goodsClass) &&
    isAmong(filter.states, ticket.state) &&
    (filter.topics === undefined || ticket.topics.some((topic) => filter.topics?.includes(topic))) &&
    (filter.respondent === undefined || ticket.respondent === filter.respondent)
  );
}

/** The unit of time in which a day lies, by its code. */
export function timeCode(dimension: string, day: string): string {
  switch (dimension) {
    case "YEAR":
      return day.slice(0, 4);
    case "QUARTER":
      return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) + 2) / 3)}`;
    case "MONTH":
      return day.slice(0, 7);
    case "WEEKDAY":
      return String(new Date(day).getUTCDay() || 7);
    case "WEEK": {
      const weekday = new Date(day).getUTCDay();
      return dateAt(dayOf(day) - (weekday === 0 ? 6 : weekday - 1));
    }
    default:
      return day;
  }
}

/** The dimensions of time. */
export const times: readonly string[] = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];

/** The codes of the units of time in a period, one after the other. */
export function timeCodes(dimension: string, { from, to }: { from: string; to: string }): string[] {
  const codes = new Set<string>();
  for (let day = dayOf(from); day <= dayOf(to); day += 1) codes.add(timeCode(dimension, dateAt(day)));
  return [...codes];
}

function codesOf(ticket: PlainTicket, dimension: string, day: string, question: PlainQuestion): readonly string[] {
  const { filter, tree } = question;
  const { bureau, city, county, province } = placeIn(ticket, tree);
  switch (dimension) {
    case "PROVINCE":
      return [province];
    case "CITY":
      return [city ?? province];
    case "COUNTY":
      return [county ?? city ?? province];
    case "BUREAU":
      return [bureau];
    case "KIND":
      return [ticket.kind];
    case "CHANNEL":
      return [ticket.channel];
    case "ISSUE_CLASS":
      return [ticket.issueClass];
    case "GOODS_CLASS":
      return [ticket.goodsClass];
    case "TOPIC":
      // Where topics are asked for, those alone are groups.
      if (filter.topics !== undefined) return ticket.topics.filter((topic) => filter.topics?.includes(topic));
      return ticket.topics.length === 0 ? [""] : ticket.topics;
    case "STATE":
      return [ticket.state];
    case "RESPONDENT":
      return [ticket.respondent];
    case "HOUR":
      return [ticket.hour];
    default:
      return [timeCode(dimension, day)];
  }
}

/** All keys of a ticket that is counted on a day of one of the periods; of another period the unit of time at the same place. */
export function keysOf(ticket: PlainTicket, day: string, period: number, question: PlainQuestion): string[] {
  let keys: string[][] = [[]];
  for (const dimension of question.dimensions) {
    let codes = codesOf(ticket, dimension, day, question);
    if (period > 0 && times.includes(dimension)) codes = codes.flatMap((code) => shifted(dimension, code, question));
    keys = keys.flatMap((key) => codes.map((code) => [...key, code]));
  }
  return keys.map((key) => key.join(" "));
}

function shifted(dimension: string, code: string, { periods: [now, then] }: PlainQuestion): string[] {
  if (now === undefined || then === undefined) return [];
  const stands = timeCodes(dimension, now)[timeCodes(dimension, then).indexOf(code)];
  return stands === undefined ? [] : [stands];
}

/** A single dimension of time, or of hours, has no gaps. */
export function gapsOf({ dimensions: [dimension, ...others], periods: [period] }: PlainQuestion): string[] {
  if (dimension === undefined || period === undefined || others.length > 0) return [];
  if (dimension === "HOUR") return Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
  if (dimension === "WEEKDAY") return Array.from({ length: 7 }, (_, weekday) => String(weekday + 1));
  return times.includes(dimension) ? timeCodes(dimension, period) : [];
}
