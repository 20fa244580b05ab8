import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/platform/config.js";
import { StartupError } from "../../src/platform/startup-error.js";

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://hotline:secret@db.example.org/lianxin",
  PUBLIC_URL: "https://hotline.example.org/",
  SIGNING_KEYS_FILE: "/etc/lianxin/signing.json",
  CONTACT_KEYS_FILE: "/etc/lianxin/contact.json",
};

function problemsOf(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as Error).message.split("\n  ").slice(1);
  }
  return [];
}

describe("the settings", () => {
  test("need nothing in development", () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: "127.0.0.1", port: 4000, databaseUrl: null, isGraphiqlOn: true });
    expect(config.mayGenerateKeys).toBe(true);
  });

  test("are complete with four addresses and files in production", () => {
    expect(readConfig(production)).toMatchObject({
      isProduction: true,
      publicUrl: "https://hotline.example.org",
      mayGenerateKeys: false,
      isGraphiqlOn: false,
      logLevel: "info",
    });
  });

  test("that are missing in production are all named at once, beside those that are wrong", () => {
    const problems = problemsOf({ NODE_ENV: "production", PORT: "99999", GRAPHIQL: "maybe", LOG_LEVEL: "loud" });
    expect(problems.map((line) => line.split(":")[0])).toEqual([
      "PORT",
      "GRAPHIQL",
      "LOG_LEVEL",
      "DATABASE_URL",
      "PUBLIC_URL",
      "SIGNING_KEYS_FILE",
      "CONTACT_KEYS_FILE",
    ]);
  });

  test("that a command does not use need not be set for it in production", () => {
    const { NODE_ENV, DATABASE_URL } = production;
    expect(readConfig({ NODE_ENV, DATABASE_URL }, ["DATABASE_URL"])).toMatchObject({
      isProduction: true,
      databaseUrl: DATABASE_URL,
    });
    expect(() => readConfig({ NODE_ENV }, ["DATABASE_URL"])).toThrow(/:\n {2}DATABASE_URL: needed in production$/);
  });

  test("that are set to nothing count as missing", () => {
    expect(problemsOf({ ...production, DATABASE_URL: " " })).toEqual(["DATABASE_URL: needed in production"]);
  });

  test("are all explained in .env.example, and no others", async () => {
    const example = await readFile(new URL("../../.env.example", import.meta.url), "utf8");
    const explained = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    const source = await readFile(new URL("../../src/platform/config.ts", import.meta.url), "utf8");
    const read = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
    expect(explained.sort()).toEqual(read.sort());
  });
});
