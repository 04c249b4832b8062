// Guesses the language of a text from its function words, and says whose phrases may count in it.

import type { Token } from './token.js';

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

/** What is known of the language of a text. */
export interface LanguageGuess {
  /** ISO code, `other`, or null when the text is too short to tell. */
  readonly code: string | null;
  /** Languages whose phrases count here: the text's own, and those that speak up in it. */
  readonly present: ReadonlySet<string>;
}

/** Languages this file can tell apart. */
export const KNOWN_LANGUAGES: readonly string[] = Object.keys(FUNCTION_WORDS);

/** Guesses from at most the first 400 words. */
export function guessLanguage(tokens: readonly Token[]): LanguageGuess {
  const counts = new Map<string, number>();
  const telling = new Map<string, number>();
  let words = 0;
  let foreignScript = 0;
  for (const token of tokens) {
    if (token.kind !== 'word' || token.quoted === 'code') continue;
    if (++words > 400) break;
    if (token.norm.charCodeAt(0) > 0x24f) foreignScript++;
    for (const language of WORDS.get(token.norm) ?? []) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
      if (!SHARED_SHORT.has(token.norm)) telling.set(language, (telling.get(language) ?? 0) + 1);
    }
  }
  return { code: codeOf(counts, telling, words, foreignScript), present: presentIn(telling, counts) };
}

const WORDS: ReadonlyMap<string, readonly string[]> = wordsByLanguage();

function codeOf(
  counts: ReadonlyMap<string, number>,
  telling: ReadonlyMap<string, number>,
  words: number,
  foreignScript: number,
): string | null {
  if (words > 0 && foreignScript * 2 > words) return 'other';
  const ranked = KNOWN_LANGUAGES.map((language) => ({
    language,
    score: (telling.get(language) ?? 0) + 0.3 * (counts.get(language) ?? 0),
  })).sort((a, b) => b.score - a.score);
  const best = ranked[0];
  if (best === undefined || best.score < 1) return words >= 12 ? 'other' : null;
  if (best.language !== 'en' && best.score / words < 0.12 && words >= 8) return 'en';
  return best.language;
}

function presentIn(
  telling: ReadonlyMap<string, number>,
  counts: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const noEnglish = (counts.get('en') ?? 0) === 0;
  const present = KNOWN_LANGUAGES.filter(
    (language) => language === 'en' || noEnglish || (telling.get(language) ?? 0) >= 2,
  );
  return new Set(present);
}

function wordsByLanguage(): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const [language, list] of Object.entries(FUNCTION_WORDS)) {
    for (const word of new Set(list.split(' '))) words.set(word, [...(words.get(word) ?? []), language]);
  }
  return words;
}
