// The whole way of one report through the classifier: read it, see which rules fire, decide.

import { areaEvidence, conceptAreas, elect } from './area.js';
import { complains, listOf, partnersOf, partnersTogether } from './correlate.js';
import { type Deciding, decide, ranked, sortFirings, WORD_MODEL } from './decide.js';
import { type Leaning, type LeaningModel, lean, leaningEvidence } from './leaning/index.js';
import { READ_LIMIT, readReport, tokensOf, type Vocabulary } from './reading/index.js';
import type { PreparedRules } from './rules/evaluate.js';
import { quote } from './rules/quote.js';
import type { Rule, SimultaneousValue } from './rules/rule.js';
import type { Seen, Situation } from './rules/situation.js';
import {
  type Correlation,
  type Deadline,
  type Decision,
  type Evidence,
  type Features,
  type Firing,
  type Report,
  type ReportClass,
  SCOPES,
  type Window,
} from './types.js';

/** What the classifier needs of a rulebook. */
export interface ClassifierRulebook {
  /** Content hash of the files it was made from. */
  readonly version: string;
  readonly vocabulary: Vocabulary;
  readonly rules: PreparedRules;
  readonly deciding: Deciding;
  /** The word model; null where there is none. */
  readonly leaning: LeaningModel | null;
  /** The policy's hours at a moment (milliseconds since 1970, UTC); asked only when a rule wants to know. */
  readonly hoursAt: (at: number) => 'working' | 'off' | 'holiday';
}

export interface ClassifyOptions {
  /**
   * Say why as well: the words behind every firing and behind the area (`evidence`, `areaEvidence`), and the rule that
   * came closest without firing (`nearest`). On by default. Without it those stay empty and everything else is the same:
   * enough for who counts, compares or keeps no words.
   */
  readonly explain?: boolean;
}

/** Reads one report and decides; the same report, rulebook and window always give the same decision. */
export function classify(
  report: Report,
  rulebook: ClassifierRulebook,
  window: Window = [],
  options: ClassifyOptions = {},
): Promise<Decision> {
  return decideOn(report, readReport(report, rulebook.vocabulary), rulebook, window, options);
}

/** Decides on a report that was read already: `features` must come from its text and this rulebook. */
export async function decideOn(
  report: Report,
  features: Features,
  rulebook: ClassifierRulebook,
  window: Window,
  options: ClassifyOptions = {},
): Promise<Decision> {
  const situation = situate(report, features, rulebook, window);
  const fired = await rulebook.rules.fired(situation);
  return decisionFrom(report, features, rulebook, situation, fired, options.explain !== false);
}

function decisionFrom(
  report: Report,
  features: Features,
  rulebook: ClassifierRulebook,
  situation: Situation,
  fired: readonly Rule[],
  explained: boolean,
): Decision {
  const firings = sortFirings(firingsOf(fired, situation, rulebook, explained));
  const spoken = withSilence(firings, features, report.text);
  const readable = features.facts.readable !== false;
  const verdict = decide(spoken, rulebook.deciding, readable, situation.leaning?.logChances);
  const area = areaOf(situation, fired, rulebook);
  const { severity, severityFrom } = severityOf(features, fired, firings, verdict.bestGuess);
  return {
    report: report.id,
    class: verdict.class,
    bestGuess: verdict.bestGuess,
    area,
    areaEvidence: explained ? areaEvidence(area, features.hits, areasOf(rulebook), report.text) : UNSAID,
    scope: SCOPES.find((scope) => scope === features.facts.scope) ?? 'unknown',
    severity,
    severityFrom,
    wakes: fired.find((rule) => rule.wakes !== null)?.wakes ?? features.facts.wakes === true,
    deadline: deadlineOf(features, report.text),
    confidence: verdict.confidence,
    scores: verdict.scores,
    firings: spoken,
    nearest: explained ? rulebook.rules.nearMisses.nearest(situation, verdict.class) : null,
    correlation: verdict.class === 'incident' ? correlationOf(firings, fired, situation, rulebook) : null,
    truncated: features.truncated,
    rulebook: rulebook.version,
  };
}

/** Everything the conditions of rules look at: what was read, the policy's hours, and the earlier reports. */
export function situate(
  report: Report,
  features: Features,
  rulebook: ClassifierRulebook,
  window: Window,
): Situation {
  const text = report.text.length > READ_LIMIT ? report.text.slice(0, READ_LIMIT) : report.text;
  const leaning =
    rulebook.leaning === null ? null : lean(features, tokensOf(features, text), rulebook.leaning);
  const seen: Seen = {
    at: report.at,
    user: report.source.user,
    partners: partnersOf(report, features),
    functions: listOf(features, 'functions'),
    critical: listOf(features, 'criticalFunctions'),
    area: elect(features.hits, areasOf(rulebook), [], leaning?.areas ?? []),
    complains: complains(features),
    window,
  };
  const hours = rulebook.rules.facts.has('hours') ? rulebook.hoursAt(report.at) : null;
  return {
    facts: {
      ...features.facts,
      failing: failing(seen),
      hours,
      'leaning:incident': chance(leaning, 'incident'),
      'leaning:urgent-non-incident': chance(leaning, 'urgent-non-incident'),
      'leaning:non-incident': chance(leaning, 'non-incident'),
      'leaning:none': chance(leaning, 'none'),
    },
    spans: features.spans,
    hits: features.hits,
    text,
    seen,
    leaning,
  };
}

