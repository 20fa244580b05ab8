import { type SQL, sql } from "drizzle-orm";
import { place } from "../../platform/statement.js";

/** Whether the text of the row r is in force on the day that is asked for. */
export const inForce: SQL = sql`(r.valid_from <= ${place("on")}::date AND (r.valid_to IS NULL OR r.valid_to > ${place("on")}::date))`;

// The title is the first line of the head, keywords and numbers are the others.
const title = sql`split_part(r.head, E'\\n', 1)`;

/** How well the head of the row r fits: the whole title, a whole keyword, its beginning, some part; and how much of the title it is. */
export const headScore: SQL = sql`CASE
    WHEN ${title} = ${place("phrase")} THEN 1000
    WHEN E'\\n' || r.head || E'\\n' LIKE '%' || E'\\n' || ${place("phraseLike")} || E'\\n' || '%' THEN
      CASE WHEN ${title} LIKE '%' || ${place("phraseLike")} || '%' THEN 900 ELSE 800 END
    WHEN ${title} LIKE ${place("phraseLike")} || '%' THEN 600
    WHEN ${title} LIKE '%' || ${place("phraseLike")} || '%' THEN 500
    WHEN r.head LIKE '%' || ${place("phraseLike")} || '%' THEN 400
    WHEN ${title} LIKE ALL(${place("words")}::text[]) THEN 300
    ELSE 200 END
  + 50 * length(${place("phrase")}) / greatest(length(${title}), 1)`;

/** How well the body fits: the whole phrase, a word in the title, how often the first word stands there, and the shorter the better. */
export const bodyScore: SQL = sql`CASE WHEN r.body LIKE '%' || ${place("phraseLike")} || '%' THEN 100 ELSE 40 END
  + 20 * (${title} LIKE ANY(${place("words")}::text[]))::int
  + least(20, 4 * (length(r.body) - length(replace(r.body, ${place("firstWord")}, ''))) / greatest(length(${place("firstWord")}), 1))
  - least(20, length(r.body) / 200)`;

/** By pinyin initials count before syllables, and the shorter title before the longer. */
export const pinyinScore: SQL = sql`CASE
    WHEN E'\\n' || r.initials || E'\\n' LIKE '%' || E'\\n' || ${place("letters")} || E'\\n' || '%' THEN 350
    WHEN E'\\n' || r.initials LIKE '%' || E'\\n' || ${place("letters")} || '%' THEN 250
    WHEN E'\\n' || r.spelling LIKE '%' || E'\\n' || ${place("letters")} || '%' THEN 230
    WHEN r.initials LIKE '%' || ${place("letters")} || '%' THEN 150
    ELSE 130 END + 50 * length(${place("letters")}) / greatest(length(${title}), 1)`;

/** How many of the words the head holds, the longer ones counting more, and the shorter title before the longer. */
export const someScore: SQL = sql`(SELECT sum(length(each.word) - 1) FROM unnest(${place("words")}::text[]) AS each (word)
    WHERE r.head LIKE each.word) * 5 - least(5, length(${title}) / 10)`;
