// The scanner: one pass over the raw text, Slack markup included, that cuts it into tokens and sentences.
// Every step moves forward, and every look-ahead stops at a fixed length or at the next mark of its kind.

import * as chars from './characters.js';
import { readNumber } from './numbers.js';
import {
  ABBREVIATIONS,
  AUXILIARIES,
  ELISIONS,
  hostOf,
  isAllCapitals,
  isCapital,
  JOINED_PREFIXES,
  LONGEST_NORM,
  negatedForm,
} from './spelling.js';
import type { Scan, Sentence, Token } from './token.js';
import type { TokenKind } from './token-kind.js';
import { kindAt, layOut, READ_LIMIT, unitAt } from './units.js';
import { forgetWords, type Word, type WrittenWord, wordFor, writtenWord } from './word.js';

export type { Scan, Sentence, Token } from './token.js';
export type { TokenKind } from './token-kind.js';
export { READ_LIMIT } from './units.js';

/** The tokens of the first 64 KiB of a text, in order. */
export function scan(text: string): readonly Token[] {
  return scanText(text).tokens;
}

/** Tokens and sentences of the first 64 KiB of a text. */
export function scanText(text: string): Scan {
  forgetWords();
  const length = readLength(text);
  layOut(text, length);
  const scanner = new Scanner(text, length);
  return scanner.run();
}

/** How much of the text is read: never half a surrogate pair. */
export function readLength(text: string): number {
  if (text.length <= READ_LIMIT) return text.length;
  const last = text.charCodeAt(READ_LIMIT - 1);
  return isHighSurrogate(last) ? READ_LIMIT - 1 : READ_LIMIT;
}

const LONGEST_SHORTCODE = 50;

