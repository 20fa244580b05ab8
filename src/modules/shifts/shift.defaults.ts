import type { ShiftPlan } from "./shift.times.js";

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/**
 * The shifts of a bureau that defined none (班次缺省设置): day, evening and night around the clock, and office hours. Nothing is
 * planned of how many sit in them.
 */
export const defaultShifts: readonly ShiftPlan[] = [
  {
    ...{ code: "DAY", name: "白班", startMinute: 8 * 60, lengthMinutes: 8 * 60, breakMinutes: 30 },
    ...{ weekdays: everyDay, onWorkingDays: true, onHolidays: true, plannedHeads: 0 },
  },
  {
    ...{ code: "EVENING", name: "晚班", startMinute: 16 * 60, lengthMinutes: 6 * 60, breakMinutes: 30 },
    ...{ weekdays: everyDay, onWorkingDays: true, onHolidays: true, plannedHeads: 0 },
  },
  {
    ...{ code: "NIGHT", name: "夜班", startMinute: 22 * 60, lengthMinutes: 10 * 60, breakMinutes: 60 },
    ...{ weekdays: everyDay, onWorkingDays: true, onHolidays: true, plannedHeads: 0 },
  },
  {
    ...{ code: "OFFICE", name: "行政班", startMinute: 8 * 60 + 30, lengthMinutes: 9 * 60, breakMinutes: 60 },
    ...{ weekdays: [], onWorkingDays: true, onHolidays: false, plannedHeads: 0 },
  },
];
