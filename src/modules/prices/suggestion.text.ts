/** What of a ticket its masked text for suggestions is made of. */
export interface SearchedTexts {
  /** What a search looks through: name, facts, request and address of a ticket, masked, in one line. */
  searchText: string;
  respondentName: string | null;
  respondentAddress: string | null;
}

/**
 * The masked text that suggestions are made from: what the citizen tells and asks for. The name and address of the respondent
 * stand around it in the text that is searched, and would make a case of every shop that calls itself cheap. Pure.
 */
export function suggestedTextOf({ respondentAddress, respondentName, searchText }: SearchedTexts): string {
  const name = folded(respondentName);
  const address = folded(respondentAddress);
  const withoutName = name !== "" && searchText.startsWith(`${name} `) ? searchText.slice(name.length + 1) : searchText;
  return address !== "" && withoutName.endsWith(` ${address}`)
    ? withoutName.slice(0, -address.length - 1)
    : withoutName;
}

/** How many characters around a word are shown to who does not see the ticket. */
const shownAround = 20;

/**
 * The passages of a text in which words stand, each with a little around it; passages that meet are one. Pure.
 *
 * @param words their places in the text, in UTF-16 units
 */
export function excerptsOf(text: string, words: readonly { start: number; end: number }[]): string[] {
  const passages: { from: number; to: number }[] = [];
  for (const { end, start } of [...words].sort((one, other) => one.start - other.start)) {
    const from = wholeCharacter(text, Math.max(start - shownAround, 0));
    const to = wholeCharacter(text, Math.min(end + shownAround, text.length));
    const last = passages.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else passages.push({ from, to });
  }
  return passages.map(({ from, to }) => text.slice(from, to));
}

// A place between the two units of one character is moved behind it.
function wholeCharacter(text: string, place: number): number {
  return /[\uDC00-\uDFFF]/.test(text[place] ?? "") ? place + 1 : place;
}

// The form in which tickets keep their text for searches: unified signs, small letters, single blanks.
function folded(text: string | null): string {
  return (text ?? "").normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
