import type { Variables } from "../api.js";
import type { Unit, World } from "../world.js";

const names = ["question", "template", "direction", "law"] as const;

const eachOf = (mutation: string, input: string): string =>
  `mutation (${names.map((name) => `$${name}: ${input}!`).join(", ")}) {
    ${names.map((name) => `${name}: ${mutation}(input: $${name}) { document { id version } }`).join("\n")} }`;

type Made = Record<(typeof names)[number], { document: { id: string; version: number } }>;

/** What a city publishes, with a marker in every text. */
export interface KnowledgeMatters {
  knowledge: string;
  replyTemplate: string;
  direction: string;
  law: string;
  lawCode: string;
}

/** Has an analyst of a city write an entry of each kind, and its head publish them. */
export async function addKnowledge(
  world: World,
  city: Unit & ("cityA" | "cityB"),
  marker: string,
): Promise<KnowledgeMatters> {
  const lawCode = `LAW_${world.code[city]}`;
  const content = { title: `${marker}标题`, body: `${marker}正文`, keywords: [`${marker}词`], source: `${marker}文号` };
  const direction = { matter: "WATER_SUPPLY", organisation: `${marker}公司`, telephone: "12345" };
  const drafted: Record<(typeof names)[number], Variables> = {
    question: { kind: "QUESTION", content },
    template: { kind: "REPLY_TEMPLATE", content },
    direction: { kind: "DIRECTION", content: { ...content, direction } },
    law: { kind: "LAW", code: lawCode, content, articles: [{ number: 1, body: `${marker}条文` }] },
  };
  const analyst = world.as(`${city}.analyst`);
  const made = await analyst.ask<Made>(eachOf("draftKnowledge", "DraftKnowledgeInput"), drafted);
  const stepsOf = (documents: Made): Variables =>
    Object.fromEntries(
      names.map((name) => {
        const { id, version } = documents[name].document;
        return [name, { documentId: id, version }];
      }),
    );
  const submitted = await analyst.ask<Made>(eachOf("submitKnowledge", "KnowledgeStepInput"), stepsOf(made));
  await world.as(`${city}.head`).ask<Made>(eachOf("publishKnowledge", "KnowledgeStepInput"), stepsOf(submitted));
  const { direction: pointed, law, question, template } = made;
  return {
    knowledge: question.document.id,
    replyTemplate: template.document.id,
    direction: pointed.document.id,
    law: law.document.id,
    lawCode,
  };
}
