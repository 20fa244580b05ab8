import "reflect-metadata";
import { rebuildStatistics } from "../modules/statistics/index.js";
import { StartupError } from "../platform/startup-error.js";
import { withCommandDatabase } from "./command-database.js";
import { runCommand } from "./failure.js";
import { readRollupsArguments } from "./rollups-arguments.js";

const usage = "npm run rollups:rebuild -- [--province CODE]";

const help = `Usage: ${usage}

Makes the statistics anew: the facts of each ticket, then the cells of the rollups from the facts, and those of calls from the
calls. What is as it ought to be is left alone; nobody waits, and it may be broken off and run again. The server may go on to run meanwhile.

  --province CODE   Only the tickets and rollups of this province, and the nation's rollups.
  --help            Print this and do nothing.

Exit codes: 0 all is as it ought to be; 1 it could not be done, or tickets were changed all the time: run it again.
`;

async function rebuild(): Promise<void> {
  const asked = readRollupsArguments(process.argv.slice(2), usage);
  if (asked === null) {
    process.stdout.write(help);
    return;
  }
  await withCommandDatabase(async (database) => {
    const { busy, mendedCells, mendedTickets, tickets } = await rebuildStatistics(database, asked);
    process.stdout.write(
      `Of ${tickets} tickets the facts of ${mendedTickets} were made anew, and ${mendedCells} cells of the rollups.\n`,
    );
    if (busy > 0) throw new StartupError(`${busy} tickets were being changed all the time: run the command again.`);
  });
}

await runCommand(rebuild);
