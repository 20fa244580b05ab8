import type { FigureCourseName } from "./figures-courses.js";
import type { figureMatters, figureQuestions } from "./figures-matters.js";

/** What tickets are about: the name of a list. */
export type SubjectName = keyof typeof figureMatters | keyof typeof figureQuestions;

/** Tickets that have in common what they are about and what they go through. */
export interface Portion {
  about: SubjectName;
  /** The courses, one after the other over and over. */
  courses: readonly FigureCourseName[];
  /** The first day, YYYY-MM-DD in China, and how many came on it and on each day after it. */
  from: string;
  counts: readonly number[];
  /** How they lie in the thirteen opening hours of a day, as weights; evenly where left out. */
  hours?: readonly number[];
}

/** A city whose centre published figures. */
export interface FigureCity {
  /** The code of its authority. */
  code: string;
  name: string;
  /** The codes of the bureaus beneath it that handle its tickets. */
  counties: readonly string[];
  portions: readonly Portion[];
  /** What came in ordinary times before, of which nothing was published; empty where nothing is needed. */
  ordinary: readonly Portion[];
  /** When the city's order on what is overdue was issued, answered, and the answer accepted; null where none was. */
  supervision: { issuedOn: string; answeredOn: string; acceptedOn: string } | null;
}
