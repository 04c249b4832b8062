// Removes what must not be copied to a ticket, a card or another channel: card numbers, tokens, passwords.

const tokenShapes: readonly RegExp[] = [
  /\bxox[abeoprs]-[\w-]{8,}/g, // Slack
  /\b(?:sk|pk|rk)_(?:live|test)_\w{8,}/g, // Stripe
  /\bgh[oprsu]_\w{16,}/g, // GitHub
  /\bAKIA[0-9A-Z]{12,}\b/g, // AWS
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, // JSON web token
  /\b[Bb]earer\s+[\w.~+/-]{12,}=*/g,
];

const spoken =
  /\b(pass(?:word|wort|phrase)|pwd|pw|pin|secret|api[ _-]?key|token)(\s*(?:is|ist|:|=)\s*)["'`]?[^\s"'`,;]+/gi;

const cardShape = /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/g;

/** The text with secrets replaced by what they were, in brackets. */
export function maskSecrets(text: string): string {
  const withoutTokens = tokenShapes.reduce((masked, shape) => masked.replace(shape, '[token removed]'), text);
  return withoutTokens
    .replace(spoken, (_, what: string, link: string) => `${what}${link}[removed]`)
    .replace(cardShape, (digits) => (isCardNumber(digits) ? '[card number removed]' : digits));
}

/** Luhn's check, which every payment card number passes and nine of ten other numbers do not. */
function isCardNumber(text: string): boolean {
  const sum = [...text.replace(/\D/g, '')].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
