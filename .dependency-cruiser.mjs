// The floors of the house: imports only point down, and into another module only through its index.ts.

/** The modules in their order: a module imports those before it. */
const modules = [
  "jurisdictions",
  "identity",
  "calendar",
  "dictionaries",
  "jobs",
  "events",
  "knowledge",
  "emergencies",
  "calls",
  "quality",
  "deadlines",
  "tickets",
  "extensions",
  "supervision",
  "transfers",
  "investigations",
  "callbacks",
  "mergers",
  "attachments",
  "duplicates",
  "corrections",
  "proposals",
  "shifts",
  "imports",
  "statistics",
  "reports",
  "exports",
  "staffing",
  "changes",
  "prices",
  "surges",
  "webhooks",
  "audit",
];

const floors = [
  { name: "schema", path: "^schema/" },
  { name: "platform", path: "^src/platform/" },
  { name: "access", path: "^src/access/" },
  { name: "modules", path: "^src/modules/" },
  { name: "ways-in", path: "^src/(api|workers)/" },
  { name: "start", path: "^src/(main\\.ts$|cli/|demo/)" },
];

const everything = "^(src|schema)/";

const floorRules = floors.map(({ name, path }, height) => ({
  name: `floor-${height}-${name}`,
  comment: "Imports only point down.",
  severity: "error",
  from: { path },
  to: { path: everything, pathNot: floors.slice(0, height + 1).map((floor) => floor.path) },
}));

const moduleRules = modules.map((name, position) => ({
  name: `module-${name}`,
  comment: "A module imports lower modules only.",
  severity: "error",
  from: { path: `^src/modules/${name}/` },
  to: { path: "^src/modules/", pathNot: modules.slice(0, position + 1).map((lower) => `^src/modules/${lower}/`) },
}));

export default {
  forbidden: [
    ...floorRules,
    ...moduleRules,
    {
      name: "a-floor-for-each-file",
      comment: "Every source file stands on a floor, and every module in the order of modules.",
      severity: "error",
      from: {
        path: everything,
        pathNot: [
          ...floors.filter(({ name }) => name !== "modules").map(({ path }) => path),
          ...modules.map((name) => `^src/modules/${name}/`),
        ],
      },
      to: {},
    },
    {
      name: "through-the-index",
      comment: "From another module, only its index.ts.",
      severity: "error",
      from: { path: "^src/modules/([^/]+)/" },
      to: { path: "^src/modules/", pathNot: ["^src/modules/$1/", "^src/modules/[^/]+/index\\.ts$"] },
    },
    {
      name: "through-the-index-from-above",
      comment: "From the floors above, only a module's index.ts; commands that derive a module's own data excepted.",
      severity: "error",
      from: { path: "^src/(?!modules/)", pathNot: "^src/cli/derive-" },
      to: { path: "^src/modules/", pathNot: "^src/modules/[^/]+/index\\.ts$" },
    },
    {
      name: "ways-in-do-not-meet",
      comment: "The API and the workers know nothing of each other.",
      severity: "error",
      from: { path: "^src/(api|workers)/" },
      to: { path: "^src/(api|workers)/", pathNot: "^src/$1/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "product-dependencies",
      comment: "What is only there for development is not there in production.",
      severity: "error",
      from: { path: everything, pathNot: "^src/cli/derive-" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    parser: "swc",
    // Imports of types alone count too: they are knowledge of the other file.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
