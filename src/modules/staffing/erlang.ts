/**
 * How long callers wait where so many agents answer (爱尔兰 C 公式). Calls come at random, each takes a random time, whoever
 * finds all agents busy waits until one is free. Pure.
 *
 * Source: A. K. Erlang, Solution of some problems in the theory of probabilities of significance in automatic telephone
 * exchanges (1917). Erlang B is worked out by the standard recursion B(A, k) = A B(A, k-1) / (k + A B(A, k-1)), in which nothing
 * overflows at any size, and Erlang C from it.
 */

/** What comes in and how long it takes. */
export interface Traffic {
  /** Calls an hour. */
  callsPerHour: number;
  /** Seconds for which a call keeps its agent: talking and what is written after it. */
  handlingSeconds: number;
}

/** What share of the calls is to be answered, and within how many seconds. */
export interface Target {
  /** From 0 to 1. */
  share: number;
  seconds: number;
}

/** The load of traffic in erlangs: how many agents it keeps busy all the time. */
export function loadOf({ callsPerHour, handlingSeconds }: Traffic): number {
  return (callsPerHour * handlingSeconds) / 3600;
}

/** The probability that a call finds all of so many agents busy and is lost, by Erlang B. */
export function erlangB(load: number, agents: number): number {
  let blocked = 1;
  for (let number = 1; number <= agents; number += 1) blocked = nextBlocked(load, number, blocked);
  return blocked;
}

const nextBlocked = (load: number, agents: number, blocked: number): number =>
  (load * blocked) / (agents + load * blocked);

/**
 * The probability that a call has to wait, by Erlang C; 1 where there are no more agents than the load, because the queue
 * grows without end then.
 */
export function erlangC(load: number, agents: number): number {
  if (load <= 0) return 0;
  return agents <= load ? 1 : waitingOf(load, agents, erlangB(load, agents));
}

const waitingOf = (load: number, agents: number, blocked: number): number =>
  blocked / (1 - (load / agents) * (1 - blocked));

/**
 * The share of calls that is answered within some seconds, from 0 to 1; 0 where the load is as large as the agents.
 *
 * @param handlingSeconds how long a call keeps its agent, on average
 */
export function serviceLevel(load: number, agents: number, answerSeconds: number, handlingSeconds: number): number {
  if (load <= 0) return 1;
  if (agents <= load) return 0;
  return servedOf(erlangC(load, agents), load, agents, answerSeconds, handlingSeconds);
}

const servedOf = (waiting: number, load: number, agents: number, seconds: number, handlingSeconds: number): number =>
  Math.min(1, Math.max(0, 1 - waiting * Math.exp((-(agents - load) * seconds) / handlingSeconds)));

/** How long a call waits on average, in seconds; null where the queue grows without end. */
export function meanWait(load: number, agents: number, handlingSeconds: number): number | null {
  if (load <= 0) return 0;
  return agents <= load ? null : (erlangC(load, agents) * handlingSeconds) / (agents - load);
}

/** How many agents must be at the telephones for a target to be met: the fewest. */
export function agentsNeeded(traffic: Traffic, { seconds, share }: Target): number {
  const load = loadOf(traffic);
  if (load <= 0) return 0;
  let blocked = 1;
  for (let agents = 1; ; agents += 1) {
    blocked = nextBlocked(load, agents, blocked);
    if (agents <= load) continue;
    const waiting = waitingOf(load, agents, blocked);
    // A share of 1 is never reached; what differs from it by less than a number can say, is.
    if (servedOf(waiting, load, agents, seconds, traffic.handlingSeconds) >= Math.min(share, 1 - 1e-12)) return agents;
  }
}

/**
 * How many people are on the roster for so many at the telephones (应排人数).
 *
 * @param shrinkage the share of their time for which they are elsewhere, in meetings or training; from 0 to below 1
 */
export function withShrinkage(agents: number, shrinkage: number): number {
  // What is whole but for the last digits of a division is whole.
  return agents <= 0 ? 0 : Math.ceil(agents / (1 - shrinkage) - 1e-9);
}

/** How calls fare with agents of whom a part is there only a part of the time. */
export interface Service {
  /** The share answered within the seconds of the target, from 0 to 1. */
  serviceLevel: number;
  /** In seconds; null where the queue grows without end for at least a part of the time. */
  meanWait: number | null;
  /** Whether no more agents are there than the load keeps busy. */
  isOverloaded: boolean;
}

/**
 * How calls fare with a number of agents that need not be whole, because breaks and shrinkage are spread over the time: for
 * that part of the time there is one more.
 */
export function serviceWith(traffic: Traffic, agents: number, { seconds }: Pick<Target, "seconds">): Service {
  const load = loadOf(traffic);
  const { handlingSeconds } = traffic;
  const [fewer, part] = [Math.floor(agents), agents - Math.floor(agents)];
  const isOverloaded = load > 0 && agents <= load;
  const level = (count: number): number => serviceLevel(load, count, seconds, handlingSeconds);
  const wait = (count: number): number | null => meanWait(load, count, handlingSeconds);
  if (part === 0) return { serviceLevel: level(fewer), meanWait: wait(fewer), isOverloaded };
  const [least, most] = [wait(fewer), wait(fewer + 1)];
  return {
    serviceLevel: (1 - part) * level(fewer) + part * level(fewer + 1),
    meanWait: least === null || most === null ? null : (1 - part) * least + part * most,
    isOverloaded,
  };
}
