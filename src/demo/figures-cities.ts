import { cangzhouDays, repeated, spread } from "./figures-calls.js";
import type { FigureCourseName } from "./figures-courses.js";
import { ordinaryOfSuzhou } from "./figures-ordinary.js";
import type { FigureCity, Portion, SubjectName } from "./figures-portion.js";

type Dealt = readonly [about: SubjectName, courses: readonly FigureCourseName[], total: number];

const dealt = (from: string, weights: readonly number[], portions: readonly Dealt[]): Portion[] =>
  portions.map(([about, courses, total]) => ({ about, courses, from, counts: spread(total, weights) }));

const handled = ["settled", "settled", "settled", "settled", "terminated"] as const;
const verified = ["declined", "declined", "toldOfDecision", "fined"] as const;

// 990 = 56 complaints + 75 reports + 859 consultations; closed 749 + 56 + 75 = 880.
const suihua = dealt(
  "2020-01-24",
  [9, 11, 14, 17, 18, 16, 15],
  [
    ["mixedQuestions", ["answered"], 749],
    ["mixedQuestions", ["passedOn"], 110],
    ["mixedComplaints", ["settledSameDay"], 56],
    ["mixedReports", ["declinedSameDay"], 75],
  ],
);

// 1,330 received; closed 760 + 114 + 125 = 999. Most came on the 28th, the day of the 419 calls.
const daqing = dealt(
  "2020-01-24",
  [8, 10, 13, 19, 31, 20, 16, 14],
  [
    ["mixedQuestions", ["answered"], 760],
    ["mixedQuestions", ["passedOn"], 331],
    ["mixedComplaints", ["settledSameDay"], 114],
    ["mixedReports", ["declinedSameDay"], 125],
  ],
);

// 7,430 = 5,242 + 583 + 1,605 in 50 days; 300 on 5 February.
const cangzhou = dealt("2020-01-22", cangzhouDays, [
  ["mixedQuestions", ["answered"], 5242],
  ["mixedComplaints", handled, 583],
  ["mixedReports", verified, 1605],
]);

// 362 received, of which 118 + 48 + 70 = 236 on epidemic goods, masks and disinfectants; 58 in the same days of 2019.
const qitaihe = [
  ...dealt(
    "2020-01-24",
    [5, 7, 10, 13, 15, 14, 12, 11],
    [
      ["maskQuestions", ["answered"], 86],
      ["disinfectantQuestions", ["answered"], 32],
      ["vegetableQuestions", ["answered"], 16],
      ["everydayQuestions", ["answered"], 56],
      ["maskComplaints", handled, 36],
      ["disinfectantComplaints", handled, 12],
      ["vegetableComplaints", handled, 14],
      ["everydayComplaints", handled, 10],
      ["maskReports", verified, 50],
      ["disinfectantReports", verified, 20],
      ["vegetableReports", verified, 30],
    ],
  ),
  ...dealt("2019-01-24", repeated(8, 1), [
    ["everydayQuestions", ["answered"], 34],
    ["everydayComplaints", ["settled"], 12],
    ["everydayReports", ["declined", "toldOfDecision"], 12],
  ]),
];

// Of 1,337 calls 1,250 became tickets: all 550 that were to be dispatched were, and 700 + 326 + 24 = 1,050 are closed, which
// is 84 %. For 24 complaints the limit of acceptance was missed: the city ordered an answer on all of them.
const jiamusi = [
  ...dealt(
    "2020-01-02",
    [...repeated(22, 1), ...repeated(37, 3)],
    [
      ["mixedQuestions", ["answered"], 700],
      ["mixedQuestions", ["passedOn"], 200],
      ["mixedComplaints", handled, 126],
      ["mixedReports", verified, 200],
    ],
  ),
  ...dealt("2020-01-02", [1, 1], [["everydayComplaints", ["supervised"], 24]]),
];

// 1,404 consultations, 789 complaints, 658 reports = 435 on prices and 22 on quality in the epidemic + 201 others, in the
// thirteen days from 24 January to 5 February: the source does not say when its period ends.
const suzhouDays = [6, 9, 12, 15, 14, 13, 11, 10, 9, 8, 8, 7, 7];
const suzhou = [
  // New Year's Eve was as any other day: what is asked and complained of is about the epidemic from the 25th on.
  ...dealt(
    "2020-01-24",
    [1],
    [
      ["everydayQuestions", ["answered"], 65],
      ["everydayComplaints", handled, 37],
    ],
  ),
  ...dealt("2020-01-25", suzhouDays.slice(1), [
    ["mixedQuestions", ["answered"], 1404 - 65],
    ["mixedComplaints", handled, 789 - 37],
  ]),
  ...dealt("2020-01-24", suzhouDays, [
    ["qualityReportsOfEpidemic", verified, 22],
    ["everydayReports", verified, 201],
  ]),
  {
    about: "priceReportsOfEpidemic",
    courses: verified,
    from: "2020-01-24",
    // The surge was noticed on the 25th; 88, 66 and 60 from the 27th to the 29th.
    counts: [12, 41, 57, 88, 66, 60, 28, 21, 16, 13, 12, 11, 10],
  },
] as const satisfies readonly Portion[];

/** The cities and what their centres published of tickets; of their calls see figures-calls.ts. Chuzhou told of calls alone. */
export const figureCities: readonly FigureCity[] = [
  { code: "130900", name: "沧州", counties: ["130903", "130982"], portions: cangzhou, ordinary: [], supervision: null },
  {
    code: "320500",
    name: "苏州",
    counties: ["320505", "320506", "320507", "320508", "320509", "320581", "320582", "320583", "320585"],
    portions: suzhou,
    ordinary: ordinaryOfSuzhou(),
    supervision: null,
  },
  {
    code: "230800",
    name: "佳木斯",
    counties: ["230804", "230881"],
    portions: jiamusi,
    ordinary: [],
    supervision: { issuedOn: "2020-01-23", answeredOn: "2020-02-03", acceptedOn: "2020-02-04" },
  },
  { code: "230600", name: "大庆", counties: ["230602", "230604"], portions: daqing, ordinary: [], supervision: null },
  { code: "231200", name: "绥化", counties: ["231202", "231281"], portions: suihua, ordinary: [], supervision: null },
  {
    code: "230900",
    name: "七台河",
    counties: ["230903", "230921"],
    portions: qitaihe,
    ordinary: [],
    supervision: null,
  },
  { code: "341100", name: "滁州", counties: [], portions: [], ordinary: [], supervision: null },
];
