// Mistakes in a reply template, found before anybody reads what it says.

import type { Template } from 'liquidjs';
import { Mention, REPLY_FILTERS, REPLY_TAGS, replyEngine } from '../replies/engine.js';
import { type PreviewView, previewViews } from '../replies/preview-views.js';
import { viewPaths } from '../replies/view-paths.js';
import { nearestName } from './nearest-name.js';
import type { PathProblem } from './problem.js';

/**
 * All mistakes of one template; `name` is its file name without .liquid, `source` its text. Without `preview` it is not
 * tried on the moments of a case, which takes longest.
 */
export function checkReplies(name: string, source: string, preview = true): readonly PathProblem[] {
  if (source.trim() === '') return [NOTHING];
  const syntax = syntaxProblems(source);
  const unknown = syntax.template === null ? [] : unknownVariables(syntax.template);
  const problems = [...syntax.problems, ...unknown];
  return problems.length > 0 || !preview ? problems : emptyOutputs(name, source);
}

const NOTHING: PathProblem = {
  path: [],
  line: 1,
  column: 1,
  found: 'an empty file',
  expected: 'what is said, or a comment that tells why nothing is',
  cure: 'write it, or bring it back from the rules that were shipped',
};

const EMPTY = 'prints nothing';

/** Refuses what a reader would see as a gap: "Its ticket: " and nothing behind it. */
const checker = replyEngine((value) => {
  const empty = value instanceof Mention ? value.people.length === 0 : (value ?? '') === '';
  if (empty) throw new Error(EMPTY);
  return String(value);
});

interface Placed {
  readonly token: { getPosition(): [number, number]; readonly begin: number; readonly end: number };
  readonly message: string;
}

/** A template with more faults than this is better written anew. */
const MOST_FAULTS = 50;

/**
 * Everything that cannot be parsed. The parser stops at the first fault: each is blanked out, and the rest is parsed
 * again. `template` is the rest, everything at its place; null where a fault reaches to the end.
 */
function syntaxProblems(source: string): {
  readonly problems: readonly PathProblem[];
  readonly template: Template[] | null;
} {
  const problems: PathProblem[] = [];
  let rest = source;
  while (problems.length < MOST_FAULTS) {
    const { template, fault } = parsed(rest);
    if (fault === null) return { problems, template };
    if (!follows(fault.found, problems)) problems.push(problemAt(source, fault));
    const open = OPEN_BLOCK.exec(fault.found)?.[1];
    if (open !== undefined) {
      rest = `${rest}{% end${open} %}`;
      continue;
    }
    if (fault.found.includes('not closed') || fault.begin >= fault.end) break;
    rest = `${rest.slice(0, fault.begin)}${blank(rest.slice(fault.begin, fault.end))}${rest.slice(fault.end)}`;
  }
  return { problems, template: null };
}

interface Fault {
  readonly found: string;
  /** Offsets of the faulty part. */
  readonly begin: number;
  readonly end: number;
}

/** A template, or the fault at which its parser stopped. */
function parsed(
  source: string,
):
  | { readonly template: Template[]; readonly fault: null }
  | { readonly template: null; readonly fault: Fault } {
  try {
    return { template: checker.parse(source), fault: null };
  } catch (error) {
    if (!isPlaced(error)) throw error;
    return { template: null, fault: faultOf(source, error) };
  }
}

function faultOf(source: string, error: Placed): Fault {
  const found = error.message.split(', line:')[0] ?? error.message;
  const { begin, end } = error.token;
  const filter = UNDEFINED_FILTER.exec(found)?.[1];
  if (filter === undefined) return { found, begin, end };
  const part = new RegExp(`\\|\\s*(?=${filter.replace(/\W/g, '\\$&')}\\b)(?:"[^"]*"|'[^']*'|[^|}%"'])*`).exec(
    source.slice(begin, end),
  );
  return part === null
    ? { found, begin, end }
    : { found, begin: begin + part.index, end: begin + part.index + part[0].length };
}

