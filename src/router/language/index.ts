// The language of routes.yaml, directory.yaml, policy.yaml and the reply templates: shapes, checks, reading.

export {
  checkTone,
  lintClaims,
  lintTone,
  type Tone,
  type ToneProblem,
  toneSchema,
} from '../replies/tone.js';
export { checkPolicy, PERMITTED_ROLES } from './check-policy.js';
export { checkReplies } from './check-replies.js';
export { checkRoutes } from './check-routes.js';
export { type DirectoryFile, directorySchema } from './directory-schema.js';
export { durationMs } from './duration.js';
export type { KnownNames } from './known-names.js';
export type { Loose } from './loose.js';
export { nearestName } from './nearest-name.js';
export {
  countrySchema,
  dayOffSchema,
  type PolicyFile,
  policySchema,
  timeOfDaySchema,
} from './policy-schema.js';
export type { PathProblem } from './problem.js';
export { checkDirectory, readDirectory } from './read-directory.js';
export { readPolicy } from './read-policy.js';
export { destinationSchema, type RoutesFile, routesSchema } from './routes-schema.js';
export { spanSchema } from './span-schema.js';
