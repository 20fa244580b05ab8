import { afterAll, beforeAll, inject } from "vitest";
import type { Api } from "../src/api/server.js";
import { type Database, openDatabase } from "../src/platform/database.js";
import { addressOf, type Caller, gql, startTestApi, type Variables } from "./api.js";
import type { PersonName, World } from "./world.js";

/**
 * An API of a test file's own with many connections: the one that all tests share has few, and here as many transactions as a test
 * begins shall be under way. It is started before the tests of the file and ends with them.
 *
 * @returns the people of a province as callers of it
 */
export function wideApi(): (world: World, name: PersonName) => Caller {
  let database: Database;
  let api: Api;

  beforeAll(async () => {
    database = openDatabase({ url: inject("databaseUrl"), poolSize: 25, statementTimeout: 10_000 });
    api = await startTestApi({ database, limits: { mostInFlight: 200 } });
  });

  afterAll(async () => {
    await api.close(1000);
    await database.close(5);
  });

  return (world, name) => {
    const person = world.as(name);
    const ask: Caller["gql"] = async (document, variables, headers) =>
      gql(await person.token(), document, variables, headers, addressOf(api));
    return { ...person, gql: ask };
  };
}

/** Takes steps with an input, and answers with the code of the error, or DONE. */
export function codesOf<Name extends string>(
  as: ReturnType<typeof wideApi>,
  world: World,
  documents: Readonly<Record<Name, string>>,
): (name: PersonName, what: Name, input: Variables) => Promise<string> {
  return async (name, what, input) => {
    const { errors } = await as(world, name).gql(documents[what], { input });
    return errors?.[0]?.extensions.code ?? "DONE";
  };
}
