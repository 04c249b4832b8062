// Where one is in the page: `#/cases/case-1?…`. Links are plain links, so that back, forward and new tabs work.

import { signal } from '@preact/signals';

/** The parts of the address behind `#/`. */
export const place = signal<readonly string[]>(partsOf(location.hash));

window.addEventListener('hashchange', () => {
  place.value = partsOf(location.hash);
});

export function linkTo(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

export function goTo(...parts: readonly string[]): void {
  location.hash = linkTo(...parts);
}

function partsOf(hash: string): readonly string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
}
