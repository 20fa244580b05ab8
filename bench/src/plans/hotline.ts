import type { Operation, Subjects } from "./operations.js";

const bureau = "{ name }";
const ticket = "ticket { number state holder { name } }";

/** What is shown of each thing of the hotline's floor in its list. */
const fields = {
  calls: `id outcome offeredAt callerMasked operatorNumber bureau ${bureau} operator { name } tickets { number state }`,
  corrections: `id state fields reason asker ${bureau} bureau ${bureau} ${ticket}`,
  proposals: `id state words channel { name } issueClass { name } bureau ${bureau} holder ${bureau}`,
  dutyNotices: `id state stage madeAt addressees { name } bureau ${bureau} sender ${bureau} ${ticket}`,
  emergencies: `id state level from to isAcknowledged permittedActions bureau ${bureau} announcements { announcement }`,
  knowledgeDocuments: `id kind title state permittedActions bureau ${bureau} law { title } current { number title } citations { versionNumber }`,
  leaves: "id state firstDay lastDay personName decidedByName tornShifts { day }",
  shiftSwaps: "id state askerName askedName given { day name } taken { day }",
  shiftVersions: "code name plannedHeads validFrom",
  rosterPeople: "personId name roles staffNumber",
  imports: `id state fileName rows ticketsWritten requesterName permittedActions bureau ${bureau}`,
  importMappings: "id name version isCurrent savedAt",
} as const;

/** The root fields that list things of the hotline's floor. */
export type HotlineList = keyof typeof fields;

const october = 'from: "2026-10-01", until: "2026-10-31"';

/** The lists, with the ways in which each may be narrowed, as the arguments say it. */
const narrowings: Readonly<Record<HotlineList, readonly (readonly [name: string, given: string])[]>> = {
  calls: [
    ["all", ""],
    ["given up", `, filter: { outcomes: [ABANDONED], ${october} }`],
    ["under way", `, filter: { outcomes: [WAITING, TALKING], ${october} }`],
    ["of a month", ', filter: { from: "2026-06-01", until: "2026-06-30" }'],
    ["of a queue that is not", `, filter: { queue: "no such queue", ${october} }`],
    ["that waited long", `, filter: { minimumWaitingSeconds: 600, ${october} }`],
    ["that took long", `, filter: { minimumTalkingSeconds: 3600, ${october} }`],
  ],
  corrections: [
    ["for us", ", view: FOR_US"],
    ["from us", ", view: FROM_US"],
    ["for us, refused", ", view: FOR_US, state: REFUSED"],
  ],
  proposals: [
    ["in the region", ", view: IN_REGION"],
    ["ours", ", view: OURS"],
    ["for us to decide", ", view: FOR_US_TO_DECIDE"],
    ["in the region, adopted", ", view: IN_REGION, state: ADOPTED"],
  ],
  dutyNotices: [
    ["mine", ", view: MINE"],
    ["of the bureau", ", view: BUREAU"],
    ["of the bureau, open", ", view: BUREAU, states: [OPEN]"],
    ["sent", ", view: SENT"],
  ],
  emergencies: [
    ["all", ""],
    ["open", ", filter: { isOpen: true }"],
    ["above", ", filter: { view: ABOVE }"],
    ["beneath", ", filter: { view: BENEATH }"],
    ["own", ", filter: { view: OWN }"],
  ],
  knowledgeDocuments: [
    ["for us", ", view: FOR_US"],
    ["own", ", view: OWN"],
    ["beneath", ", view: BENEATH"],
    ["for us, questions", ", view: FOR_US, filter: { kinds: [QUESTION] }"],
    ["for us, of a class", ', view: FOR_US, filter: { issueClass: "QUALITY" }'],
    ["own, withdrawn", ", view: OWN, filter: { states: [WITHDRAWN] }"],
    ["own, to be checked", ", view: OWN, filter: { toBeChecked: true }"],
  ],
  leaves: [
    ["mine", ", view: MINE"],
    ["of the bureau", ", view: BUREAU"],
    ["of the bureau, asked", ", view: BUREAU, states: [ASKED]"],
    ["of the bureau, of a day", ', view: BUREAU, on: "2026-11-20"'],
  ],
  shiftSwaps: [
    ["mine", ", view: MINE"],
    ["of the bureau", ", view: BUREAU"],
    ["of the bureau, asked", ", view: BUREAU, states: [ASKED]"],
  ],
  shiftVersions: [["all", ""]],
  rosterPeople: [["all", ""]],
  imports: [
    ["all", ""],
    ["failed", ", states: [FAILED]"],
  ],
  importMappings: [["all", ""]],
};

const lists = Object.keys(fields) as HotlineList[];

/** The root field that reads one thing of a list, where there is one. */
const singles: Readonly<Partial<Record<HotlineList, string>>> = {
  calls: "call",
  corrections: "correction",
  proposals: "proposal",
  emergencies: "emergency",
  knowledgeDocuments: "knowledgeDocument",
  imports: "import",
};

/** A document that finds the latest of a list of which one can be read. */
export const findingHotline: readonly { list: HotlineList; document: string }[] = lists
  .filter((list) => singles[list] !== undefined)
  .map((list) => ({ list, document: `{ found: ${list}(first: 1) { nodes { id } } }` }));

