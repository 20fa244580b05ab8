/** A holiday that every arrangement of a year must hold, and the days of which its period holds at least one. */
interface StatutoryHoliday {
  readonly name: string;
  /** The earliest and the latest day of the year on which its feast may fall, as MM-DD. */
  readonly from: string;
  readonly to: string;
}

/**
 * The seven holidays of all citizens (全国年节及纪念日放假办法, art. 2), in the order of the year. Three have a fixed day, the
 * Qingming festival follows the sun, and the three of the moon keep within a month.
 */
export const statutoryHolidays: readonly StatutoryHoliday[] = [
  { name: "元旦", from: "01-01", to: "01-01" },
  { name: "春节", from: "01-20", to: "02-21" },
  { name: "清明节", from: "04-04", to: "04-06" },
  { name: "劳动节", from: "05-01", to: "05-01" },
  { name: "端午节", from: "05-25", to: "06-25" },
  { name: "中秋节", from: "09-06", to: "10-08" },
  { name: "国庆节", from: "10-01", to: "10-01" },
];

/** The names that stand in the name of a period: one, or several that were joined, such as 国庆节、中秋节. */
export function namesOfPeriod(name: string): string[] {
  return name.split("、");
}
