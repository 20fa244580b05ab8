import type { LimitRule } from "../limit.js";

/** What the platform sets where no law sets a limit and a clock must run nevertheless. A bureau that sets its own replaces it. */
export const platformRules: readonly LimitRule[] = [
  {
    code: "PLATFORM.REWORK",
    limit: "REWORK",
    kinds: ["CONSULTATION", "COMPLAINT", "REPORT"],
    order: null,
    startsFrom: "REOPENED",
    days: 7,
    unit: "WORKING",
    pauses: [],
    atExpiry: ["REMINDER"],
    extension: null,
    rolling: null,
    article: null,
    text: {
      zh: "法规未规定重办期限，由本平台设定：自决定重办之日起七个工作日内办结。",
      en: "No law sets a limit for doing a ticket again; the platform does: it is closed within seven working days of being reopened.",
    },
    validFrom: "2020-01-01",
    validTo: null,
  },
];
