// What somebody says below a report, as it is read there: a line is short, and means what is above it.

import {
  type ClassifierRulebook,
  type ConceptHit,
  type DecisionClass,
  decideOn,
  type Features,
  type Report,
  readInAnyLanguage,
  readReport,
  type Span,
} from '../classifier/index.js';

/** What was said in a thread. */
export interface SaidBelow {
  readonly text: string;
  /** As a report is read. */
  readonly features: Features;
  /** With the phrases of every language: a line is often too short to tell its own by. */
  readonly inAnyLanguage: Features;
  /** What it would be as a report: one word of failure alone is in many a sentence that tells of none. */
  readonly alone: DecisionClass;
}

/** Reads what was said below; `report` has its words. */
export async function readBelow(report: Report, rulebook: ClassifierRulebook): Promise<SaidBelow> {
  const features = readReport(report, rulebook.vocabulary);
  return {
    text: report.text,
    features,
    inAnyLanguage: readInAnyLanguage(report, rulebook.vocabulary),
    alone: (await decideOn(report, features, rulebook, [], { explain: false })).class,
  };
}

/** Where a concept is found and not denied. */
export function said(hits: readonly ConceptHit[], name: string): readonly ConceptHit[] {
  return hits.filter(({ concept, denied }) => concept === name && denied === null);
}

/** "Thanks, but it is broken again" thanks for something else. */
export function speaksOf(hits: readonly ConceptHit[], kindly: ReadonlySet<string>): boolean {
  return said(hits, 'but').length === 0 && hits.some(({ concept }) => kindly.has(concept));
}

/** "Could it happen again?" asks; "it is back, can you look?" does not. */
export function isAsked(text: string, { end }: Span): boolean {
  return /^[^.!?,;:\n]*\?/.test(text.slice(end));
}
