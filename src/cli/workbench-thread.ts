// The workbench as the desk asks it: in threads beside its own, so that trying rules holds up no report. Short
// questions do not wait for long ones: they have a thread of their own.

import { Worker } from 'node:worker_threads';
import type { Workbench } from './workbench/workbench.js';

/** A question to the thread. */
export interface Question {
  readonly id: number;
  readonly ask: keyof Workbench;
  readonly given: readonly unknown[];
}

/** What it answers. */
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

/** The workbench, until it is closed. */
export interface OpenWorkbench extends Workbench {
  close(): Promise<void>;
}

/** A workbench for the rules of a folder; its threads begin with the first question. */
export function openWorkbench(folder: string): OpenWorkbench {
  const quick = thread(folder);
  const thorough = thread(folder);
  const by =
    <K extends keyof Workbench>({ ask }: Thread, name: K): Workbench[K] =>
    // What comes back is what the workbench of the thread has given, by the same name.
    (...given: readonly unknown[]) =>
      ask(name, given) as never;
  return {
    tryOut: by(quick, 'tryOut'),
    rules: by(quick, 'rules'),
    fixtures: by(quick, 'fixtures'),
    check: by(thorough, 'check'),
    consequences: by(thorough, 'consequences'),
    accuracy: by(thorough, 'accuracy'),
    mutation: by(thorough, 'mutation'),
    close: async () => void (await Promise.all([quick.close(), thorough.close()])),
  };
}

interface Thread {
  ask(name: keyof Workbench, given: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

// Named as the build names it, which lays the program together.
const workerFile = new URL('./workbench-worker.cjs', import.meta.url);

function thread(folder: string): Thread {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    worker = null;
  };
  const begin = (): Worker => {
    const begun = new Worker(workerFile, { workerData: { folder } });
    begun.unref();
    begun.on('message', (answer: Answer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) one?.reject(new Error(answer.error));
      else one?.resolve(answer.value);
    });
    begun.on('error', fail);
    begun.on('exit', () => fail(new Error('the workbench has ended')));
    return begun;
  };
  return {
    ask(ask, given) {
      worker ??= begin();
      const question: Question = { id: ++last, ask, given };
      const answer = Promise.withResolvers<unknown>();
      waiting.set(question.id, answer);
      worker.postMessage(question);
      return answer.promise;
    },
    close: async () => void (await worker?.terminate()),
  };
}
