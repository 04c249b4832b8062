// Labelled reports, read once: everything that fitting looks at, again and again, without the text.

import {
  type AreaChance,
  type ClassifierRulebook,
  conceptAreas,
  elect,
  type Features,
  type Report,
  type ReportClass,
  readReport,
  situate,
  type Token,
  tokensOf,
  withSilence,
} from '../classifier/index.js';
import { type Terms, termsOf } from './terms-of.js';

/** A report with the class and the area people gave it. */
export interface Labelled {
  readonly report: Report;
  readonly label: ReportClass;
  readonly area: string | null;
  /** Only to learn from: no figure is taken of it. */
  readonly onlyForLearning: boolean;
  /** Nobody had read it when the words and rules were written: what fires on it is what fires in life. */
  readonly unseen: boolean;
  /** Written together with others, like variations of one theme: those are never learnt from to judge it. */
  readonly set: string | null;
  /** Marked as hard by the people who labelled it. */
  readonly hard: boolean;
}

/** A labelled report as the rules and the word model see it. */
export interface Studied extends Labelled {
  readonly features: Features;
  readonly tokens: readonly Token[];
  readonly terms: Terms;
  /** Ids of the rules that fired and have a weight. */
  readonly fired: readonly string[];
  /** What a decisive rule decided. */
  readonly decisive: ReportClass | null;
  readonly readable: boolean;
  /** The area the desk would find, given what a word model says of areas. */
  readonly areaWith: (leanings: readonly AreaChance[]) => string | null;
}

/** Reads each report and lets the rules of the rulebook fire on it, each report on its own. */
export async function study(
  labelled: readonly Labelled[],
  rulebook: ClassifierRulebook,
): Promise<readonly Studied[]> {
  const silent = { ...rulebook, leaning: null };
  const areas = conceptAreas(rulebook.vocabulary.concepts);
  const studied: Studied[] = [];
  for (const one of labelled) {
    const features = readReport(one.report, rulebook.vocabulary);
    const tokens = tokensOf(features, one.report.text);
    const rules = await rulebook.rules.fired(situate(one.report, features, silent, []));
    const decisive = withSilence(
      rules
        .filter((rule) => rule.decisive)
        .map(({ id, class: of, why }) => ({
          rule: id,
          class: of,
          weight: null,
          decisive: true,
          why,
          evidence: [],
        })),
      features,
      one.report.text,
    );
    studied.push({
      ...one,
      features,
      tokens,
      terms: termsOf(features, tokens),
      fired: rules.filter((rule) => !rule.decisive).map((rule) => rule.id),
      decisive: decisive[0]?.class ?? null,
      readable: features.facts.readable !== false,
      areaWith: (leanings) => elect(features.hits, areas, rules, leanings),
    });
  }
  return studied;
}
