/** Texts that a program sends by mistake, or somebody on purpose; each stands in the place of one value. */
export const hostileTexts = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "'; DROP TABLE tickets; --",
  "%",
  "\\",
  "x".repeat(20_000),
  "0000-01-01",
];

/** The same values with one text replaced, once for each text among them. */
export function withEach(value: unknown, text: string): unknown[] {
  if (typeof value === "string") return [text];
  if (Array.isArray(value))
    return value.flatMap((item, place) => withEach(item, text).map((bent) => value.with(place, bent)));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, item]) =>
    withEach(item, text).map((bent) => ({ ...value, [name]: bent })),
  );
}
