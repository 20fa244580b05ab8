import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildLianxinSchema } from "../../src/api/schema.js";
import {
  finishedStates,
  type TicketKind,
  type TicketState,
  ticketKinds,
  ticketStates,
  ticketVerbs,
} from "../../src/modules/tickets/ticket.words.js";
import { actionOf, edges, edgesFrom, findEdge, stateAfter } from "../../src/modules/tickets/ticket.workflow.js";

/** The states that a kind can be in, from its registration on. */
function reachable(kind: TicketKind): Set<TicketState> {
  const found = new Set<TicketState>(["REGISTERED"]);
  for (const state of found) for (const edge of edgesFrom(kind, state)) found.add(stateAfter(state, edge));
  return found;
}

/** The whole table, one line for each state and verb of a kind. */
function printed(): string {
  const lines = ticketKinds.flatMap((kind) => [
    `${kind}`,
    ...ticketStates.flatMap((state) =>
      edgesFrom(kind, state).map(
        ({ verb, to, action, through }) =>
          `  ${state.padEnd(22)}${verb.padEnd(20)}${(to ?? "(stays)").padEnd(22)}${action}${through === null ? "" : ` (${through})`}`,
      ),
    ),
    "",
  ]);
  return `${lines.join("\n")}`;
}

describe("the table of states and verbs", () => {
  it("is the one that was reviewed", async () => {
    await expect(printed()).toMatchFileSnapshot("workflow.txt");
  });

  it("reaches every state by some kind of ticket", () => {
    expect(new Set(ticketKinds.flatMap((kind) => [...reachable(kind)]))).toEqual(new Set(ticketStates));
  });

  it.each(ticketKinds)("has no state of a %s that cannot be reached", (kind) => {
    const named = edges.filter(({ kinds }) => kinds.includes(kind)).flatMap(({ from, to }) => [...from, to ?? from[0]]);
    expect([...reachable(kind)].sort()).toEqual([...new Set(named)].sort());
  });

  it.each(ticketKinds)(
    "leads a %s from every state to the archive, from where only a callback brings it back",
    (kind) => {
      const leadsToArchive = new Set<TicketState>(["ARCHIVED"]);
      for (let size = 0; size < leadsToArchive.size; ) {
        size = leadsToArchive.size;
        for (const state of reachable(kind)) {
          if (edgesFrom(kind, state).some((edge) => leadsToArchive.has(stateAfter(state, edge))))
            leadsToArchive.add(state);
        }
      }
      expect([...leadsToArchive].sort()).toEqual([...reachable(kind)].sort());
      expect(edgesFrom(kind, "ARCHIVED").map(({ verb, through }) => [verb, through])).toEqual([["REOPEN", "CALLBACK"]]);
    },
  );

  it("has one edge at most for a kind, a state and a verb", () => {
    for (const kind of ticketKinds) {
      for (const state of ticketStates) {
        const verbs = edgesFrom(kind, state).map(({ verb }) => verb);
        expect(verbs).toEqual([...new Set(verbs)]);
      }
    }
  });

  it("closes and archives, and decides nothing after that", () => {
    const deciding = edges.filter(({ from }) => from.some((state) => finishedStates.includes(state)));
    expect(new Set(deciding.filter(({ through }) => through === null).map(({ verb }) => verb))).toEqual(
      new Set(["GIVE_FEEDBACK", "ARCHIVE"]),
    );
    expect(new Set(deciding.flatMap(({ verb, through }) => (through === null ? [] : [`${verb} ${through}`])))).toEqual(
      new Set(["REOPEN CALLBACK", "RECOUNT PLATFORM", "UNMERGE MERGER", "RELEASE MERGER"]),
    );
  });

  it("guards a verb with one action, wherever a ticket of its kind stands", () => {
    for (const { verb, kinds, action } of edges) for (const kind of kinds) expect(actionOf(kind, verb)).toBe(action);
  });

  it("has a mutation of like name for every verb that is a command on the ticket itself", () => {
    const mutations = Object.keys(buildLianxinSchema().getMutationType()?.getFields() ?? {});
    const commands = ticketVerbs.filter((verb) => edges.every((edge) => edge.verb !== verb || edge.through === null));
    const withoutOne = commands.filter((verb) => {
      const name = new RegExp(`^${verb.toLowerCase().split("_").join("[a-z]*")}[a-z]*$`, "i");
      return !mutations.some((mutation) => name.test(mutation));
    });
    expect(withoutOne).toEqual([]);
  });

  it("is never left by a random walk, which always finds a way to go on", () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...ticketVerbs), fc.nat()), { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...ticketKinds), steps, (kind, walk) => {
        let state: TicketState = "REGISTERED";
        for (const [verb, choice] of walk) {
          const open = edgesFrom(kind, state);
          expect(open.length > 0).toBe(true);
          const edge = findEdge(kind, state, verb);
          expect(edge !== null).toBe(open.some((row) => row.verb === verb));
          // Mostly a step that is allowed; else the verb of the walk, which the table may refuse.
          const taken = open[choice % (open.length + 1)] ?? edge;
          if (taken !== null && taken !== undefined) state = stateAfter(state, taken);
          expect(reachable(kind)).toContain(state);
        }
      }),
      { numRuns: 200 },
    );
  });
});
