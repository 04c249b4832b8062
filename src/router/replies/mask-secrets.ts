// Removes what must not be copied to a ticket, a card or another channel: card numbers and what belongs to them,
// tokens, passwords, e-mail addresses. Each expression is bounded, so that a long text takes no longer per letter.

import type { Span } from '../../classifier/index.js';

const tokenShapes: readonly RegExp[] = [
  /\bxox[abeoprs]-[\w-]{8,}/g, // Slack
  /\bAT(?:ATT|TA)[A-Za-z0-9_=-]{24,}/g, // Atlassian and Trello
  /\b(?:sk|pk|rk)_(?:live|test)_\w{8,}/g, // Stripe
  /\bgh[oprsu]_\w{16,}/g, // GitHub
  /\bA[KS]IA[0-9A-Z]{12,}\b/g, // AWS
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, // JSON web token
  /\b[Bb]earer\s+[\w.~+/-]{12,}=*/g,
];

const inAddress = /(?<=:\/\/)[^\s:@/]{1,100}:[^\s@]{1,200}@/g;

const spoken =
  /\b(pass(?:word|wort|phrase)|pwd|pw|pin|secret|api[ _-]?key|token)(\s*(?:(?:is|ist)\b\s*)?[:=]\s*|\s+(?:is|ist)\s+)("[^"\n]{1,200}"|'[^'\n]{1,200}'|`[^`\n]{1,200}`|[^\s"'`,;]+)/gi;

const cardShape = /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/g;
const securityCode =
  /\b(cv[cv]2?|csc|security code)(\s*(?:(?:is|ist|code|number|no\.?)\s*)?[:=#]?\s*)\d{3,4}\b/gi;
const cardWord = /\b(?:cards?|visa|mastercard|amex|cv[cv]2?|karte|kreditkarte)\b/i;
const expiry =
  /(\bexp(?:\.|iry|ires?|iration)?\b[^\d\n]{0,16}|\bvalid (?:thru|until|to)\b[^\d\n]{0,8}|\[card number removed\][^\d\n]{0,24})(?:0?[1-9]|1[0-2])\s?[/-]\s?(?:20)?\d\d\b/gi;

const eMail = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/gu;

/** One kind of secret, and what stands in its place; only in a text that `among` matches. */
interface Masking {
  readonly shape: RegExp;
  readonly put: (...match: string[]) => string;
  readonly among?: RegExp;
}

// In this order: what belongs to a card is found by what is left in the place of the card.
const maskings: readonly Masking[] = [
  ...tokenShapes.map((shape) => ({ shape, put: () => '[token removed]' })),
  { shape: inAddress, put: () => '[removed]@' },
  { shape: spoken, put: (all = '', what = '', link = '', value = '') => maskSpoken(all, what, link, value) },
  { shape: cardShape, put: (digits = '') => (isCardNumber(digits) ? '[card number removed]' : digits) },
  { shape: securityCode, put: (_, what = '', link = '') => `${what}${link}[removed]` },
  { shape: expiry, put: (_, before = '') => `${before}[removed]`, among: cardWord },
  { shape: eMail, put: () => '[e-mail address removed]', among: /@/ },
];

/** The text with secrets replaced by what they were, in brackets. */
export function maskSecrets(text: string): string {
  return maskings.reduce(
    (masked, { shape, put, among }) =>
      among === undefined || among.test(masked)
        ? masked.replace(shape, (...match) => put(...(match as string[])))
        : masked,
    text,
  );
}

/**
 * Where the secrets of a text stand, first to last. What shows pieces of a text has to ask this of the whole: a
 * password is known by the word before it, and is none in a piece by itself.
 */
export function secretsIn(text: string): readonly Span[] {
  if (maskSecrets(text) === text) return [];
  // Where in the text each unit of the masked text was; null for what was put in.
  let origins: readonly (number | null)[] = Array.from({ length: text.length }, (_, at) => at);
  let masked = text;
  for (const { shape, put, among } of maskings) {
    if (among !== undefined && !among.test(masked)) continue;
    const kept: (number | null)[] = [];
    let from = 0;
    masked = masked.replace(shape, (...match) => {
      const [all] = match as [string];
      const at = match.find((part) => typeof part === 'number') as number;
      const instead = put(...(match as string[]));
      const same = alike(all, instead);
      for (; from < at + same; from += 1) kept.push(origins[from] ?? null);
      for (let more = same; more < instead.length; more += 1) kept.push(null);
      from = at + all.length;
      return instead;
    });
    origins = kept.concat(origins.slice(from));
  }
  return gapsOf(new Set(origins), text.length);
}

/** Those pieces of a text in which nothing of a secret stands. */
export function withoutSecrets<Piece extends Span>(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const secrets = secretsIn(text);
  return pieces.filter((piece) => !secrets.some(({ start, end }) => piece.start < end && start < piece.end));
}

/** How many units two texts have in common at their beginning. */
function alike(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

function gapsOf(kept: ReadonlySet<number | null>, length: number): readonly Span[] {
  const gaps: { start: number; end: number }[] = [];
  for (let at = 0; at < length; at += 1) {
    if (kept.has(at)) continue;
    const last = gaps.at(-1);
    if (last?.end === at) last.end = at + 1;
    else gaps.push({ start: at, end: at + 1 });
  }
  return gaps;
}

/** "The password is right" tells no password: only what looks like one, is quoted or follows a colon is masked. */
function maskSpoken(all: string, what: string, link: string, value: string): string {
  const end = /[.!?)\]…]*$/.exec(value)?.[0] ?? '';
  const core = value.slice(0, value.length - end.length);
  const marked = /[:=]/.test(link) || /^["'`]/.test(value);
  const likeSecret = core.length >= 4 && /[^\p{L}\p{M}’/-]/u.test(core);
  return marked || likeSecret ? `${what}${link}[removed]` : all;
}

/** Luhn's check, which every payment card number passes and nine of ten other numbers do not. */
function isCardNumber(text: string): boolean {
  const sum = [...text.replace(/\D/g, '')].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
