import { branchOf, type Draw, drawFrom, drawIncident, drawShop, type Incident, inWords, oneOf } from "./incident.js";
import type { LabelledPair, Telling } from "./labelled-pair.js";
import { scenarios } from "./scenarios.js";

type Pair = Omit<LabelledPair, "id">;

const long = { isShort: false, hasSlips: false };
const short = { isShort: true, hasSlips: false };
const slipping = { isShort: false, hasSlips: true };

interface Person {
  phone: string | null;
  identity: string | null;
  person: string | null;
}

function drawPerson(draw: Draw): Person {
  const phone = `1${oneOf(draw, ["38", "39", "58", "77", "86", "91"])}${String(draw(100_000_000)).padStart(8, "0")}`;
  const identity = draw(4) === 0 ? `32050019${60 + draw(40)}${1000 + draw(9000)}${1000 + draw(9000)}` : null;
  return { phone, identity, person: draw(5) === 0 ? `citizen ${draw(1_000_000)}` : null };
}

/** The same citizen from another telephone, known by his document or by name and address. */
const fromOtherPhone = (draw: Draw, person: Person): Person => {
  const isKnown = person.identity !== null || person.person !== null;
  return isKnown && draw(2) === 0 ? { ...person, phone: drawPerson(draw).phone } : person;
};

const dayAfter = (month: number, day: number, days: number): string =>
  new Date(Date.UTC(2026, month - 1, day + days)).toISOString().slice(0, 10);

function tellingOf(incident: Incident, by: Person, facts: string, days: number, more: Partial<Telling> = {}): Telling {
  const { scenario, shop, month, day } = incident;
  return {
    kind: "COMPLAINT",
    ...by,
    respondentName: shop.name,
    creditCode: shop.creditCode,
    division: shop.division,
    goodsClass: scenario.goodsClass,
    issueClass: scenario.issueClass,
    receivedOn: dayAfter(month, day, days),
    facts,
    ...more,
  };
}

const together = (why: string, one: Telling, other: Telling): Pair => ({ why, belongTogether: true, one, other });
const apart = (why: string, one: Telling, other: Telling): Pair => ({ why, belongTogether: false, one, other });

// What an operator may not have typed, or typed in another way.
function blurred(draw: Draw, telling: Telling): Telling {
  const isWithout = draw(4) === 0;
  return {
    ...telling,
    creditCode: draw(2) === 0 ? null : telling.creditCode,
    division: draw(5) === 0 ? null : telling.division,
    respondentName: isWithout ? (telling.respondentName?.slice(0, 4) ?? null) : telling.respondentName,
    goodsClass: draw(4) === 0 ? null : telling.goodsClass,
    // Two operators do not always choose the same class.
    issueClass: draw(4) === 0 ? oneOf(draw, ["OTHER", "AFTER_SALES", "PRICE", "QUALITY"]) : telling.issueClass,
  };
}

const later = (draw: Draw): number => 1 + draw(20);

