// The door of the room where time is simulated: scripted weeks are played here, and recorded days can be.

export { type Outcome, playTimeline, type Stage } from './play-timeline.js';
export { readTimeline, type Timeline, TimelineError } from './read-timeline.js';
export type { Seen } from './seen.js';
export { sayWhen, showSeen } from './show.js';
export { type SimulatedDesk, type Simulation, simulateDesk } from './simulated-desk.js';
