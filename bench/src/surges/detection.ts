import { productFolder } from "../product.js";

const folder = "modules/surges/detection/";

// The product's own functions, from its own build; neither its database nor its API is needed.
const load = (file: string): Promise<unknown> => import(new URL(folder + file, productFolder).href);

/** What the bench uses of the product's detection of surges. */
export async function openDetection() {
  // The calendar, from which the kinds of days are, has decorators that want it first.
  await import("reflect-metadata");
  return {
    ...((await load("index.js")) as typeof import("../../../src/modules/surges/detection/index.js")),
    ...((await load("departure.js")) as typeof import("../../../src/modules/surges/detection/departure.js")),
    ...((await load("history-end.js")) as typeof import("../../../src/modules/surges/detection/history-end.js")),
  };
}

/** The product's detection of surges, opened. */
export type Detection = Awaited<ReturnType<typeof openDetection>>;
