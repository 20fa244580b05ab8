/** Texts as an officer writes them. */
export const usualTexts = [
  "口罩太贵",
  "请尽快处理",
  "平安大药房",
  "Overpriced masks",
  "退还差价",
  "已电话联系，约定周五到场",
  "苏州市人民路1号",
] as const;

/** Texts that a program sends by mistake, or somebody on purpose. Each is a text by its type. */
export const oddTexts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u0001\u001f\u007f\u0085",
  "\r\n\t",
  "\ud800",
  "\udc00x",
  "\ufffe\uffff",
  "\ufeff口罩",
  "\u202e罩口\u202c",
  "\u200b\u200d\u2060",
  "😀👩‍👩‍👧‍👦",
  "𠮷野家𪚥",
  "e\u0301".repeat(40),
  "%",
  "_%_",
  "\\",
  "\\u0000",
  "'; DROP TABLE tickets; --",
  "' OR '1'='1",
  '"}{"',
  "$1 $$ %{x} {{y}}",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "NaN",
  "Infinity",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "[object Object]",
  "0",
  "-1",
  "1e309",
  "9".repeat(40),
  "x".repeat(101),
  "口".repeat(301),
  "事".repeat(5_001),
  "x".repeat(20_000),
  "0000-01-01",
  "T00000",
  "100000",
  "OTHER",
  "PRICE",
] as const;

/** Instants that are in order. */
export const instants = [
  "2026-04-15T01:30:00.000Z",
  "2026-04-15T09:30:00+08:00",
  "2020-01-01T00:00:00Z",
  "2025-12-31T23:59:59.999Z",
  "2026-10-01T00:00:00-12:00",
  "2099-01-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "1900-02-28T00:00:00.000Z",
] as const;

/** Values that are no instants. */
export const wrongInstants = [
  "yesterday",
  "",
  "2026-02-30T00:00:00Z",
  "2026-04-15",
  "2026-04-15T25:00:00Z",
  "0000-06-01T00:00:00Z",
  "10000-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "-000001-01-01T00:00:00Z",
  "2026-04-15T01:30:00",
  0,
  1e15,
  -1,
  true,
] as const;

/** Days that are in order. */
export const days = [
  "2026-04-15",
  "2099-01-01",
  "2024-02-29",
  "0001-01-01",
  "9999-12-31",
  "2000-01-01",
  "1999-12-31",
] as const;

/** Values that are no days. */
export const wrongDays = [
  "2026-02-30",
  "2023-02-29",
  "0000-01-01",
  "10000-01-01",
  "2026-4-5",
  "2026-04-15T00:00:00Z",
  "",
  "today",
  20260415,
  false,
] as const;

/** Amounts that are in order. */
export const amounts = ["0", "0.01", "380.00", "400.5", "1", "9999999999999.99"] as const;

/** Numbers that may have a fraction. */
export const fractions = [1, 0.5, 12, 52, 0, -1, 1e9, 1e-9] as const;

/** Values that are no amounts. */
export const wrongAmounts = [
  "-1.00",
  "1e3",
  "1.001",
  "01",
  "99999999999999.99",
  "NaN",
  "Infinity",
  "",
  " 1",
  "１.00",
  "1,000.00",
  380,
  1.5,
  -0,
  true,
] as const;

/** Whole numbers of 32 bits, the outermost among them. */
export const wholeNumbers = [1, 0, 2, -1, 5, 100, 101, 32_000, 32_001, 2_147_483_647, -2_147_483_648] as const;

/** Numbers that are no whole numbers of 32 bits, as they are written; some of them are no JSON or no GraphQL either. */
export const wrongNumbers = [
  "2147483648",
  "-2147483649",
  "9007199254740993",
  "1.5",
  "1e400",
  "-1e400",
  "1e2",
  "-0",
  "0x10",
  "NaN",
  '"1"',
  '""',
  "true",
] as const;
