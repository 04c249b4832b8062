// A text with its evidence marked: what speaks for each class has its colour, and what one points at stands out.

import type { Firing, ReportClass } from '../../../src/classifier/types.js';

/** What speaks for classes, and the words it rests on. */
type Speaking = { readonly fired: readonly Firing[] };

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly class: ReportClass;
  readonly rules: readonly string[];
}

/** Plain pieces and marked ones, in order, that make up the text. */
export function MarkedText({
  text,
  tried,
  pointedAt,
}: {
  readonly text: string;
  readonly tried: Speaking | null;
  readonly pointedAt: string | null;
}) {
  const marks = tried === null ? [] : marksOf(tried, text.length);
  let at = 0;
  const pieces = marks.flatMap((mark) => {
    const before = text.slice(at, mark.start);
    at = mark.end;
    const pointed = pointedAt !== null && mark.rules.includes(pointedAt);
    return [
      before,
      <mark key={mark.start} class={`of-${mark.class}${pointed ? ' pointed' : ''}`}>
        {text.slice(mark.start, mark.end)}
      </mark>,
    ];
  });
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}

/** Evidence cut into pieces that do not overlap; a piece has the class of the heaviest rule that saw it. */
function marksOf({ fired }: Speaking, length: number): readonly Mark[] {
  const spans = fired.flatMap(({ rule, class: of, weight, evidence }) =>
    evidence
      .filter(({ end }) => end <= length)
      .map(({ start, end }) => ({ start, end, rule, class: of, weight: weight ?? Number.POSITIVE_INFINITY })),
  );
  const edges = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return edges.slice(1).flatMap((end, index) => {
    const start = edges[index] ?? 0;
    const over = spans.filter((span) => span.start <= start && end <= span.end);
    const [heaviest] = over.toSorted((a, b) => b.weight - a.weight);
    return heaviest === undefined
      ? []
      : [{ start, end, class: heaviest.class, rules: over.map(({ rule }) => rule) }];
  });
}
