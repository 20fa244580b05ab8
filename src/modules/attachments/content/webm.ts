import type { ContentWatch } from "./cleaning.js";
import { cleanElements, type Element, type ElementHead, headAt, voidHead, voidId } from "./elements.js";
import { type Patch, written, zeroed } from "./patches.js";
import { cleanHead, cleanWebmTracks, grammarOfInfo, grammarOfPlaces } from "./webm-tracks.js";

const [ebml, segment] = [0x1a45dfa3, 0x18538067];
const [places, info, tracks, cues, cluster, group] = [0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1f43b675, 0xa0];
const [simpleBlock, block] = [0xa3, 0xa1];

/** What stands beside the blocks and is numbers alone: instants, lengths, and which other blocks are needed. */
const besideBlocks = new Set([0xe7, 0xab, 0xa7, 0x9b, 0xfb, 0xfa, 0x75a2]);

// What tells of tracks is a few kilobytes; a number has eight bytes.
const [mostCollectedBytes, longestNumber] = [1024 * 1024, 8];

// A block for each picture and each fiftieth of a second of sound, for hours; little of it is dropped.
const [mostElements, mostPatches] = [3_000_000, 100_000];

interface Frame {
  id: number;
  end: number;
  /** Whether its length is not known: it goes on until what cannot stand in it. */
  isOpen: boolean;
}

interface Collecting {
  at: number;
  head: number;
  end: number;
  parts: Buffer[];
}

interface State {
  /** Where the next byte stands. */
  at: number;
  /** The head that is not whole yet. */
  pending: Buffer;
  frames: Frame[];
  /** Up to where what comes is passed over. */
  passUntil: number;
  collecting: Collecting | null;
  collectedBytes: number;
  elements: number;
  /** How often each part of the outline came. */
  seen: Map<number, number>;
  /** The numbers of the tracks, once they are known. */
  numbers: Set<number> | null;
  patches: Patch[];
  isWrong: boolean;
}

/**
 * Makes what looks at a film of WebM that passes by, and says what of it must not be kept: tags, attached files, chapters,
 * when it was made and with what, names, and whatever is not known (RFC 9559). Pictures and sound stay as they are, bit by
 * bit, at their places. What browsers record, whose lengths are not known beforehand, is taken too.
 */
export function watchWebm(): ContentWatch {
  const state: State = {
    ...{ at: 0, pending: Buffer.alloc(0), frames: [], passUntil: 0, collecting: null, collectedBytes: 0, elements: 0 },
    ...{ seen: new Map(), numbers: null, patches: [], isWrong: false },
  };
  return {
    push: (piece) => push(state, piece),
    end: () => {
      const { at, collecting, frames, isWrong, numbers, patches, passUntil, pending, seen } = state;
      const isCut = pending.length > 0 || collecting !== null || passUntil > at;
      const isShort = frames.some(({ end, isOpen }) => !isOpen && end !== at);
      return isWrong || isCut || isShort || numbers === null || !seen.has(cluster) ? null : patches;
    },
  };
}

function push(state: State, piece: Uint8Array): void {
  const bytes = Buffer.concat([state.pending, piece]);
  state.pending = Buffer.alloc(0);
  for (let place = 0; place < bytes.length && !state.isWrong; ) {
    const taken = goOn(state, bytes, place);
    if (taken === 0) {
      state.pending = Buffer.from(bytes.subarray(place));
      return;
    }
    place += taken;
    state.at += taken;
  }
}

/** Goes on at a place; tells how many bytes were taken: none where the next head is not whole yet. */
function goOn(state: State, bytes: Buffer, place: number): number {
  const left = bytes.length - place;
  const { collecting } = state;
  if (collecting !== null) {
    const taken = Math.min(left, collecting.end - state.at);
    collecting.parts.push(Buffer.from(bytes.subarray(place, place + taken)));
    if (state.at + taken === collecting.end) collected(state, collecting);
    return taken;
  }
  if (state.passUntil > state.at) return Math.min(left, state.passUntil - state.at);
  const head = headAt(bytes, place);
  if (head === null) return 0;
  state.elements += 1;
  if (head === "WRONG" || state.elements > mostElements || state.patches.length > mostPatches) return wrong(state);
  leaveEnded(state, head.id);
  const end = place + head.head;
  return takeHead(state, head, Buffer.from(bytes.subarray(place, end)), bytes[end]);
}

function wrong(state: State): number {
  state.isWrong = true;
  return 1;
}

const ofSegment = new Set([places, info, tracks, cues, cluster, 0x1254c367, 0x1941a469, 0x1043a770]);

