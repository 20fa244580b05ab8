import type { BilingualText } from "../../platform/actor.js";
import { nationCode, pathOf } from "../../platform/actor.js";
import { inScope, type RequestContext } from "../../platform/context.js";
import { inLocale, notFound } from "../../platform/errors.js";
import { type PageArguments, readPage, toPage } from "../../platform/pagination.js";
import { type ConnectionValue, toConnection } from "../../platform/relay.type.js";
import { startValidation } from "../../platform/validation.js";
import { type Bureau, BureauPeriod, toBureau } from "./bureau.type.js";
import { type BureauFilter, countBureaus, findBureau, searchBureaus } from "./bureaus.store.js";
import { CompetenceAnswer } from "./competence.type.js";
import { type Division, toDivision } from "./division.type.js";
import { countDivisions, type DivisionFilter, type DivisionRow, searchDivisions } from "./divisions.store.js";
import {
  bureauLoader,
  childBureausCounter,
  childBureausLoader,
  childDivisionsCounter,
  childDivisionsLoader,
  competenceLoader,
  coverageLoader,
  divisionLoader,
  onDay,
  onPage,
  orderByCode,
  periodsLoader,
  today,
} from "./loaders.js";
import { isValidOn, placeOf } from "./place.js";

const longestName = 100;
const longestCode = 60;

const byCode = ({ code }: { code: string }) => ({ key: code, id: code });

function checkTexts({ name, parent }: { name?: string | null | undefined; parent?: string | null | undefined }): void {
  const validation = startValidation();
  validation.text("name", name, longestName);
  validation.text("parent", parent, longestCode);
  validation.finish();
}

/** The division of a code. Throws NOT_FOUND for an unknown one. */
export async function readDivision(context: RequestContext, code: string): Promise<Division> {
  const division = await divisionLoader(context, code);
  if (division === null) throw notFound("code");
  return division;
}

/** A page of the divisions that a search finds, by code. Throws INVALID_INPUT for a text or page that is not sound. */
export async function pageOfDivisions(
  context: RequestContext,
  filter: DivisionFilter,
  args: PageArguments,
): Promise<ConnectionValue<Division>> {
  checkTexts(filter);
  const request = readPage(args, orderByCode);
  const rows = await inScope(context, (tx) => searchDivisions(tx, filter, today(context), request));
  const count = () => inScope(context, (tx) => countDivisions(tx, filter, today(context)));
  return toConnection(toPage(rows, request, orderByCode, byCode), request.after !== null, count, toDivision);
}

/** A page of the divisions directly under one, by code. */
export async function pageOfChildDivisions(
  context: RequestContext,
  parent: string,
  args: PageArguments,
): Promise<ConnectionValue<Division>> {
  const request = readPage(args, orderByCode);
  const page = await childDivisionsLoader(context, onPage(parent, request));
  const count = async () => (await childDivisionsCounter(context, parent)) ?? 0;
  return toConnection(page ?? { rows: [], hasNextPage: false }, request.after !== null, count, toDivision);
}

/** The divisions above one, from the nation down. */
export async function divisionsAbove(context: RequestContext, division: DivisionRow): Promise<Division[]> {
  const codes = [nationCode, division.province, division.city].filter((code) => code !== null);
  const above = codes.filter((code) => code !== division.code);
  const found = await Promise.all(above.map((code) => divisionLoader(context, code)));
  return found.filter((one) => one !== null);
}

/** The bureau of a code, also one that is no more. Throws NOT_FOUND for an unknown code. */
export async function readBureau(context: RequestContext, code: string): Promise<Bureau> {
  const bureau = await bureauLoader(context, code);
  if (bureau === null) throw notFound("code");
  return bureau;
}

/**
 * A page of the bureaus that a search finds, by code. Throws INVALID_INPUT for a name or page that is not sound, and
 * NOT_FOUND when the bureau to look under is unknown.
 */
