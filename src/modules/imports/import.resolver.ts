import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Can } from "../../access/index.js";
import type { RequestContext } from "../../platform/context.js";
import { notFound } from "../../platform/errors.js";
import type { ConnectionValue } from "../../platform/relay.type.js";
import { uploadEnd } from "../../platform/upload.js";
import { toUploadTarget } from "../../platform/upload.type.js";
import { Weight } from "../../platform/weight.js";
import { cancelImport } from "./commands/cancel-import.js";
import { checkImport } from "./commands/check-import.js";
import { createImportProblemsLink } from "./commands/create-import-problems-link.js";
import { prepareImport } from "./commands/prepare-import.js";
import { removeImportMapping } from "./commands/remove-import-mapping.js";
import { runImport } from "./commands/run-import.js";
import { saveImportMapping } from "./commands/save-import-mapping.js";
import { importKeyOrNull, slotOf } from "./import.ids.js";
import {
  CancelImportInput,
  CheckImportInput,
  CreateImportProblemsLinkInput,
  ImportMappingsArguments,
  ImportsArguments,
  PrepareImportInput,
  RemoveImportMappingInput,
  RunImportInput,
  SaveImportMappingInput,
} from "./import.inputs.js";
import { pageOfImports, pageOfMappings } from "./import.list.js";
import { importsFolder } from "./import.receiver.js";
import {
  CreateImportProblemsLinkPayload,
  Import,
  ImportConnection,
  ImportPayload,
  PrepareImportPayload,
} from "./import.type.js";
import { readImport, toImport, toMapping } from "./import.view.js";
import {
  type ImportMapping,
  ImportMappingConnection,
  RemoveImportMappingPayload,
  SaveImportMappingPayload,
} from "./mapping.type.js";

const input = { description: "What is asked for (请求参数)." };

/** Imports in the API. */
@Resolver(() => Import)
export class ImportResolver {
  @Can("import.read")
  @Query(() => Import, {
    description: "An import of your bureau by its identifier (历史工单导入). One of another bureau is NOT_FOUND.",
  })
  async import(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "The global identifier of the import (导入标识)." }) id: string,
  ): Promise<Import> {
    const found = await readImport(context, importKeyOrNull(id));
    if (found === null) throw notFound("id");
    return found;
  }

  @Can("import.read")
  @Weight(50)
  @Query(() => ImportConnection, { description: "The imports of your bureau, the latest first (导入列表)." })
  imports(
    @Ctx() context: RequestContext,
    @Args(() => ImportsArguments) wanted: ImportsArguments,
  ): Promise<ConnectionValue<Import>> {
    return pageOfImports(context, wanted);
  }

  @Can("import.read")
  @Weight(50)
  @Query(() => ImportMappingConnection, {
    description: "The mappings that your bureau keeps, the latest saved first (字段对应列表).",
  })
  importMappings(
    @Ctx() context: RequestContext,
    @Args(() => ImportMappingsArguments) wanted: ImportMappingsArguments,
  ): Promise<ConnectionValue<ImportMapping>> {
    return pageOfMappings(context, wanted);
  }

  @Can("import.manage")
  @Weight(50)
  @Mutation(() => PrepareImportPayload, {
    description:
      "Prepares an import of a file of old tickets (准备导入), and tells where to bring it. Three imports of a bureau are under way at most.",
  })
  async prepareImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => PrepareImportInput, input) prepared: PrepareImportInput,
  ): Promise<PrepareImportPayload> {
    const row = await prepareImport(context, prepared);
    const expiresAt = uploadEnd(context.clock.now());
    const slot = { kind: importsFolder, id: slotOf(row), mediaType, bytes: row.bytes, expiresAt };
    return { import: toImport(row), upload: row.state === "AWAITING_FILE" ? toUploadTarget(context, slot) : null };
  }

  @Can("import.manage")
  @Weight(20_000)
  @Mutation(() => ImportPayload, {
    description:
      "Has every row of a file tried by a mapping (试运行). Nothing is written; what is wrong stands in `problems`, with row, column and reason.",
  })
  async checkImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => CheckImportInput, input) checked: CheckImportInput,
  ): Promise<ImportPayload> {
    return { import: toImport(await checkImport(context, checked)) };
  }

  @Can("import.manage")
  @Weight(20_000)
  @Mutation(() => ImportPayload, {
    description:
      "Writes the rows of a file that was tried as tickets of your bureau (导入). No row is imported twice, from whatever file; a number that was imported before with another content is reported and left alone.",
  })
  async runImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => RunImportInput, input) run: RunImportInput,
  ): Promise<ImportPayload> {
    return { import: toImport(await runImport(context, run)) };
  }

  @Can("import.manage")
  @Mutation(() => ImportPayload, { description: "Stops an import of your bureau (取消导入)." })
  async cancelImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => CancelImportInput, input) cancelled: CancelImportInput,
  ): Promise<ImportPayload> {
    return { import: toImport(await cancelImport(context, cancelled)) };
  }

  @Can("import.read")
  @Weight(500)
  @Mutation(() => CreateImportProblemsLinkPayload, {
    description:
      "Gives a link to the bad rows of an import of your bureau as a CSV file (错误行下载链接), in the language of the request, once it was tried. It opens the file for 15 minutes, as long as you have the right; both the link and its first opening are recorded. Nothing of the cells stands in it.",
  })
  async createImportProblemsLink(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateImportProblemsLinkInput, input) wanted: CreateImportProblemsLinkInput,
  ): Promise<CreateImportProblemsLinkPayload> {
    const { row, ...link } = await createImportProblemsLink(context, wanted);
    return { ...link, import: toImport(row) };
  }

  @Can("import.manage")
  @Mutation(() => SaveImportMappingPayload, {
    description: "Keeps a mapping for the old sheets of your bureau (保存字段对应), in versions.",
  })
  async saveImportMapping(
    @Ctx() context: RequestContext,
    @Arg("input", () => SaveImportMappingInput, input) saved: SaveImportMappingInput,
  ): Promise<SaveImportMappingPayload> {
    return { mapping: toMapping(await saveImportMapping(context, saved)) };
  }

  @Can("import.manage")
  @Mutation(() => RemoveImportMappingPayload, { description: "Removes a mapping of your bureau (删除字段对应)." })
  async removeImportMapping(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveImportMappingInput, input) removed: RemoveImportMappingInput,
  ): Promise<RemoveImportMappingPayload> {
    return { mapping: toMapping(await removeImportMapping(context, removed)) };
  }
}

const mediaType = "application/octet-stream";
