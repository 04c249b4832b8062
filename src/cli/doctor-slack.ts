// How the desk stands with Slack: asked as the desk would ask it.

import { systemClock, systemRandom } from '../adapters/system.js';
import { DeliveryError } from '../desk/ports.js';
import { type DoctorCheck, rulesFirst } from './doctor-check.js';

export const chatCheck: DoctorCheck = {
  name: 'chat',
  async look({ settings: { slack: access }, routing, log }) {
    if (access === null) return { state: 'local', notes: ['messages are kept in the desk'] };
    if (routing === null) return rulesFirst('Slack');
    const [{ openSlack }, { checkSlack }] = await Promise.all([
      import('../adapters/slack/slack.js'),
      import('../adapters/slack/check-slack.js'),
    ]);
    const slack = openSlack(access, {
      clock: systemClock,
      random: systemRandom,
      log,
      directory: () => routing.directory,
      utcOffset: () => 0,
    });
    try {
      const findings = await checkSlack({ api: slack.api, names: slack.names, access, routing });
      const isWrong = findings.some(({ severity }) => severity === 'error');
      return { state: isWrong ? 'wrong' : 'live', notes: ['Slack', ...findings.map(({ text }) => text)] };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const away = error.outcome === 'refused' ? [] : [`Look whether this machine reaches ${access.apiUrl}.`];
      return { state: 'wrong', notes: ['Slack', error.message, ...away] };
    } finally {
      await slack.stop();
    }
  },
};
