/** A source of numbers that are always the same for the same seed (the generator "sfc32"; fast, and good enough for data). */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from 0 (included) to the limit (excluded). */
  below(limit: number): number;
  /** Whether something of this probability happens. */
  chance(probability: number): boolean;
  /** One of some values, all equally likely. */
  pick<Value>(values: readonly Value[]): Value;
  /** A waiting time of this mean (exponential). */
  wait(mean: number): number;
  /** So many hexadecimal digits, at most 8. */
  hex(digits: number): string;
}

/** Makes a source of numbers from a seed. */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed | 0];
  const bits = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let warming = 0; warming < 20; warming += 1) bits();
  const next = () => bits() / 4_294_967_296;
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: <Value>(values: readonly Value[]) => values[below(values.length)] as Value,
    wait: (mean) => -Math.log(1 - next()) * mean,
    hex: (digits) => bits().toString(16).padStart(8, "0").slice(0, digits),
  };
}

/** Something that is drawn by weight. */
export interface Weighted<Value> {
  draw(random: Random): Value;
}

/** Draws values in proportion to their weights. */
export function weighted<Value>(entries: readonly (readonly [Value, number])[]): Weighted<Value> {
  const values = entries.map(([value]) => value);
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of entries) {
    total += weight;
    sums.push(total);
  }
  return {
    draw: (random) => {
      const wanted = random.next() * total;
      let [low, high] = [0, sums.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sums[middle] ?? 0) > wanted) high = middle;
        else low = middle + 1;
      }
      return values[low] as Value;
    },
  };
}

/** Weights that fall with the rank, as the sizes of towns do (Zipf's law). */
export function zipf<Value>(values: readonly Value[], exponent: number): Weighted<Value> {
  return weighted(values.map((value, rank) => [value, (rank + 1) ** -exponent] as const));
}
