import { sql } from "drizzle-orm";
import { GraphQLError } from "graphql";
import { describe, expect, test } from "vitest";
import { formatErrors } from "../../../src/api/errors.js";
import type { Locale } from "../../../src/platform/actor.js";
import { openDatabase, type Transaction } from "../../../src/platform/database.js";
import { conflict, type ErrorCode, illegalTransition, invalidInputs } from "../../../src/platform/errors.js";
import { createLogger } from "../../../src/platform/log.js";
import { testDatabase } from "../../database.js";

const marker = "张三丰 13900001111";

/** Tells errors as the API does, and gives what is answered, counted and logged. */
function tell(errors: readonly unknown[], locale: Locale = "en") {
  const lines: string[] = [];
  const counted: ErrorCode[] = [];
  const log = createLogger("debug", { write: (line) => void lines.push(line) });
  const thrown = errors.map((error) =>
    error instanceof GraphQLError
      ? error
      : new GraphQLError(error instanceof Error ? error.message : "", {
          originalError: error as Error,
          path: ["ticket"],
        }),
  );
  const count = (code: ErrorCode) => void counted.push(code);
  const answered = formatErrors(thrown, { requestId: "r1", locale, log, count });
  return { answered, counted, lines };
}

async function failureOf(work: (tx: Transaction) => Promise<unknown>): Promise<unknown> {
  return testDatabase()
    .asSystem("fail in a test", work)
    .then(
      () => expect.fail("the statement succeeded"),
      (error: unknown) => error,
    );
}

describe("an error that is meant for the caller", () => {
  test("keeps its code, field and problems, in the caller's language", () => {
    const error = invalidInputs([
      { field: "facts", message: { zh: "请填写事实。", en: "The facts are needed." } },
      { field: "request", message: { zh: "请填写诉求。", en: "The request is needed." } },
    ]);
    expect(tell([error], "zh").answered).toEqual([
      {
        message: "请填写事实。",
        path: ["ticket"],
        extensions: {
          code: "INVALID_INPUT",
          field: "facts",
          problems: [
            { field: "facts", message: "请填写事实。" },
            { field: "request", message: "请填写诉求。" },
          ],
          requestId: "r1",
        },
      },
    ]);
  });

  test("carries the version of now, or the actions that are permitted", () => {
    const step = illegalTransition({ zh: "不可。", en: "No." }, ["ticket.sign"]);
    expect(tell([conflict(7), step]).answered.map(({ extensions }) => extensions)).toEqual([
      { code: "CONFLICT", currentVersion: 7, requestId: "r1" },
      { code: "ILLEGAL_TRANSITION", permittedActions: ["ticket.sign"], requestId: "r1" },
    ]);
  });

  test("is not written to the log", () => {
    expect(tell([conflict(7)]).lines).toEqual([]);
  });
});

describe("a failed statement", () => {
  const broken = (tx: Transaction) => tx.execute(sql`INSERT INTO divisions (code, name) VALUES (${marker}, ${marker})`);

  test("is INTERNAL, and answers nothing of the statement, its parameters or the stack", async () => {
    const { answered, counted } = tell([await failureOf(broken)]);
    expect(answered).toEqual([
      {
        message: "A fault of ours. Report the request id.",
        path: ["ticket"],
        extensions: { code: "INTERNAL", requestId: "r1" },
      },
    ]);
    expect(counted).toEqual(["INTERNAL"]);
  });

  test("is logged with its SQLSTATE and its place, and without its message or parameters", async () => {
    const { lines } = tell([await failureOf(broken)]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("13900001111");
    expect(lines[0]).not.toContain("INSERT");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ requestId: "r1", code: "INTERNAL", sqlState: "23502" });
    expect((JSON.parse(lines[0] ?? "") as { stack: string[] }).stack.length).toBeGreaterThan(0);
  });

  test("is logged once, however many fields it has failed", async () => {
    const failure = await failureOf(broken);
    expect(tell([failure, failure, failure]).lines).toHaveLength(1);
  });

  test("is logged with the constraint that it broke", async () => {
    const code = "100000";
    const failure = await failureOf((tx) =>
      tx.execute(
        sql`INSERT INTO divisions (code, name, level, valid_from) VALUES (${code}, 'x', 'CITY', '2020-01-01')`,
      ),
    );
    expect(JSON.parse(tell([failure]).lines[0] ?? "")).toMatchObject({ constraint: "divisions_pkey" });
  });

  test("is TIMED_OUT when the statement took too long", async () => {
    const failure = await failureOf(async (tx) => {
      await tx.execute(sql`SET LOCAL statement_timeout = 10`);
      return tx.execute(sql`SELECT pg_sleep(5)`);
    });
    expect(tell([failure]).counted).toEqual(["TIMED_OUT"]);
  });

  test("is UNAVAILABLE when the database cannot be reached", async () => {
    const away = openDatabase({ url: "postgres://a:b@127.0.0.1:1/none", poolSize: 2, statementTimeout: 1000 });
    const failure = await away.asSystem("fail in a test", broken).catch((error: unknown) => error);
    await away.close(1);
    expect(tell([failure]).counted).toEqual(["UNAVAILABLE"]);
  });

  test("is UNAVAILABLE when the server ends the session", async () => {
    const failure = await failureOf((tx) =>
      tx.execute(sql`DO $$ BEGIN RAISE EXCEPTION SQLSTATE '57P01' USING MESSAGE = 'going down'; END $$`),
    );
    expect(tell([failure]).counted).toEqual(["UNAVAILABLE"]);
  });
});

describe("an error of our own making", () => {
  test("is INTERNAL without its message, also when a thing that is no error was thrown", () => {
    const thrown = new GraphQLError(`Unexpected error value: ${marker}`, { path: ["ticket"] });
    const { answered, lines } = tell([new TypeError(marker), thrown]);
    expect(answered.map(({ extensions }) => extensions?.code)).toEqual(["INTERNAL", "INTERNAL"]);
    expect(JSON.stringify([answered, lines])).not.toContain("13900001111");
    expect(lines).toHaveLength(2);
  });
});
