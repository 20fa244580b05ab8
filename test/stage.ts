import { expect, inject } from "vitest";
import type { ApiOptions } from "../src/api/server.js";
import { issueToken } from "../src/modules/identity/index.js";
import { settableClock } from "../src/platform/clock.js";
import type { Database } from "../src/platform/database.js";
import { addressOf, type Caller, gql, startTestApi, testIssuer, testSigningKeys, type Variables } from "./api.js";
import { makeProvince, type World } from "./world.js";

/** An API of its own whose clock stands where the test sets it. */
export interface Stage {
  clock: ReturnType<typeof settableClock>;
  /** Sets the clock to an hour of a day in China. */
  goTo(day: string, hour?: number): void;
  /** Lets a second pass, so that what comes is later than what was. */
  tick(): void;
  /** Makes a province whose people call this API, and sign in at the time of its clock. */
  makeProvince(): Promise<World>;
  /** The address of the API. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Starts an API whose clock a test sets.
 *
 * @param day the day in China on which it stands first
 * @param own the database where it is not that of the run
 * @param options what else is to be different from the API that the tests share
 */
export async function setStage(
  day: string,
  own?: { database: Database; url: string },
  options: Partial<ApiOptions> = {},
): Promise<Stage> {
  const clock = settableClock(instantOf(day));
  const api = await startTestApi({
    ...options,
    clock,
    databaseUrl: own?.url ?? inject("databaseUrl"),
    ...(own === undefined ? {} : { database: own.database }),
  });
  const through = ({ bureau, id, login }: Caller): Caller => {
    const token = async (): Promise<string> => {
      const grant = { issuer: testIssuer, person: id, client: null, scopes: null, now: clock.now() };
      return (await issueToken(await testSigningKeys(), grant)).token;
    };
    const send: Caller["gql"] = async (document, variables, headers) =>
      gql(await token(), document, variables, headers, addressOf(api));
    const ask = async <Data>(document: string, variables?: Variables): Promise<Data> => {
      const { data, errors } = await send<Data>(document, variables);
      expect(errors).toBeUndefined();
      return data;
    };
    return { bureau, id, login, token, gql: send, ask };
  };
  return {
    clock,
    goTo: (next, hour) => clock.set(instantOf(next, hour)),
    tick: () => clock.set(new Date(clock.now().getTime() + 1000)),
    makeProvince: async () => {
      const world = await makeProvince(own === undefined ? {} : { database: own.database });
      return { ...world, as: (name) => through(world.as(name)) };
    },
    address: addressOf(api),
    close: () => api.close(1000),
  };
}

function instantOf(day: string, hour = 10): Date {
  return new Date(`${day}T${String(hour).padStart(2, "0")}:00:00+08:00`);
}
