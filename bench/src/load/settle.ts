import type { Product } from "../product.js";

/**
 * Does what is due in a database by the clock of the machine, so that none of it is done while something is measured: a
 * database that was loaded some days ago has warnings, reminders and orders to give.
 */
export async function settle(product: Product, url: string, log: (line: string) => void): Promise<void> {
  const database = product.openDatabase({ url, poolSize: 4, statementTimeout: 600_000 });
  const { createLogger, systemClock: clock } = product;
  const tools = { database, clock, log: createLogger("warn"), isStopped: () => false, province: null };
  const passes = [
    ...product.supervisionPasses,
    ...product.transferPasses,
    ...product.investigationPasses,
    ...product.extensionPasses,
    ...product.callbackPasses,
    ...product.statisticsPasses,
  ];
  try {
    for (const pass of passes) {
      const start = performance.now();
      await pass.run(tools);
      const seconds = (performance.now() - start) / 1000;
      if (seconds > 1) log(`what was due for ${pass.name}: ${seconds.toFixed(1)} s`);
    }
  } finally {
    await database.close(5);
  }
}
