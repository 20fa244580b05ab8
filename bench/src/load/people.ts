import type { Product } from "../product.js";
import { worldEnd } from "./times.js";
import type { Tree } from "./tree.js";

type PersonSeed = Parameters<Product["seedPeople"]>[1][number];
type Database = ReturnType<Product["openDatabase"]>;
type Role = PersonSeed["roles"][number];

/** The people of the loaded world, as far as tickets name them. */
export interface People {
  /** The id of the operator of a bureau that takes tickets in. */
  operatorOf(bureau: string): string | null;
  /** The id of the handler of an authority. */
  handlerOf(bureau: string): string | null;
}

/** The login of the person who holds a role at a bureau in the loaded world. */
export const loginOf = (bureau: string, role: Role): string =>
  `bench.${bureau.toLowerCase().replace("-", ".")}.${role.toLowerCase().replace("_", "")}`;

const rolesOfCentre: readonly Role[] = ["OPERATOR", "DISPATCHER", "SHIFT_MANAGER"];
const rolesOfAuthority: readonly Role[] = ["SUPERVISOR", "HANDLER", "OPERATOR"];

/** Seeds operators, dispatchers and shift managers at each centre, and a supervisor, a handler and an operator at each authority. */
export async function seedWorkforce(product: Product, database: Database, tree: Tree): Promise<People> {
  const ids = await database.asSystem("load the people of a bench", async (tx) => {
    const codes = ["100000", ...tree.seeds.map(({ code }) => code)];
    const bureaus = await product.findBureaus(tx, codes);
    const seeds = bureaus.flatMap((bureau): PersonSeed[] => {
      const roles = bureau.kind === "CENTRE" ? rolesOfCentre : rolesOfAuthority;
      return roles.map((role) => ({
        login: loginOf(bureau.code, role),
        name: `${bureau.code}${role}`,
        bureau: product.placeOf(bureau),
        roles: [role],
      }));
    });
    // Their roles are older than every ticket that names them.
    return product.seedPeople(tx, seeds, new Date(worldEnd - 1200 * 86_400_000));
  });
  return {
    operatorOf: (bureau) => ids.get(loginOf(bureau, "OPERATOR")) ?? null,
    handlerOf: (bureau) => ids.get(loginOf(bureau, "HANDLER")) ?? null,
  };
}
