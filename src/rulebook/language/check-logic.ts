import type { Problem } from '../problem.js';
import type { LoadedRule } from './loaded.js';

export function checkLogic(_rules: readonly LoadedRule[]): readonly Problem[] {
  return [];
}
