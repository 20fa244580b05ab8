/** The folder of the compiled product, which `npm run build` of the project makes. */
export const productFolder = new URL("../../../../dist/src/", import.meta.url);

/** The folder of the project. */
export const projectFolder = new URL("../../../../", import.meta.url);

// The product runs from its own build, as its users run it; only its types come from the sources.
const load = (file: string): Promise<unknown> => import(new URL(file, productFolder).href);

/** What the benches use of the product: its database, its reference data, its seeds, its keys and its tokens. */
export async function openProduct() {
  // The decorators of the product's types want it first; the copy of the bench serves as well.
  await import("reflect-metadata");
  return {
    ...((await load("platform/embedded-postgres.js")) as typeof import("../../src/platform/embedded-postgres.js")),
    ...((await load("platform/migrations.store.js")) as typeof import("../../src/platform/migrations.store.js")),
    ...((await load("platform/database.js")) as typeof import("../../src/platform/database.js")),
    ...((await load("platform/ids.js")) as typeof import("../../src/platform/ids.js")),
    ...((await load("platform/keys.js")) as typeof import("../../src/platform/keys.js")),
    ...((await load("platform/seal.js")) as typeof import("../../src/platform/seal.js")),
    ...((await load("platform/masking.js")) as typeof import("../../src/platform/masking.js")),
    ...((await load("platform/scope.js")) as typeof import("../../src/platform/scope.js")),
    ...((await load("cli/reference-data.js")) as typeof import("../../src/cli/reference-data.js")),
    ...((await load("platform/clock.js")) as typeof import("../../src/platform/clock.js")),
    ...((await load("platform/log.js")) as typeof import("../../src/platform/log.js")),
    ...((await load("modules/calendar/index.js")) as typeof import("../../src/modules/calendar/index.js")),
    ...((await load("modules/deadlines/index.js")) as typeof import("../../src/modules/deadlines/index.js")),
    ...((await load("modules/events/index.js")) as typeof import("../../src/modules/events/index.js")),
    ...((await load("modules/identity/index.js")) as typeof import("../../src/modules/identity/index.js")),
    ...((await load("modules/jurisdictions/index.js")) as typeof import("../../src/modules/jurisdictions/index.js")),
    ...((await load(
      "modules/tickets/ticket.regime.js",
    )) as typeof import("../../src/modules/tickets/ticket.regime.js")),
    ...((await load("platform/grams.js")) as typeof import("../../src/platform/grams.js")),
    ...((await load(
      "modules/tickets/ticket.competence.js",
    )) as typeof import("../../src/modules/tickets/ticket.competence.js")),
    ...((await load(
      "modules/tickets/ticket.contact.js",
    )) as typeof import("../../src/modules/tickets/ticket.contact.js")),
    ...((await load(
      "modules/tickets/ticket.likeness.js",
    )) as typeof import("../../src/modules/tickets/ticket.likeness.js")),
    ...((await load(
      "modules/tickets/ticket.likeness.text.js",
    )) as typeof import("../../src/modules/tickets/ticket.likeness.text.js")),
    ...((await load("modules/supervision/index.js")) as typeof import("../../src/modules/supervision/index.js")),
    ...((await load("modules/transfers/index.js")) as typeof import("../../src/modules/transfers/index.js")),
    ...((await load("modules/investigations/index.js")) as typeof import("../../src/modules/investigations/index.js")),
    ...((await load("modules/extensions/index.js")) as typeof import("../../src/modules/extensions/index.js")),
    ...((await load("modules/callbacks/index.js")) as typeof import("../../src/modules/callbacks/index.js")),
    ...((await load("modules/tickets/ticket.facts.js")) as typeof import("../../src/modules/tickets/ticket.facts.js")),
    ...((await load(
      "modules/tickets/recount.store.js",
    )) as typeof import("../../src/modules/tickets/recount.store.js")),
    ...((await load("modules/statistics/index.js")) as typeof import("../../src/modules/statistics/index.js")),
    ...((await load("modules/tickets/number.store.js")) as typeof import("../../src/modules/tickets/number.store.js")),
    ...((await load("modules/knowledge/index.js")) as typeof import("../../src/modules/knowledge/index.js")),
    ...((await load(
      "modules/knowledge/search-rows.store.js",
    )) as typeof import("../../src/modules/knowledge/search-rows.store.js")),
    ...((await load(
      "modules/knowledge/search.store.js",
    )) as typeof import("../../src/modules/knowledge/search.store.js")),
    ...((await load(
      "modules/knowledge/search.text.js",
    )) as typeof import("../../src/modules/knowledge/search.text.js")),
    ...((await load(
      "modules/knowledge/shipped-rows.js",
    )) as typeof import("../../src/modules/knowledge/shipped-rows.js")),
  };
}

/** The product, opened. */
export type Product = Awaited<ReturnType<typeof openProduct>>;
