import "reflect-metadata";
import { rotateSigningKeys } from "../modules/identity/index.js";
import { systemClock } from "../platform/clock.js";
import { configOfProcess } from "../platform/config.js";
import { readFlags } from "./command-line.js";
import { runCommand } from "./failure.js";

const command = {
  usage: "npm run keys:rotate",
  description: `Adds a key to SIGNING_KEYS_FILE (by default keys/signing.json under DATA_DIR), which signs all tokens from now on, and drops
the keys that a newer one replaced more than 30 days ago. Running servers take the change over within a second. A file that
is missing is made: this is how a production server gets its first key.`,
};

async function rotate(): Promise<void> {
  if (readFlags(process.argv.slice(2), command) === null) return;
  const { signingKeysFile } = configOfProcess(["SIGNING_KEYS_FILE"]);
  const { kid, kept, dropped } = await rotateSigningKeys(signingKeysFile, systemClock.now());
  const gone = dropped.length === 0 ? "none dropped" : `dropped: ${dropped.join(", ")}`;
  process.stdout.write(`${kid} signs from now on; the file holds ${kept} key${kept === 1 ? "" : "s"}, ${gone}.\n`);
}

await runCommand(rotate);
