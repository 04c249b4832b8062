// The workbench in a thread of its own: questions come in as messages, each answered once.

import { parentPort, workerData } from 'node:worker_threads';
import { createWorkbench } from './workbench/workbench.js';
import type { Answer, Question } from './workbench-thread.js';

const workbench = createWorkbench((workerData as { readonly folder: string }).folder);

parentPort?.on('message', async ({ id, ask, given }: Question) => {
  const work = workbench[ask] as (...args: readonly unknown[]) => Promise<unknown>;
  let answer: Answer;
  try {
    answer = { id, value: await work(...given) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
