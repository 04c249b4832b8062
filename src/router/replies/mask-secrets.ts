// Removes what must not be copied to a ticket, a card or another channel: card numbers and what belongs to them,
// tokens, passwords, e-mail addresses. Each expression is bounded, so that a long text takes no longer per letter.

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

/** The text with secrets replaced by what they were, in brackets. */
export function maskSecrets(text: string): string {
  const withoutTokens = tokenShapes.reduce((masked, shape) => masked.replace(shape, '[token removed]'), text);
  const withoutCards = withoutTokens
    .replace(inAddress, '[removed]@')
    .replace(spoken, (all, what: string, link: string, value: string) => maskSpoken(all, what, link, value))
    .replace(cardShape, (digits) => (isCardNumber(digits) ? '[card number removed]' : digits))
    .replace(securityCode, '$1$2[removed]');
  const withoutExpiry = cardWord.test(withoutCards)
    ? withoutCards.replace(expiry, '$1[removed]')
    : withoutCards;
  return withoutExpiry.replace(eMail, '[e-mail address removed]');
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
