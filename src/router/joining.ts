// What a report may join an open incident for, by the policy.

import { type ClassifierRulebook, type Features, type Matter, matterOf } from '../classifier/index.js';
import type { Policy } from './policy.js';

/** The matter of a report about that area; null where it says of nothing essential that it fails, or stands alone. */
export function matterToJoin(
  features: Features,
  area: string | null,
  { vocabulary }: Pick<ClassifierRulebook, 'vocabulary'>,
  { joining }: Pick<Policy, 'joining'>,
): Matter | null {
  if (joining === null || area === null || joining.notIn.includes(area)) return null;
  const spokenOf = ({ concept, denied }: Features['hits'][number]) =>
    denied === null && joining.alone.includes(concept);
  return features.hits.some(spokenOf) ? null : matterOf(features, area, vocabulary.concepts);
}
