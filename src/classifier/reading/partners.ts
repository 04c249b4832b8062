// Names of partners, read from the field or from the text: capitalised words beside words such as gallery,
// before "asks" or a colon at the beginning, or in brackets after such a word.

import { sortedOnce } from '../few.js';
import type { Span } from '../types.js';
import { CUES, type Cues } from './cues.js';
import { nextNorm, type Token, tokenBefore } from './token.js';
import type { Word } from './word.js';

export interface PartnersRead {
  /** Lower case, without the general word ("gallery"), sorted and unique: made for comparison. */
  readonly names: readonly string[];
  readonly spans: readonly Span[];
}

/** Reads partner names; `partnerWords` are the places of words such as gallery, shop, merchant. */
export function readPartners(
  text: string,
  tokens: readonly Token[],
  cues: Cues,
  partnerWords: ReadonlySet<number>,
  field: string | undefined,
): PartnersRead {
  const given = field === undefined || field.trim() === '' ? null : bare(field);
  // A name of one word is told from other words by a partner word beside it.
  const least = partnerWords.size === 0 ? 2 : 1;
  const runs = (cues.any & CUES.name) === 0 ? NO_RUNS : nameRuns(text, tokens, cues, least);
  if (given === null && runs.length === 0) return NOBODY;
  const found = new Map<string, Span>();
  for (const name of runs) {
    if (!isPartner(text, tokens, name, partnerWords)) continue;
    const span = { start: tokens[name.first]?.start ?? 0, end: tokens[name.last]?.end ?? 0 };
    const key = bare(text.slice(span.start, span.end));
    if (key !== '' && !found.has(key)) found.set(key, span);
  }
  if (given === null) return sorted(found, null);
  for (const key of [...found.keys()]) if (shareWord(key, given)) found.delete(key);
  return sorted(found, given);
}

/** Whether a word with a capital may be in a name. */
export function mayBeName({ kind, norm }: Word): boolean {
  return kind === 'word' && (GENERAL.has(norm) || !NO_NAMES.has(norm));
}

interface NameRun {
  readonly first: number;
  readonly last: number;
}

const NO_RUNS: readonly NameRun[] = [];

const CONNECTORS = new Set([
  'of',
  'de',
  'du',
  'des',
  'der',
  'the',
  'la',
  'le',
  'van',
  'von',
  'di',
  'y',
  'e',
  'et',
  'und',
  'and',
]);
const GENERAL = new Set(
  'gallery galleries galerie galerien galleria gallerie galeria shop store boutique merchant seller dealer partner customer client tenant vendor exhibitor organisation organization org house auction studio atelier maison museum foundation kunsthandel the a an our gr inc ltd llc gmbh ag sa srl co'.split(
    ' ',
  ),
);
const NO_NAMES = new Set(
  'i we you he she it they the a an this that these those there here my our your his her their its and or but so if when while since after before because as at by for from in into of off on onto out over to up with without not no yes hi hey hello dear thanks thank please pls just any anyone someone everyone nobody everything something nothing all some many most both each every one two three four five six seven eight nine ten can could would should will may might must do does did is are was were be been have has had what who why how where which today tomorrow yesterday now then still also again monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december cms api url pdf faq id sso ok update urgent heads fyi psa btw asap error bug issue ticket login payment checkout browser chrome safari firefox android ios intercom slack zendesk steps expected actual version environment observed subject re fw fwd ps got getting need needs looks seems sounds let customer support team partner partners users galleries gallery shop store'.split(
    ' ',
  ),
);
const VERBS = new Set(
  'ask asks asked say says said report reports reported write writes wrote want wants wanted think thinks thought tell tells told has have need needs needed call calls called email emailed emails complain complains complained request requests requested phoned rang messaged pinged claims claimed wonders would gets got sees saw tried tries uploaded cant cannot reply replies insist insists'.split(
    ' ',
  ),
);
const BEFORE = new Set([
  'for',
  'at',
  'from',
  'with',
  'partner',
  'merchant',
  'seller',
  'dealer',
  'shop',
  'store',
  'gallery',
  'client',
  'customer',
  'tenant',
  'exhibitor',
  'by',
  'of',
  'chez',
  'bei',
  'presso',
]);

/** A longer run of capitalised words is a headline. */
const LONGEST_NAME = 6;

