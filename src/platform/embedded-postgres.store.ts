import postgres from "postgres";
import { StartupError } from "./startup-error.js";

/** The role that owns an embedded cluster. */
export const SUPERUSER = "postgres";

/** The one database that an embedded cluster serves. */
export const DATABASE = "lianxin";

/** The only address that an embedded server listens on. */
export const LOOPBACK = "127.0.0.1";

/** Where an embedded server answers, and the secret of its superuser. */
export interface SuperuserLogin {
  readonly port: number;
  readonly password: string;
}

/**
 * Makes sure that the server at `login` serves the cluster in the folder `cluster` and that the database "lianxin" is
 * there. Rejects with a StartupError when another cluster answers, and with the driver's own error when nothing
 * answers within three seconds or the password is refused. Creates nothing before the cluster is proved to be ours.
 */
export async function openDatabase(login: SuperuserLogin, cluster: string): Promise<void> {
  const sql = connect(login);
  try {
    const [served] = await sql<{ data_directory: string }[]>`show data_directory`;
    if (served?.data_directory !== cluster) {
      throw new StartupError(`the server that answers keeps its data in ${served?.data_directory}, not ${cluster}`);
    }
    const [database] = await sql`select 1 from pg_catalog.pg_database where datname = ${DATABASE}`;
    if (!database) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function connect(login: SuperuserLogin): postgres.Sql {
  return postgres({
    host: LOOPBACK,
    port: login.port,
    username: SUPERUSER,
    password: login.password,
    database: "postgres",
    ssl: false,
    max: 1,
    connect_timeout: 3,
    fetch_types: false,
    onnotice: () => undefined,
  });
}
