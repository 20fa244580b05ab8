import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { actorOf, type RequestContext } from "../../platform/context.js";
import { inLocale } from "../../platform/errors.js";
import type { Loaded } from "../../platform/loaders.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { Weight } from "../../platform/weight.js";
import { personNameLoader } from "../identity/index.js";
import { Bureau, bureauLoader } from "../jurisdictions/index.js";
import { ImportActionEnum } from "./import.enums.js";
import { ImportProblemsArguments } from "./import.inputs.js";
import { pageOfProblems } from "./import.list.js";
import { firstRows, suggestedRules } from "./import.preview.js";
import { rowsDone } from "./import.progress.js";
import type { ImportAction } from "./import.states.js";
import { Import, ImportPreviewRow, type ImportProblem, ImportProblemConnection, ImportReason } from "./import.type.js";
import { permittedActions, toRules } from "./import.view.js";
import { type ProblemCode, problemTexts } from "./mapping/problems.js";
import { ImportRule } from "./mapping.type.js";

/** What of an import is read besides its row. */
@Resolver(() => Import)
export class ImportFieldsResolver {
  @FieldResolver(() => Bureau, { nullable: true, description: "The bureau into which it is imported (导入单位)." })
  bureau(@Ctx() context: RequestContext, @Root() { row }: Import): Loaded<Bureau> {
    return bureauLoader(context, row.bureau);
  }

  @Weight(10)
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of who prepared it (申请人); null for a program that acted for itself.",
  })
  async requesterName(@Ctx() context: RequestContext, @Root() { row }: Import): Promise<string | null> {
    return row.requestedBy === null ? null : ((await personNameLoader(context, row.requestedBy))?.name ?? null);
  }

  @Weight(10)
  @FieldResolver(() => Int, {
    description: "How many rows the dry run, the run or the taking back has done so far (进度行数), of `rows`.",
  })
  rowsDone(@Ctx() context: RequestContext, @Root() { row }: Import): Promise<number> {
    return rowsDone(context, row);
  }

  @Weight(200)
  @FieldResolver(() => [ImportPreviewRow], {
    description: "The first twenty rows, masked (预览); empty before the file was read and after the import has ended.",
  })
  firstRows(@Ctx() context: RequestContext, @Root() { row }: Import): Promise<ImportPreviewRow[]> {
    return firstRows(context, row);
  }

  @Weight(50)
  @FieldResolver(() => [ImportRule], {
    description: "A mapping that fits the columns (建议的字段对应): a saved one of your bureau, or by their titles.",
  })
  async suggestedRules(@Ctx() context: RequestContext, @Root() { row }: Import): Promise<ImportRule[]> {
    return toRules(await suggestedRules(context, row));
  }

  @FieldResolver(() => [ImportReason], {
    description: "What is wrong how often (按原因统计), the most frequent first.",
  })
  reasons(@Ctx() { locale }: RequestContext, @Root() { row }: Import): ImportReason[] {
    const counts = Object.entries(row.reasons as Record<string, number>);
    return counts
      .sort(([, one], [, other]) => other - one)
      .map(([code, count]) =>
        Object.assign(new ImportReason(), {
          ...{ code: code as ProblemCode, count, text: inLocale(problemTexts[code as ProblemCode], locale) },
        }),
      );
  }

  @Weight(50)
  @FieldResolver(() => ImportProblemConnection, {
    description:
      "What is wrong with its rows, in their order (导入问题); the first 100,000 are kept, the counts go on.",
  })
  problems(
    @Ctx() context: RequestContext,
    @Root() { row }: Import,
    @Args(() => ImportProblemsArguments) wanted: ImportProblemsArguments,
  ): Promise<ConnectionValue<ImportProblem>> {
    return pageOfProblems(context, row, wanted);
  }

  @FieldResolver(() => [ImportActionEnum], {
    description: "What you may do with it as it stands (可执行动作), by the rules that the commands refuse by.",
  })
  permittedActions(@Ctx() context: RequestContext, @Root() { row }: Import): ImportAction[] {
    return permittedActions(actorOf(context), row);
  }
}