/** Leaves what has ended, and a cluster of unknown length where what begins stands beside it. */
function leaveEnded(state: State, next: number): void {
  for (let top = state.frames.at(-1); top !== undefined; top = state.frames.at(-1)) {
    const isOver = top.end === state.at || (top.isOpen && top.id === cluster && ofSegment.has(next));
    if (!isOver) return;
    state.frames.pop();
  }
}

/** @param bytes the head itself */
function takeHead(state: State, { id, length }: ElementHead, bytes: Buffer, first: number | undefined): number {
  const head = bytes.length;
  const parent = state.frames.at(-1) ?? null;
  const [body, isOpen] = [state.at + head, length === Number.POSITIVE_INFINITY];
  const limit = parent?.end ?? Number.POSITIVE_INFINITY;
  const end = isOpen ? limit : body + length;
  const rule = ruleOf(parent?.id ?? null, id, length);
  if (end > limit || (isOpen && (rule !== "ENTERED" || id === group))) return wrong(state);
  if (rule === "BLOCK" && first === undefined) return 0;
  if (rule === "WRONG" || (rule === "BLOCK" && !isOfTrack(state, first ?? 0, length))) return wrong(state);
  if (rule === "ENTERED") {
    if (!mayEnter(state, id)) return wrong(state);
    state.frames.push({ id, end, isOpen });
    return head;
  }
  if (rule === "COLLECTED") return collect(state, { at: state.at, head, end, parts: [bytes] }, id);
  if (rule === "DROPPED") drop(state, end);
  state.passUntil = end;
  return head;
}

type Rule = "ENTERED" | "COLLECTED" | "BLOCK" | "PASSED" | "DROPPED" | "WRONG";

/** What becomes of an element by what it stands in. */
function ruleOf(parent: number | null, id: number, length: number): Rule {
  if (parent === null) {
    if (id === segment) return "ENTERED";
    if (id === ebml) return "COLLECTED";
    return id === voidId ? "DROPPED" : "WRONG";
  }
  if (parent === segment) {
    if (id === cluster) return "ENTERED";
    if (id === cues) return "PASSED";
    return [places, info, tracks].includes(id) ? "COLLECTED" : "DROPPED";
  }
  if (id === (parent === cluster ? simpleBlock : block)) return "BLOCK";
  if (parent === cluster && id === group) return "ENTERED";
  return besideBlocks.has(id) && length <= longestNumber ? "PASSED" : "DROPPED";
}

const countOf = (state: State, id: number): number => state.seen.get(id) ?? 0;

function note(state: State, id: number): void {
  state.seen.set(id, countOf(state, id) + 1);
}

/** Whether the outline is that of one film: its head, then one segment, whose tracks are told before its blocks. */
function mayEnter(state: State, id: number): boolean {
  note(state, id);
  if (id === segment) return countOf(state, ebml) === 1 && countOf(state, segment) === 1;
  return state.numbers !== null;
}

function isOfTrack({ numbers }: State, first: number, length: number): boolean {
  return length >= 4 && (first & 0x80) !== 0 && numbers?.has(first & 0x7f) === true;
}

function collect(state: State, collecting: Collecting, id: number): number {
  note(state, id);
  state.collectedBytes += collecting.end - collecting.at;
  const isEmpty = collecting.end === collecting.at + collecting.head;
  if (isEmpty || state.collectedBytes > mostCollectedBytes) return wrong(state);
  state.collecting = collecting;
  return collecting.head;
}

function collected(state: State, { at, head, parts }: Collecting): void {
  state.collecting = null;
  const bytes = Buffer.concat(parts);
  const found = headAt(bytes, 0);
  if (found === null || found === "WRONG") {
    state.isWrong = true;
    return;
  }
  const element: Element = { id: found.id, at: 0, body: head, end: bytes.length };
  if (!isCleaned(state, bytes, element)) state.isWrong = true;
  state.patches.push(written(at, bytes));
}

function isCleaned(state: State, bytes: Buffer, element: Element): boolean {
  if (element.id === ebml) return countOf(state, ebml) === 1 && cleanHead(bytes, element);
  if (element.id === places) return cleanElements(bytes, element, grammarOfPlaces);
  if (element.id === info) return cleanElements(bytes, element, grammarOfInfo);
  state.numbers = countOf(state, tracks) === 1 ? cleanWebmTracks(bytes, element) : null;
  return state.numbers !== null;
}

function drop(state: State, end: number): void {
  const head = voidHead(end - state.at);
  state.patches.push(written(state.at, head), zeroed(state.at + head.length, end));
}
