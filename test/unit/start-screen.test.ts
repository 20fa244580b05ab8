import { expect, test } from "vitest";
import { startScreen } from "../../src/cli/start-screen.js";
import { readConfig } from "../../src/platform/config.js";

const config = readConfig({ DATABASE_URL: "postgres://hotline:secret@db.example.org/lianxin" });

test("the start screen names no login where the people of the demo world are not there", () => {
  const screen = startScreen("http://127.0.0.1:4000", config);
  expect(screen).not.toContain("suzhou.");
  expect(screen).not.toContain("curl");
  expect(screen).toContain("npm run bootstrap");
});

test("the start screen names a login where they are there, whoever runs the database", () => {
  const screen = startScreen("http://127.0.0.1:4000", config, ["centre  suzhou.operator"]);
  expect(screen).toContain("npm run --silent token -- suzhou.dispatcher\n");
  expect(screen).toContain("curl -s http://127.0.0.1:4000/graphql");
  expect(screen).not.toContain("npm run bootstrap");
});
