// The rule files as they are edited here, and what follows from the edits.

import { effect, signal } from '@preact/signals';
import type { Checked, Consequences, RuleFolder, RuleProblem } from '../../../src/web/page/shapes.js';
import { attempt, get, isCalledOff, post, sentenceOf } from '../ask.js';
import { edits } from '../playground/state.js';

export const folder = signal<RuleFolder | null>(null);
export const openPath = signal('incident.yaml');
export const problems = signal<readonly RuleProblem[]>([]);
export const consequences = signal<Consequences | null>(null);
/** A place to be shown in its file. */
export const wantedPlace = signal<Place | null>(null);
export const said = signal('');
export const checking = signal(false);

export interface Place {
  readonly path: string;
  /** From 1, both. */
  readonly line: number;
  readonly column: number;
}

/** Opens the file of a place, and shows the place there. */
export function show(place: Place): void {
  openPath.value = place.path;
  wantedPlace.value = place;
}

/** Opens the file of a rule at its place; nothing happens where it stands in none. */
export function showRule(rule: string): void {
  showFirst((row) => (row.trim() === `- id: ${rule}` ? row.indexOf('id:') : -1));
}

/** Opens the vocabulary at a concept. */
export function showConcept(concept: string): void {
  const key = /^ {2}(?! )(?<quote>["']?)(?<name>.+?)\k<quote>:(?:\s|$)/;
  showFirst((row, path) =>
    path.startsWith('vocabulary/') && key.exec(row)?.groups?.name === concept ? 2 : -1,
  );
}

/** Shows the first row, of the files as they are edited, in which something is found. */
function showFirst(find: (row: string, path: string) => number): void {
  for (const { path, text } of folder.value?.files ?? [])
    for (const [index, row] of (edits.value[path] ?? text).split('\n').entries()) {
      const at = find(row, path);
      if (at < 0) continue;
      show({ path, line: index + 1, column: at + 1 });
      return;
    }
}

/** Reads the files anew; edits stay. */
export async function readFolder(): Promise<void> {
  try {
    folder.value = await get<RuleFolder>('/page/rules');
    said.value = '';
  } catch (error) {
    said.value = sentenceOf(error);
  }
}

export function originalOf(path: string): string {
  return folder.value?.files.find((file) => file.path === path)?.text ?? '';
}

export function change(path: string, text: string): void {
  const { [path]: _, ...others } = edits.value;
  edits.value = text === originalOf(path) ? others : { ...others, [path]: text };
}

const breathMs = 350;

/** Checks edits and weighs what they change, whenever they stand still; the returned function ends it. */
export function keepChecking(): () => void {
  let timer: number | undefined;
  let asking: AbortController | null = null;
  const look = async (edited: Readonly<Record<string, string>>): Promise<void> => {
    asking = new AbortController();
    checking.value = true;
    try {
      const body = { edits: edited };
      const outcome = await post<Consequences>('/page/rules/consequences', body, asking.signal);
      consequences.value = outcome;
      const checked = await post<Checked>('/page/rules/check', body, asking.signal);
      problems.value = checked.problems;
      checking.value = false;
    } catch (error) {
      if (isCalledOff(error)) return;
      checking.value = false;
      said.value = sentenceOf(error);
    }
  };
  const stop = effect(() => {
    const edited = edits.value;
    window.clearTimeout(timer);
    asking?.abort();
    if (Object.keys(edited).length === 0) {
      problems.value = [];
      consequences.value = null;
      checking.value = false;
      return;
    }
    timer = window.setTimeout(() => void look(edited), breathMs);
  });
  return () => {
    stop();
    window.clearTimeout(timer);
    asking?.abort();
  };
}

/** Writes the edits into the folder. */
export async function save(): Promise<void> {
  const version = folder.value?.version ?? '';
  try {
    const why = await attempt('/page/rules/save', { edits: edits.value, version });
    if (why !== '') {
      said.value = why;
      return;
    }
    await readFolder();
    edits.value = {};
    said.value = 'Saved. The desk takes the new rules up within seconds.';
  } catch (error) {
    said.value = sentenceOf(error);
  }
}

/** The edits as a patch that `git apply` takes, for a folder named rules. */
export async function downloadPatch(): Promise<void> {
  const { createTwoFilesPatch } = await import('diff');
  const patch = Object.entries(edits.value)
    .map(([path, text]) =>
      createTwoFilesPatch(
        `a/rules/${path}`,
        `b/rules/${path}`,
        originalOf(path),
        text,
        undefined,
        undefined,
        {
          context: 3,
        },
      ),
    )
    .join('');
  const address = URL.createObjectURL(new Blob([patch], { type: 'text/x-diff' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'rules.patch';
  link.click();
  URL.revokeObjectURL(address);
  said.value = 'Downloaded. Take it with git apply rules.patch, and propose it like any other change.';
}
