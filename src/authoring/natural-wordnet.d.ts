// natural has no types for its sub-paths; this is the part of its WordNet reader that we use.
declare module 'natural/lib/natural/wordnet/wordnet.js' {
  interface Synset {
    readonly pos: string;
    readonly synonyms: readonly string[];
    readonly ptrs: readonly {
      readonly pointerSymbol: string;
      readonly synsetOffset: number;
      readonly pos: string;
    }[];
  }
  class WordNet {
    lookup(word: string, callback: (synsets: readonly Synset[]) => void): void;
    get(synsetOffset: number, pos: string, callback: (synset: Synset) => void): void;
  }
  export = WordNet;
}
