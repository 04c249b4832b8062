import type { Directory } from './directory.js';
import type { Policy } from './policy.js';
import type { Route } from './routes.js';

/** What routing goes by: three files of the rulebook. */
export interface RoutingRules {
  readonly routes: readonly Route[];
  readonly directory: Directory;
  readonly policy: Policy;
}
