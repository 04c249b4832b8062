import { loadRulebookFolder, showProblem } from '../rulebook/index.js';
import type { DoctorCheck } from './doctor-check.js';
import { unreadable } from './rulebook.js';

/** The second rulebook, without which a desk that names it does not start. */
export const shadowCheck: DoctorCheck = {
  name: 'shadow',
  section: 'shadow',
  async look({ outside: { shadow } }) {
    if (shadow === null) return { state: 'off', notes: ['no second rulebook decides beside the first'] };
    try {
      const { rulebook, problems } = await loadRulebookFolder(shadow);
      if (rulebook !== null)
        return { state: 'local', notes: [`${shadow}, rulebook ${rulebook.version.slice(0, 8)}`] };
      const errors = problems.filter(({ severity }) => severity === 'error').map(showProblem);
      return { state: 'wrong', notes: [shadow, ...errors] };
    } catch (error) {
      const cure = 'Name another one by shadow.rules in triage.yaml.';
      return { state: 'wrong', notes: [unreadable(shadow, error, cure).message] };
    }
  },
};
