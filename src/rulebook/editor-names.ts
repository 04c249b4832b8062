// The names of one rulebook, for its schemas.

import type { EditorNames } from './editor-schemas.js';
import type { Rulebook } from './rulebook.js';
import type { Written } from './written.js';

/** What the files of a rulebook may refer to; without a whole rulebook only what its rule files say. */
export function editorNames(written: Written, rulebook: Rulebook | null): EditorNames {
  const { directory, policy } = rulebook?.routing ?? {};
  return {
    concepts: written.concepts.map(({ concept }) => concept.name),
    conditions: written.conditions.map(({ name }) => name),
    rules: written.rules.map(({ rule }) => rule.id),
    areas: directory?.areas.map(({ name }) => name) ?? [],
    severities: policy?.severities.map(({ name }) => name) ?? [],
    channels: policy?.channels.map(({ name }) => name) ?? [],
    people: directory?.people.map(({ id }) => id) ?? [],
    groups: Object.keys(directory?.groups ?? {}),
    replies: [...(rulebook?.replies.keys() ?? [])],
  };
}
