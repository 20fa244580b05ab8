/** Answers one UTF-16 unit with its full-width form (全角) made plain; the length never changes, so places stay comparable. */
export function plainUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code === 0x3000) return " ";
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
}

/** A text with its full-width forms made plain; every place stays where it is. */
export function plain(text: string): string {
  return text.replace(/[\u3000\uff01-\uff5e]/g, plainUnit);
}

// What each UTF-16 unit becomes among the letters of a text, worked out when it is met first: 0 for what is left out.
const unknown = 0x10000;
const letterOf = new Uint32Array(0x10000).fill(unknown);

function findLetter(code: number): number {
  const unit = plainUnit(String.fromCharCode(code));
  // Halves of characters outside the basic plane, such as rare Chinese ones, count as letters.
  if (!/[\p{L}\p{M}\p{N}\ud800-\udfff]/u.test(unit)) return 0;
  const lower = unit.toLowerCase();
  return (lower.length === 1 ? lower : unit).charCodeAt(0);
}

function letterAt(text: string, place: number): number {
  const code = text.charCodeAt(place);
  const known = letterOf[code] ?? 0;
  if (known !== unknown) return known;
  const letter = findLetter(code);
  letterOf[code] = letter;
  return letter;
}

// Where letters are put together: memory of its own for each text would take longer than the letters.
let room = Buffer.alloc(8192);
let units = new Uint16Array(room.buffer, room.byteOffset, room.length / 2);

function makeRoom(length: number): void {
  if (length <= units.length) return;
  const bytes = new ArrayBuffer(length * 4);
  room = Buffer.from(bytes);
  units = new Uint16Array(bytes);
}

/**
 * Answers the letters and digits of a text in one case. Everything else is left out, so that a known number is found with other
 * separators and a known name with spaces or another middle dot (间隔号) inside.
 */
export function squeeze(text: string): string {
  makeRoom(text.length);
  let count = 0;
  for (let place = 0; place < text.length; place += 1) {
    const letter = letterAt(text, place);
    if (letter === 0) continue;
    units[count] = letter;
    count += 1;
  }
  return room.toString("utf16le", 0, count * 2);
}

/** The place in a text of each letter that `squeeze` answers of it. */
export function letterPlaces(text: string): number[] {
  const places: number[] = [];
  for (let place = 0; place < text.length; place += 1) if (letterAt(text, place) !== 0) places.push(place);
  return places;
}
