// Small hooks that views share.

import { useEffect, useState } from 'preact/hooks';

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

/** The moment, anew every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 30_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
