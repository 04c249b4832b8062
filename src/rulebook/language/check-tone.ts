// How replies sound: every template, rendered at every moment of an example case, against replies/tone.yaml.

import { previewViews, renderReply } from '../../router/index.js';
import { checkTone, lintTone, toneSchema } from '../../router/language/index.js';
import { checkShape } from '../check-shape.js';
import { loosePart } from '../loose-part.js';
import { type Position, type Problem, START } from '../problem.js';
import type { YamlFile } from '../yaml-file.js';
import { placedProblems } from './placed-problems.js';

/** Mistakes of tone.yaml, and replies that do not sound as it says; nothing where there is no such file. `replies` are those that can be rendered, `names` those that there are. */
export function checkReplyTone(
  yaml: YamlFile | undefined,
  replies: Readonly<Record<string, string>>,
  names: readonly string[],
): readonly Problem[] {
  if (yaml === undefined) return [];
  const { value: tone, problems, mended } = checkShape(yaml, toneSchema);
  const part = loosePart(toneSchema, mended.value);
  const told = [...problems, ...placedProblems(part === null ? [] : checkTone(part, names), mended)];
  if (tone === null) return told;
  const views = previewViews();
  const faults = Object.entries(replies).flatMap(([template, source]) =>
    views.flatMap(({ view }) => lintTone(template, renderReply(source, view).text, tone)),
  );
  const once = new Map(faults.map((fault) => [JSON.stringify(fault), fault]));
  return [
    ...told,
    ...[...once.values()].map(
      ({ template, phrase, present, why }): Problem => ({
        file: `replies/${template}.liquid`,
        ...(present ? placeOf(phrase, replies[template] ?? '') : START),
        found: present ? `"${phrase}"` : `none of "${phrase}"`,
        expected: present ? 'a text without it' : 'one of these phrases',
        cure: why,
        severity: 'error',
      }),
    ),
  ];
}

/** Where a template says a phrase: in any case and across line ends, as the tone is heard; its start where it is put together. */
function placeOf(phrase: string, source: string): Position {
  const words = phrase
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/['’]/g, "['’]"));
  const found = new RegExp(words.join('\\s+'), 'i').exec(source);
  if (found === null) return START;
  const rows = source.slice(0, found.index).split('\n');
  return { line: rows.length, column: (rows.at(-1)?.length ?? 0) + 1 };
}
