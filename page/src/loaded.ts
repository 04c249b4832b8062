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

/** Hears what becomes of the last thing that was asked, and nothing of those before: answers come in any order. */
export function useLastAsked(): <T>(
  asked: Promise<T>,
  told: (answer: T) => void,
  failed: (error: unknown) => void,
) => void {
  const last = useRef<unknown>(null);
  return (asked, told, failed) => {
    last.current = asked;
    const ifLast =
      <A>(then: (outcome: A) => void) =>
      (outcome: A): void => {
        if (last.current === asked) then(outcome);
      };
    asked.then(ifLast(told), ifLast(failed));
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
  const hear = useLastAsked();
  const look = (): void =>
    hear(
      get<T>(path),
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
