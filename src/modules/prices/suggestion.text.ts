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

// The form in which tickets keep their text for searches: unified signs, small letters, single blanks.
function folded(text: string | null): string {
  return (text ?? "").normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
