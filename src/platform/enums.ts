/** An enum of GraphQL from a closed list of names. */
export function enumOf<Name extends string>(names: readonly Name[]): { readonly [Key in Name]: Key } {
  return Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };
}

/** The descriptions of the values of an enum, in the form in which it is registered. */
export function described<Name extends string>(texts: Record<Name, string>): Record<Name, { description: string }> {
  return Object.fromEntries(
    Object.entries<string>(texts).map(([name, description]) => [name, { description }]),
  ) as Record<Name, { description: string }>;
}
