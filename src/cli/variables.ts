import { SETTING_VARIABLES } from '../config.js';
import { SECRET_VARIABLES } from '../outside-settings.js';
import { nearestName } from '../router/language/index.js';

/** Every variable of the environment that the desk reads. */
const known: readonly string[] = [
  ...SETTING_VARIABLES,
  ...SECRET_VARIABLES,
  'TRIAGE_CONFIG',
  'TRIAGE_CACHE_DIR',
];

/** Variables that look like the desk's and are mistyped, one sentence each; values are not told. */
export function mistypedVariables(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('TRIAGE_') && !known.includes(name))
    .flatMap((name) => {
      const meant = nearestName(name, known);
      return meant === null ? [] : [`${name}: the desk reads no such variable. Did you mean ${meant}?`];
    });
}
