import type { World } from "../world.js";

/** What a city imports old tickets by. */
export interface ImportMatters {
  /** An import that waits for its file. */
  bulkImport: string;
  /** A mapping that it keeps, and the mapping's name. */
  importMapping: string;
  importMappingName: string;
}

const document = `mutation ($import: PrepareImportInput!, $mapping: SaveImportMappingInput!) {
  prepareImport(input: $import) { import { id } }
  saveImportMapping(input: $mapping) { mapping { id } } }`;

const columns: Readonly<Record<string, string>> = {
  ...{ KIND: "类别", FACTS: "诉求内容", ISSUE_CLASS: "问题类别", CHANNEL: "来源渠道", REGISTERED_AT: "登记时间" },
};

/** A city prepares an import and keeps a mapping, in whose names a marker stands. */
export async function addImport(world: World, city: "cityA" | "cityB", marker: string): Promise<ImportMatters> {
  const importMappingName = `${marker}对应`;
  const made = await world.as(`${city}.head`).ask<{
    prepareImport: { import: { id: string } };
    saveImportMapping: { mapping: { id: string } };
  }>(document, {
    import: { idempotencyKey: `import-of-${city}`, fileName: `${marker}旧工单.csv`, format: "CSV", bytes: 100 },
    mapping: {
      name: importMappingName,
      rules: Object.entries(columns).map(([field, column]) => ({ field, column: `${marker}${column}` })),
    },
  });
  return {
    bulkImport: made.prepareImport.import.id,
    importMapping: made.saveImportMapping.mapping.id,
    importMappingName,
  };
}
