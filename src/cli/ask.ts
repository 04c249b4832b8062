import { UsageError } from './exit.js';
import { linesOf } from './lines.js';
import type { Terminal } from './terminal.js';

/** Asks the person at the terminal; answers come line by line from standard input. */
export interface Asker {
  /** One answer; `otherwise` when it is left empty. Throws UsageError when the input has ended. */
  one(question: string, otherwise?: string): Promise<string>;
  /** Answers until an empty one. */
  many(question: string): Promise<readonly string[]>;
}

export function asker(terminal: Terminal): Asker {
  const lines = linesOf(terminal.input)[Symbol.asyncIterator]();
  const answer = async (prompt: string): Promise<string> => {
    terminal.talk(prompt);
    const { value, done } = await lines.next();
    if (done === true) throw new UsageError('The answers ended too early. Nothing was written.');
    return value.text.trim();
  };
  return {
    async one(question, otherwise) {
      const said = await answer(`${question}${otherwise ? ` [${otherwise}]` : ''}: `);
      if (said !== '') return said;
      return otherwise ?? this.one(question);
    },
    async many(question) {
      const all: string[] = [];
      for (let n = 1; ; n++) {
        const said = await answer(`${question} ${n}${n === 1 ? '' : ' (empty to go on)'}: `);
        if (said !== '') all.push(said);
        else if (all.length > 0) return all;
      }
    },
  };
}