/** Letters, digits and the underscore. */
function isWordish(at: number): boolean {
  const kind = kindAt(at);
  return kind === chars.LETTER || kind === chars.DIGIT || unitAt(at) === 95;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

interface Draft {
  start: number;
  end: number;
  kind: TokenKind;
  norm: string;
  value: number | null;
}

/** The state of one pass; it lives no longer than `run`. */
class Scanner {
  private readonly tokens: Token[] = [];
  private readonly sentences: Sentence[] = [];
  private at = 0;
  private clause = 0;
  private comma = false;
  private inMarks = false;
  private inLine = false;
  private codeEnd = -1;
  private code = false;
  private exclamations = 0;
  private sentenceStart = 0;
  private sentenceTokens = 0;
  private question = false;
  private lineStart = true;

  constructor(
    private readonly text: string,
    private readonly limit: number,
  ) {}

  run(): Scan {
    while (this.at < this.limit) this.step();
    this.endSentence(this.limit);
    return {
      tokens: this.tokens,
      sentences: this.sentences,
      code: this.code,
      exclamations: this.exclamations,
    };
  }

  private step(): void {
    const at = this.at;
    const kind = kindAt(at);
    if (kind === chars.LETTER) this.word(at);
    else if (kind === chars.SPACE) this.at = at + 1;
    else if (kind === chars.NEWLINE) this.newline(at);
    else if (!this.isSpecial(at)) this.other(at, kind);
  }

  private other(at: number, kind: number): void {
    this.lineStart = false;
    if (kind === chars.DIGIT) this.number(at);
    else if (kind === chars.SENTENCE_END) this.sentenceEnd(at);
    else if (kind === chars.QUOTE) this.quotationMark(at);
    else if (kind === chars.IDEOGRAPH) this.single(at, 1, 'word');
    else if (kind === chars.EMOJI) this.emoji(at);
    else if (isHighSurrogate(unitAt(at))) this.astral(at);
    else this.punctuation(at, kind);
  }

  /** What Slack or the writer marked up; true when it was read. */
  private isSpecial(at: number): boolean {
    const code = unitAt(at);
    if (code === 60) return this.markup(at);
    if (code === 38) return this.entity(at);
    if (code === 58) return this.shortcode(at);
    if (code === 64 || code === 35) return this.handle(at, code);
    if (code === 96) this.backtick(at);
    else if (code === 62 && this.lineStart) this.quoteLine(at + 1);
    else return false;
    return true;
  }

  private punctuation(at: number, kind: number): void {
    if (kind === chars.COMMA) this.comma = true;
    else if (kind === chars.CLAUSE_END || (kind === chars.HYPHEN && this.isSpaced(at))) this.clause++;
    this.at = at + 1;
  }

  /** `<@U…>`, `<#C…|name>`, `<!here>`, `<https://…|label>`; false when it is a plain `<`. */
  private markup(at: number): boolean {
    const next = unitAt(at + 1);
    const isLink = next === 104 || next === 109; // http, mailto
    if (!isLink && next !== 64 && next !== 35 && next !== 33) return false;
    let end = at + 1;
    let bar = -1;
    for (; end < this.limit; end++) {
      const code = unitAt(end);
      if (code === 62 || code === 60 || code === 10) break;
      if (code === 124 && bar < 0) bar = end;
    }
    if (unitAt(end) !== 62 || end >= this.limit) return false;
    if (isLink && !/^(?:https?:\/\/|mailto:)/.test(this.text.slice(at + 1, at + 9))) return false;
    const body = this.text.slice(at + 1, Math.min(bar < 0 ? end : bar, at + 1 + 2048));
    this.lineStart = false;
    if (isLink) {
      const kind = body.startsWith('mailto:') ? 'email' : 'link';
      const label = bar < 0 ? '' : this.text.slice(bar + 1, end);
      this.push({ start: at, end: bar < 0 ? end + 1 : bar, kind, norm: hostOf(body), value: null });
      const labelled = label !== '' && !/^(?:https?:\/\/|[\w.-]+\.\w+\/?\S*$)/.test(label.slice(0, 80));
      this.at = labelled ? bar + 1 : end + 1;
      return true;
    }
    const name = bar < 0 ? body.slice(1) : this.text.slice(bar + 1, end);
    const norm = chars.fold(name.replace(/^[@#!]/, '').slice(0, LONGEST_NORM));
    this.push({
      start: at,
      end: end + 1,
      kind: next === 35 ? 'channel' : 'mention',
      norm: (next === 35 ? '#' : '@') + norm,
      value: null,
    });
    this.at = end + 1;
    return true;
  }

  private entity(at: number): boolean {
    if (this.text.startsWith('&amp;', at)) {
      this.at = at + 5;
      return true;
    }
    if (this.text.startsWith('&lt;', at)) {
      this.at = at + 4;
      return true;
    }
    if (this.text.startsWith('&gt;', at)) {
      if (this.lineStart) this.quoteLine(at + 4);
      else this.at = at + 4;
      return true;
    }
    if (this.text.startsWith('&nbsp;', at)) {
      this.at = at + 6;
      return true;
    }
    return false;
  }

  private quoteLine(next: number): void {
    this.inLine = true;
    this.lineStart = false;
    this.at = next;
  }

  /** A code span of one line, or a fence of three marks; an unclosed mark is a plain character. */
  private backtick(at: number): void {
    this.lineStart = false;
    const fence = this.text.startsWith('```', at);
    const width = fence ? 3 : 1;
    if (at < this.codeEnd) {
      this.at = at + 1;
      return;
    }
    const close = this.closing(at + width, fence ? '```' : '`');
    if (close > 0) {
      this.codeEnd = close;
      if (fence) this.code = true;
    }
    this.at = at + width;
  }

  private noFenceAfter = Number.POSITIVE_INFINITY;

  private closing(from: number, mark: string): number {
    if (mark === '`') {
      for (let i = from; i < Math.min(from + 400, this.limit); i++) {
        const code = unitAt(i);
        if (code === 96) return i;
        if (code === 10) return -1;
      }
      return -1;
    }
    if (from >= this.noFenceAfter) return -1;
    const found = this.text.indexOf(mark, from);
    if (found < 0 || found > this.limit) {
      this.noFenceAfter = from;
      return this.limit;
    }
    return found;
  }

  private shortcode(at: number): boolean {
    if (at > 0 && isWordish(at - 1)) return false;
    const stop = Math.min(at + LONGEST_SHORTCODE, this.limit);
    for (let i = at + 1; i < stop; i++) {
      const code = unitAt(i);
      if (code === 58 && i > at + 1) {
        const norm = this.text.slice(at + 1, i).toLowerCase();
        if (!/[a-z+]/.test(norm)) return false;
        this.push({ start: at, end: i + 1, kind: 'emoji', norm: `:${norm}:`, value: null });
        this.at = i + 1;
        return true;
      }
      const plain =
        (code >= 97 && code <= 122) ||
        (code >= 48 && code <= 57) ||
        code === 95 ||
        code === 43 ||
        code === 45;
      if (!plain) return false;
    }
    return false;
  }

  /** `@name` and `#channel` as plain text. */
  private handle(at: number, sign: number): boolean {
    if (at > 0 && isWordish(at - 1)) return false;
    let end = at + 1;
    const stop = Math.min(at + LONGEST_NORM, this.limit);
    while (end < stop && (isWordish(end) || unitAt(end) === 45)) end++;
    if (end === at + 1 || kindAt(at + 1) !== chars.LETTER) return false;
    this.lineStart = false;
    const norm = chars.fold(this.text.slice(at, end));
    this.push({ start: at, end, kind: sign === 64 ? 'mention' : 'channel', norm, value: null });
    this.at = end;
    return true;
  }

  private word(at: number): void {
    this.lineStart = false;
    let end = this.partEnd(at + 1);
    if (kindAt(end) === chars.APOSTROPHE && kindAt(end + 1) === chars.LETTER) {
      if (this.elision(at, end)) return;
      end = this.partEnd(end + 1);
    }
    const next = unitAt(end);
    if ((next === 58 || next === 46) && this.url(at)) return;
    if (next === 64 && this.email(at, end)) return;
    this.plainWord(at, end);
    this.at = end;
  }

  /** Where the letters, digits and marks end that begin at a place. */
  private partEnd(from: number): number {
    let end = from;
    while (kindAt(end) <= chars.MARK) end++;
    return end;
  }

  /** `l'`, `qu'`: a word of its own. */
  private elision(at: number, apostrophe: number): boolean {
    if (apostrophe - at > 7 || this.isEnglishEnding(apostrophe + 1)) return false;
    const norm = chars.fold(this.text.slice(at, apostrophe));
    if (!ELISIONS.has(norm)) return false;
    this.push({ start: at, end: apostrophe + 1, kind: 'word', norm, value: null });
    this.at = apostrophe + 1;
    return true;
  }

  /** What follows the apostrophe is `s`, `t`, `re`, `ll`, `ve`, `d` or `m` and nothing more: English. */
  private isEnglishEnding(from: number): boolean {
    const rest = this.text.slice(from, from + 3).toLowerCase();
    return /^(?:s|t|d|m|re|ll|ve)(?![a-z])/.test(rest);
  }

  private plainWord(at: number, end: number): void {
    const written = writtenWord(this.text, at, Math.min(end, at + LONGEST_NORM));
    if ((written.odd || (at > 0 && unitAt(at - 1) === 45)) && this.oddWord(at, end, written)) return;
    const { word, capital } = written;
    const shout = end - at <= LONGEST_NORM ? written.shout : capital && isAllCapitals(this.text, at, end);
    this.add(at, end, word, capital, shout, null);
  }

  /** A word that is several, none, or part of the one before; false when it is a word like others. */
  private oddWord(at: number, end: number, { word, camel }: WrittenWord): boolean {
    if (camel && end - at <= LONGEST_NORM) {
      this.camel(at, end);
      return true;
    }
    return word.norm === '' || this.joinsPrevious(at, end, word.norm);
  }

  private camel(at: number, end: number): void {
    let from = at;
    for (let i = at + 1; i <= end; i++) {
      const code = unitAt(i);
      const before = unitAt(i - 1);
      const hump = code >= 65 && code <= 90 && before >= 97 && before <= 122;
      if (!hump && i < end) continue;
      this.push({
        start: from,
        end: i,
        kind: 'word',
        norm: chars.fold(this.text.slice(from, i)),
        value: null,
      });
      from = i;
    }
  }

  private url(at: number): boolean {
    const first = unitAt(at) | 32;
    if (first !== 104 && first !== 119) return false;
    if (!/^(?:https?:\/\/|www\.)/i.test(this.text.slice(at, at + 8))) return false;
    let end = at;
    while (end < this.limit) {
      const kind = kindAt(end);
      const code = unitAt(end);
      if (
        kind === chars.SPACE ||
        kind === chars.NEWLINE ||
        kind === chars.QUOTE ||
        code === 60 ||
        code === 62 ||
        code === 124
      )
        break;
      end++;
    }
    while (end > at + 8 && /[.,;:!?)\]]/.test(this.text.charAt(end - 1))) end--;
    this.push({
      start: at,
      end,
      kind: 'link',
      norm: hostOf(this.text.slice(at, Math.min(end, at + 300))),
      value: null,
    });
    this.at = end;
    return true;
  }

  private email(at: number, sign: number): boolean {
    let end = sign + 1;
    const stop = Math.min(sign + 100, this.limit);
    while (end < stop && /[\w.-]/.test(this.text.charAt(end))) end++;
    while (end > sign + 1 && /[.-]/.test(this.text.charAt(end - 1))) end--;
    if (end <= sign + 1) return false;
    this.push({ start: at, end, kind: 'email', norm: '@email', value: null });
    this.at = end;
    return true;
  }

  private number(at: number): void {
    const isMoney = at > 0 && '$€£¥'.includes(this.text.charAt(at - 1));
    const read = readNumber(this.text, at, this.limit, isMoney);
    const start = isMoney ? at - 1 : at;
    this.push({ start, end: at + read.length, kind: read.kind, norm: read.norm, value: read.value });
    this.at = at + read.length;
  }

  private single(at: number, length: number, kind: TokenKind): void {
    this.push({ start: at, end: at + length, kind, norm: this.text.slice(at, at + length), value: null });
    this.at = at + length;
  }

  private astral(at: number): void {
    const point = this.text.codePointAt(at) ?? 0;
    if (point < 0x10000 || at + 2 > this.limit) {
      this.at = at + 1;
      return;
    }
    const kind = chars.classOfAstral(point);
    if (kind === chars.EMOJI) this.emoji(at);
    else if (kind === chars.LETTER || kind === chars.IDEOGRAPH) this.single(at, 2, 'word');
    else this.at = at + 2;
  }

  /** An emoji with its skin tone, variation and joined parts, at most eight units. */
  private emoji(at: number): void {
    const first = this.text.codePointAt(at) ?? 0;
    const base = first > 0xffff ? 2 : 1;
    let end = at + base;
    const stop = Math.min(at + 12, this.limit);
    while (end < stop) {
      const point = this.text.codePointAt(end) ?? 0;
      const joins = unitAt(end - 1) === 0x200d;
      const extends_ =
        point === 0x200d || (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0x1f3fb && point <= 0x1f3ff);
      if (!extends_ && !(joins && point > 0x2000)) break;
      end += point > 0xffff ? 2 : 1;
    }
    this.push({
      start: at,
      end: Math.min(end, this.limit),
      kind: 'emoji',
      norm: this.text.slice(at, at + base),
      value: null,
    });
    this.at = Math.min(end, this.limit);
  }

  /** A new line ends a sentence unless the next line goes on in lower case. */
  private newline(at: number): void {
    let next = at + 1;
    let breaks = unitAt(at) === 10 ? 1 : 0;
    for (; next < this.limit && unitAt(next) <= 32; next++) if (unitAt(next) === 10) breaks++;
    const code = unitAt(next);
    if (breaks > 1 || this.inLine || this.codeEnd > at || !(code >= 97 && code <= 122)) this.endSentence(at);
    this.inLine = false;
    this.inMarks = false;
    this.lineStart = true;
    this.at = next;
  }

  private sentenceEnd(at: number): void {
    let end = at;
    while (kindAt(end) === chars.SENTENCE_END) {
      const code = unitAt(end);
      if (code === 63 || code === 0xff1f) this.question = true;
      if (code === 33 || code === 0xff01) this.exclamations++;
      end++;
    }
    this.at = end;
    const next = kindAt(end);
    const free =
      end >= this.limit ||
      next === chars.SPACE ||
      next === chars.NEWLINE ||
      next === chars.QUOTE ||
      next === chars.EMOJI ||
      next === chars.CLAUSE_END;
    const ideographic = unitAt(at) > 0x3000;
    if (!free && !ideographic) {
      if (end - at > 1) this.endSentence(end);
      return;
    }
    if (end - at === 1 && unitAt(at) === 46 && this.isAbbreviation(at)) return;
    this.endSentence(end);
  }

  private isAbbreviation(at: number): boolean {
    const last = this.tokens.at(-1);
    if (last === undefined || last.end !== at || last.kind !== 'word') return false;
    if (!ABBREVIATIONS.has(last.norm) && last.norm.length > 1) return false;
    // A capital after "Bros." or "no." more often goes on than begins anew; at the end of a line it ends.
    return unitAt(at + 1) === 32;
  }

  /** Quotation marks pair within a line; look-ahead happens once per line. */
  private quotationMark(at: number): void {
    this.inMarks = !this.inMarks;
    this.clause++;
    this.at = at + 1;
  }

  private isSpaced(at: number): boolean {
    const before = at === 0 ? chars.SPACE : kindAt(at - 1);
    const after = kindAt(at + 1);
    return (
      (before === chars.SPACE || before === chars.HYPHEN || before === chars.NEWLINE) &&
      (after === chars.SPACE || after === chars.HYPHEN || after === chars.NEWLINE)
    );
  }

  private endSentence(end: number): void {
    this.clause++;
    this.comma = false;
    if (this.sentenceTokens > 0) {
      this.sentences.push({ start: this.sentenceStart, end, question: this.question });
      this.sentenceStart = end;
      this.sentenceTokens = 0;
    }
    this.question = false;
  }

  private push({ start, end, kind, norm, value }: Draft): void {
    const word = wordFor(kind, norm);
    if (kind !== 'word') {
      this.add(start, end, word, false, false, value);
      return;
    }
    if (this.joinsPrevious(start, end, norm)) return;
    const capital = isCapital(this.text, start);
    const shout = capital && end - start >= 2 && isAllCapitals(this.text, start, end);
    this.add(start, end, word, capital, shout, value);
  }

  /** `does not` becomes `doesnt`, `re-index` becomes `reindex`. */
  private joinsPrevious(start: number, end: number, norm: string): boolean {
    const last = this.tokens.at(-1);
    if (last === undefined || this.sentenceTokens === 0 || last.kind !== 'word' || start !== last.end + 1)
      return false;
    const between = unitAt(last.end);
    const negated = between === 32 && norm === 'not' && AUXILIARIES.has(last.norm);
    const prefixed = between === 45 && JOINED_PREFIXES.has(last.norm) && norm.length > 2;
    if (!negated && !prefixed) return false;
    const word = wordFor('word', negated ? negatedForm(last.norm) : last.norm + norm);
    const joined = { ...last, word, norm: word.norm, stem: word.stem, end, shout: false };
    this.tokens[this.tokens.length - 1] = joined;
    return true;
  }

  private add(
    start: number,
    end: number,
    word: Word,
    capital: boolean,
    shout: boolean,
    value: number | null,
  ): void {
    this.tokens.push({
      start,
      end,
      kind: word.kind,
      word,
      norm: word.norm,
      stem: word.stem,
      sentence: this.sentences.length,
      clause: this.clause,
      comma: this.comma,
      quoted: start < this.codeEnd ? 'code' : this.inLine ? 'line' : this.inMarks ? 'marks' : null,
      capital,
      shout,
      value,
    });
    this.sentenceTokens++;
    this.comma = false;
  }
}
