import { afterEach, expect } from "vitest";
import { takeDifferences } from "../executor-differences.js";

// Whatever a test expects of an answer: that the executors differ is a failure of its own.
afterEach(() => {
  expect(takeDifferences()).toEqual([]);
});
