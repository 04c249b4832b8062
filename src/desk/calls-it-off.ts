// Whether whoever reported something takes it back below, as a whole. Told by few words of its own
// (rules/vocabulary/thread.yaml): "my mistake, it is forty galleries" corrects, and takes nothing back.

import type { Features, Span } from '../classifier/index.js';
import { isAsked, type SaidBelow, said } from './said-below.js';

/** True where nothing is left of the report by what is said below it. In doubt it is not: others will look at it. */
export function callsItOff({ text, features, inAnyLanguage: { hits }, alone }: SaidBelow): boolean {
  const taken = [...said(hits, 'retracted'), ...said(hits, 'called-off')];
  const isTaken = ({ start, end }: Span): boolean =>
    taken.some((hit) => hit.start <= start && end <= hit.end);
  if (alone !== 'none' || text.length > longest || isWide(text, features)) return false;
  // "My error" is none of the product.
  if (features.facts.state === 'firing' && features.spans.state?.every(isTaken) !== true) return false;
  if (!said(hits, 'but').every(isTaken)) return false;
  return said(hits, 'called-off').some((hit) => !isAsked(text, hit));
}

/** True where a whole report says by now that it is over, or only thanks. */
export function saysItIsOver({ features: { facts }, inAnyLanguage: { hits }, alone }: SaidBelow): boolean {
  if (facts.state === 'resolved') return true;
  return alone === 'none' && facts.state !== 'firing' && said(hits, 'thanks').length > 0;
}

/** Whoever says so much more, in characters, says something else besides. */
const longest = 240;

/** "It is everyone" says that it is worse; "sorry everyone" is said to those who listen. */
function isWide(text: string, { facts, spans }: Features): boolean {
  const isAddressed = ({ start }: Span): boolean =>
    /(?:sorry|apologies|thanks|thank you|hi)\W+$/i.test(text.slice(0, start));
  return (facts.scope === 'many' || facts.scope === 'all') && spans.scope?.every(isAddressed) !== true;
}
