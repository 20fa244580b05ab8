import { NATION_DIVISION_CODE } from "../modules/jurisdictions/index.js";
import { type CourseName, courses, decidedCourses, openCourses } from "./courses.js";
import { centreOf, industrialPark, priceDepartmentOf } from "./demo-bureaus.js";
import type { Whereabouts } from "./registration.js";

/** A bureau that handles tickets, and the courses that they take there. */
export interface Target {
  bureau: string;
  /** The divisions where the respondents are. */
  divisions: readonly string[];
  courses: readonly CourseName[];
  /** Set for a price department: it gets price cases alone. */
  isPriceDepartment?: boolean;
  /** Why it gets them, where the articles name another bureau. */
  dispatchReason?: string;
}

/** A ticket that stays at the centre. */
export interface Kept {
  course: CourseName;
  whereabouts?: Whereabouts;
}

/** What one bureau takes in, in the two months up to now. */
export interface Intake {
  bureau: string;
  /** Where respondents of tickets are that stay at the bureau. */
  divisions: readonly string[];
  kept: readonly Kept[];
  targets: readonly Target[];
  /** Tickets of the time of Order 20 (第20号令), which end in March and April 2026: target and course. */
  underOrderTwenty?: readonly (readonly [target: string, course: CourseName])[];
}

// Each bureau gets another stretch of the courses, so that together they show all of them.
function stretch(names: readonly CourseName[], from: number, count: number): CourseName[] {
  return Array.from({ length: count }, (_, position) => names[(from + position) % names.length] as CourseName);
}

/** Counties that handle a few tickets each, from one end of the list of courses to the other. */
function counties(codes: readonly string[], open: number, done: number, from = 0): Target[] {
  return codes.map((code, position) => ({
    bureau: code,
    divisions: [code],
    courses: [
      ...stretch(openCourses, from + position * open, open),
      ...stretch(decidedCourses, from + position * done, done),
    ],
  }));
}

const isPriceCourse = (name: CourseName): boolean =>
  courses[name].kind !== "CONSULTATION" && !("also" in courses[name]);

function priceDepartment(authority: string, divisions: readonly string[], open: number, done: number): Target {
  return {
    bureau: priceDepartmentOf(authority),
    divisions,
    isPriceDepartment: true,
    dispatchReason: "价格专项，由价格监督检查机构直接查办。",
    courses: [
      ...stretch(openCourses.filter(isPriceCourse), 3, open),
      ...stretch(decidedCourses.filter(isPriceCourse), 2, done),
    ],
  };
}

const itself = (bureau: string, divisions: readonly string[], list: readonly CourseName[]): Target => ({
  bureau,
  divisions,
  courses: list,
  dispatchReason: "涉及多个辖区，由本局直接办理。",
});

const times = (count: number, kept: Kept): Kept[] => Array.from({ length: count }, () => kept);

/** What every centre has on its desk. */
const desk: readonly Kept[] = [
  { course: "registered" },
  { course: "inReview" },
  { course: "returnedToOperator" },
  { course: "escalated" },
  ...times(3, { course: "answered" }),
];

const suzhouCounties = ["320505", "320506", "320507", "320509", industrialPark, "320581", "320582", "320583", "320585"];
const gusu = "320508";

const suzhou: Intake = {
  bureau: centreOf("320500"),
  divisions: [gusu, ...suzhouCounties],
  kept: [
    ...desk,
    { course: "registered" },
    ...times(4, { course: "inReview" }),
    ...times(2, { course: "reportInReview" }),
    { course: "completed" },
    { course: "reclassified" },
    { course: "split" },
    { course: "returnedByCounty" },
    { course: "asked" },
    { course: "inReview", whereabouts: "OUTSIDE_PROVINCE" },
    { course: "reportInReview", whereabouts: "OUTSIDE_PROVINCE" },
    { course: "inReview", whereabouts: "ELSEWHERE_IN_PROVINCE" },
    { course: "inReview", whereabouts: "UNIDENTIFIED" },
    ...times(3, { course: "forTracing", whereabouts: "UNIDENTIFIED" }),
    ...times(18, { course: "answered" }),
  ],
  targets: [
    {
      bureau: gusu,
      divisions: [gusu],
      courses: [...openCourses, ...decidedCourses, "dispatchedOverdue", "mixed"],
    },
    ...counties(suzhouCounties, 3, 1, 1),
    { bureau: "320508-PINGJIANG", divisions: [gusu], courses: ["dispatched", "checking", "settledArchived"] },
    { bureau: "320508-SHUANGTA", divisions: [gusu], courses: ["reportDispatched", "verifying"] },
    priceDepartment("320500", [gusu, ...suzhouCounties], 4, 2),
    itself("320500", suzhouCounties, ["dispatched", "mediating", "verifying", "refusedArchived"]),
  ],
  underOrderTwenty: [
    [gusu, "settledArchived"],
    [gusu, "mediating"],
    ["320506", "declinedClosed"],
    ["320583", "refusedArchived"],
    [gusu, "verifying"],
  ],
};

