// The examples and near misses of a rule, as reports.

import {
  type ClassifierRulebook,
  compile,
  describeLack,
  type LeaningModel,
  prepareRules,
  type Report,
  readReport,
  type SeenReport,
  shortfall,
  situate,
  type VocabularyData,
  vocabularyFrom,
} from '../../classifier/index.js';
import { hoursAt, type RoutingRules } from '../../router/index.js';
import type { Problem } from '../problem.js';
import type { Path, YamlFile } from '../yaml-file.js';
import type { LoadedRule } from './loaded.js';
import type { Example } from './rules-schema.js';
import { minutesOf } from './units.js';

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

/** The report an example stands for; said by a person, elsewhere than in #incidents, on a Tuesday afternoon. */
export function reportOf(example: Example, id = 'example'): Report {
  const told = typeof example === 'string' ? { text: example } : example;
  const at = 'at' in told && told.at !== undefined ? told.at : USUAL_TIME;
  return {
    id,
    text: told.text,
    source: {
      kind: told.kind ?? 'human',
      channel: told.channel ?? 'other',
      user: told.user ?? `author of ${id}`,
    },
    at: Date.parse(at),
    utcOffset: offsetOf(at),
    ...(told.partner === undefined ? {} : { partner: told.partner }),
  };
}

/** Whether a rule fires does not depend on how evidence is weighed. */
const UNDECIDED: ClassifierRulebook['deciding'] = {
  start: { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 },
  temperature: 1,
  undecided: { below: 1, margin: 1, incidentGuard: 1 },
  leaningWeight: 0,
  alone: null,
};

const USUAL_TIME = '2024-03-05T14:00:00-05:00';
/** Minutes between an example and a report before it, where the example does not say. */
const USUAL_GAP = 10;

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
    const lacks = expected ? (shortfall(rule.when, situation, MOST_LACKS)?.lacks ?? []) : [];
    const missing = lacks.map((lack) => describeLack(lack, situation));
    return [surprise(rule.id, expected, missing, yaml, [...path, kind, index])];
  });
}

/** What is remembered of the reports that came before an example. */
export function earlierReports(
  example: Example,
  at: number,
  rulebook: ClassifierRulebook,
): readonly SeenReport[] {
  const after = typeof example === 'string' ? [] : (example.after ?? []);
  return after.map((earlier, index) => {
    const ago = typeof earlier === 'string' ? undefined : earlier.ago;
    const report = reportOf(earlier, `earlier-${index + 1}`);
    const before = ago === undefined ? USUAL_GAP : minutesOf(ago);
    const moved = { ...report, at: at - before * 60_000 };
    const { seen, facts } = situate(moved, readReport(moved, rulebook.vocabulary), rulebook, []);
    return {
      id: moved.id,
      at: moved.at,
      user: moved.source.user,
      partners: seen.partners,
      functions: seen.functions,
      critical: seen.critical,
      area: seen.area,
      complains: seen.complains,
      class: 'undecided',
      open: facts.state !== 'resolved' && facts.state !== 'test',
    };
  });
}

/** With more missing, the example is about something else. */
const MOST_LACKS = 2;

function surprise(
  rule: string,
  expected: boolean,
  missing: readonly string[],
  yaml: YamlFile,
  path: Path,
): Problem {
  const would = missing.length === 0 ? '' : `It would if ${missing.join(', and ')}. `;
  return {
    file: yaml.file,
    ...yaml.at(path),
    found: expected ? `an example that does not fire "${rule}"` : `a near miss that fires "${rule}"`,
    expected: expected ? 'a report that fires the rule' : 'a report that comes close and does not fire it',
    cure: expected
      ? `${would}Widen the rule or its concepts, or move the text to the near misses.`
      : 'Narrow the rule, or move the text to the examples.',
    severity: 'error',
  };
}

function offsetOf(time: string): number {
  const zone = /([+-])(\d\d):(\d\d)$/.exec(time);
  if (zone === null) return 0;
  return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
}