const groups: readonly { count: number; make: (draw: Draw) => Pair }[] = [
  {
    count: 55,
    make: (draw) => {
      const [incident, by] = [drawIncident(draw), drawPerson(draw)];
      const again = tellingOf(incident, fromOtherPhone(draw, by), inWords(draw, incident, long), later(draw));
      const first = tellingOf(incident, by, inWords(draw, incident, long), 1);
      return together("同一人就同一件事再次反映，换了说法", first, blurred(draw, again));
    },
  },
  {
    count: 30,
    make: (draw) => {
      const incident = drawIncident(draw);
      const one = tellingOf(incident, drawPerson(draw), inWords(draw, incident, long), 0);
      const other = tellingOf(incident, drawPerson(draw), inWords(draw, incident, long), draw(4));
      return together("不同的人反映同一家店的同一件事", one, blurred(draw, other));
    },
  },
  {
    count: 20,
    make: (draw) => {
      const [incident, by] = [drawIncident(draw), drawPerson(draw)];
      const other = tellingOf(incident, by, inWords(draw, incident, short), draw(3), { kind: "REPORT" });
      return together("投诉与举报混合：同一件事", tellingOf(incident, by, inWords(draw, incident, long), 0), other);
    },
  },
  {
    count: 30,
    make: (draw) => {
      const [incident, by] = [drawIncident(draw), drawPerson(draw)];
      const other = tellingOf(incident, by, inWords(draw, incident, draw(2) === 0 ? short : slipping), later(draw));
      return together(
        "同一件事，一次详细，一次简短或有错别字",
        tellingOf(incident, by, inWords(draw, incident, long), 0),
        blurred(draw, other),
      );
    },
  },
  {
    count: 35,
    make: (draw) => {
      const [incident, by] = [drawIncident(draw), drawPerson(draw)];
      const again = drawIncident(draw, draw(2) === 0 ? incident.scenario : oneOf(draw, scenarios), incident.shop);
      return apart(
        "同一人投诉同一家店的另一件事",
        tellingOf(incident, by, inWords(draw, incident, long), 1),
        tellingOf(again, by, inWords(draw, again, long), 1),
      );
    },
  },
  {
    count: 30,
    make: (draw) => {
      const [incident, by] = [drawIncident(draw), drawPerson(draw)];
      const elsewhere = { ...incident, shop: drawShop(draw, incident.scenario), day: 1 + draw(28) };
      const seed = draw(1_000_000);
      return apart(
        "同一模板，投诉不同的店",
        tellingOf(incident, by, inWords(drawFrom(seed), incident, long), 2),
        tellingOf(elsewhere, draw(2) === 0 ? by : drawPerson(draw), inWords(drawFrom(seed), elsewhere, long), 2),
      );
    },
  },
  {
    count: 25,
    make: (draw) => {
      const incident = drawIncident(draw, scenarios[4]);
      const { goods, shop, circumstance, dispute } = incident;
      const own = { ...drawIncident(draw, incident.scenario, shop), goods, circumstance, dispute };
      const seed = draw(1_000_000);
      return apart(
        "同一模板投诉同一家店，各人各自的订单",
        tellingOf(incident, drawPerson(draw), inWords(drawFrom(seed), incident, long), 2),
        tellingOf(own, drawPerson(draw), inWords(drawFrom(seed), own, long), 2),
      );
    },
  },
  {
    count: 30,
    make: (draw) => {
      const incident = drawIncident(draw);
      const branch = { ...drawIncident(draw, incident.scenario, branchOf(draw, incident.shop)), goods: incident.goods };
      return apart(
        "同一连锁的另一家分店",
        tellingOf(incident, drawPerson(draw), inWords(draw, incident, long), 1),
        tellingOf(branch, drawPerson(draw), inWords(draw, branch, long), 1),
      );
    },
  },
  {
    count: 30,
    make: (draw) => {
      const [incident, by] = [drawIncident(draw), drawPerson(draw)];
      const other = drawIncident(draw, incident.scenario);
      const near = { ...by, identity: null, person: null, phone: `${by.phone?.slice(0, 10) ?? ""}${draw(10)}` };
      const isSame = near.phone === by.phone;
      return apart(
        isSame ? "同一人投诉另一家店" : "号码只差一位的另一个人，另一家店",
        tellingOf(incident, by, inWords(draw, incident, long), 1),
        tellingOf(other, near, inWords(draw, other, long), 1),
      );
    },
  },
  {
    count: 30,
    make: (draw) => {
      const incident = drawIncident(draw);
      const other = drawIncident(draw, incident.scenario, incident.shop);
      return apart(
        "不同的人投诉同一家店，各是各的事",
        tellingOf(incident, drawPerson(draw), inWords(draw, incident, long), 1),
        tellingOf(other, drawPerson(draw), inWords(draw, other, long), 1),
      );
    },
  },
];

/** The pairs that are made from scenarios: the same in every run. */
export function generatedPairs(): readonly Pair[] {
  return groups.flatMap(({ count, make }, group) =>
    Array.from({ length: count }, (_, number) => make(drawFrom(group * 10_000 + number))),
  );
}
