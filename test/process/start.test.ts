import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { glimpseProcess } from "../../src/platform/embedded-postgres-processes.js";
import { freePort } from "../../src/platform/embedded-postgres-server.js";
import { homeOf, postmasterOf } from "../platform/embedded-postgres-tree.js";
import { buildProgram, type StartedProcess, startProcess } from "./started-process.js";

let folder = "";
let directories = 0;
const started: { process: StartedProcess; dataDirectory: string }[] = [];

/** A server that only answers while tests ask it and start others beside it: they share one. It ends with the tests. */
let shared: { program: StartedProcess; dataDirectory: string } | undefined;

/** The first start of all, on an empty folder. What it leaves is copied for the tests that need a start on real data. */
const fresh = {
  milliseconds: Number.NaN,
  alive: null as unknown,
  address: "",
  screen: "",
  errors: "",
  dataDirectory: "",
};

beforeAll(async () => {
  folder = await buildProgram();
  fresh.dataDirectory = join(folder, "data", "fresh");
  const port = await freePort();
  fresh.address = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const program = startProcess(folder, "main.js", { DATA_DIR: fresh.dataDirectory, PORT: String(port) });
  fresh.alive = await firstAnswer(program, fresh.address);
  fresh.milliseconds = performance.now() - began;
  await program.says(/Ctrl-C stops/);
  program.child.kill("SIGTERM");
  await program.ended();
  fresh.screen = program.output();
  fresh.errors = program.errors();
}, 60_000);

/** Asks until an answer comes; the process has ended when none will. */
async function firstAnswer(program: StartedProcess, address: string): Promise<unknown> {
  for (;;) {
    const answer = await isAlive("{ __typename }", address).catch(() => undefined);
    if (answer !== undefined) return answer;
    if (program.child.exitCode !== null) throw new Error(`the program ended: ${program.errors()}`);
  }
}

async function end(program: StartedProcess, dataDirectory: string): Promise<void> {
  if (program.child.exitCode === null && program.child.signalCode === null) program.child.kill("SIGTERM");
  await program.ended();
  if (program !== shared?.program && dataDirectory === shared?.dataDirectory) return;
  // A test that failed half-way may have left a server without an owner.
  const server = await postmasterOf(join(dataDirectory, "postgres")).catch(() => Number.NaN);
  if (glimpseProcess(server)?.commandLine.includes(dataDirectory)) process.kill(server, "SIGINT");
}

afterEach(async () => {
  for (const { process: program, dataDirectory } of started.splice(0)) await end(program, dataDirectory);
}, 30_000);

afterAll(async () => {
  if (shared !== undefined) await end(shared.program, shared.dataDirectory);
  await rm(folder, { recursive: true, force: true });
}, 30_000);

/** A folder that nobody has used, with nothing in it. */
function emptyDirectory(): string {
  directories += 1;
  return join(folder, "data", String(directories));
}

/** A folder with what a start has left: the demo world and keys. */
function newDataDirectory(): string {
  const directory = emptyDirectory();
  execFileSync("cp", ["-a", fresh.dataDirectory, directory]);
  return directory;
}

/** The shared server; it is started when the first test wants it. */
function running(): { program: StartedProcess; dataDirectory: string } {
  if (shared === undefined) {
    const dataDirectory = newDataDirectory();
    shared = { program: startProcess(folder, "main.js", { DATA_DIR: dataDirectory }), dataDirectory };
  }
  return shared;
}

function start(dataDirectory: string, environment: Record<string, string> = {}): StartedProcess {
  const program = startProcess(folder, "main.js", { DATA_DIR: dataDirectory, ...environment });
  started.push({ process: program, dataDirectory });
  return program;
}

const up = /is up: (http:\S+)\/graphql/;

async function addressOf(program: StartedProcess): Promise<string> {
  const [, address = ""] = await program.says(up);
  return address;
}

async function announced(dataDirectory: string): Promise<{ databaseUrl: string; publicUrl: string; pid: number }> {
  return JSON.parse(await readFile(join(dataDirectory, "server.json"), "utf8"));
}

