// Mistakes in a reply template, found before anybody reads what it says.

import { REPLY_FILTERS, REPLY_TAGS, replyEngine } from '../replies/engine.js';
import { previewViews } from '../replies/preview-views.js';
import { renderReply } from '../replies/render-reply.js';
import { viewPaths } from '../replies/view-paths.js';
import { nearestName, type PathProblem } from './problem.js';

/** All mistakes of one template; `name` is its file name without .liquid, `source` its text. */
export function checkReplies(name: string, source: string): readonly PathProblem[] {
  const unreadable = syntaxProblem(source);
  if (unreadable !== null) return [unreadable];
  const unknown = unknownVariables(source);
  return unknown.length > 0 ? unknown : failingViews(name, source);
}

const checker = replyEngine(String);

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

/** A template must be able to speak at any moment of a case: each example view is tried. */
function failingViews(name: string, source: string): readonly PathProblem[] {
  for (const preview of previewViews()) {
    try {
      renderReply(source, preview.view);
    } catch (error) {
      if (!isPlaced(error)) throw error;
      const [line, column] = error.token.getPosition();
      return [
        {
          path: [],
          line,
          column,
          found: `${error.message.split(', line:')[0]} (in the example "${preview.name}")`,
          expected: `that "${name}" can be written at any moment of a case`,
          cure: 'put it inside {% if … %} for the thing that may be missing',
        },
      ];
    }
  }
  return [];
}

function isPlaced(error: unknown): error is Placed {
  return (
    error instanceof Error && 'token' in error && typeof error.token === 'object' && error.token !== null
  );
}
