import { useEffect, useRef } from 'preact/hooks';

/** For an element in which buttons are pressed: it takes the focus over when the pressed one is gone. */
export function useKeptFocus<T extends HTMLElement>() {
  const place = useRef<T>(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (!pressed.current || place.current === null) return;
    const { activeElement } = document;
    if (activeElement === document.body) place.current.focus({ preventScroll: true });
    if (!place.current.contains(activeElement) || activeElement === place.current) pressed.current = false;
  });
  return {
    ref: place,
    tabIndex: -1,
    onClick: () => {
      pressed.current = true;
    },
  };
}
