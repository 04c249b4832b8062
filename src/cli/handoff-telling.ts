import type { HandoffTelling } from '../history/index.js';
import { areaOf, personOf, type RoutingRules } from '../router/index.js';

/** How the rules call people and areas. */
export function handoffTelling({ directory, policy }: RoutingRules): HandoffTelling {
  return {
    zone: policy.zone,
    nameOf: (id) => personOf(id, directory)?.name ?? id,
    titleOf: (area) => (area === null ? 'no area' : (areaOf(area, directory)?.title ?? area)),
  };
}
