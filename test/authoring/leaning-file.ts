import { REPORT_CLASSES } from '../../src/classifier/index.js';

const silent = { hashes: '', scores: '', unit: 1 };
const tables = { words: silent, pairs: silent, pieces: silent, facts: silent };

/** A word model that knows no word, and takes everything for an incident. */
export const leaningFile = JSON.stringify({
  about: ['for a test'],
  format: 2,
  classes: { outcomes: REPORT_CLASSES, start: [9, 0, 0, 0], ...tables },
  areas: { outcomes: ['payments', 'accounts'], start: [0, 0], ...tables },
});
