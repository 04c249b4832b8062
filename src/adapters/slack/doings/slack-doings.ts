import type { SlackInteractions } from '../slack-interactions.js';
import type { DoingsDeps } from './doings-deps.js';
import { publishHome } from './publish-home.js';
import { takeAction } from './take-action.js';
import { takeCommand } from './take-command.js';
import { takeShortcut } from './take-shortcut.js';
import { takeSubmission } from './take-submission.js';

/** What people do in Slack besides writing, done at the desk. */
export function slackDoings(deps: DoingsDeps): SlackInteractions {
  return {
    onAction: (action) => takeAction(deps, action),
    onShortcut: (shortcut) => takeShortcut(deps, shortcut),
    onSubmission: (submission) => takeSubmission(deps, submission),
    onCommand: (command) => takeCommand(deps, command),
    onHomeOpened: (userId) => publishHome(deps, userId),
  };
}
