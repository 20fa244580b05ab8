/** A quantile of some numbers; NaN of none. The numbers are sorted in place. */
export function quantile(numbers: number[], share: number): number {
  if (numbers.length === 0) return Number.NaN;
  numbers.sort((one, other) => one - other);
  return numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;
}

/** The middle one of some numbers. */
export const median = (numbers: readonly number[]): number => quantile([...numbers], 0.5);
