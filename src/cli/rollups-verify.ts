import "reflect-metadata";
import {
  callCellSentence,
  cellSentence,
  type PartCheck,
  straySentence,
  ticketSentence,
  verifyStatistics,
} from "../modules/statistics/index.js";
import { systemClock } from "../platform/clock.js";
import { withCommandDatabase } from "./command-database.js";
import { runCommand } from "./failure.js";
import { readRollupsArguments } from "./rollups-arguments.js";

const usage = "npm run rollups:verify -- [--province CODE]";

const help = `Usage: ${usage}

Compares the statistics with the tickets: the facts of each ticket with what follows from it, its deadlines, orders and
callbacks, each cell of the rollups with the facts, and each cell of calls with the calls. Each ticket and cell that differs is
named. Nobody waits for it.

  --province CODE   Only this province, without the nation's rollups. Only a look at everything is noted, for /metrics.
  --help            Print this and do nothing.

Exit codes: 0 nothing differs; 1 something differs, or it could not be compared. \`npm run rollups:rebuild\` mends.
`;

function print({ callCells, cells, counts, strays, tickets }: PartCheck): void {
  const sentences = [
    ...tickets.map(ticketSentence),
    ...cells.map(cellSentence),
    ...callCells.map(callCellSentence),
    ...strays.map(straySentence),
  ];
  for (const sentence of sentences) process.stdout.write(`${sentence}\n`);
  const unnamed = counts.differingCells - cells.length - callCells.length - strays.length;
  if (unnamed > 0) process.stdout.write(`${unnamed} more cells of the same months differ.\n`);
}

async function verify(): Promise<void> {
  const asked = readRollupsArguments(process.argv.slice(2), usage);
  if (asked === null) {
    process.stdout.write(help);
    return;
  }
  const { province } = asked;
  await withCommandDatabase(async (database) => {
    const counts = await verifyStatistics(database, systemClock, { province, onPart: print });
    const { cells, differingCells, differingTickets, tickets } = counts;
    process.stdout.write(
      `Of ${tickets} tickets ${differingTickets} have other facts than they ought to have; of ${cells} cells ${differingCells} differ.\n`,
    );
    if (differingTickets + differingCells > 0) process.exitCode = 1;
  });
}

await runCommand(verify);