const isAlive = (query: string, address: string) =>
  fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query }),
  }).then((response) => response.json());

describe("a start without settings", () => {
  test("answers within ten seconds on an empty folder", () => {
    expect(fresh.alive).toEqual({ data: { __typename: "Query" } });
    expect(fresh.milliseconds).toBeLessThan(10_000);
  });

  test("prints one short screen with the address, the people, a token and a first query", () => {
    expect(fresh.screen).toContain(`is up: ${fresh.address}/graphql\n`);
    expect(fresh.screen).toContain("suzhou.operator, suzhou.dispatcher");
    expect(fresh.screen).toContain("npm run --silent token -- suzhou.dispatcher");
    expect(fresh.screen).toContain(`curl -s ${fresh.address}/graphql`);
    expect(fresh.screen).toMatch(/^Lianxin 连心 is up at \S+; the demo tickets are being loaded, [^\n]*\n\nLianxin/);
    expect(fresh.screen.split("\n").length).toBeLessThan(40);
    expect(fresh.errors).toBe("");
  });

  test("has people, whose token the command of the screen prints, and who can ask its first query", {
    timeout: 20_000,
  }, async () => {
    const { dataDirectory, program } = running();
    const address = await addressOf(program);
    await program.says(/-d '.*'\n/);
    const [, login = ""] = /npm run --silent token -- (\S+)\n/.exec(program.output()) ?? [];
    const [, body = ""] = /-d '(.*)'\n/.exec(program.output()) ?? [];
    const command = startProcess(folder, "cli/token.js", { DATA_DIR: dataDirectory }, [login]);
    expect(await command.ended()).toBe(0);
    const headers = { Authorization: `Bearer ${command.output().trim()}`, "Content-Type": "application/json" };
    const response = await fetch(`${address}/graphql`, { method: "POST", headers, body });
    const answer = (await response.json()) as { data: unknown; errors?: unknown };
    expect(answer.errors).toBeUndefined();
    expect(answer.data).not.toBeNull();
  });

  test("is ready, with GraphiQL and the keys that it made", { timeout: 20_000 }, async () => {
    const { dataDirectory, program } = running();
    const address = await addressOf(program);
    expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: "ready" });
    const page = await fetch(`${address}/graphql`, { headers: { Accept: "text/html" } });
    expect(await page.text()).toContain("<title>Lianxin 连心 GraphiQL</title>");
    for (const file of ["keys/signing.json", "keys/contact.json", "server.json"]) {
      expect((await stat(join(dataDirectory, file))).mode & 0o777).toBe(0o600);
    }
  });

  test("connects with the login that has no right of its own", { timeout: 20_000 }, async () => {
    const { dataDirectory, program } = running();
    const address = await addressOf(program);
    const { databaseUrl, publicUrl, pid } = await announced(dataDirectory);
    expect([new URL(databaseUrl).username, publicUrl, pid]).toEqual(["lianxin_login", address, program.pid]);
  });
});

describe("a start with DATABASE_URL", () => {
  test("in the folder of a running server leaves that one's announcement as it is", { timeout: 20_000 }, async () => {
    const { dataDirectory, program: first } = running();
    await addressOf(first);
    const { databaseUrl } = await announced(dataDirectory);
    const second = start(dataDirectory, { DATABASE_URL: databaseUrl });
    await second.says(/Ctrl-C stops/);
    expect((await announced(dataDirectory)).pid).toBe(first.pid);
    second.child.kill("SIGTERM");
    expect(await second.ended()).toBe(0);
    expect((await announced(dataDirectory)).pid).toBe(first.pid);
  });

  test("in production announces nothing", { timeout: 20_000 }, async () => {
    const { dataDirectory, program: first } = running();
    await addressOf(first);
    const { databaseUrl } = await announced(dataDirectory);
    const other = emptyDirectory();
    const port = await freePort();
    const program = start(other, {
      NODE_ENV: "production",
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      PUBLIC_URL: "https://hotline.example.org",
      SIGNING_KEYS_FILE: join(dataDirectory, "keys/signing.json"),
      CONTACT_KEYS_FILE: join(dataDirectory, "keys/contact.json"),
    });
    await program.says(/"the API is up"/);
    expect(existsSync(join(other, "server.json"))).toBe(false);
    program.child.kill("SIGTERM");
    expect(await program.ended()).toBe(0);
  });
});

