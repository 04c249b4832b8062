import type { DoctorCheck } from './doctor-check.js';
import { deskCheck, storeCheck } from './doctor-desk.js';
import { backlogCheck, boardCheck, rotaCheck, webhooksCheck } from './doctor-outside.js';
import { shadowCheck } from './doctor-shadow.js';
import { chatCheck } from './doctor-slack.js';

/** What `triage doctor` looks at once the settings can be read, in the order in which it tells it. */
export const DOCTOR_CHECKS: readonly DoctorCheck[] = [
  storeCheck,
  deskCheck,
  chatCheck,
  backlogCheck,
  boardCheck,
  rotaCheck,
  webhooksCheck,
  shadowCheck,
];
