import {
  CallsBehindResolver,
  StatisticsAnswerResolver,
  StatisticsKeyResolver,
  StatisticsRowResolver,
  TicketsBehindResolver,
} from "./statistics.fields.resolver.js";
import { StatisticsResolver } from "./statistics.resolver.js";

export { answerQuestion, answerQuestions } from "./answer.js";
export type { Answer, AnswerRow, AnswerValue, ComparedValue, ValueReason } from "./answer.values.js";
export { type CheckCounts, type CheckOptions, type PartCheck, verifyStatistics } from "./checks/check.js";
export { readStatisticsFigures, type StatisticsFigures } from "./checks/figures.js";
export { checkQueue, nightlyCheck } from "./checks/nightly.js";
export { callCellSentence, cellSentence, straySentence, ticketSentence } from "./checks/words.js";
export type { CountingFilter } from "./counting/counting.js";
export { type Dimension, dimensionNames } from "./counting/dimensions.js";
export { definitions, findDefinition } from "./definitions.js";
export { foldAll, statisticsPasses, statisticsQueues } from "./folding.js";
export { type Definition, isMeasureOfCalls, type MeasureName, measureNames, type View } from "./measures.js";
export { percentText, yuanText } from "./numbers/fraction.js";
export { type DayRange, periodBefore, samePeriodYearBefore } from "./numbers/periods.js";
export { suppressSmallCells } from "./numbers/suppression.js";
export { StatisticsQuestion } from "./question.inputs.js";
export {
  type CheckedQuestion,
  type Comparison,
  checkQuestion,
  longestStatistics,
  type Question,
} from "./question.js";
export { oldTicketsPass, oldTicketsQueue } from "./rebuild/old-tickets.js";
export { type RebuildCounts, rebuildStatistics } from "./rebuild/rebuild.js";
export { regionAsked } from "./region.js";
export { foldDeltas } from "./rollups/fold.store.js";
export { checkSize } from "./size.js";
export { MeasureDefinition, StatisticsAnswer, StatisticsPeriod, StatisticsRow } from "./statistics.type.js";
export { toAnswer, toDefinition } from "./statistics.view.js";

/** The resolvers of this module. */
export const statisticsResolvers = [
  StatisticsResolver,
  StatisticsKeyResolver,
  StatisticsAnswerResolver,
  StatisticsRowResolver,
  TicketsBehindResolver,
  CallsBehindResolver,
] as const;
