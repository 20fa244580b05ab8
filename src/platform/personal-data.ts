import { plain, squeeze } from "./text-forms.js";

/**
 * Finds personal data (个人信息) in free text: telephone numbers, numbers of identity documents and bank cards, e-mail addresses,
 * and names that somebody gives as his own. Every function is pure and never throws.
 */

/** The kinds of personal data that are found; NUMBER is a long number that may be anything. */
export const personalDataKinds = ["TELEPHONE", "IDENTITY_NUMBER", "BANK_CARD", "EMAIL", "NAME", "NUMBER"] as const;

/** A kind of personal data. */
export type PersonalDataKind = (typeof personalDataKinds)[number];

/** A part of a text by UTF-16 places: first included, last excluded. */
export type Span = readonly [start: number, end: number];

/** Personal data in a text. */
export interface PersonalData {
  kind: PersonalDataKind;
  /**
   * Whether its form proves it: a mobile number, an identity number or bank card whose check digit is right, an address. What
   * is not certain is masked all the same: in doubt the person is protected.
   */
  isCertain: boolean;
  span: Span;
}

/** Spaces, hyphens, dashes and invisible characters that people put between the digits of a number. */
const SEPARATOR = "[ \\t\\u00a0\\u00ad\\u2000-\\u2015\\u202f\\u2060\\u2212\\ufeff_-]";

/** Between two digits of one number: at most three separators. */
const GAP = `${SEPARATOR}{0,3}`;

/** One separator at least. */
const BREAK = `${SEPARATOR}{1,3}`;

/**
 * Nine digits near each other: the shortest number that is looked for has as many (a landline of seven places after 10 or 21), and
 * no more than three separators and a bracket, or a stop, stand between any two of its digits.
 */
const DIGITS_TOGETHER = new RegExp(`\\d(?:(?:${SEPARATOR}|[.()]){0,4}\\d){8}`);

/** E-mail addresses. */
const ADDRESS_PATTERN = /(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)*/g;

/**
 * The numbers that are looked for, in text whose full-width forms are already plain. An unbroken run of digits is taken apart
 * nowhere, so a mobile number is found inside a longer run too; a broken one must stand free of other digits, or two dates would make
 * a number. Text may lose a tracking number of 15 digits and more: in doubt the person is protected.
 */
