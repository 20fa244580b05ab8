import { isConsequence } from "./sql-state.js";

type Values<Work extends readonly unknown[]> = { -readonly [Position in keyof Work]: Awaited<Work[Position]> };

/**
 * Waits for work of one transaction that was begun without waiting in between: its statements go to the server in one
 * message and run in the order in which they were begun. Unlike `Promise.all` it comes back only when nothing of it is
 * under way any more, so that no statement is sent after the transaction has ended.
 *
 * @throws the first failure by position, and of statements the one that made the others fail
 */
export async function together<const Work extends readonly unknown[]>(work: Work): Promise<Values<Work>> {
  const outcomes = await Promise.allSettled(work);
  const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((error) => !isConsequence(error)) ?? failures[0];
  return outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : undefined)) as Values<Work>;
}