const ofGusu: Intake = {
  bureau: gusu,
  divisions: [gusu],
  kept: [{ course: "registered" }, { course: "inReview" }, { course: "returnedToOperator" }, { course: "answered" }],
  targets: [
    { bureau: gusu, divisions: [gusu], courses: ["dispatched", "settledClosed"] },
    { bureau: "320508-SHUANGTA", divisions: [gusu], courses: ["signed"] },
    priceDepartment(gusu, [gusu], 2, 0),
  ],
};

const chuzhouCounties = ["341102", "341103", "341122", "341124", "341125", "341126", "341181", "341182"];

const chuzhou: Intake = {
  bureau: centreOf("341100"),
  divisions: chuzhouCounties,
  kept: [
    ...desk,
    { course: "reportInReview" },
    { course: "inReview", whereabouts: "OUTSIDE_PROVINCE" },
    { course: "forTracing", whereabouts: "UNIDENTIFIED" },
    ...times(6, { course: "answered" }),
  ],
  targets: [
    ...counties(chuzhouCounties, 2, 0, 4),
    ...counties(["341102", "341181"], 0, 2, 6),
    priceDepartment("341100", chuzhouCounties, 2, 1),
    // The zones of Chuzhou have no bureau here, so the city's own is competent for them.
    { bureau: "341100", divisions: ["341171", "341172"], courses: ["signed", "verifyingOverdue", "caseArchived"] },
  ],
  underOrderTwenty: [
    ["341102", "settledArchived"],
    ["341103", "mediating"],
  ],
};

/** A city with two counties that have a handler. */
function smallCity(code: string, handled: readonly string[], from: number): Intake {
  return {
    bureau: centreOf(code),
    divisions: handled,
    kept: desk,
    targets: [...counties(handled, 2, 1, from), itself(code, handled, ["reportDispatched", "dispatchedOverdue"])],
  };
}

const shaanxi: Intake = {
  bureau: centreOf("610000"),
  divisions: ["610113", "610102"],
  kept: [...desk, { course: "forTracing", whereabouts: "UNIDENTIFIED" }],
  targets: [itself("610000", ["610113", "610102"], ["dispatched", "checkingOverdue", "verifying", "caseArchived"])],
};

const jiangsu: Intake = {
  bureau: centreOf("320000"),
  divisions: [gusu, "320506"],
  kept: desk,
  targets: [
    { bureau: gusu, divisions: [gusu], courses: ["dispatched", "settledArchived"] },
    // No city but Suzhou has a bureau here, so the province's own is competent for Nanjing.
    { bureau: "320000", divisions: ["320106"], courses: ["signed", "verifying"] },
    priceDepartment("320000", ["320106"], 2, 1),
  ],
};

const nation: Intake = {
  bureau: centreOf(NATION_DIVISION_CODE),
  divisions: [gusu, "341102"],
  kept: [
    { course: "registered" },
    { course: "inReview" },
    { course: "returnedToOperator" },
    { course: "answered" },
    { course: "escalated" },
  ],
  targets: [
    { bureau: gusu, divisions: [gusu], courses: ["dispatched"] },
    { bureau: "341102", divisions: ["341102"], courses: ["signed"] },
  ],
};

/** Everything that the bureaus of the demo world take in. */
export const intakes: readonly Intake[] = [
  suzhou,
  ofGusu,
  chuzhou,
  smallCity("230600", ["230602", "230604"], 0),
  smallCity("230800", ["230804", "230881"], 5),
  smallCity("230900", ["230903", "230921"], 9),
  smallCity("231200", ["231202", "231281"], 13),
  smallCity("130900", ["130903", "130982"], 17),
  shaanxi,
  jiangsu,
  nation,
];
