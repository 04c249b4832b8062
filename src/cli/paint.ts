// Colours for a terminal. Text from people is made harmless first: control characters could move the
// cursor, retitle the window or hide what was said.

/** Words for what a piece of output is, not for how it looks. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  evidence(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  unsure(text: string): string;
}

/** A painter for a terminal with colours, or one that leaves text as it is. */
export function paint(colour: boolean): Paint {
  const with_ = (open: number, close: number) => (text: string) =>
    colour ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    strong: with_(1, 22),
    faint: with_(2, 22),
    evidence: with_(4, 24),
    good: with_(32, 39),
    bad: with_(31, 39),
    unsure: with_(33, 39),
  };
}

/** Text of people with control characters shown as the Unicode pictures for them; line ends stay. */
export function harmless(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .toWellFormed();
}