const UNDEFINED_FILTER = /undefined filter: (\S+)/;
const NOT_CLOSED = /^(?:tag (\{%.*%\})|output .*) not closed$/s;
const OPEN_BLOCK = /^tag \{%-?\s*(if|for|unless|case|comment)\b.*not closed$/s;
const UNKNOWN_TAG = /tag "(\S+)" not found/;

/** The end of a block whose beginning is a fault already is none of its own. */
function follows(found: string, before: readonly PathProblem[]): boolean {
  const tag = UNKNOWN_TAG.exec(found)?.[1] ?? '';
  return /^(?:end|els|when)/.test(tag) && before.some((problem) => problem.found.startsWith('the tag '));
}

function problemAt(source: string, { found, begin }: Fault): PathProblem {
  const rows = source.slice(0, begin).split('\n');
  return {
    path: [],
    line: rows.length,
    column: (rows.at(-1)?.length ?? 0) + 1,
    found: shown(found),
    ...expectation(found),
  };
}

/** What the library says, in our words; its own where it is not known. */
function shown(found: string): string {
  const filter = UNDEFINED_FILTER.exec(found)?.[1];
  if (filter !== undefined) return `the filter "${filter}"`;
  const tag = UNKNOWN_TAG.exec(found)?.[1];
  if (tag !== undefined) return `the tag "${tag}"`;
  const open = NOT_CLOSED.exec(found);
  if (open !== null) return open[1] ? `${open[1]} that is not closed` : 'an output "{{" that is not closed';
  return `Liquid that cannot be read (${found})`;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function expectation(found: string): { readonly expected: string; readonly cure: string } {
  const filter = UNDEFINED_FILTER.exec(found)?.[1];
  if (filter === 'raw')
    return {
      expected: 'text that is printed literally',
      cure: 'remove `| raw`: what people wrote must never become markup or a mention',
    };
  if (filter !== undefined)
    return { expected: `a filter of ${REPLY_FILTERS.join(', ')}`, cure: suggestion(filter, REPLY_FILTERS) };
  const tag = UNKNOWN_TAG.exec(found)?.[1];
  if (tag !== undefined)
    return { expected: `a tag of ${REPLY_TAGS.join(', ')}`, cure: suggestion(tag, REPLY_TAGS) };
  const tagName = /^tag \{%-?\s*(\w+)/.exec(found)?.[1];
  if (found.includes('not closed'))
    return {
      expected: 'a closing part for every tag and output',
      cure: tagName === undefined ? 'close it by "}}"' : `close it by {% end${tagName} %}`,
    };
  return {
    expected: 'Liquid as the other templates write it',
    cure: found.includes('expected "|"')
      ? 'compare by "==", join by `and` or `or`, and put a "|" before a filter'
      : 'compare with the other templates of rules/replies',
  };
}

function suggestion(wrong: string, known: readonly string[]): string {
  const near = nearestName(wrong, known);
  return near === null ? `use one of these, or leave "${wrong}" out` : `did you mean "${near}"?`;
}

function unknownVariables(template: Template[]): readonly PathProblem[] {
  const { globals } = checker.analyzeSync(template, { partials: false });
  return Object.values(globals)
    .flat()
    .flatMap((variable): readonly PathProblem[] => {
      const path = variable.toArray().map(String).join('.');
      if (isKnown(path)) return [];
      return [
        {
          path: [],
          line: variable.location.row,
          column: variable.location.col,
          found: `the variable "${path}"`,
          expected: 'something that a reply may speak of',
          cure: variableCure(path),
        },
      ];
    });
}

/** The variable that is most likely meant: the root first, then what is left of the path among what the root has. */
function variableCure(path: string): string {
  const near = nearestName(path, viewPaths);
  // A name that is right, in the wrong place: case.deadline for decision.deadline.
  const elsewhere = viewPaths.find((known) => known.split('.').at(-1) === path.split('.').at(-1));
  if (elsewhere !== undefined && (near === null || !near.endsWith(`.${path.split('.').at(-1)}`)))
    return `did you mean "${elsewhere}"?`;
  if (near !== null) return `did you mean "${near}"?`;
  const roots = [...new Set(viewPaths.map((known) => known.split('.')[0] ?? known))];
  const [first = '', ...inner] = path.split('.');
  const root = nearestName(first, roots);
  if (root === null) return `begin with one of ${roots.join(', ')}`;
  const within = viewPaths.filter((known) => known.startsWith(`${root}.`));
  const last = inner.at(-1);
  const same = within.find((known) => last !== undefined && known.endsWith(`.${last}`));
  const shallow = within.filter((known) => known.split('.').length === 2);
  return same === undefined ? `use one of ${shallow.join(', ')}` : `did you mean "${same}"?`;
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
          ...whatHappened(error.message, preview.name),
          expected: `that "${name}" reads well at any moment of a case`,
        },
      ];
    }
  }
  return [];
}

function whatHappened(message: string, example: string): { readonly found: string; readonly cure: string } {
  if (message.startsWith(EMPTY))
    return {
      found: `an output that ${EMPTY} (in the example "${example}")`,
      cure: 'put it, with the words around it, inside {% if … %} for the thing that may be missing',
    };
  return {
    found: `what cannot be run: ${message.split(', line:')[0]} (in the example "${example}")`,
    cure: 'write it simpler: a text is put together within a second, and has no long loops',
  };
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
