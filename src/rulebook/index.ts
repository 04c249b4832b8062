// The door of the rulebook. What parses and checks YAML stands in read.ts, which is loaded only when needed.

export { cacheFolder } from './cache.js';
export {
  checkRulebookFolder,
  compileShipped,
  filesOf,
  type LoadOptions,
  loadRulebookFolder,
  SHIPPED_RULES,
  versionOfFolder,
} from './folder.js';
export { type Problem, showProblem } from './problem.js';
export type { ReadRulebook } from './read.js';
export type { RuleFiles } from './rule-files.js';
export type { Rulebook, RulebookData } from './rulebook.js';
export { versionOf } from './version.js';
