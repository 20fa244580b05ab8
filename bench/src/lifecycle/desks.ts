import type { RunningProduct } from "../contestants/ours.js";
import { loginOf } from "../load/people.js";
import { createRandom } from "../load/random.js";
import { buildTree, type Leaf } from "../load/tree.js";
import type { Product } from "../product.js";

/** A centre and a county that work together, with the tokens of those who do. */
export interface Desk {
  centre: string;
  county: string;
  operator: string;
  dispatcher: string;
  handler: string;
}

/** Picks so many desks as the work is spread over the country: busy places come more than once. */
export async function openDesks(product: Product, ours: RunningProduct, count: number): Promise<Desk[]> {
  const tree = buildTree(product.readDivisionData());
  const random = createRandom(count);
  const leaves: Leaf[] = [];
  while (leaves.length < count) {
    const leaf = tree.work.draw(random);
    if (leaf.county !== null && leaf.city !== null) leaves.push(leaf);
  }
  const posts = leaves.map(({ code, centre }) => ({
    centre: centre.code,
    county: code,
    operator: loginOf(centre.code, "OPERATOR"),
    dispatcher: loginOf(centre.code, "DISPATCHER"),
    handler: loginOf(code, "HANDLER"),
  }));
  const tokens = await ours.tokensOf(
    posts.flatMap(({ operator, dispatcher, handler }) => [operator, dispatcher, handler]),
  );
  const tokenOf = (login: string): string => tokens.get(login) ?? "";
  return posts.map(({ operator, dispatcher, handler, ...places }) => ({
    ...places,
    operator: tokenOf(operator),
    dispatcher: tokenOf(dispatcher),
    handler: tokenOf(handler),
  }));
}
