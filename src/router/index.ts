// The door of the router: everything other rooms may use of it. What reads and checks the files it goes by has
// a door of its own, language/index.ts, so that a decision need not load schemas.

export { type CaseMoment, callAfter, type Occasion } from './call.js';
export { calledOff, isCalledOff } from './called-off.js';
export {
  type Actor,
  backAgain,
  type CaseChange,
  type CaseStep,
  changeCase,
  DESK,
  isFollowed,
  isWaiting,
  lastNote,
  newCase,
  OPERATOR,
  type Reclassify,
  uniteCases,
  withoutReport,
} from './case.js';
export {
  allLive,
  type ChannelState,
  channelStates,
  modeIn,
  observersOf,
  standingOf,
} from './channel-modes.js';
export {
  areaOf,
  awayAt,
  coverOnCall,
  type Directory,
  isHere,
  onCallAt,
  personOf,
  pmAt,
  pmFor,
  pointPersonAt,
  pointPersonFor,
} from './directory.js';
export {
  type EscalationStep,
  escalationSteps,
  takeStep,
} from './escalate.js';
export { ESCALATION_STEPS, type EscalationName } from './escalation-times.js';
export { fingerprintOf, recoversFrom } from './fingerprint.js';
export { lastHandOver, shiftDates } from './hand-over.js';
export { hoursAt, nextWorkingStart, sayTime, sayTimeFrom } from './hours.js';
export { matterToJoin } from './joining.js';
export { type Offsets, offsetAt } from './local-time.js';
export { nextListAfter, type Repeated, repeatedUrgent } from './needs-a-tool.js';
export { type ForFollowers, type News, newsOf, planFollowUp, planForFollowers, planNews } from './news.js';
export { classesByGuess, type Offer, offersFor } from './offers.js';
export { mayDo, type RoleFacts, rolesAtDesk, rolesOf } from './permissions.js';
export {
  breakerOpened,
  breakerTemplate,
  effectKey,
  mayMention,
  observedTemplate,
  planRoute,
  replyOf,
  wouldDo,
} from './plan-route.js';
export {
  alertsChannel,
  CASE_ACTIONS,
  type CaseAction,
  type Channel,
  type ChannelMode,
  DESK_ACTIONS,
  type DeskAction,
  incidentsChannel,
  modeOf,
  type Place,
  type Policy,
  type Severity,
  type Storms,
} from './policy.js';
export { AFTER_ALL, problemAfterAll } from './problem-after-all.js';
export { joined, promise } from './promise.js';
export { effectInWords } from './replies/effect-in-words.js';
export { maskSecrets, secretsIn, withoutSecrets } from './replies/mask-secrets.js';
export { hostileText, type PreviewView, previewViews } from './replies/preview-views.js';
export { type Rendered, renderReply, titled } from './replies/render-reply.js';
export { classInWords, type ReplySubject, replyView } from './replies/reply-view.js';
export { viewPaths } from './replies/view-paths.js';
export {
  type CaseFacts,
  type Link,
  nothingYet,
  type PersonView,
  type ReplyView,
} from './replies/view-types.js';
export { type Route, type RouteEffect, readRoutes, takeRoute } from './routes.js';
export type { RoutingRules } from './routing-rules.js';
export { graverOf, reclassifiedAs, severityFor } from './severity.js';
export { dutyAt, dutyUntil, isFor, SPLIT_KINDS, type Split, type SplitKind } from './split.js';
export {
  planNoteOnTicket,
  planTicketDone,
  removedOutside,
  type TicketNews,
  ticketMoved,
} from './ticket-status.js';
export * from './types.js';
export { isGraver, staysByOthers } from './voices.js';
export { mayWake } from './wakes.js';
export { type Beside, isWatchedAlert, raisedByAlerts } from './watched-alerts.js';
export { onDuty } from './who-is-meant.js';
