import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asSuperuser } from "../database.js";
import { type KillWorld, makeKillWorld } from "./kill-world.js";
import { expectWholeLedger, untilSealed, untilSessionsEnd } from "./ledger-checks.js";
import { startProcess } from "./started-process.js";
import { answersOf, dispatchOf, insistOn, registrationOf, type Write } from "./writes.js";

/** How many writes are sent at once, how many of them are dispatches, and after how many answers the end comes. */
const registrations = 900;
const dispatches = 100;
const answersBeforeEnd = 300;

const refusalsOf = (writes: readonly Write[]): (string | null)[] =>
  writes.filter(({ outcome }) => outcome === "REFUSED").map(({ refusal }) => refusal);

describe("nothing that was acknowledged is lost", () => {
  let world: KillWorld;

  beforeAll(async () => {
    world = await makeKillWorld();
  }, 60_000);

  afterAll(() => world.end(), 30_000);

  const checkLedger = () => asSuperuser(world.adminUrl, expectWholeLedger);

  /**
   * Sends once more what has no answer. A dispatch that was done, and whose answer was lost, meets its own version, or finds
   * that the ticket is the county's already.
   */
  const sendAgain = async (writes: readonly Write[]): Promise<void> => {
    await insistOn(
      writes.filter(({ outcome }) => outcome !== "DONE"),
      world.send,
    );
    const tickets = await checkLedger();
    const isDone = ({ outcome, sender, input }: Write): boolean =>
      outcome === "DONE" ||
      (sender === "dispatcher" && (tickets.get(String(input.ticketId))?.version ?? 0) > Number(input.version));
    expect(writes.filter((write) => !isDone(write))).toEqual([]);
  };

  test("when the API is killed in the middle of a thousand writes", { timeout: 60_000 }, async () => {
    const first = Array.from({ length: dispatches }, (_, number) => registrationOf(`first-write-${number}`));
    await insistOn(first, world.send);
    const others = Array.from({ length: registrations }, (_, number) => registrationOf(`second-write-${number}`));
    // Mixed: one dispatch behind every nine registrations.
    const writes = others.flatMap((write, number) => {
      const before = number % 9 === 0 ? first[number / 9] : undefined;
      return before === undefined ? [write] : [dispatchOf(before, world.county), write];
    });
    await answersOf(writes, world.send, { most: answersBeforeEnd, end: () => world.killApi() });
    expect(refusalsOf(writes)).toEqual([]);
    expect(await world.killApi()).toBe("SIGKILL");
    const acknowledged = writes.filter(({ outcome }) => outcome === "DONE");
    expect(acknowledged.length).toBeGreaterThanOrEqual(answersBeforeEnd);
    expect(writes.filter(({ outcome }) => outcome === "LOST").length).toBeGreaterThan(0);

    await asSuperuser(world.adminUrl, untilSessionsEnd);
    const tickets = await checkLedger();
    for (const { ticket } of [...first, ...acknowledged]) {
      const found = tickets.get(ticket?.id ?? "");
      expect(found).toMatchObject({ number: ticket?.number });
      expect(found?.version).toBeGreaterThanOrEqual(ticket?.version ?? Number.POSITIVE_INFINITY);
    }

    await world.startApi();
    await sendAgain(writes);
    expect((await checkLedger()).size).toBe(first.length + others.length);
  });

  test("when the database is killed with all its processes, after which the API goes on by itself", {
    timeout: 60_000,
  }, async () => {
    const settings = await asSuperuser(
      world.adminUrl,
      (sql) => sql`SELECT name, setting FROM pg_settings
        WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(["on", "on", "on"]);
    const before = (await checkLedger()).size;
    const writes = Array.from({ length: 300 }, (_, number) => registrationOf(`third-write-${number}`));
    const end = async (): Promise<void> => {
      await world.killDatabase();
      await world.startDatabase();
    };
    await answersOf(writes, world.send, { most: 100, end });
    expect(refusalsOf(writes)).toEqual([]);
    const acknowledged = writes.filter(({ outcome }) => outcome === "DONE");
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
    const tickets = await checkLedger();
    for (const { ticket } of acknowledged) expect(tickets.get(ticket?.id ?? "")?.number).toBe(ticket?.number);
    await sendAgain(writes);
    expect((await checkLedger()).size).toBe(before + writes.length);
  });

  test("and the statistics are still those of the tickets; a number that is wrong is named, and mended", {
    timeout: 60_000,
  }, async () => {
    const environment = { DATA_DIR: join(world.folder, "data"), DATABASE_URL: world.databaseUrl };
    const run = async (program: string, given: readonly string[]) => {
      const started = startProcess(world.folder, program, environment, given);
      return { code: await started.ended(), output: started.output(), errors: started.errors() };
    };
    const right = await run("cli/rollups-verify.js", []);
    expect(right).toMatchObject({ code: 0, errors: "" });
    expect(right.output).toMatch(
      /^Of \d+ tickets 0 have other facts than they ought to have; of \d+ cells 0 differ\.\n$/,
    );

    await asSuperuser(
      world.adminUrl,
      (sql) => sql`UPDATE ticket_facts SET state = 'NONSENSE'
        WHERE ticket_id = (SELECT ticket_id FROM ticket_facts WHERE province = ${world.province} LIMIT 1)`,
    );
    const wrong = await run("cli/rollups-verify.js", ["--province", world.province]);
    expect(wrong).toMatchObject({ code: 1, errors: "" });
    expect(wrong.output).toMatch(/^The facts of the ticket [0-9a-f-]{36} of \S+ differ: state is NONSENSE and ought/);
    const rebuilt = await run("cli/rollups-rebuild.js", []);
    expect(rebuilt).toMatchObject({ code: 0, errors: "" });
    expect(rebuilt.output).toMatch(/^Of \d+ tickets the facts of 1 were made anew, and 0 cells of the rollups\.\n$/);
    expect(await run("cli/rollups-verify.js", [])).toMatchObject({ code: 0, errors: "" });
  });

  test("and the chain of the audit is sealed to its end, exported and verified", { timeout: 30_000 }, async () => {
    await asSuperuser(world.adminUrl, untilSealed);
    const environment = { DATA_DIR: join(world.folder, "data"), DATABASE_URL: world.databaseUrl };
    const run = async (program: string, given: readonly string[]) => {
      const started = startProcess(world.folder, program, environment, given);
      return { code: await started.ended(), output: started.output(), errors: started.errors() };
    };
    const exported = await run("cli/audit-export.js", ["--province", world.province]);
    expect([exported.code, exported.errors]).toEqual([0, ""]);
    const file = join(world.folder, "chain.jsonl");
    await writeFile(file, exported.output);
    const head = JSON.parse(exported.output.slice(0, exported.output.indexOf("\n"))).head as string;
    const verified = await run("cli/audit-verify.js", [file, "--head", head]);
    expect([verified.code, verified.errors]).toEqual([0, ""]);
    expect(verified.output).toMatch(
      new RegExp(`^The chain of ${world.province} is whole from position 1 to \\d+, whose hash is ${head}\\.`),
    );
    const compared = await run("cli/audit-verify.js", ["--database"]);
    expect(compared).toMatchObject({ code: 0, errors: "" });

    const lines = exported.output.split("\n");
    await writeFile(file, lines.with(50, (lines[50] ?? "").replace('"ticket.', '"tucket.')).join("\n"));
    const broken = await run("cli/audit-verify.js", [file]);
    expect(broken.code).toBe(2);
    expect(broken.output).toMatch(/is broken at position 50, entry [0-9a-f-]{36}: the entry or its hash was changed/);
    for (const [given, reason] of [
      [["no-such-file"], "There is no file no-such-file."],
      [["dist"], "The file dist cannot be read (EISDIR)."],
      [["package.json"], "This is no export of a chain: the first line is no header of the format lianxin-audit-1."],
      [[], "A file or --database is needed."],
    ] as const) {
      const refused = await run("cli/audit-verify.js", given);
      expect([refused.code, refused.output]).toEqual([1, ""]);
      expect(refused.errors).toContain(reason);
    }
  });
});