export async function pageOfBureaus(
  context: RequestContext,
  filter: BureauFilter,
  args: PageArguments,
): Promise<ConnectionValue<Bureau>> {
  checkTexts({ name: filter.name });
  const request = readPage(args, orderByCode);
  const rows = await inScope(context, async (tx) => {
    if (filter.under != null && (await findBureau(tx, filter.under)) === null) throw notFound("under");
    return searchBureaus(tx, filter, today(context), request);
  });
  const count = () => inScope(context, (tx) => countBureaus(tx, filter, today(context)));
  return toConnection(toPage(rows, request, orderByCode, byCode), request.after !== null, count, toBureau);
}

/** A page of the bureaus directly under one, by code. */
export async function pageOfChildBureaus(
  context: RequestContext,
  parent: string,
  args: PageArguments,
): Promise<ConnectionValue<Bureau>> {
  const request = readPage(args, orderByCode);
  const page = await childBureausLoader(context, onPage(parent, request));
  const count = async () => (await childBureausCounter(context, parent)) ?? 0;
  return toConnection(page ?? { rows: [], hasNextPage: false }, request.after !== null, count, toBureau);
}

/** The bureaus above one, from the nation down. */
export async function bureausAbove(context: RequestContext, bureau: Bureau): Promise<Bureau[]> {
  const above = pathOf(placeOf(bureau)).filter((code) => code !== bureau.code);
  const found = await Promise.all(above.map((code) => bureauLoader(context, code)));
  return found.filter((one) => one !== null);
}

/** The divisions that a bureau covers of itself on a day, by code. */
export async function divisionsCovered(context: RequestContext, bureau: string, on: string): Promise<Division[]> {
  const codes = (await coverageLoader(context, onDay(bureau, on))) ?? [];
  const found = await Promise.all(codes.map((code) => divisionLoader(context, code)));
  return found.filter((one) => one !== null);
}

/** What a bureau was called and whom it stood under, the latest first, planned times included. */
export async function periodsOf(context: RequestContext, bureau: string): Promise<BureauPeriod[]> {
  const rows = (await periodsLoader(context, bureau)) ?? [];
  return Promise.all(
    rows.map(async ({ name, parent, validFrom, validTo }) =>
      Object.assign(new BureauPeriod(), {
        name,
        parent: parent === null ? null : await bureauLoader(context, parent),
        validFrom,
        validTo,
      }),
    ),
  );
}

/** The bureau that is competent for a division on a day; null when there was none. */
export async function competentBureauFor(
  context: RequestContext,
  division: string,
  on: string,
): Promise<Bureau | null> {
  const competence = await competenceLoader(context, onDay(division, on));
  return competence === null ? null : bureauLoader(context, competence.bureau);
}

/** Which bureau is competent for a division on a day, and why. Throws NOT_FOUND for an unknown division. */
export async function answerCompetence(context: RequestContext, code: string, on: string): Promise<CompetenceAnswer> {
  const division = await divisionLoader(context, code);
  if (division === null) throw notFound("division");
  const competence = await competenceLoader(context, onDay(code, on));
  const bureau = competence === null ? null : await bureauLoader(context, competence.bureau);
  const viaDivision = competence === null ? null : await divisionLoader(context, competence.viaDivision);
  const explanation = inLocale(explain(division, on, bureau, viaDivision), context.locale);
  return Object.assign(new CompetenceAnswer(), { division, on, bureau, viaDivision, explanation });
}

function explain(division: Division, on: string, bureau: Bureau | null, via: Division | null): BilingualText {
  if (!isValidOn(division, on)) {
    return { zh: `${division.name}在 ${on} 尚未设立或已撤销。`, en: `${division.name} was not in force on ${on}.` };
  }
  if (bureau === null || via === null) {
    return {
      zh: `${on}，${division.name}及其上级区划均无管辖单位。`,
      en: `On ${on} no bureau covers ${division.name} or any division above it.`,
    };
  }
  if (via.code === division.code) {
    return {
      zh: `${on}，${division.name}由${bureau.name}管辖。`,
      en: `On ${on} ${division.name} is covered by ${bureau.name} itself.`,
    };
  }
  return {
    zh: `${on}，${division.name}未单独设立管辖单位，由管辖${via.name}的${bureau.name}管辖。`,
    en: `On ${on} no bureau covers ${division.name} of itself, so it falls to ${bureau.name}, which covers ${via.name}.`,
  };
}
