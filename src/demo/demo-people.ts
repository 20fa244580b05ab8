import { nationCode, type Role } from "../platform/actor.js";
import { centreOf, priceDepartmentOf } from "./demo-bureaus.js";

/** A person of the demo world. */
export interface DemoPerson {
  login: string;
  name: string;
  staffNumber: string;
  /** An invented one: 1380000 opens no number that is in use. */
  workTelephone: string;
  /** The code of the home bureau. */
  bureau: string;
  role: Role;
}

/** How a role is called in a login. */
const roleWords: Readonly<Record<Role, string>> = {
  OPERATOR: "operator",
  DISPATCHER: "dispatcher",
  HANDLER: "handler",
  HEAD: "head",
  SUPERVISOR: "supervisor",
  ANALYST: "analyst",
  SHIFT_MANAGER: "shiftmanager",
  PRICE_SUPERVISOR: "price",
  ADMINISTRATOR: "administrator",
  AUDITOR: "auditor",
};

type Post = readonly [bureau: string, role: Role, word?: string];

const desk = (bureau: string): Post[] => [
  [bureau, "OPERATOR"],
  [bureau, "DISPATCHER"],
  [bureau, "SHIFT_MANAGER"],
];

const leadership = (bureau: string): Post[] => [
  [bureau, "SUPERVISOR"],
  [bureau, "ANALYST"],
  [bureau, "ADMINISTRATOR"],
  [bureau, "AUDITOR"],
  [bureau, "HEAD"],
];

const price = (authority: string): Post[] => [
  [priceDepartmentOf(authority), "PRICE_SUPERVISOR"],
  // The other person at the department: "handler" alone is the one of the authority.
  [priceDepartmentOf(authority), "HANDLER", "pricehandler"],
];

const wholePlace = (authority: string): Post[] => [
  ...desk(centreOf(authority)),
  ...leadership(authority),
  [authority, "HANDLER"],
];

/** Who works where, by the first word of the logins. */
const posts: Readonly<Record<string, readonly Post[]>> = {
  nation: [
    ...desk(centreOf(nationCode)),
    ...leadership(nationCode),
    [priceDepartmentOf(nationCode), "PRICE_SUPERVISOR"],
  ],
  jiangsu: [...wholePlace("320000"), ...price("320000")],
  suzhou: [...wholePlace("320500"), ...price("320500")],
  gusu: [...desk("320508"), ...leadership("320508"), ["320508", "HANDLER"], ...price("320508")],
  pingjiang: [["320508-PINGJIANG", "HANDLER"]],
  shuangta: [["320508-SHUANGTA", "HANDLER"]],
  sip: [
    ["320576", "HANDLER"],
    ["320576", "ADMINISTRATOR"],
    ["320576", "HEAD"],
  ],
  anhui: leadership("340000"),
  chuzhou: [...wholePlace("341100"), ...price("341100")],
  heilongjiang: leadership("230000"),
  daqing: wholePlace("230600"),
  jiamusi: wholePlace("230800"),
  qitaihe: wholePlace("230900"),
  suihua: wholePlace("231200"),
  hebei: leadership("130000"),
  cangzhou: wholePlace("130900"),
  shaanxi: wholePlace("610000"),
};

/** The counties that have a handler and a head and nobody else, by the first word of their logins. */
const handledCounties: Readonly<Record<string, string>> = {
  huqiu: "320505",
  wuzhong: "320506",
  xiangcheng: "320507",
  wujiang: "320509",
  changshu: "320581",
  zhangjiagang: "320582",
  kunshan: "320583",
  taicang: "320585",
  langya: "341102",
  nanqiao: "341103",
  laian: "341122",
  quanjiao: "341124",
  dingyuan: "341125",
  fengyang: "341126",
  tianchang: "341181",
  mingguang: "341182",
  saertu: "230602",
  ranghulu: "230604",
  qianjin: "230804",
  tongjiang: "230881",
  taoshan: "230903",
  boli: "230921",
  beilin: "231202",
  anda: "231281",
  yunhe: "130903",
  renqiu: "130982",
};

/** Who takes turns at the seats of centres beside the first operator, by the first word of their logins. */
const moreOperators: Readonly<Record<string, { centre: string; count: number }>> = {
  chuzhou: { centre: centreOf("341100"), count: 9 },
  suzhou: { centre: centreOf("320500"), count: 3 },
};

const surnames = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧";
const givenNames = "雨晴 志远 晓彤 建平 思齐 海燕 文博 静怡 立群 若兰 子墨 春梅 明哲 佳宁 国庆 秋实 景行".split(" ");

// Thirty surnames and seventeen given names have no common factor, so 510 names come before one is repeated.
const nameOf = (position: number): string =>
  `${[...surnames][position % 30] ?? ""}${givenNames[position % givenNames.length] ?? ""}`;

/** All people of the demo world: one for each role and level, with logins such as suzhou.dispatcher. */
export const demoPeople: readonly DemoPerson[] = [
  ...Object.entries(posts),
  ...Object.entries(handledCounties).map(([place, code]): [string, Post[]] => [
    place,
    [
      [code, "HANDLER"],
      [code, "HEAD"],
    ],
  ]),
  ...Object.entries(moreOperators).map(([place, { centre, count }]): [string, Post[]] => [
    place,
    Array.from({ length: count }, (_, position): Post => [centre, "OPERATOR", `operator${position + 2}`]),
  ]),
]
  .flatMap(([place, held]) =>
    held.map(([bureau, role, word], position) => ({
      login: `${place}.${word ?? roleWords[role]}`,
      staffNumber: `${5001 + position}`,
      bureau,
      role,
    })),
  )
  .map((person, position) => ({
    ...person,
    name: nameOf(position),
    workTelephone: `138-0000-${String(position).padStart(4, "0")}`,
  }));

/** The login of whoever holds a role at a bureau; undefined where nobody does. */
export function loginAt(bureau: string, role: Role): string | undefined {
  return demoPeople.find((person) => person.bureau === bureau && person.role === role)?.login;
}

/** The lines of the start screen about the people of the demo world. */
export const demoAccounts: readonly string[] = [
  "12315 centre of Suzhou   suzhou.operator, suzhou.dispatcher, suzhou.shiftmanager",
  "bureau of Suzhou         suzhou.handler, .supervisor, .head, .analyst, .administrator, .auditor; suzhou.price, .pricehandler",
  "its districts            gusu.handler (姑苏, with the other roles), wuzhong.handler, kunshan.handler, sip.handler (园区) ...",
  "above                    jiangsu.supervisor, nation.supervisor (with the other roles)",
  "elsewhere                chuzhou.dispatcher, anhui.supervisor, daqing.operator, cangzhou.analyst, shaanxi.handler ...",
];
