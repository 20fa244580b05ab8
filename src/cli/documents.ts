import "reflect-metadata";
import { configOfProcess } from "../platform/config.js";
import { makeManifest } from "./documents-command.js";
import { runCommand } from "./failure.js";

await runCommand(async () => {
  const { limits } = configOfProcess([]);
  process.stdout.write(await makeManifest(process.argv.slice(2), limits.mostCost));
});
