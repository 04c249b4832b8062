// Charts by Observable Plot, fetched when the first is needed; behind each stands the table it is drawn from.

import type { PlotOptions } from '@observablehq/plot';
import { useEffect, useRef } from 'preact/hooks';
import { useLoaded } from './loaded.js';

/** What charts are drawn with. */
export type Plot = typeof import('@observablehq/plot');

/** A table, as rows of cells; the first cell of a row names it. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A chart with its table. */
export function Chart({
  title,
  draw,
  table,
}: {
  readonly title: string;
  readonly draw: (plot: Plot) => PlotOptions;
  readonly table: Table;
}) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useLoaded<Plot>(() => import('@observablehq/plot'));
  useEffect(() => {
    if (plot === null || place.current === null) return;
    const drawn = plot.plot({ width: 640, ...draw(plot), ariaLabel: title });
    // What it would style inline stands in figures.css: no style element may come in.
    for (const style of drawn.querySelectorAll('style')) style.remove();
    // Its parts are no elements of their own to a screen reader: the table tells them.
    for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
    drawn.setAttribute('role', 'img');
    place.current.replaceChildren(drawn);
  }, [plot, draw, title]);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} />
      <details>
        <summary>As a table</summary>
        <Rows table={table} />
      </details>
    </figure>
  );
}

/** A plain table. */
export function Rows({ table: { head, rows } }: { readonly table: Table }) {
  return (
    <div class="scrolled">
      <table class="plain-table">
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = '', ...cells], index) => (
            <tr key={index}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]} class="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
