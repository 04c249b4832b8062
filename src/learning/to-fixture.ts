// A correction as a labelled report that anybody may read, or the reason why it cannot be one.

import {
  type ClassifierRulebook,
  classify,
  type DecisionClass,
  type Report,
  type ReportClass,
} from '../classifier/index.js';
import { areaIn } from '../history/index.js';
import { type KnownWords, type MaskChoices, maskReport } from './mask.js';
import type { Mistake } from './mistakes.js';

/** One line of a fixture file; `reviewed` is the name of whoever has read it, and without one it does not land. */
export interface CorrectionFixture {
  readonly id: string;
  readonly text: string;
  readonly source: Report['source'];
  readonly ts: string;
  readonly partner?: string;
  readonly label: ReportClass;
  readonly area: string | null;
  readonly why: string;
  readonly reviewed: string | null;
}

export type MadeFixture =
  | {
      readonly outcome: 'made';
      readonly fixture: CorrectionFixture;
      readonly report: Report;
      readonly today: DecisionClass;
    }
  | { readonly outcome: 'refused'; readonly mistake: Mistake; readonly why: string };

/** The fixture of a mistake. Refused where personal data may be left, or where the masked words read differently. */
export async function fixtureOf(
  mistake: Mistake,
  rulebook: ClassifierRulebook,
  known: KnownWords,
  choices: MaskChoices,
): Promise<MadeFixture> {
  const { one, decided, truth } = mistake;
  const refused = (why: string): MadeFixture => ({ outcome: 'refused', mistake, why });
  if (one.erased) return refused('its words are gone');
  if (one.private) return refused('it was said in private');
  const { report: bare, doubts } = maskReport(one.report, known, choices);
  if (doubts.length > 0)
    return refused(`it may name somebody: ${doubts.join(', ')}; say --keep or --hide for each`);
  const report = { ...bare, id: `c-${one.report.id.replace(/^r-/, '')}` };
  const [was, is] = [await classOf(one.report, rulebook), await classOf(report, rulebook)];
  if (was !== is) return refused(`masked it reads differently: ${is} instead of ${was}`);
  return {
    outcome: 'made',
    report,
    today: is,
    fixture: {
      id: report.id,
      text: report.text,
      source: report.source,
      ts: isoOf(report),
      ...(report.partner !== undefined && { partner: report.partner }),
      label: truth,
      area: areaIn(one),
      why: `people said ${truth}, the desk ${decided}`,
      reviewed: null,
    },
  };
}

async function classOf(report: Report, rulebook: ClassifierRulebook): Promise<DecisionClass> {
  return (await classify(report, rulebook, [], { explain: false })).class;
}

/** In the zone in which it was said: "at five" is read in it. */
function isoOf({ at, utcOffset }: Report): string {
  const local = new Date(at + utcOffset * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(utcOffset);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${utcOffset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
