// The kinds of units that a text is cut into.

/** What a unit is, wherever it stands. */
export type TokenKind =
  | 'word'
  | 'number'
  | 'time'
  | 'date'
  | 'money'
  | 'percent'
  | 'code'
  | 'mention'
  | 'channel'
  | 'link'
  | 'email'
  | 'emoji';
