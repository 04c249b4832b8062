// What any match of a regular expression must contain: cheap to look for, and most texts do not have it.

/**
 * Groups of lower-case literals; a text (in lower case) that the expression matches holds at least one of
 * every group. No group is returned where nothing can be told; never one that a match could lack.
 */
export function requiredLiterals(source: string): readonly (readonly string[])[] {
  const parser = { source, at: 0 };
  const { groups } = alternation(parser);
  // A stray bracket means that the expression was not understood.
  return parser.at === source.length ? groups.filter(isUseful) : [];
}

/** Finds any of some literals: nothing but literals, so that it is linear in the text. */
export function anyOf(literals: readonly string[]): RegExp {
  return new RegExp(literals.map((literal) => literal.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|'));
}

/** The group that fewest texts hold by accident; null where there is none. */
export function mostTelling(groups: readonly (readonly string[])[]): readonly string[] | null {
  return groups.reduce<readonly string[] | null>(
    (best, group) => (best === null || telling(group) > telling(best) ? group : best),
    null,
  );
}

interface Parser {
  readonly source: string;
  at: number;
}

/** What a part of the expression must contain; `exact` when the part is nothing but one literal. */
interface Required {
  readonly groups: readonly (readonly string[])[];
}

function alternation(parser: Parser): Required {
  const branches = [sequence(parser)];
  while (parser.source[parser.at] === '|') {
    parser.at++;
    branches.push(sequence(parser));
  }
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  // One literal of each branch, together, is what some match must contain.
  const best = branches.map(({ groups }) => mostTelling(groups));
  return { groups: best.some((group) => group === null) ? [] : [best.flatMap((group) => group ?? [])] };
}

function sequence(parser: Parser): Required {
  const groups: (readonly string[])[] = [];
  let run = '';
  const flush = (): void => {
    if (run !== '') groups.push([run]);
    run = '';
  };
  while (parser.at < parser.source.length && !'|)'.includes(parser.source.charAt(parser.at))) {
    const literal = literalAt(parser);
    const inner = literal === null ? atom(parser) : null;
    const times = quantifier(parser);
    if (literal !== null && times === 'once') run += literal;
    else {
      if (literal !== null && times === 'repeated') run += literal;
      flush();
      if (inner !== null && times !== 'optional') groups.push(...inner.groups);
    }
  }
  flush();
  return { groups };
}

/** A character that stands for itself, in lower case; null, and nothing is consumed, for anything else. */
function literalAt(parser: Parser): string | null {
  const char = parser.source.charAt(parser.at);
  if (char === '\\') {
    const escaped = parser.source.charAt(parser.at + 1);
    if (!/[^a-z0-9\s]/i.test(escaped) || escaped.charCodeAt(0) > 126) return null;
    parser.at += 2;
    return escaped;
  }
  if ('.^$[](){}*+?|'.includes(char) || char.charCodeAt(0) > 126 || char.charCodeAt(0) < 32) return null;
  parser.at++;
  return char.toLowerCase();
}

/** Consumes a group, a class, an escape or any other single part, and says what it must contain. */
function atom(parser: Parser): Required {
  const char = parser.source.charAt(parser.at);
  if (char === '(') return group(parser);
  if (char === '[') return characterClass(parser);
  parser.at += char === '\\' ? escapeLength(parser) : 1;
  return NOTHING;
}

const NOTHING: Required = { groups: [] };

function group(parser: Parser): Required {
  const opening = /^\((\?(?::|P?<\w+>))?/.exec(parser.source.slice(parser.at, parser.at + 80));
  // Flags may change what letters mean, so a group with flags tells nothing.
  const flags = parser.source.startsWith('(?', parser.at) && opening?.[1] === undefined;
  parser.at += opening?.[0].length ?? 1;
  if (flags)
    while (parser.at < parser.source.length && !':)'.includes(parser.source.charAt(parser.at))) parser.at++;
  if (flags && parser.source[parser.at] === ':') parser.at++;
  const inner = alternation(parser);
  if (parser.source[parser.at] === ')') parser.at++;
  return flags ? NOTHING : inner;
}

function characterClass(parser: Parser): Required {
  parser.at++;
  if (parser.source[parser.at] === '^') parser.at++;
  if (parser.source[parser.at] === ']') parser.at++;
  while (parser.at < parser.source.length && parser.source[parser.at] !== ']') {
    if (parser.source.startsWith('[:', parser.at))
      parser.at = Math.max(parser.at, parser.source.indexOf(':]', parser.at) + 1);
    parser.at += parser.source[parser.at] === '\\' ? 2 : 1;
  }
  parser.at++;
  return NOTHING;
}

function escapeLength(parser: Parser): number {
  const long = /^\\(?:[pP]\{\w+\}|x\{[0-9a-f]+\}|x[0-9a-f]{2}|[0-7]{1,3}|Q[\s\S]*?(?:\\E|$)|.)/i.exec(
    parser.source.slice(parser.at, parser.at + 500),
  );
  return long?.[0].length ?? 2;
}

function quantifier(parser: Parser): 'once' | 'optional' | 'repeated' {
  const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(parser.source.slice(parser.at, parser.at + 20));
  if (found === null) return 'once';
  parser.at += found[0].length;
  const [text, least] = found;
  if (text.startsWith('*') || text.startsWith('?') || Number(least) === 0) return 'optional';
  return 'repeated';
}

/** How long its shortest literal is; five times as many literals are met as often as those that are a letter shorter. */
function telling(group: readonly string[]): number {
  return shortest(group) - Math.log(group.length) / Math.log(5);
}

function shortest(group: readonly string[]): number {
  return Math.min(...group.map((literal) => literal.length));
}

function isUseful(group: readonly string[]): boolean {
  return group.length > 0 && group.length <= 64 && shortest(group) >= 2;
}
