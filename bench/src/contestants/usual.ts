import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import DataLoader from "dataloader";
import { desc, inArray, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { GraphQLError } from "graphql";
import postgres from "postgres";
import { Arg, buildSchema, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { actorOfHeader, type BenchActor, roleOf, settingsOf } from "../page/actors.js";
import { withheld } from "../page/document.js";
import { scopeOf } from "../page/scope.js";
import { productFolder } from "../product.js";
import { connectionSettings, contestantSettings } from "./settings.js";

/**
 * The usual: Apollo Server as it ships, TypeGraphQL with field resolvers, loaders made for each request, and Drizzle's
 * builder; each reading in a transaction of its own under the row policies.
 */
const { tickets, bureaus, divisions } = (await import(
  new URL("../schema/index.js", productFolder).href
)) as typeof import("../../../schema/index.js");

const settings = contestantSettings();
const client = postgres(settings.databaseUrl, {
  max: settings.poolSize,
  idle_timeout: 0,
  onnotice: () => {},
  connection: connectionSettings,
});
const db = drizzle(client);
type Transaction = Parameters<Parameters<typeof db.transaction>[0]>[0];

function asActor<Result>(actor: BenchActor, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql.raw(`SET LOCAL ROLE ${roleOf(actor)}`));
    const set = Object.entries(settingsOf(actor)).map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
    await tx.execute(sql`SELECT ${sql.join(set, sql`, `)}`);
    return work(tx);
  });
}

type TicketRow = typeof tickets.$inferSelect;

@ObjectType()
class Named {
  @Field(() => String)
  code: string;
  @Field(() => String)
  name: string;
}

@ObjectType()
class Contact {
  @Field(() => String, { nullable: true })
  name: string | null;
  @Field(() => String, { nullable: true })
  phone: string | null;
}

@ObjectType()
class Ticket {
  @Field(() => String)
  number: string;
  @Field(() => String)
  state: string;
}

@ObjectType()
class PageInfo {
  @Field(() => Boolean)
  hasNextPage: boolean;
  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

@ObjectType()
class TicketPage {
  @Field(() => [Ticket])
  nodes: Ticket[];
  @Field(() => PageInfo)
  pageInfo: PageInfo;
}

interface Context {
  actor: BenchActor;
  bureaus: DataLoader<string, Named | null>;
  divisions: DataLoader<string, Named | null>;
}

function namedLoader(actor: BenchActor, table: typeof bureaus | typeof divisions): DataLoader<string, Named | null> {
  return new DataLoader(async (codes) => {
    const rows = await asActor(actor, (tx) =>
      tx
        .select({ code: table.code, name: table.name })
        .from(table)
        .where(inArray(table.code, [...codes])),
    );
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return codes.map((code) => byCode.get(code) ?? null);
  });
}

async function readTickets(actor: BenchActor, first: number): Promise<TicketRow[]> {
  return asActor(actor, async (tx) => {
    const parts = await Promise.all(
      scopeOf(actor.level, `'${actor.region}'`).map((condition) =>
        tx
          .select()
          .from(tickets)
          .where(sql.raw(condition))
          .orderBy(desc(tickets.receivedAt), desc(tickets.id))
          .limit(first),
      ),
    );
    const latest = (one: TicketRow, other: TicketRow): number =>
      other.receivedAt.getTime() - one.receivedAt.getTime() || (other.id < one.id ? -1 : 1);
    return parts.flat().sort(latest).slice(0, first);
  });
}

@Resolver(() => Ticket)
class TicketResolver {
  @Query(() => TicketPage)
  async tickets(@Arg("first", () => Int) first: number, @Ctx() { actor }: Context): Promise<TicketPage> {
    const rows = await readTickets(actor, first + 1);
    const nodes = rows.slice(0, first) as unknown as Ticket[];
    const last = rows[nodes.length - 1];
    const endCursor = last === undefined ? null : `${last.receivedAt.toISOString()} ${last.id}`;
    return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
  }

  @FieldResolver(() => Contact)
  contact(@Root() row: TicketRow, @Ctx() { actor }: Context): Contact {
    const isWithheld = row.kind === "REPORT" && row.holder !== actor.region && row.intakeBureau !== actor.region;
    if (isWithheld) return { name: withheld, phone: withheld };
    return { name: row.contactNameMasked, phone: row.contactPhoneMasked };
  }

  @FieldResolver(() => Named, { nullable: true })
  holder(@Root() row: TicketRow, @Ctx() context: Context): Promise<Named | null> {
    return context.bureaus.load(row.holder);
  }

  @FieldResolver(() => Named, { nullable: true })
  division(@Root() row: TicketRow, @Ctx() context: Context): Promise<Named | null> | null {
    return row.division === null ? null : context.divisions.load(row.division);
  }
}

const schema = await buildSchema({ resolvers: [TicketResolver], validate: false });
const server = new ApolloServer<Context>({ schema });
const { url } = await startStandaloneServer(server, {
  listen: { port: settings.port, host: "127.0.0.1" },
  context: async ({ req }) => {
    const actor = actorOfHeader(req.headers.authorization);
    if (actor === null) throw new GraphQLError("no such token", { extensions: { http: { status: 401 } } });
    return { actor, bureaus: namedLoader(actor, bureaus), divisions: namedLoader(actor, divisions) };
  },
});
process.stdout.write(`listening ${new URL(url).port}\n`);
