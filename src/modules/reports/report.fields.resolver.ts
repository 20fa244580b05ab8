import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { actorOf, type RequestContext } from "../../platform/context.js";
import type { Loaded } from "../../platform/loaders.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import type { ReportContent } from "./report.content.js";
import { documentsOf } from "./report.documents.js";
import { ReportVerbEnum } from "./report.enums.js";
import { permittedReportVerbs, type ReportVerb } from "./report.states.js";
import { reportKeyText } from "./report.store.js";
import { Report, ReportDefinitionView, ReportDocument, ReportSectionView } from "./report.type.js";
import { contentLoader } from "./report.view.js";

// What it costs to read a document of a hundred thousand characters.
const reading = 1000;

async function contentOf(context: RequestContext, { row }: Report): Promise<ReportContent> {
  const content = await contentLoader(context, reportKeyText(row));
  if (content === null) throw new Error("a report that is visible has a document");
  return content;
}

const nameOf = async (context: RequestContext, person: string | null): Promise<string | null> =>
  person === null ? null : ((await personNameLoader(context, person))?.name ?? null);

/** The fields of a report that are read when they are asked for, each through a loader. */
@Resolver(() => Report)
export class ReportFieldResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau that prepared it (编制单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Report): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau whose region it is about (统计范围)." })
  region(@Ctx() context: RequestContext, @Root() { row }: Report): Loaded<Bureau> {
    return bureauLoader(context, row.region);
  }

  @FieldResolver(() => Bureau, {
    nullable: true,
    description: "The bureau that it was submitted to (接收单位); null for what was not submitted.",
  })
  receiver(@Ctx() context: RequestContext, @Root() { row }: Report): Loaded<Bureau> {
    return row.receiver === null ? null : bureauLoader(context, row.receiver);
  }

  @FieldResolver(() => String, { nullable: true, description: "Who prepared it (编制人)." })
  preparedByName(@Ctx() context: RequestContext, @Root() { row }: Report): Promise<string | null> {
    return nameOf(context, row.preparedBy);
  }

  @FieldResolver(() => String, { nullable: true, description: "Who submitted it (报送人)." })
  submittedByName(@Ctx() context: RequestContext, @Root() { row }: Report): Promise<string | null> {
    return nameOf(context, row.submittedBy);
  }

  @FieldResolver(() => String, { nullable: true, description: "Who gave the receipt (回执人)." })
  receivedByName(@Ctx() context: RequestContext, @Root() { row }: Report): Promise<string | null> {
    return nameOf(context, row.receivedBy);
  }

  @Weight(reading, { items: 7 })
  @FieldResolver(() => [ReportSectionView], { description: "Its sections, with the numbers filled in (章节)." })
  async sections(@Ctx() context: RequestContext, @Root() report: Report): Promise<ReportSectionView[]> {
    const { sections } = await contentOf(context, report);
    return sections.map(({ title, paragraphs, tables }) => ({
      title,
      paragraphs: [...paragraphs],
      tables: tables.map((table) => ({
        title: table.title,
        columns: [...table.columns],
        rows: table.rows.map((cells) => cells.map(({ text }) => text)),
      })),
    }));
  }

  @Weight(reading, { items: 4 })
  @FieldResolver(() => [String], { description: "What is to be known of the numbers (说明)." })
  async notes(@Ctx() context: RequestContext, @Root() report: Report): Promise<string[]> {
    return [...(await contentOf(context, report)).notes];
  }

  @Weight(reading, { items: 25 })
  @FieldResolver(() => [ReportDefinitionView], { description: "How its measures were defined (口径)." })
  async definitions(@Ctx() context: RequestContext, @Root() report: Report): Promise<ReportDefinitionView[]> {
    return [...(await contentOf(context, report)).definitions];
  }

  @Weight(20, { items: 3 })
  @FieldResolver(() => [ReportDocument], {
    description: "The report as documents to be fetched, one of each format (文档).",
  })
  documents(@Ctx() context: RequestContext, @Root() { row }: Report): ReportDocument[] {
    return documentsOf(context, row);
  }

  @FieldResolver(() => [ReportVerbEnum], { description: "What you may do with it as it stands (可执行动作)." })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Report): ReportVerb[] {
    return permittedReportVerbs(actorOf(context), row);
  }
}
