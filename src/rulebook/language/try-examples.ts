// Whether examples fire their rule, and near misses do not.

import {
  type ClassifierRulebook,
  compile,
  describeLack,
  type LeaningModel,
  prepareRules,
  type Report,
  type Rule,
  readReport,
  type Situation,
  shortfall,
  situate,
  type VocabularyData,
  vocabularyFrom,
} from '../../classifier/index.js';
import { hoursAt, type RoutingRules } from '../../router/index.js';
import type { Problem } from '../problem.js';
import { earlierReports, reportOf } from './examples.js';
import type { LoadedRule } from './loaded.js';
import { unheard } from './unheard.js';

/** What the examples of rules are read with; whole even where other rules of the rulebook are broken. */
export interface ReadWith {
  readonly vocabulary: VocabularyData;
  readonly leaning: LeaningModel | null;
  readonly policy: RoutingRules['policy'];
}

/** Examples that do not fire their rule, and near misses that do. */
export function tryExamples(
  rules: readonly LoadedRule[],
  { vocabulary, leaning, policy }: ReadWith,
): readonly Problem[] {
  const rulebook: ClassifierRulebook = {
    version: '',
    vocabulary: vocabularyFrom(vocabulary),
    rules: prepareRules(rules.map(({ rule }) => rule)),
    deciding: UNDECIDED,
    leaning,
    hoursAt: (at) => hoursAt(at, policy),
  };
  return rules.flatMap((loaded) => [
    ...wrong(loaded, 'examples', true, rulebook),
    ...wrong(loaded, 'near-misses', false, rulebook),
  ]);
}

/** Whether a rule fires does not depend on how evidence is weighed. */
const UNDECIDED: ClassifierRulebook['deciding'] = {
  start: { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 },
  temperature: 1,
  undecided: { below: 1, margin: 1, incidentGuard: 1 },
  leaningWeight: 0,
  alone: null,
};

function wrong(
  { rule, entry, yaml, path }: LoadedRule,
  kind: 'examples' | 'near-misses',
  expected: boolean,
  rulebook: ClassifierRulebook,
): readonly Problem[] {
  const fires = compile(rule.when);
  return entry[kind].flatMap((example, index) => {
    const report = reportOf(example);
    const window = earlierReports(example, report.at, rulebook);
    const situation = situate(report, readReport(report, rulebook.vocabulary), rulebook, window);
    if (fires(situation) === expected) return [];
    const place = { file: yaml.file, ...yaml.at([...path, kind, index]) };
    return [expected ? doesNotFire(rule, report, situation, rulebook, place) : firesAsNearMiss(rule, place)];
  });
}

type Place = Pick<Problem, 'file' | 'line' | 'column'>;

function doesNotFire(
  { id, when }: Rule,
  report: Report,
  situation: Situation,
  { vocabulary }: ClassifierRulebook,
  place: Place,
): Problem {
  const lacks = shortfall(when, situation, Number.POSITIVE_INFINITY)?.lacks ?? [];
  const missing = [...new Set(lacks.map((lack) => describeLack(lack, situation)))];
  const would = missing.length === 0 ? [] : [`It would if ${missing.join(', and ')}.`];
  const cures = unheard({ report, situation, lacks }, vocabulary);
  const other = cures.length > 0 ? 'Or move' : 'Widen the rule or its concepts, or move';
  return {
    ...place,
    found: `an example that does not fire "${id}"`,
    expected: 'a report that fires the rule',
    cure: [...would, ...cures, `${other} the text to the near misses.`].join(' '),
    severity: 'error',
  };
}

function firesAsNearMiss({ id }: Rule, place: Place): Problem {
  return {
    ...place,
    found: `a near miss that fires "${id}"`,
    expected: 'a report that comes close and does not fire it',
    cure: 'Narrow the rule, or move the text to the examples.',
    severity: 'error',
  };
}
