import { pinyin } from "pinyin-pro";
import { normalise } from "../../platform/grams.js";
import { articleLabel } from "./knowledge.words.js";
import { sameForm, searchedForm } from "./search.characters.js";
import { addInitials, addLine, addSpelling, addStarts, addText, gramOfKind } from "./search.grams.js";

/** What of an entry is searched. */
export interface SearchedTexts {
  kind: string;
  title: string;
  keywords: readonly string[];
  body: string;
  /** For a law its code; for an article the code and the title of its law, and its number. */
  lawCode?: string | null;
  lawTitle?: string | null;
  articleNumber?: number | null;
}

/** The forms of the texts of an entry that are searched. */
export interface SearchedForms {
  head: string;
  body: string;
  initials: string;
  spelling: string;
  /** By what the entry is found; each is compared with the texts then. */
  grams: number[];
}

/** The letters of a line in pinyin (拼音): the initials of its characters, and the whole syllables; ü is v, as it is typed. */
function lettersOf(line: string): { initials: string; spelling: string } {
  // Characters come with one syllable each; runs of anything else come whole.
  const syllables = pinyin(line, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  let [initials, spelling, place] = ["", "", 0];
  for (const syllable of syllables) {
    const isAsItStands = line.startsWith(syllable, place);
    const plain = syllable.toLowerCase().replace(/[^a-z0-9]/g, "");
    spelling += plain;
    initials += isAsItStands ? plain : plain.charAt(0);
    place += isAsItStands ? syllable.length : 1;
  }
  return { initials, spelling };
}

/**
 * How an article is named besides its title: by the title of its law, where its own does not say it, 第23条, 121 23, and
 * 121-23 as templates cite it; a law: 121.
 */
function namesOf({ articleNumber = null, lawCode = null, lawTitle = null, title }: SearchedTexts): string[] {
  if (articleNumber === null) return lawCode === null ? [] : [lawCode];
  const ofLaw = lawTitle === null || title.includes(lawTitle) ? [] : [`${lawTitle} ${articleLabel(articleNumber)}`];
  const inLaw = lawCode === null ? [] : [`${lawCode} ${articleNumber}`, `${lawCode}-${articleNumber}`];
  return [...ofLaw, `第${articleNumber}条`, ...inLaw];
}

/** The forms of an entry that searches look through. Pure. */
export function searchedForms(texts: SearchedTexts): SearchedForms {
  const words = [texts.title, ...texts.keywords].map(normalise).filter((line) => line !== "");
  const lines = [...words, ...namesOf(texts).map(normalise)].map(sameForm);
  // By how they are read, not by the form that is compared.
  const letters = words.map(lettersOf);
  const body = searchedForm(texts.body);
  const grams = new Set([gramOfKind(texts.kind)]);
  for (const line of lines) {
    addText(grams, "HEAD", line);
    addText(grams, "TEXT", line);
    addLine(grams, "LINE", line);
    addStarts(grams, "LINE_START", line);
  }
  for (const { initials, spelling } of letters) {
    addInitials(grams, initials);
    addLine(grams, "INITIALS_LINE", initials);
    addStarts(grams, "INITIALS_START", initials);
    addSpelling(grams, spelling);
    addStarts(grams, "SPELLING_START", spelling);
  }
  addText(grams, "TEXT", body);
  return {
    head: lines.join("\n"),
    body,
    initials: letters.map(({ initials }) => initials).join("\n"),
    spelling: letters.map(({ spelling }) => spelling).join("\n"),
    grams: [...grams],
  };
}
