import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrangementsOf2027, type CalendarStage, setCalendarStage, withHoliday, type YearInput } from "./announcing.js";

let stage: CalendarStage;
beforeAll(async () => {
  stage = await setCalendarStage();
});
afterAll(() => stage.close());

const withoutHoliday = (name: string): YearInput => {
  const year = arrangementsOf2027();
  return { ...year, holidays: year.holidays.filter((one) => one.name !== name) };
};

const withMore = (name: string, first: string, last: string): YearInput => {
  const year = arrangementsOf2027();
  return { ...year, holidays: [...year.holidays, { name, first, last }] };
};

const withMakeUpDays = (...makeUpDays: string[]): YearInput => arrangementsOf2027({ makeUpDays });

// Every one of them is wrong, so that nothing is ever announced here.
const refused: Record<string, [input: YearInput, fields: string[]]> = {
  "a holiday that ends before it begins": [
    withHoliday("劳动节", { first: "2027-05-03", last: "2027-05-01" }),
    ["holidays.3.last", "holidays.3.first"],
  ],
  "a holiday of sixteen days": [withHoliday("春节", { last: "2027-02-20" }), ["holidays.1.last", "makeUpDays.1"]],
  "a holiday of the year before": [
    withHoliday("元旦", { first: "2026-12-26", last: "2026-12-28" }),
    ["holidays.0.last", "holidays.0.first"],
  ],
  "a holiday that begins before the last week of the year before": [
    withHoliday("元旦", { first: "2026-12-24" }),
    ["holidays.0.first"],
  ],
  "a holiday that ends in the year after": [withMore("跨年", "2027-12-31", "2028-01-02"), ["holidays.7.last"]],
  "a holiday with a wrong month": [
    withHoliday("劳动节", { first: "2027-06-01", last: "2027-06-05" }),
    ["holidays.3.first"],
  ],
  "a Spring Festival in March": [
    withHoliday("春节", { first: "2027-03-05", last: "2027-03-13" }),
    ["holidays.1.first"],
  ],
  "two holidays that overlap": [
    withHoliday("清明节", { last: "2027-05-01", first: "2027-04-25" }),
    ["holidays.3.first", "holidays.2.first", "makeUpDays.2"],
  ],
  "a holiday without its name": [withHoliday("元旦", { name: "" }), ["holidays.0.name", "holidays"]],
  "a holiday with an English name": [withHoliday("元旦", { name: "New Year" }), ["holidays.0.name", "holidays"]],
  "a holiday with a name of other characters": [
    withMore("<b>抗战胜利</b>", "2027-09-03", "2027-09-03"),
    ["holidays.7.name"],
  ],
  "a holiday that stands there twice": [withMore("元旦", "2027-07-01", "2027-07-02"), ["holidays.7.name"]],
  "a holiday that is joined and stands alone too": [
    withHoliday("国庆节", { name: "国庆节、中秋节" }),
    ["holidays.6.name"],
  ],
  "an arrangement without the Dragon Boat Festival": [withoutHoliday("端午节"), ["holidays"]],
  "an arrangement without any holiday": [
    arrangementsOf2027({ holidays: [] }),
    Array.from({ length: 7 }, () => "holidays"),
  ],
  "an arrangement with too many holidays": [
    arrangementsOf2027({
      holidays: Array.from({ length: 21 }, () => ({ name: "元旦", first: "2027-01-01", last: "2027-01-01" })),
    }),
    ["holidays"],
  ],
  "a make-up day on a weekday": [withMakeUpDays("2027-01-29"), ["makeUpDays.0"]],
  "a make-up day in a holiday": [withMakeUpDays("2027-01-30", "2027-10-02"), ["makeUpDays.1"]],
  "a make-up day that stands there twice": [withMakeUpDays("2027-01-30", "2027-01-30"), ["makeUpDays.1"]],
  "a make-up day of another year": [withMakeUpDays("2028-01-29"), ["makeUpDays.0"]],
  "a make-up day before the last week of the year before": [withMakeUpDays("2026-12-20"), ["makeUpDays.0"]],
  "too many make-up days": [withMakeUpDays(...Array.from({ length: 31 }, () => "2027-01-30")), ["makeUpDays"]],
  "an announcement without a notice": [arrangementsOf2027({ notice: "" }), ["notice", "notice"]],
  "a notice that is no number": [arrangementsOf2027({ notice: "通知" }), ["notice", "notice"]],
  "a notice of a thousand characters": [arrangementsOf2027({ notice: `${"文".repeat(999)}号` }), ["notice"]],
};

describe("announceYear refuses", () => {
  for (const [what, [input, fields]] of Object.entries(refused)) {
    it(what, async () => {
      expect(await stage.refusedFields(input)).toEqual(fields);
    });
  }

  it("everything that is wrong at once", async () => {
    const input = { ...withHoliday("元旦", { name: "New Year" }), year: 2029, notice: "x", makeUpDays: ["2027-01-29"] };
    const fields = await stage.refusedFields(input);
    for (const field of ["year", "notice", "holidays.0.name", "makeUpDays.0"]) expect(fields).toContain(field);
  });

  it("all of them without a trace", async () => {
    expect(await stage.rows("SELECT year FROM announced_years")).toEqual([]);
  });
});

describe("announceYear takes", () => {
  const taken: Record<string, YearInput> = {
    "a holiday that begins in the last days of the year before, as in 2007": withHoliday("元旦", {
      first: "2026-12-30",
      last: "2027-01-01",
    }),
    "a make-up day in the last week of the year before, as in 2018": withMakeUpDays("2026-12-26"),
    "two holidays that were joined, as in 2023": {
      ...withHoliday("国庆节", { name: "中秋节、国庆节" }),
      holidays: withHoliday("国庆节", { name: "中秋节、国庆节" }).holidays.filter(({ name }) => name !== "中秋节"),
    },
    "a day off of its own, as in 2015": withMore(
      "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
      "2027-09-03",
      "2027-09-05",
    ),
  };
  for (const [what, input] of Object.entries(taken)) {
    it(what, async () => {
      const ownStage = await setCalendarStage();
      try {
        expect((await ownStage.announce(input)).year).toBe(2027);
      } finally {
        await ownStage.close();
      }
    });
  }
});