/** Runs of at least so many capitalised words, joined by "&", "of", "de" and the like. */
function nameRuns(text: string, tokens: readonly Token[], cues: Cues, least: number): readonly NameRun[] {
  const runs: NameRun[] = [];
  for (let first = 0; first < tokens.length; first++) {
    if (!isNameWord(tokens, cues, first)) continue;
    let last = first;
    let next = first + 1;
    for (; isJoined(text, tokens[next - 1], tokens[next]); next++) {
      if (isInName(tokens, cues, next)) last = next;
      else if (!CONNECTORS.has(tokens[next]?.norm ?? '') || !isInName(tokens, cues, next + 1)) break;
    }
    const length = last - first + 1;
    if (length >= least && length <= LONGEST_NAME) runs.push({ first, last });
    first = next - 1;
  }
  return runs;
}

function isNameWord(tokens: readonly Token[], cues: Cues, at: number): boolean {
  return ((cues.at[at] ?? 0) & CUES.name) !== 0 && tokens[at]?.quoted !== 'code';
}

/** Inside a name short numbers are a part of it. */
function isInName(tokens: readonly Token[], cues: Cues, at: number): boolean {
  if (isNameWord(tokens, cues, at)) return true;
  const token = tokens[at];
  return token?.kind === 'number' && token.norm.length <= 3 && token.quoted !== 'code';
}

function isJoined(text: string, before: Token | undefined, token: Token | undefined): boolean {
  if (before === undefined || before.sentence !== token?.sentence) return false;
  const between = text.slice(before.end, Math.min(token.start, before.end + 9));
  return between === ' ' || /^(?:\.? |\.? ?(?:&|&amp;|\+) ?|-|['’] )$/.test(between);
}

function isPartner(
  text: string,
  tokens: readonly Token[],
  name: NameRun,
  partnerWords: ReadonlySet<number>,
): boolean {
  const words = tokens.slice(name.first, name.last + 1);
  const own = words.filter((word) => !GENERAL.has(word.norm) && !CONNECTORS.has(word.norm));
  if (own.length === 0 || own.every((word) => word.shout && word.norm.length <= 4)) return false;
  for (let i = name.first; i <= name.last; i++) if (partnerWords.has(i) && words.length > 1) return true;
  const previous = tokenBefore(tokens, name.first);
  const same = previous !== undefined && previous.sentence === words[0]?.sentence;
  if (same && partnerWords.has(name.first - 1) && isPlainGap(text, previous, words[0])) return true;
  if (
    name.first >= 2 &&
    same &&
    /^(?:"|“|called |named |\()?$/.test(text.slice(previous.end, words[0]?.start).trim()) &&
    nearPartnerWord(tokens, name.first, partnerWords) &&
    isOpened(text, words[0])
  )
    return true;
  const end = tokens[name.last]?.end ?? 0;
  if (text.slice(words[0]?.start, end).includes('&')) return true;
  if (own.length < 2 || (same && !BEFORE.has(previous.norm))) return false;
  if (VERBS.has(nextNorm(tokens, name.last))) return true;
  const after = text.slice(end, end + 2);
  return same ? /^ ?(?:[:—–,.(]|$)/.test(after) : /^ ?[:—–-]/.test(after);
}

function isPlainGap(text: string, before: Token | undefined, after: Token | undefined): boolean {
  return /^[\s"“'’:]{1,3}$/.test(text.slice(before?.end ?? 0, after?.start ?? 0));
}

/** A bracket or a quotation mark stands right before the name. */
function isOpened(text: string, word: Token | undefined): boolean {
  return word !== undefined && '("“„«'.includes(text.charAt(word.start - 1)) && word.start > 0;
}

function nearPartnerWord(tokens: readonly Token[], at: number, partnerWords: ReadonlySet<number>): boolean {
  for (let i = at - 1; i >= 0 && i >= at - 4; i--) {
    if (tokens[i]?.sentence !== tokens[at]?.sentence) return false;
    if (partnerWords.has(i)) return true;
  }
  return false;
}

/** The name as it is compared: lower case, without accents, general words and punctuation. */
function bare(name: string): string {
  const words = name
    .replace(/&amp;/g, '&')
    .toLowerCase()
    .split(/[\s"“”()]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}&]+|[^\p{L}\p{N}&]+$/gu, '').replace(/['’]s$/, ''))
    .filter((word) => word !== '');
  const telling = words.filter((word) => !GENERAL.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(a.split(' '));
  return b.split(' ').some((word) => word.length > 2 && words.has(word));
}

const NOBODY: PartnersRead = { names: [], spans: [] };

function sorted(found: ReadonlyMap<string, Span>, given: string | null): PartnersRead {
  if (found.size === 0 && given === null) return NOBODY;
  const names = given === null ? [...found.keys()] : [given, ...found.keys()];
  return { names: sortedOnce(names), spans: [...found.values()] };
}