const typed = `contact: { phone: "13812345678", name: "王芳" }, respondent: { name: "永兴超市" }`;
const facts = "在该店购买的按摩椅使用三天后出现质量问题，商家拒绝退货退款，要求全额退还并赔偿损失";
const subjects = ["PERSON", "PHONE", "ADDRESS", "RESPONDENT", "PRODUCT"] as const;
const found = "key ticketCount newest { number } label share";

const likeness = (): Operation[] => [
  {
    name: "likelyDuplicates",
    document: `{ likelyDuplicates(input: { ${typed}, facts: "${facts}" }) { likeness ticket { number } } }`,
  },
  ...subjects.map((by) => ({
    name: `concentrations by ${by.toLowerCase()}, 90 days`,
    document: `{ concentrations(input: { by: ${by} }) { groups { ${found} } } }`,
  })),
];

const month = 'from: "2026-10-21", to: "2026-11-20"';

const figures = (): Operation[] => [
  {
    name: "callBoard",
    document: "{ callBoard { waiting talking today { offered } lastHalfHour { offered } seatsByState { count } } }",
  },
  { name: "entryQuality, a month", document: `{ entryQuality(${month}) { total { entries } rows { operatorName } } }` },
  {
    name: "entryRules",
    document: '{ entryRules(ticketKind: COMPLAINT, issueClass: "QUALITY") { rule effect least } }',
  },
  {
    name: "entryFindings",
    document: `{ entryFindings(draft: { kind: COMPLAINT, issueClass: "QUALITY", facts: "${facts}" }) { rule effect } }`,
  },
  { name: "proposalCounts, a month", document: `{ proposalCounts(${month}) { code received } }` },
  { name: "proposalCounts by bureau", document: `{ proposalCounts(${month}, by: BUREAU) { code received } }` },
  { name: "replyPlaceholders", document: "{ replyPlaceholders { name } }" },
  { name: "law", document: '{ law(code: "121") { title articles(first: 20) { title current { body } } } }' },
  { name: "directions", document: '{ directions(division: "440105") { title } }' },
  ...["退货", "七天无理由退货怎么处理", "qtwly", "第十六条"].map((text) => ({
    name: `searchKnowledge ${text}`,
    document: `{ searchKnowledge(text: "${text}") { score document { id title } excerpt { text } } }`,
  })),
];

const roster = (): Operation[] => [
  { name: "shifts", document: "{ shifts { code name } }" },
  { name: "myShifts", document: "{ myShifts { day name bureau { name } } }" },
  { name: "onDuty", document: "{ onDuty { isGap people { name } leaders { name } heads { name } } }" },
  { name: "roster, a month", document: `{ roster(${month}) { entries { day people { name } } gaps { startsAt } } }` },
  {
    name: "rosterChanges, a month",
    document: `{ rosterChanges(first: 20, ${month}) { nodes { verb personName byName } } }`,
  },
  { name: "rosterRules", document: "{ rosterRules { leastRestMinutes } }" },
  { name: "staffingRule", document: "{ staffingRule { targetPercent } }" },
  {
    name: "staffingAdvice",
    document: '{ staffingAdvice(input: { day: "2026-11-25" }) { plannedCalls halfHours { agentsNeeded } } }',
  },
];

const ofTickets = ({ tickets }: Subjects): Operation[] => [
  {
    name: "nodes, what is around them",
    document: `{ nodes(ids: ${JSON.stringify(tickets)}) { ... on Ticket { number attachments { fileName state }
      corrections { state reason } links { kind ticket { number } } citations { title } calls { offeredAt } mergedTickets { number }
      mergedInto { number } personalData { kind } holderOnDuty { isGap } entryFindings { rule } } } }`,
  },
  ...tickets.slice(0, 1).map((id) => ({
    name: "ticket, what it is like",
    document: `{ ticket(id: ${JSON.stringify(id)}) { likelyDuplicates { likeness ticket { number } } concentration { ticketCount } } }`,
  })),
];

const ofCalls = ({ hotline }: Subjects): Operation[] => {
  const call = hotline.get("calls");
  const file = hotline.get("imports");
  return [
    ...(call === undefined
      ? []
      : [
          {
            name: "callIntake",
            document: `{ callIntake(id: ${JSON.stringify(call)}) { isKnownNumber earlierCallCount earlierCalls { offeredAt } tickets { number } } }`,
          },
        ]),
    ...(file === undefined
      ? []
      : ["", ", code: NOT_A_PHONE"].map((given) => ({
          name: `import, its problems${given}`,
          document: `{ import(id: ${JSON.stringify(file)}) { problems(first: 20${given}) { nodes { row text } pageInfo { hasNextPage } totalCount } } }`,
        }))),
  ];
};

/** The root fields of the hotline's floor, in all the ways in which their statements differ. */
export const hotlineOperations = (given: Subjects): Operation[] => [
  ...lists.flatMap((list) =>
    narrowings[list].map(([name, more]) => ({
      name: `${list}, ${name}`,
      document: `{ ${list}(first: 20${more}) { nodes { ${fields[list]} } pageInfo { hasNextPage } } }`,
    })),
  ),
  ...lists.flatMap((list) => {
    const id = given.hotline.get(list);
    if (id === undefined) return [];
    return [
      { name: singles[list] ?? "", document: `{ ${singles[list]}(id: ${JSON.stringify(id)}) { ${fields[list]} } }` },
    ];
  }),
  { name: "calls with totalCount", document: "{ calls(first: 1) { totalCount totalCountIsExact } }" },
  ...ofCalls(given),
  ...likeness(),
  ...figures(),
  ...roster(),
  ...ofTickets(given),
];
