import type { CatalogueColumn, CatalogueRole, CatalogueTable } from "./catalogue.store.js";

/** What the document is made of. */
export interface Catalogue {
  tables: readonly CatalogueTable[];
  routines: readonly string[];
  roles: readonly CatalogueRole[];
}

const cell = (text: string | null): string => (text ?? "").replaceAll("|", "\\|").replace(/\s+/g, " ").trim();

const code = (text: string): string => `\`${text.replace(/\s+/g, " ").trim()}\``;

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, "", ...lines];
}

function columnRow(column: CatalogueColumn): string[] {
  return [
    column.name,
    cell(column.type),
    column.isNullable ? "yes" : "",
    column.preset === null ? "" : code(cell(column.preset)),
    cell(column.comment),
  ];
}

function policyLines({ policies }: CatalogueTable): string[] {
  return policies.map(({ name, isRestrictive, command, roles, using, check }) => {
    const parts = [
      `- ${code(name)}${isRestrictive ? " (restrictive)" : ""}, ${command}, to ${roles.join(", ")}`,
      using === null ? "" : `: using ${code(using)}`,
      check === null ? "" : `${using === null ? ":" : ","} check ${code(check)}`,
    ];
    return parts.join("");
  });
}

function grantLines({ grants }: CatalogueTable): string[] {
  const whole = new Map<string, string[]>();
  for (const { role, privilege, columns } of grants) {
    const right = columns.length === 0 ? privilege : `${privilege} (${columns.join(", ")})`;
    whole.set(role, [...(whole.get(role) ?? []), right]);
  }
  return [...whole].map(([role, rights]) => `- ${role}: ${rights.join(", ")}`);
}

function describeTable(table: CatalogueTable): string[] {
  const security = table.hasRowSecurity ? (table.isForced ? "forced on everybody" : "on, not forced") : "OFF";
  const listed = (items: readonly { name: string; definition: string }[]) =>
    items.map(({ name, definition }) => `- ${code(name)}: ${code(definition)}`);
  return [
    "",
    `## ${table.name}`,
    "",
    ...(table.comment === null ? [] : [table.comment, ""]),
    ...tableOf(["column", "type", "may be null", "default", "meaning"], table.columns.map(columnRow)),
    ...section("Constraints:", listed(table.constraints)),
    ...section("Indexes:", listed(table.indexes)),
    "",
    `Row security: ${security}.`,
    ...section("Policies:", policyLines(table)),
    ...section("Grants:", grantLines(table)),
  ];
}

function describeRole({ name, canLogIn, inherits, memberOf }: CatalogueRole): string[] {
  return [name, canLogIn ? "yes" : "", inherits ? "yes" : "", memberOf.join(", ")];
}

/** Writes the description of the database as Markdown: the same text for the same schema, whatever the server. */
export function renderDatabase({ tables, routines, roles }: Catalogue): string {
  return [
    "# The database",
    "",
    "Made by `npm run emit` from the catalogue of a freshly migrated database; do not edit. The reasons stand in",
    "`schema/tables/` and `migrations/`.",
    ...section("## Roles", tableOf(["role", "may log in", "inherits", "member of"], roles.map(describeRole))),
    ...tables.flatMap(describeTable),
    ...section(
      "## Functions and triggers",
      routines.map((definition) => `\`\`\`sql\n${definition.trim()}\n\`\`\``),
    ),
    "",
  ].join("\n");
}
