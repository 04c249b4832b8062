// The door of the authoring room: what helps people to write rules. Pure: files and terminals are the callers'.

export { CLASS_WORDS } from './class-words.js';
export { type Explanation, explain } from './explain.js';
export type { Flip } from './flips.js';
