import postgres from "postgres";
import { expect } from "vitest";
import type { EmbeddedServer } from "../../src/platform/embedded-postgres.js";
import { StartupError } from "../../src/platform/startup-error.js";

type Addressed = Pick<EmbeddedServer, "adminUrl">;

/** The line that a start fails with; a failure that is no StartupError, or none, fails the test. */
export async function problemOf(started: Promise<EmbeddedServer>): Promise<string> {
  const error = await started.then(
    () => expect.fail("the server has started"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartupError);
  expect((error as StartupError).message).not.toContain("\n");
  return (error as StartupError).message;
}

/** Asks a server one statement as its superuser; returns the first value of the first row. */
export async function ask(server: Addressed, statement: string): Promise<unknown> {
  const sql = postgres(server.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql.unsafe(statement);
    return row && Object.values(row)[0];
  } finally {
    await sql.end();
  }
}

/** Writes the mark that `readNote` finds where the data are the same. */
export const keepNote = (server: Addressed) => ask(server, "create table note as select 'kept' as text");

/** Reads the mark that `keepNote` has left; refused with 42P01 where the data are others. */
export const readNote = (server: Addressed) => ask(server, "select text from note");
