import type { RulesSource } from '../desk/follow-rules.js';
import type { Rules } from '../desk/rules.js';
import { loadRulebookFolder, type Rulebook, showProblem, versionOfFolder } from '../rulebook/index.js';

/** A folder of rules as the running desk follows it; `rulesOf` makes of a rulebook what the desk works with. */
export function rulesFolder(folder: string, rulesOf: (rulebook: Rulebook) => Rules): RulesSource {
  return {
    version: () => versionOfFolder(folder),
    async load() {
      const { rulebook, problems } = await loadRulebookFolder(folder);
      return rulebook === null
        ? { problems: problems.filter(({ severity }) => severity === 'error').map(showProblem) }
        : { version: rulebook.version, rules: rulesOf(rulebook) };
    },
  };
}
