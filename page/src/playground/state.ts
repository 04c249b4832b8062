// What is tried in the playground, and what came of it. Every change asks anew, after a breath.

import { computed, effect, signal } from '@preact/signals';
import type { Checked, Earlier, Edits, PastReport, Trial, Tried } from '../../../src/web/page/shapes.js';
import { isCalledOff, post, sentenceOf } from '../ask.js';

export const text = signal(
  'Checkout fails for everyone since ten. Three galleries wrote in, and nobody can pay.',
);
export const kind = signal<'human' | 'automated'>('human');
export const channel = signal('incidents');
export const partner = signal('');
/** Null: the moment it is tried. */
export const at = signal<number | null>(null);
/** Minutes east of UTC where the picked report was told; null: where the company is. */
export const utcOffset = signal<number | null>(null);
export const earlier = signal<readonly Earlier[]>([]);
/** New words of rule files, by path. */
export const edits = signal<Edits>({});

export const answer = signal<Tried | null>(null);
/** The text that the answer is about: evidence points into it. */
export const answered = signal('');
export const problem = signal('');
/** A rule whose evidence stands out. */
export const pointedAt = signal<string | null>(null);
export const waiting = signal(false);

/** Whether the editor of the rules is open. */
export const editing = signal(false);
/** A rule to be shown in the editor once that is open. */
export const wantedRule = signal<string | null>(null);

/** Opens the editor at a rule. */
export function editRule(rule: string): void {
  wantedRule.value = rule;
  editing.value = true;
}

export const isEdited = computed(() => Object.keys(edits.value).length > 0);

export function trial(): Trial {
  return {
    text: text.value,
    source: { kind: kind.value, channel: channel.value, user: '' },
    at: at.value ?? Date.now(),
    utcOffset: utcOffset.value ?? undefined,
    partner: partner.value.trim() === '' ? undefined : partner.value,
    earlier: earlier.value.filter((one) => one.text.trim() !== ''),
    edits: edits.value,
  };
}

/** Takes up a report that was told before, with its circumstances. */
export function pick(report: PastReport): void {
  text.value = report.text;
  kind.value = report.source.kind;
  channel.value = report.source.channel;
  partner.value = report.partner ?? '';
  at.value = report.at === 0 ? null : report.at;
  utcOffset.value = report.utcOffset ?? null;
  earlier.value = [];
}

const breathMs = 120;

/** Tries again whenever something changes; the returned function ends it. */
export function keepTrying(): () => void {
  let timer: number | undefined;
  let asking: AbortController | null = null;
  const stop = effect(() => {
    const asked = trial();
    window.clearTimeout(timer);
    timer = window.setTimeout(async () => {
      asking?.abort();
      asking = new AbortController();
      waiting.value = true;
      try {
        const tried = await post<Tried | Checked>('/page/try', asked, asking.signal);
        if ('usable' in tried) {
          problem.value = 'The edited rules have mistakes; this is what the rules said before.';
        } else {
          answer.value = tried;
          answered.value = asked.text;
          problem.value = '';
        }
        waiting.value = false;
      } catch (error) {
        if (isCalledOff(error)) return;
        waiting.value = false;
        problem.value = sentenceOf(error);
      }
    }, breathMs);
  });
  return () => {
    stop();
    window.clearTimeout(timer);
    asking?.abort();
  };
}
