import { type Features, featuresOf } from "./features.js";
import type { Matter } from "./matter.js";

/**
 * What each thing in common weighs, in logits. Chosen by logistic regression on the tuning half of the labelled set, and
 * rounded; test/unit/duplicates counts what they achieve on the other half.
 */
const weights = {
  bias: -5,
  samePerson: 0.1,
  otherPerson: 0.5,
  respondent: 2.6,
  otherRespondent: 1.7,
  /** The same person against the same respondent. */
  samePersonAndRespondent: 1.7,
  text: 0.7,
  /** Like texts against the same respondent; against others they are a template. */
  textAndRespondent: 3,
  sameCodes: 1,
  otherCodes: 3,
  sameDays: 1.4,
  otherDays: 1.8,
  sameAmounts: 2.3,
  otherAmounts: 1,
  goods: 0.3,
  issue: 0.8,
  apart: -2.7,
} as const;

const above = (value: number): number => Math.max(value, 0);
const below = (value: number): number => Math.min(value, 0);

/** From this on two matters are likely to be the same. */
export const likelyFrom = 0.5;

/** How likely things in common make it that two matters are the same, 0 to 1. */
export function likelihoodOf(features: Features): number {
  const { amounts, apart, codes, days, goods, issue, person, respondent, text } = features;
  const sum =
    weights.bias +
    weights.samePerson * above(person) +
    weights.otherPerson * below(person) +
    weights.respondent * above(respondent) +
    weights.otherRespondent * below(respondent) +
    weights.samePersonAndRespondent * above(person) * above(respondent) +
    weights.text * text +
    weights.textAndRespondent * text * above(respondent) +
    weights.sameCodes * above(codes) +
    weights.otherCodes * below(codes) +
    weights.sameDays * above(days) +
    weights.otherDays * below(days) +
    weights.sameAmounts * above(amounts) +
    weights.otherAmounts * below(amounts) +
    weights.goods * goods +
    weights.issue * issue +
    weights.apart * apart;
  return 1 / (1 + Math.exp(-sum));
}

/** Two matters compared. */
export interface Comparison {
  features: Features;
  /** How likely they are the same matter, 0 to 1. */
  likelihood: number;
}

/** Compares two matters. Pure, and the same whichever comes first. */
export function compareMatters(one: Matter, other: Matter): Comparison {
  const features = featuresOf(one, other);
  return { features, likelihood: likelihoodOf(features) };
}