/** The most important kind of function that is said to fail. */
function failing(seen: Seen): 'critical' | 'ordinary' | null {
  if (seen.critical.length > 0) return 'critical';
  return seen.functions.length > 0 ? 'ordinary' : null;
}

const areas = new WeakMap<Vocabulary, ReturnType<typeof conceptAreas>>();

function areasOf({ vocabulary }: ClassifierRulebook): ReturnType<typeof conceptAreas> {
  const known = areas.get(vocabulary) ?? conceptAreas(vocabulary.concepts);
  areas.set(vocabulary, known);
  return known;
}

/** The area of this report, now that it is known which rules fired. */
function areaOf({ seen, hits, leaning }: Situation, fired: readonly Rule[], rulebook: ClassifierRulebook) {
  if (fired.every((rule) => rule.area === null)) return seen.area;
  return elect(hits, areasOf(rulebook), fired, leaning?.areas ?? []);
}

/** The evidence of a decision that is not to be explained. */
const UNSAID: readonly Evidence[] = [];

function firingsOf(
  fired: readonly Rule[],
  situation: Situation,
  rulebook: ClassifierRulebook,
  explained: boolean,
): Firing[] {
  const firings = fired.map((rule) =>
    firingOf(rule, explained ? rulebook.rules.evidence(rule, situation) : UNSAID),
  );
  const leaning = leaningFiring(situation, rulebook, explained);
  if (leaning !== null) firings.push(leaning);
  return firings;
}

/** A rule that fired, with what it saw. */
export function firingOf(rule: Rule, evidence: readonly Evidence[]): Firing {
  const { id, class: ofClass, weight, decisive, voice, why } = rule;
  return { rule: id, class: ofClass, weight, decisive, voice, why, evidence };
}

function chance(leaning: Leaning | null, name: ReportClass): number | null {
  return leaning === null ? null : Math.exp(leaning.logChances[name]);
}

const LOUDEST_WORDS = 4;

const EARLIER: Readonly<Record<ReportClass, string>> = {
  incident: 'Earlier incidents',
  'urgent-non-incident': 'Earlier urgent matters that were no incident',
  'non-incident': 'Earlier reports that were neither urgent nor an incident',
  none: 'Earlier messages that reported nothing',
};

/** The word model as a firing: its first class, how far it prefers that to the second, its loudest words. */
function leaningFiring(
  situation: Situation,
  rulebook: ClassifierRulebook,
  explained: boolean,
): Firing | null {
  const { leaning: model, deciding } = rulebook;
  if (situation.leaning === null || model === null || deciding.leaningWeight === 0) return null;
  const { logChances } = situation.leaning;
  const [first, second] = ranked(logChances);
  const weight = deciding.leaningWeight * (logChances[first] - logChances[second]);
  return {
    rule: WORD_MODEL,
    class: first,
    weight: Math.round(weight * 100) / 100,
    decisive: false,
    voice: true,
    why: `${EARLIER[first]} were told in such words.`,
    evidence: explained
      ? leaningEvidence(situation.text, situation.leaning.tokens, model, first, LOUDEST_WORDS)
      : UNSAID,
  };
}

/** A report without a word says nothing, whatever classes start with, unless a rule decides it by its source. */
export function withSilence(firings: readonly Firing[], features: Features, text: string): readonly Firing[] {
  if (features.facts.words !== 0 || firings.length > 0 || text.trim() !== '') return firings;
  const why = 'The report has no words, so there is nothing to follow up.';
  return [{ rule: 'nothing-said', class: 'none', weight: null, decisive: true, why, evidence: [] }];
}

/** The policy's name where the text states one; else that of the rule that counts most for the class. */
function severityOf(
  features: Features,
  fired: readonly Rule[],
  firings: readonly Firing[],
  ofClass: ReportClass,
): Pick<Decision, 'severity' | 'severityFrom'> {
  const stated = features.facts.severityStated;
  if (typeof stated === 'string') return { severity: stated, severityFrom: 'text' };
  if (fired.every((rule) => rule.severity === null)) return { severity: null };
  const byRule = firings
    .filter((firing) => firing.class === ofClass)
    .map((firing) => fired.find((rule) => rule.id === firing.rule)?.severity ?? null)
    .find((severity) => severity !== null);
  return byRule === undefined ? { severity: null } : { severity: byRule, severityFrom: 'rule' };
}

function deadlineOf(features: Features, text: string): Deadline | null {
  const [evidence] = quote(features.spans.deadline ?? [], text);
  if (evidence === undefined) return null;
  const at = features.facts.deadlineAt;
  return { ...evidence, at: typeof at === 'number' ? at : null };
}

function correlationOf(
  firings: readonly Firing[],
  fired: readonly Rule[],
  situation: Situation,
  rulebook: ClassifierRulebook,
): Correlation | null {
  const { correlating } = rulebook.rules;
  const patterns = new Map<string, SimultaneousValue>();
  for (const rule of fired) {
    const pattern = correlating.get(rule);
    if (pattern !== undefined) patterns.set(rule.id, pattern);
  }
  if (patterns.size === 0) return null;
  for (const { rule } of firings) {
    const pattern = patterns.get(rule);
    if (pattern === undefined) continue;
    const together = partnersTogether(situation.seen, pattern);
    if (together.with.length > 0) return { rule, with: together.with.map((seen) => seen.id) };
  }
  return null;
}
