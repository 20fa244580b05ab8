import { createServer, type IncomingMessage } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgSmartTagsPlugin } from "postgraphile/utils";
import { actorOfHeader, roleOf, settingsOf } from "../page/actors.js";
import { postgraphileSchema } from "../page/functions.js";
import { announce, connectionSettings, contestantSettings } from "./settings.js";

/**
 * PostGraphile 5 over the same tables: the page is a function of each level that PostgreSQL inlines, the division is
 * joined by a smart tag, and role and settings come with each request as pgSettings.
 */
const settings = contestantSettings();

const options = Object.entries(connectionSettings)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(" ");

const tags = makePgSmartTagsPlugin([
  { kind: "class", match: "public.tickets", tags: { foreignKey: "(division) references public.divisions (code)" } },
]);

const preset: GraphileConfig.Preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [tags],
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [
    makePgService({
      connectionString: settings.databaseUrl,
      schemas: ["public", postgraphileSchema],
      poolConfig: { max: settings.poolSize, idleTimeoutMillis: 0, options },
    }),
  ],
  grafserv: { graphiql: false, watch: false },
  grafast: {
    explain: false,
    context: (request) => {
      const header = (request as { node?: { req: IncomingMessage } }).node?.req.headers.authorization;
      const actor = actorOfHeader(header);
      if (actor === null) throw new Error("no such token");
      return { pgSettings: { role: roleOf(actor), ...settingsOf(actor) } };
    },
  },
};

const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(settings.port, "127.0.0.1", () => announce(server));
