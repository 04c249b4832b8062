import type { Logger } from '../../src/desk/ports.js';

/** A logger that keeps nothing. */
export const quietLog: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
