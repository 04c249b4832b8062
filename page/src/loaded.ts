// Small hooks that views share.

import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, sentenceOf } from './ask.js';

/** A part of the page that is fetched when it is first needed; null until it is there. */
export function useLoaded<T>(load: () => Promise<T>): T | null {
  const [part, setPart] = useState<T | null>(null);
  useEffect(() => {
    let wanted = true;
    void load().then((loaded) => wanted && setPart(() => loaded));
    return () => {
      wanted = false;
    };
  }, []);
  return part;
}

/**
 * Asks, and hears answers in the order in which they were asked for, though they come in any: what comes after a later
 * answer, or from another path than the last one asked, is dropped. With news faster than answers each still shows.
 */
export function useInOrder(): <T>(
  path: string,
  told: (answer: T) => void,
  failed: (error: unknown) => void,
) => void {
  const { current: state } = useRef({ path: '', asked: 0, heard: 0 });
  return <T>(path: string, told: (answer: T) => void, failed: (error: unknown) => void) => {
    state.path = path;
    const turn = ++state.asked;
    const inOrder =
      <A>(then: (outcome: A) => void) =>
      (outcome: A): void => {
        if (state.path !== path || turn < state.heard) return;
        state.heard = turn;
        then(outcome);
      };
    get<T>(path).then(inOrder(told), inOrder(failed));
  };
}

/** What the desk answers, as far as it has. */
export interface Answer<T> {
  /** Null until it is there; the last one while another is on its way. */
  readonly answer: T | null;
  /** Why there is none. */
  readonly problem: string;
  /** Asks once more. */
  look(): void;
}

/** What the desk answers at a path, asked anew whenever the path or the news changes. */
export function useAnswer<T>(path: string, news = 0): Answer<T> {
  const answer = useSignal<T | null>(null);
  const problem = useSignal('');
  const hear = useInOrder();
  const look = (): void =>
    hear<T>(
      path,
      (found) => {
        answer.value = found;
        problem.value = '';
      },
      (error: unknown) => {
        problem.value = sentenceOf(error);
      },
    );
  useEffect(look, [path, news]);
  return { answer: answer.value, problem: problem.value, look };
}

/** The moment, anew every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 30_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
