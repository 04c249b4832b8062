// Mistakes in a reply template, found before anybody reads what it says.

import { Mention, REPLY_FILTERS, REPLY_TAGS, replyEngine } from '../replies/engine.js';
import { type PreviewView, previewViews } from '../replies/preview-views.js';
import { viewPaths } from '../replies/view-paths.js';
import { nearestName, type PathProblem } from './problem.js';

/** All mistakes of one template; `name` is its file name without .liquid, `source` its text. */
export function checkReplies(name: string, source: string): readonly PathProblem[] {
  const unreadable = syntaxProblem(source);
  if (unreadable !== null) return [unreadable];
  const unknown = unknownVariables(source);
  return unknown.length > 0 ? unknown : emptyOutputs(name, source);
}

/** Refuses what a reader would see as a gap: "Its ticket: " and nothing behind it. */
const checker = replyEngine((value) => {
  const empty = value instanceof Mention ? value.people.length === 0 : (value ?? '') === '';
  if (empty) throw new Error('prints nothing');
  return String(value);
});

interface Placed {
  readonly token: { getPosition(): [number, number] };
  readonly message: string;
}

function syntaxProblem(source: string): PathProblem | null {
  try {
    checker.parse(source);
    return null;
  } catch (error) {
    if (!isPlaced(error)) throw error;
    const [line, column] = error.token.getPosition();
    const found = error.message.split(', line:')[0] ?? error.message;
    return { path: [], line, column, found, ...expectation(found) };
  }
}

function expectation(found: string): { readonly expected: string; readonly cure: string } {
  const filter = /undefined filter: (\S+)/.exec(found)?.[1];
  if (filter === 'raw')
    return {
      expected: 'text that is printed literally',
      cure: 'remove `| raw`: what people wrote must never become markup or a mention',
    };
  if (filter !== undefined)
    return { expected: `a filter of ${REPLY_FILTERS.join(', ')}`, cure: suggestion(filter, REPLY_FILTERS) };
  const tag = /tag "(\S+)" not found/.exec(found)?.[1];
  if (tag !== undefined)
    return { expected: `a tag of ${REPLY_TAGS.join(', ')}`, cure: suggestion(tag, REPLY_TAGS) };
  if (found.includes('not closed'))
    return {
      expected: 'a closing part for every tag and output',
      cure: 'close it, like {% if … %}…{% endif %}',
    };
  return { expected: 'Liquid that can be read', cure: 'compare with the other templates of rules/replies' };
}

function suggestion(wrong: string, known: readonly string[]): string {
  const near = nearestName(wrong, known);
  return near === null ? `remove "${wrong}"` : `did you mean "${near}"?`;
}

function unknownVariables(source: string): readonly PathProblem[] {
  const { globals } = checker.analyzeSync(checker.parse(source), { partials: false });
  return Object.values(globals)
    .flat()
    .flatMap((variable): readonly PathProblem[] => {
      const path = variable.toArray().map(String).join('.');
      if (isKnown(path)) return [];
      const near = nearestName(path, viewPaths);
      return [
        {
          path: [],
          line: variable.location.row,
          column: variable.location.col,
          found: `the variable "${path}"`,
          expected: 'something that a reply may speak of',
          cure: near === null ? `use one of ${viewPaths.join(', ')}` : `did you mean "${near}"?`,
        },
      ];
    });
}

/** `people.onCall.size` and `people.onCall.0` are fine: the size of a text or list, and a place in a list. */
function isKnown(path: string): boolean {
  return viewPaths.includes(path) || viewPaths.includes(path.replace(/\.(size|first|last|\d+)$/, ''));
}

/** At every moment of a case each output must have something to print: each example view is tried. */
function emptyOutputs(name: string, source: string): readonly PathProblem[] {
  const template = checker.parse(source);
  for (const preview of examples()) {
    try {
      const { mentions: _, ...visible } = preview.view;
      checker.renderSync(template, visible);
    } catch (error) {
      if (!isPlaced(error)) throw error;
      const [line, column] = error.token.getPosition();
      return [
        {
          path: [],
          line,
          column,
          found: `an output that ${error.message.split(', line:')[0]} (in the example "${preview.name}")`,
          expected: `that "${name}" reads well at any moment of a case`,
          cure: 'put it, with the words around it, inside {% if … %} for the thing that may be missing',
        },
      ];
    }
  }
  return [];
}

let madeExamples: readonly PreviewView[] | null = null;

/** Made once: the table is always the same, and every template is tried with it. */
function examples(): readonly PreviewView[] {
  madeExamples ??= previewViews();
  return madeExamples;
}

function isPlaced(error: unknown): error is Placed {
  return (
    error instanceof Error && 'token' in error && typeof error.token === 'object' && error.token !== null
  );
}
