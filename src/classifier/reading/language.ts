// Guesses the language of a text from its function words, and says whose phrases may count in it.

import type { Token } from './token.js';
import { perWord } from './word.js';

/** Function words per language; a word of two languages counts for both. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the a an is are was were be been it its this that these of to in for on with and or but not no we you they he she i my our your their his her from at by as have has had do does did can could will would should cant dont doesnt isnt when what who how why if there than then so just any all some after since still please now here out up get got im were its',
  de: 'der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war waren wird werden wir ich sie er es ihr uns mir mich bei mit von zu zum zur auf aus fur im ins seit nach noch auch nur kann konnen konnte haben hat hatte wenn dass wie was wo bitte gibt geht mehr immer schon heute morgen unser unsere mein meine jetzt',
  fr: 'le la les un une des du de et ou mais ne pas est sont etait ont avons avez nous vous je il elle ils elles on ce cette ces dans sur pour par avec sans depuis plus mon ma mes notre nos votre vos leur leurs que qui quand comment bonjour merci impossible aux au ai suis peut peux fait tres toujours encore',
  es: 'el la los las un una unos de del y o pero no es son estaba fue han hemos nosotros yo ella ellos en para por con sin desde mas mi mis nuestro nuestra su sus que quien cuando como hola gracias se lo le al puede puedo podemos muy tambien hay esta estan todo todos ya desde hace dias me nos llega ningun ninguna cliente pagina correo porque donde tengo tiene',
  it: 'il lo la i gli le un una uno di del della dei delle e o ma non sono era ha hanno abbiamo noi voi io lui lei loro in nel nella per con senza da dal dalla piu mio miei mia nostro nostra suo sua che chi quando come ciao grazie si al alla puo posso possono riesco riescono molto anche questo questa ancora',
  nl: 'de het een en of maar niet geen is zijn was waren wordt worden wij we ik jij hij ze u ons mijn jullie bij met van naar op uit voor in sinds nog ook alleen kan kunnen heb hebben heeft had als dat hoe wat waar graag er dit deze meer altijd al vandaag onze',
  pt: 'o a os as um uma uns de do da dos das e ou mas nao sao era foi tem temos eu ele ela eles em na nas para por com sem desde mais meu minha nosso nossa seu sua que quem quando como ola obrigado obrigada se ao pode posso podemos muito tambem ha esta estao tudo todos ja voce voces',
};

const SHARED_SHORT = new Set(
  'a i o e in no on as me die was war an is he or of we do so at had will am des la le un de en es se el al per se com para por y'.split(
    ' ',
  ),
);

const ENGLISH = new Set(FUNCTION_WORDS.en?.split(' '));

/** Whether a word, as tokens carry it, is a function word of English. */
export function isFunctionWord(norm: string): boolean {
  return ENGLISH.has(norm);
}

/** What is known of the language of a text. */
export interface LanguageGuess {
  /** ISO code, `other`, or null when the text is too short to tell. */
  readonly code: string | null;
  /** Languages whose phrases count here: the text's own, and those that speak up in it. */
  readonly present: ReadonlySet<string>;
}

/** Languages this file can tell apart, English first. */
export const KNOWN_LANGUAGES: readonly string[] = Object.keys(FUNCTION_WORDS);

/** Guesses from at most the first 400 words. */
export function guessLanguage(tokens: readonly Token[]): LanguageGuess {
  const counts = KNOWN_LANGUAGES.map(() => 0);
  const telling = KNOWN_LANGUAGES.map(() => 0);
  let words = 0;
  let foreignScript = 0;
  for (const { kind, quoted, word } of tokens) {
    if (kind !== 'word' || quoted === 'code') continue;
    if (++words > 400) break;
    const signs = signsOf(word);
    if (signs === 0) continue;
    if ((signs & FOREIGN_SCRIPT) !== 0) foreignScript++;
    for (let i = 0; i < counts.length; i++) {
      if ((signs & (1 << i)) === 0) continue;
      counts[i] = (counts[i] ?? 0) + 1;
      if ((signs & TELLING) !== 0) telling[i] = (telling[i] ?? 0) + 1;
    }
  }
  return { code: codeOf(counts, telling, words, foreignScript), present: presentIn(telling, counts) };
}

/** What a word says of languages: a bit for each whose function word it is, by their indexes, and these two. */
const signsOf = perWord(
  ({ norm }) => (SIGNS.get(norm) ?? 0) | (norm.charCodeAt(0) > 0x24f ? FOREIGN_SCRIPT : 0),
);
/** It is not one of the short words that many languages share. */
const TELLING = 1 << KNOWN_LANGUAGES.length;
const FOREIGN_SCRIPT = 2 * TELLING;
const SIGNS: ReadonlyMap<string, number> = signsByWord();
/** Guesses name few sets of languages, so each is made once. */
const PRESENT = new Map<number, ReadonlySet<string>>();

function codeOf(
  counts: readonly number[],
  telling: readonly number[],
  words: number,
  foreignScript: number,
): string | null {
  if (words > 0 && foreignScript * 2 > words) return 'other';
  let best = 0;
  let score = 0;
  for (let i = 0; i < counts.length; i++) {
    const own = (telling[i] ?? 0) + 0.3 * (counts[i] ?? 0);
    if (own > score) [best, score] = [i, own];
  }
  if (score < 1) return words >= 12 ? 'other' : null;
  const language = KNOWN_LANGUAGES[best] ?? 'en';
  return language !== 'en' && score / words < 0.12 && words >= 8 ? 'en' : language;
}

function presentIn(telling: readonly number[], counts: readonly number[]): ReadonlySet<string> {
  const noEnglish = counts[0] === 0;
  let bits = 1;
  for (let i = 1; i < counts.length; i++) if (noEnglish || (telling[i] ?? 0) >= 2) bits |= 1 << i;
  const known = PRESENT.get(bits);
  if (known !== undefined) return known;
  const present = new Set(KNOWN_LANGUAGES.filter((_, i) => (bits & (1 << i)) !== 0));
  PRESENT.set(bits, present);
  return present;
}

function signsByWord(): Map<string, number> {
  const signs = new Map<string, number>();
  Object.values(FUNCTION_WORDS).forEach((list, language) => {
    for (const word of list.split(' ')) {
      const telling = SHARED_SHORT.has(word) ? 0 : TELLING;
      signs.set(word, (signs.get(word) ?? 0) | (1 << language) | telling);
    }
  });
  return signs;
}
