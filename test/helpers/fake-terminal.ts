import type { Terminal } from '../../src/cli/terminal.js';

/** A terminal that remembers what it was told, and answers with the given lines when it is interactive. */
export interface FakeTerminal extends Terminal {
  readonly results: readonly string[];
  readonly talked: readonly string[];
}

export function fakeTerminal(answers: readonly string[] | null = null, input = ''): FakeTerminal {
  const results: string[] = [];
  const talked: string[] = [];
  const said = answers === null ? input : answers.map((line) => `${line}\n`).join('');
  return {
    results,
    talked,
    out: async (text) => void results.push(text),
    talk: (text) => void talked.push(text),
    input: (async function* () {
      yield new TextEncoder().encode(said);
    })(),
    interactive: answers !== null,
    colour: false,
    width: 100,
    env: {},
    now: () => 0,
  };
}
