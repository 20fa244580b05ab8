import postgres from "postgres";
import { startOurs } from "../contestants/ours.js";
import type { Product } from "../product.js";
import type { BenchServer } from "../server.js";
import { openAsking } from "./asking.js";
import type { Asked } from "./questions.js";

/** A question costs what a page of a screen costs; the limits are not what is measured. */
export const generous: Readonly<Record<string, string>> = { MAX_QUERY_COST: "100000000" };

/**
 * Finds the questions that are answered from the rollups alone: those that get an answer while nobody may read the facts of
 * the tickets.
 */
export async function answeredByRollups(
  product: Product,
  server: BenchServer,
  database: string,
  questions: readonly Asked[],
): Promise<ReadonlySet<Asked>> {
  const sql = postgres(server.adminUrl(database), { max: 1, onnotice: () => {} });
  const found = new Set<Asked>();
  try {
    await sql.unsafe("REVOKE SELECT ON ticket_facts FROM lianxin_api");
    // Each refusal would be written to its log.
    const quiet = { ...generous, LOG_LEVEL: "fatal" };
    const ours = await startOurs(product, server.loginUrlOf(database), { more: quiet });
    const asking = await openAsking(ours, questions, 1);
    try {
      for (const asked of questions) {
        const isAnswered = await asking.ask(asked).then(
          () => true,
          () => false,
        );
        if (isAnswered) found.add(asked);
      }
    } finally {
      asking.close();
      await ours.stop();
    }
  } finally {
    await sql.unsafe("GRANT SELECT ON ticket_facts TO lianxin_api");
    await sql.end({ timeout: 5 });
  }
  return found;
}