const NUMBER_PATTERNS: readonly RegExp[] = [
  // Mobile numbers (手机号), unbroken.
  /1[3-9]\d{9}/g,
  // Mobile numbers, broken anywhere, with or without the country code.
  new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${GAP})?0?1${GAP}[3-9](?:${GAP}\\d){9}(?!\\d)`, "g"),
  // The written form 138.1234.5678.
  /(?<!\d)1[3-9]\d\.\d{4}\.\d{4}(?!\d)/g,
  // Landlines (座机) with area code, the code perhaps in brackets, perhaps with an extension.
  new RegExp(
    `(?<!\\d)(?:(?:\\+|00)86${GAP})?\\(?0?(?:10|2\\d|[3-9]\\d{2})\\)${GAP}[1-9]\\d{2,3}${GAP}\\d{4}(?:-\\d{1,6})?(?!\\d)`,
    "g",
  ),
  new RegExp(
    `(?<!\\d)(?:0|(?:\\+|00)86${GAP}0?)(?:10|2\\d|[3-9]\\d{2})${GAP}[1-9]\\d{2,3}${GAP}\\d{4}(?:-\\d{1,6})?(?!\\d)`,
    "g",
  ),
  // Identity card numbers (身份证号) of 18 and 15 places and bank cards of 16 to 19, unbroken.
  /\d{15,}[Xx]?/g,
  // Identity card numbers broken between district, birthday and serial.
  new RegExp(`(?<!\\d)\\d{6}${GAP}\\d{4}${GAP}\\d{2}${GAP}\\d{2}${GAP}\\d{3}${GAP}[\\dXx](?!\\d)`, "g"),
  // Bank cards (银行卡号) in groups of four; they begin with 3 to 6 or 9, unlike a list of years.
  new RegExp(`(?<!\\d)[3-69]\\d{3}(?:${BREAK}\\d{4}){3}(?:${GAP}\\d{1,3})?(?!\\d)`, "g"),
  new RegExp(`(?<!\\d)[3-69]\\d{5}${BREAK}\\d{10,13}(?!\\d)`, "g"),
];

/** An extension (分机) after the number of a landline. */
const EXTENSION = "(?: ?(?:转(?:分机)?|轉|分机|-|#|[Ee]xt\\.?) ?\\d{1,6})?";

/**
 * The number of a landline without its area code (本地号码): seven or eight digits, of which the first is 2 to 8. Those of hotlines
 * (12315, 95xxx, 96xxx) begin otherwise, and 400 and 800 are nobody's exchange.
 */
const LOCAL_NUMBER = `(?![48]00)[2-8]\\d{2,3}${GAP}\\d{4}(?!\\d)${EXTENSION}`;

// Days written without separators (20200127), and how much or how many there is of something: 拨3000000元.
const NO_DAY = "(?!(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d))";
const NO_QUANTITY = "(?!\\d|[.,]\\d| ?[元圆块万亿人次件个位份台分秒%])";

// Several in a row: 65221234、65225678. Nobody gives more than so many.
const LOCAL_NUMBERS = `${LOCAL_NUMBER}(?: ?[/、,;或和及] ?${LOCAL_NUMBER}){0,9}`;

/** Words after which a few digits are a telephone number; the number of a hotline (热线电话) or of a service desk is nobody's. */
const LOCAL_PATTERN = new RegExp(
  `(?:(?<!热线|客服)电话|電話|座机|座機|固话|宅电|致电|来电|打|拨|(?<![A-Za-z])(?:[Tt][Ee][Ll](?:ephone)?\\.?|[Pp]hone))(?:号码|号)?[是为给到]?[:( ]{0,3}(${NO_DAY}${LOCAL_NUMBERS})${NO_QUANTITY}`,
  "gd",
);

/** Single surnames (单姓) of nearly everybody in China, by the census of 2020 and the older hundred family names. */
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷段史龙陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季温庞樊兰殷庄章鲁葛俞翟颜倪牛宁申凌岳焦左耿欧殳齐柳詹安鲍关包裴翁甘柯冉车路米窦古应辛曲柴舒解祝岑苗饶卜盛尚蒙涂游聂丘麦蓝辜邢霍童梅骆阮纪项屈伍费毕祁萧穆靳卓谷管单房吉褚卫华戚喻柏奚滕缪池佟晏敖隋巩桑景仇迟宫冼简鄢芦扈寇牟楚尤谌匡闵荆党甄瞿狄臧娄郎邬卞禹仝邸苟栾芮储荀郁宗杭诸裘邝冀伊麻粟燕巫" +
  // In traditional characters (繁体字).
  "張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭蔣葉蘇呂盧鍾譚陸韋賈鄒閻龍賀顧龔萬錢嚴湯賴龐蘭顏齊魯聶麥單閔項紀畢費華衛鄔喬歐關婁寧駱";

/** Double surnames (复姓), as alternatives of a pattern. */
export const DOUBLE_SURNAMES =
  "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|长孙|宇文|令狐|端木|夏侯|轩辕|南宫|独孤";

// What comes after a name that was given without a stop between, such as 我叫王明电话138…
const AFTER_NAME = "(?!电话|手机|联系|身份|今年|来自)";

// The same after two characters, which may be a whole name: 王明家住…, 李想要求…; before a stop they are of the name.
const AFTER_TWO = `${AFTER_NAME}(?!的|[住家是在想要就](?=\\p{Script=Han}))`;

const GIVEN = `(?:${DOUBLE_SURNAMES}|[${SURNAMES}])${AFTER_NAME}\\p{Script=Han}(?:${AFTER_TWO}\\p{Script=Han})?`;
const TRANSCRIBED = "\\p{Script=Han}{1,8}[·•・．]\\p{Script=Han}{1,8}";
const LATIN = "[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}";

/** Names after words that give one's own (我叫王小明). */
const NAME_PATTERN = new RegExp(
  `(?:我(?:的名字)?叫(?:做)?|我的?(?:名字|姓名)(?:是|叫)?|本人(?:姓名|名)?叫|(?:姓名|联系人|投诉人|举报人)(?:是|叫|为|[:：]))[:： ]{0,2}(${TRANSCRIBED}|${GIVEN}|${LATIN})`,
  "gdu",
);

/**
 * Finds the personal data of a text, in the order of their places; what overlaps is one find.
 *
 * @param text any text, in any form; places are those of its UTF-16 units
 */
export function findPersonalData(text: string): PersonalData[] {
  const shadow = plain(text);
  const spans = [...numbersIn(shadow), ...groups(shadow, LOCAL_PATTERN), ...namesIn(shadow)].sort(
    (one, other) => one[0] - other[0],
  );
  const found: PersonalData[] = [];
  let current: [start: number, end: number] | null = null;
  const keep = (): void => {
    if (current !== null) found.push({ ...classify(shadow.slice(...current)), span: current });
  };
  for (const [start, end] of spans) {
    if (current !== null && start < current[1]) {
      current = [current[0], Math.max(current[1], end)];
      continue;
    }
    keep();
    current = [start, end];
  }
  keep();
  return found;
}

// Most texts hold neither: to look for so many digits and for the sign first costs next to nothing.
function numbersIn(shadow: string): Span[] {
  const numbers = DIGITS_TOGETHER.test(shadow) ? NUMBER_PATTERNS.flatMap((one) => matches(shadow, one)) : [];
  return shadow.includes("@") ? [...numbers, ...matches(shadow, ADDRESS_PATTERN)] : numbers;
}

function matches(shadow: string, pattern: RegExp): Span[] {
  return Array.from(shadow.matchAll(pattern), (match): Span => [match.index, match.index + match[0].length]);
}

function namesIn(shadow: string): Span[] {
  // Most texts name nobody: looking for the words first costs next to nothing.
  return /我|本人|姓名|人/.test(shadow) ? groups(shadow, NAME_PATTERN) : [];
}

// What the first group of a pattern found: the words before it are shown.
function groups(shadow: string, pattern: RegExp): Span[] {
  return Array.from(shadow.matchAll(pattern)).flatMap(({ indices }) => {
    const group = indices?.[1];
    return group === undefined ? [] : [group];
  });
}

const mobile = /^(?:(?:00)?86)?0?1[3-9]\d{9}$/;
const localNumber = new RegExp(`^${LOCAL_NUMBERS}$`);
const landline = /^(?:(?:00)?86)?0?(?:10|2\d|[3-9]\d{2})[1-9]\d{6,7}(?:\d{1,6})?$/;

function classify(find: string): Pick<PersonalData, "kind" | "isCertain"> {
  if (find.includes("@")) return { kind: "EMAIL", isCertain: true };
  if (!/\d/.test(find)) return { kind: "NAME", isCertain: false };
  const number = find.replace(/[^\dXx]/g, "").toUpperCase();
  if (mobile.test(number)) return { kind: "TELEPHONE", isCertain: true };
  if (isIdentityNumber(number)) return { kind: "IDENTITY_NUMBER", isCertain: true };
  if (isBankCard(number)) return { kind: "BANK_CARD", isCertain: true };
  if (/^(?:\d{15}|\d{17}[\dX])$/.test(number)) return { kind: "IDENTITY_NUMBER", isCertain: false };
  if (localNumber.test(find) || (number.length < 15 && landline.test(number)))
    return { kind: "TELEPHONE", isCertain: false };
  return { kind: "NUMBER", isCertain: false };
}

const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Whether a text is the number of an identity card (公民身份号码, GB 11643-1999): 18 places with a birthday that exists and the
 * check character of ISO 7064, MOD 11-2.
 */
export function isIdentityNumber(number: string): boolean {
  const parts = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(number.toUpperCase());
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const birthday = new Date(Date.UTC(year, month - 1, day));
  const isDay = year >= 1850 && birthday.getUTCMonth() === month - 1 && birthday.getUTCDate() === day;
  const sum = identityWeights.reduce((total, weight, place) => total + weight * Number(number.charAt(place)), 0);
  return isDay && "10X98765432".charAt(sum % 11) === number.toUpperCase().charAt(17);
}

/** Whether a text has the form of the number of a bank card (银行卡号): 16 to 19 digits with the check digit of ISO/IEC 7812-1 (Luhn). */
export function isBankCard(number: string): boolean {
  if (!/^[3-69]\d{15,18}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The one form in which finds are compared: letters and digits alone, in one case. */
export function formOfFind(text: string): string {
  return squeeze(text);
}
