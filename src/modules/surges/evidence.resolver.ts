import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { chinaDay } from "../../platform/clock.js";
import type { RequestContext } from "../../platform/context.js";
import { bureauNameLoader, divisionLoader, onDay } from "../jurisdictions/index.js";
import { Term } from "../tickets/index.js";
import { SurgeEvidence, SurgeGoods, SurgePlace, SurgeRespondent } from "./evidence.type.js";
import { termAt } from "./surge.terms.js";

async function nameOfPlace(context: RequestContext, code: string): Promise<string | null> {
  const today = chinaDay(context.clock.now());
  const bureau = await bureauNameLoader(context, onDay(code, today));
  return bureau ?? (await divisionLoader(context, code))?.name ?? null;
}

/** The shares of the evidence, with names. */
@Resolver(() => SurgeEvidence)
export class SurgeEvidenceResolver {
  @FieldResolver(() => [SurgePlace], { description: "The counties with the most tickets, 20 at most (涉及地区)." })
  places(@Ctx() context: RequestContext, @Root() { read }: SurgeEvidence): Promise<SurgePlace[]> {
    return Promise.all(
      read.places.shares.map(async ({ count, key }) =>
        Object.assign(new SurgePlace(), { code: key, count, name: await nameOfPlace(context, key) }),
      ),
    );
  }

  @FieldResolver(() => [SurgeGoods], { description: "The goods with the most tickets, 10 at most (涉及商品服务)." })
  goods(@Ctx() context: RequestContext, @Root() { read }: SurgeEvidence): Promise<SurgeGoods[]> {
    return Promise.all(
      read.goods.shares.map(async ({ count, key }) => {
        const goodsClass = (await termAt(context, read.place, "GOODS_CLASS", key)) ?? new Term();
        return Object.assign(new SurgeGoods(), { goodsClass, count });
      }),
    );
  }

  @FieldResolver(() => [SurgeRespondent], {
    description: "The respondents whom the most tickets name, 10 at most (被投诉举报最多者).",
  })
  respondents(@Root() { read }: SurgeEvidence): SurgeRespondent[] {
    return read.respondents.shares.map(({ count, key }) => Object.assign(new SurgeRespondent(), { name: key, count }));
  }
}
