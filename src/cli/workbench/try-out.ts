// One report, tried by rules that may have been edited: what it is, why, what it lacks, and where it would go.

import { explain, givenBesideWords } from '../../authoring/index.js';
import {
  classify,
  offsetIn,
  type Report,
  readReport,
  type SeenReport,
  seenFrom,
} from '../../classifier/index.js';
import { areaOf, effectInWords } from '../../router/index.js';
import type { Rulebook } from '../../rulebook/index.js';
import type { Trial, Tried } from '../../web/page/shapes.js';
import { dryRun } from '../dry-run.js';

const mostNearly = 12;

/** Tries a report after its earlier ones. */
export async function tryOut(trial: Trial, rulebook: Rulebook): Promise<Tried> {
  const { directory, policy } = rulebook.routing;
  const utcOffset = trial.utcOffset ?? offsetIn(policy.zone, trial.at);
  const { text, source, at, partner } = trial;
  const report = { id: 'this report', text, source, at, utcOffset, ...(partner ? { partner } : {}) };
  const window = await earlierOf(trial, utcOffset, rulebook);
  const { decision, heard, chances, nearly, flips } = await explain(report, rulebook, window);
  const { route, reply, plan } = dryRun(rulebook)(report, decision);
  const rules = new Set(rulebook.rules.rules.map(({ id }) => id));
  const area = decision.area === null ? null : areaOf(decision.area, directory);
  return {
    class: decision.class,
    bestGuess: decision.bestGuess,
    confidence: decision.confidence,
    area: area && { name: area.name, title: area.title },
    scope: decision.scope,
    severity: decision.severity,
    wakes: decision.wakes,
    deadline: decision.deadline,
    scores: decision.scores,
    chances,
    fired: decision.firings.map((firing) => ({ ...firing, inFile: rules.has(firing.rule) })),
    heard: heard.map((one) => ({ concept: one.concept, words: one.words, beside: givenBesideWords(one) })),
    areaEvidence: decision.areaEvidence,
    nearly: nearly
      .slice(0, mostNearly)
      .map(({ rule, class: of, weight, missing }) => ({ rule, class: of, weight, missing })),
    flips: flips.map(({ to, sentence }) => ({ to, sentence })),
    correlation: decision.correlation,
    route,
    effects: plan.effects.map((effect) => effectInWords(effect, directory)),
    reply,
    truncated: decision.truncated,
    rulebook: decision.rulebook,
  };
}

/** The earlier reports as the classifier has seen them, each after those before it. */
async function earlierOf(
  trial: Trial,
  utcOffset: number,
  rulebook: Rulebook,
): Promise<readonly SeenReport[]> {
  const seen: SeenReport[] = [];
  for (const [index, one] of [...trial.earlier].sort(longestAgoFirst).entries()) {
    const name = `earlier report ${index + 1}`;
    const report: Report = {
      id: name,
      text: one.text,
      source: { ...trial.source, user: name },
      at: trial.at - Math.round(one.minutesBefore * 60_000),
      utcOffset,
      ...(one.partner.trim() === '' ? {} : { partner: one.partner.trim() }),
    };
    const decision = await classify(report, rulebook, seen, { explain: false });
    seen.push(seenFrom(report, readReport(report, rulebook.vocabulary), decision));
  }
  return seen;
}

function longestAgoFirst(one: { minutesBefore: number }, other: { minutesBefore: number }): number {
  return other.minutesBefore - one.minutesBefore;
}
