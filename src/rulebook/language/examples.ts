// The examples and near misses of a rule, as reports.

import {
  type ClassifierRulebook,
  type Report,
  readReport,
  type SeenReport,
  situate,
} from '../../classifier/index.js';
import type { Example } from './rules-schema.js';
import { minutesOf } from './units.js';

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

const USUAL_TIME = '2024-03-05T14:00:00-05:00';
/** Minutes between an example and a report before it, where the example does not say. */
const USUAL_GAP = 10;

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

function offsetOf(time: string): number {
  const zone = /([+-])(\d\d):(\d\d)$/.exec(time);
  if (zone === null) return 0;
  return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
}
