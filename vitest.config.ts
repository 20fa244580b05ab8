import { defineConfig } from "vitest/config";

const shared = {
  // Two copies of graphql, one as a module and one as CommonJS, would not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
};

// Loading the API takes longer than most test files: the files of one worker share what is loaded, and each makes a
// province of its own.
const oneWorldPerWorker = {
  pool: "forks" as const,
  isolate: false,
  maxWorkers: 2,
  // What is made for one request is garbage after it: with room for many of them, hardly anything is looked at twice.
  execArgv: ["--min-semi-space-size=32", "--max-semi-space-size=32"],
  // How long a thing may take is asked by the tests that are about it; the others only must not hang.
  testTimeout: 30_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 20_000, interval: 5 } },
  setupFiles: ["test/setup/metadata.ts"],
};

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...oneWorldPerWorker,
          name: "alone",
          include: ["test/{unit,platform,process}/**/*.test.ts"],
        },
      },
      {
        ...shared,
        test: {
          ...oneWorldPerWorker,
          name: "database",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{unit,platform,process}/**"],
          setupFiles: ["test/setup/metadata.ts", "test/setup/executors.ts"],
          globalSetup: ["test/setup/global.ts"],
        },
      },
    ],
  },
});