describe("an end", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    test(`by ${signal} stops the database and leaves no announcement`, { timeout: 20_000 }, async () => {
      const dataDirectory = newDataDirectory();
      const program = start(dataDirectory);
      await addressOf(program);
      const server = await postmasterOf(join(dataDirectory, "postgres"));
      program.child.kill(signal);
      expect(await program.ended()).toBe(0);
      expect(glimpseProcess(server)).toBeUndefined();
      expect(existsSync(join(dataDirectory, "server.json"))).toBe(false);
      expect(program.errors()).toBe("");
    });
  }

  test("while the demo world is loaded stops the database too", { timeout: 60_000 }, async () => {
    const dataDirectory = emptyDirectory();
    const port = await freePort();
    const program = start(dataDirectory, { PORT: String(port) });
    await firstAnswer(program, `http://127.0.0.1:${port}`);
    const server = await postmasterOf(join(dataDirectory, "postgres"));
    program.child.kill("SIGTERM");
    expect(await program.ended()).toBe(0);
    const line = `Lianxin 连心 is up at http://127.0.0.1:${port}/graphql; the demo tickets are being loaded, which takes a moment ...\n`;
    expect([program.output(), program.errors(), glimpseProcess(server)]).toEqual([line, "", undefined]);
  });

  test("by SIGKILL leaves a database that the next start takes over", { timeout: 20_000 }, async () => {
    const dataDirectory = newDataDirectory();
    const first = start(dataDirectory);
    await addressOf(first);
    const server = await postmasterOf(join(dataDirectory, "postgres"));
    first.child.kill("SIGKILL");
    expect(await first.ended()).toBe("SIGKILL");
    const second = start(dataDirectory);
    expect(await isAlive("{ __typename }", await addressOf(second))).toEqual({ data: { __typename: "Query" } });
    expect(await postmasterOf(join(dataDirectory, "postgres"))).toBe(server);
  });

  test("by a second signal comes at once, without waiting for requests", { timeout: 20_000 }, async () => {
    const program = start(newDataDirectory());
    const socket = connect(Number(new URL(await addressOf(program)).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write("POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
    await once(socket, "data");
    // The first asks; those within a second of it count as its echo; one after that ends the process.
    const asking = setInterval(() => program.child.kill("SIGTERM"), 50);
    const code = await program.ended();
    clearInterval(asking);
    socket.destroy();
    expect(code).toBe(1);
  });
});

describe("a start that cannot succeed says why in one line, and ends with 1", () => {
  const lineOf = async (program: StartedProcess): Promise<string> => {
    expect(await program.ended()).toBe(1);
    expect(program.output()).toBe("");
    const [line = "", ...rest] = program.errors().split("\n");
    expect(rest).toEqual([""]);
    return line;
  };

  test("when the port is taken, and the database is stopped again", { timeout: 20_000 }, async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const dataDirectory = newDataDirectory();
    const program = start(dataDirectory, { PORT: port });
    expect(await lineOf(program)).toBe(
      `The port ${port} on 127.0.0.1 is taken by another program: stop that one, or set PORT.`,
    );
    const cluster = join(await homeOf(join(dataDirectory, "postgres")), "cluster");
    expect(existsSync(join(cluster, "PG_VERSION"))).toBe(true);
    expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
    other.close();
  });

  test("when the folder belongs to a running server", { timeout: 20_000 }, async () => {
    const { dataDirectory, program: first } = running();
    await addressOf(first);
    expect(await lineOf(start(dataDirectory))).toContain(`is in use by process ${first.pid}`);
  });

  test("when the database cannot be reached", async () => {
    const url = "postgres://somebody:secret@127.0.0.1:1/hotline";
    expect(await lineOf(start(emptyDirectory(), { DATABASE_URL: url }))).toBe(
      "The database 127.0.0.1:1/hotline cannot be used: it cannot be reached.",
    );
  });

  test("when the password is wrong or the database is not there", { timeout: 20_000 }, async () => {
    const { dataDirectory, program: first } = running();
    await addressOf(first);
    const { databaseUrl } = await announced(dataDirectory);
    const { host, password } = new URL(databaseUrl);
    const wrong = start(emptyDirectory(), { DATABASE_URL: databaseUrl.replace(password, "wrong") });
    expect(await lineOf(wrong)).toBe(`The database ${host}/lianxin cannot be used: the password is wrong.`);
    const absent = start(emptyDirectory(), { DATABASE_URL: databaseUrl.replace(/lianxin$/, "absent") });
    expect(await lineOf(absent)).toBe(`The database ${host}/absent cannot be used: there is no such database.`);
  });

  test("when the schema is behind, with the command that mends it", { timeout: 20_000 }, async () => {
    const { dataDirectory, program: first } = running();
    await addressOf(first);
    const { databaseUrl } = await announced(dataDirectory);
    const program = start(emptyDirectory(), { DATABASE_URL: databaseUrl.replace(/lianxin$/, "postgres") });
    expect(await lineOf(program)).toBe(
      "The schema of the database is behind this release: run `npm run db:migrate` first.",
    );
  });

  test("when the data directory is a file", async () => {
    const line = await lineOf(start(join(folder, "package.json")));
    expect(line).toMatch(/^the data directory .* can't be made: .* is not a folder$/);
  });

  test("in production when settings are missing, all of them at once", async () => {
    const program = start(emptyDirectory(), { NODE_ENV: "production", PORT: "many" });
    expect(await program.ended()).toBe(1);
    expect(program.errors()).toMatch(/^The settings are not complete \(see \.env\.example\):\n {2}PORT: /);
    for (const name of ["DATABASE_URL", "PUBLIC_URL", "SIGNING_KEYS_FILE", "CONTACT_KEYS_FILE"]) {
      expect(program.errors()).toContain(`\n  ${name}: needed in production`);
    }
    expect(program.errors()).not.toContain("    at ");
  });
});

describe("a command", () => {
  for (const command of [
    "cli/migrate.js",
    "cli/emit.js",
    "cli/rotate-keys.js",
    "cli/token.js",
    "cli/demo-load.js",
    "cli/bootstrap.js",
    "cli/audit-export.js",
    "cli/audit-verify.js",
    "cli/rollups-rebuild.js",
    "cli/rollups-verify.js",
  ]) {
    test(`${command} explains itself by --help, and refuses arguments that it does not know`, async () => {
      const help = startProcess(folder, command, {}, ["--help"]);
      expect(await help.ended()).toBe(0);
      expect(help.output()).toMatch(/^Usage: npm run /);
      const refused = startProcess(folder, command, {}, ["--nonsense"]);
      expect(await refused.ended()).toBe(1);
      expect(refused.errors()).toMatch(/^[^\n]*Usage: npm run [^\n]*\n$/);
    });
  }

  test("cli/migrate.js needs no other setting than DATABASE_URL in production", async () => {
    const DATABASE_URL = "postgres://somebody:secret@127.0.0.1:1/hotline";
    const program = startProcess(folder, "cli/migrate.js", { NODE_ENV: "production", DATABASE_URL });
    expect(await program.ended()).toBe(1);
    expect(program.errors()).toBe("The database 127.0.0.1:1/hotline cannot be used: it cannot be reached.\n");
  });

  test("cli/migrate.js asks for DATABASE_URL", async () => {
    const program = startProcess(folder, "cli/migrate.js", {});
    expect(await program.ended()).toBe(1);
    expect(program.errors()).toBe("Set DATABASE_URL: the embedded database migrates itself at each start.\n");
  });
});
