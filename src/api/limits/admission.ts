import { type ApplicationError, overloaded } from "../../platform/errors.js";

/** A place among the requests that are worked on. It must be given back. */
export interface Place {
  /** Gives the place back; more than once does no harm. */
  leave(): void;
}

/** How many requests are worked on, and how many wait for a place. */
export interface Load {
  working: number;
  waiting: number;
}

/** Lets in as many requests as can be worked on at the same time. */
export interface Admission {
  /**
   * Whether a request that has just come is refused, before anything of it is read: no place will be free for it soon.
   *
   * @param key who asks, where that is known already
   * @returns OVERLOADED, or null
   */
  refusal(key?: string): ApplicationError | null;
  /**
   * Takes a place, or waits for one.
   *
   * @param key who asks: nobody holds more than half of the places, nor more than half of the waiting room
   * @throws OVERLOADED when the waiting room is full, or no place was free in time
   */
  enter(key: string): Promise<Place>;
  load(): Load;
}

/** How admission is to work. */
export interface AdmissionOptions {
  /** The places. */
  mostInFlight: number;
  /** Whether the process is so busy that it answers late whatever it does; see `watchLag`. */
  isLate: () => boolean;
  /** How long a request waits for a place, in milliseconds. */
  patience?: number;
}

/** How many requests wait for each that is worked on, at most. */
const waitingForEach = 4;

const usualPatience = 1000;

/** The seconds after which whoever was refused is to try again. */
const retryAfter = 1;

interface Waiter {
  key: string;
  admit(place: Place): void;
}

/** Makes the admission of one API. */
export function createAdmission({ mostInFlight, isLate, patience = usualPatience }: AdmissionOptions): Admission {
  // One for all: to make an error, with its stack, takes longer than to refuse.
  const refused = overloaded(retryAfter);
  const working = createRoom(mostInFlight);
  const waiting = createRoom(mostInFlight * waitingForEach);
  const queue = new Set<Waiter>();
  const leaveQueue = (waiter: Waiter): void => {
    if (queue.delete(waiter)) waiting.remove(waiter.key);
  };
  // Who came first goes first, except that whoever has his share already lets the others pass.
  const admitNext = (): void => {
    for (const waiter of queue) {
      if (!working.hasRoom()) return;
      if (!working.hasRoom(waiter.key)) continue;
      leaveQueue(waiter);
      waiter.admit(take(waiter.key));
    }
  };
  const take = (key: string): Place => {
    working.add(key);
    let isTaken = true;
    return {
      leave: () => {
        if (!isTaken) return;
        isTaken = false;
        working.remove(key);
        admitNext();
      },
    };
  };
  const wait = (key: string): Promise<Place> => {
    const { waiter, place } = createWaiter(key, patience, () => leaveQueue(waiter), refused);
    queue.add(waiter);
    waiting.add(key);
    return place;
  };
  return {
    refusal: (key) => (isLate() || !waiting.hasRoom(key) ? refused : null),
    enter: async (key) => {
      if (working.hasRoom(key)) return take(key);
      if (!waiting.hasRoom(key)) throw refused;
      return wait(key);
    },
    load: () => ({ working: working.total(), waiting: waiting.total() }),
  };
}

function createWaiter(key: string, patience: number, leave: () => void, refused: ApplicationError) {
  const admitting: { place?: (place: Place) => void } = {};
  const place = new Promise<Place>((resolve, reject) => {
    const timer = setTimeout(() => {
      leave();
      reject(refused);
    }, patience);
    admitting.place = (given) => {
      clearTimeout(timer);
      resolve(given);
    };
  });
  const waiter: Waiter = { key, admit: (given) => admitting.place?.(given) };
  return { waiter, place };
}

/** A room for so many, of whom half may have the same key. A key that is not in it takes no memory. */
function createRoom(most: number) {
  // With a single place a half would be nothing.
  const share = Math.max(1, Math.floor(most / 2));
  const counts = new Map<string, number>();
  let total = 0;
  const of = (key: string): number => counts.get(key) ?? 0;
  return {
    total: () => total,
    /** Whether one more finds a place; for whom, where that is given. */
    hasRoom: (key?: string): boolean => total < most && (key === undefined || of(key) < share),
    add: (key: string): void => {
      total += 1;
      counts.set(key, of(key) + 1);
    },
    remove: (key: string): void => {
      total -= 1;
      if (of(key) > 1) counts.set(key, of(key) - 1);
      else counts.delete(key);
    },
  };
}
