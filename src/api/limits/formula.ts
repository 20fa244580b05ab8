/** The variables of a request, as they came. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that may hang on variables. The same part may stand in several places, and is then worked out once. */
export type Cost =
  | { readonly kind: "constant"; readonly amount: number }
  | { readonly kind: "value"; readonly of: (variables: Variables) => number }
  | { readonly kind: "sum"; readonly constant: number; readonly parts: readonly Cost[] }
  | { readonly kind: "product"; readonly factor: Cost; readonly of: Cost };

/** A number that is known. */
export function constant(amount: number): Cost {
  return { kind: "constant", amount };
}

/** The sum of some costs, of which the known ones are added up at once. */
export function add(costs: readonly Cost[]): Cost {
  let known = 0;
  const parts: Cost[] = [];
  for (const cost of costs) {
    if (cost.kind === "constant") known += cost.amount;
    else parts.push(cost);
  }
  return parts.length === 0 ? constant(known) : { kind: "sum", constant: known, parts };
}

/** The product of two costs, worked out at once where both are known. */
export function times(factor: Cost, of: Cost): Cost {
  if (factor.kind === "constant" && of.kind === "constant") return constant(factor.amount * of.amount);
  if (of.kind === "constant" && of.amount === 0) return of;
  return { kind: "product", factor, of };
}

/** Works out a cost for the variables of one request, in time in proportion to the parts that it is made of. */
export function evaluate(cost: Cost, variables: Variables): number {
  if (cost.kind === "constant") return cost.amount;
  const known = new Map<Cost, number>();
  const amountOf = (part: Cost): number => {
    if (part.kind === "constant") return part.amount;
    const found = known.get(part);
    if (found !== undefined) return found;
    const amount = workedOut(part);
    known.set(part, amount);
    return amount;
  };
  const workedOut = (part: Exclude<Cost, { kind: "constant" }>): number => {
    if (part.kind === "value") return part.of(variables);
    if (part.kind === "product") return amountOf(part.factor) * amountOf(part.of);
    return part.parts.reduce((sum, one) => sum + amountOf(one), part.constant);
  };
  return amountOf(cost);
}
