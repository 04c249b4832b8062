// A severity as the text states it: P1, SEV2, "severity: critical", [high].

import { CUES, type Cues } from './cues.js';
import type { Token } from './token.js';
import type { Word } from './word.js';

export interface SeverityRead {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A severity as stated, in capitals for scales (`P1`, `SEV2`), and where it stands. */
export function severityIn(text: string, tokens: readonly Token[], cues: Cues): SeverityRead | null {
  if ((cues.any & CUES.severity) === 0) return null;
  for (const token of tokens) {
    const isLevel = LEVELS.has(token.norm) && isBracketed(text, token);
    if (!isLevel && !SEVERITY_WORDS.test(token.norm)) continue;
    const part = text.slice(token.start, token.end + 24);
    const found = isLevel ? /^\w+/.exec(part) : (SCALE.exec(part) ?? NAMED.exec(part));
    if (found === null) continue;
    const name = isLevel ? token.norm : nameOf(found);
    return { name, start: token.start, end: token.start + found[0].length };
  }
  return null;
}

/** Whether a severity may begin with a word. */
export function maySaySeverity({ norm }: Word): boolean {
  return LEVELS.has(norm) || SEVERITY_WORDS.test(norm);
}

const LEVELS = new Set(['critical', 'high', 'major', 'warning', 'warn', 'minor', 'low', 'info', 'error']);
const SEVERITY_WORDS = /^(?:p[0-5]|sev[0-5]?|severity|prio|priority|level|urgency)$/;
const SCALE = /^(?:(?:sev|severity|prio|priority)[ :=_-]{0,2}[ps]?([0-5])|(p)([0-5]))(?!\w)/i;
const NAMED =
  /^(?:sev|severity|prio|priority|level|urgency)["*_]{0,2} ?[:=/-]? ?["*_]{0,2}(critical|emergency|disaster|high|error|major|warning|warn|medium|minor|low|info|informational|urgent)\b/i;

function nameOf(found: RegExpExecArray): string {
  if (found[2] !== undefined) return `P${found[3] ?? ''}`;
  const value = found[1] ?? '';
  return /^\d$/.test(value) ? `${/^s/i.test(found[0]) ? 'SEV' : 'P'}${value}` : value.toLowerCase();
}

function isBracketed(text: string, token: Token): boolean {
  return (
    '[('.includes(text.charAt(token.start - 1)) && '])'.includes(text.charAt(token.end)) && token.start > 0
  );
}
