// Words for numbers, in the languages our partners write. Maps, not objects: "constructor" is a word of reports.

/** Reads a table of words and numbers: `two=2 zwei=2`. */
export function numbersByWord(table: string): ReadonlyMap<string, number> {
  return new Map(
    table
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const at = entry.lastIndexOf('=');
        return [entry.slice(0, at), Number(entry.slice(at + 1))] as const;
      }),
  );
}

/** Numbers said in words, exactly. */
export const NUMBER_WORDS = numbersByWord(`
  a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12
  fifteen=15 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 ninety=90 einer=1 eine=1 einem=1 zwei=2
  drei=3 vier=4 une=1 deux=2 trois=3 dos=2 tres=3 una=1 un=1 due=2 tre=3 thirteen=13 fourteen=14
  sixteen=16 seventeen=17 eighteen=18 nineteen=19 seventy=70 eighty=80 both=2 ein=1 funf=5 sechs=6
  sieben=7 acht=8 neun=9 zehn=10 elf=11 zwolf=12 quatre=4 cinq=5 sept=7 huit=8 neuf=9 dix=10 onze=11
  douze=12 uno=1 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 quattro=4 cinque=5 sei=6
  sette=7 otto=8 nove=9 dieci=10 twee=2 drie=3 vijf=5 tien=10 dois=2 duas=2 quatro=4 dez=10
  zes=6 zeven=7 negen=9 twaalf=12 sete=7 oito=8 doze=12
`);

/** Words for a quantity that name no number, with a number of that size. */
export const VAGUE_WORDS = numbersByWord(`
  couple=2 few=3 several=4 some=3 multiple=4 various=4 handful=5 dozen=12 dozens=24 hundred=100
  hundreds=200 thousand=1000 thousands=2000 million=1000000.0 millions=2000000.0 many=20 lots=20
  numerous=20 most=50 countless=50 mehrere=4 einige=3 viele=20 hunderte=200 dutzende=24 plusieurs=4
  quelques=3 beaucoup=20 centaines=200 varios=4 varias=4 algunos=3 muchos=20 cientos=200 diversi=4
  alcuni=3 molti=20 centinaia=200 parecchi=4
`);
