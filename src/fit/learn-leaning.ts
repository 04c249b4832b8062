// Learns the whole word model: one voice for the classes, one for the areas.

import { type LeaningFile, REPORT_CLASSES } from '../classifier/index.js';
import { CLASS_VOICE, learnVoice, type VoiceOptions } from './learn-voice.js';
import type { Studied } from './study.js';

const ABOUT = [
  'The word model: how far words, pairs and pieces of words, and facts lean towards each class and each area.',
  'Written by `triage fit` from labelled reports; see docs/decisions. Nobody edits it by hand.',
] as const;

/** The desk is measured by those that are not only for learning: they say a little louder what a class means. */
const MEASURE = 2;

/** Pairs and pieces add little to an area, and its tables are the widest. */
const AREA_VOICE: VoiceOptions = {
  ...CLASS_VOICE,
  words: { loudness: 1, least: 2 },
  pairs: null,
  pieces: null,
  facts: { loudness: 0.2, least: 3 },
  balance: 0,
  negligible: 0.015,
};

/** Learns from labelled reports; areas are learnt from those that have one. */
export function learnLeaning(reports: readonly Studied[], options: VoiceOptions = CLASS_VOICE): LeaningFile {
  const weightOf = ({ onlyForLearning }: Studied) => (onlyForLearning ? 1 : MEASURE);
  const areas = reports.flatMap((report) =>
    report.area === null || report.label === 'none'
      ? []
      : [{ terms: report.terms, outcome: report.area, weight: weightOf(report) }],
  );
  return {
    about: ABOUT,
    format: 2,
    classes: learnVoice(
      reports.map((report) => ({ terms: report.terms, outcome: report.label, weight: weightOf(report) })),
      REPORT_CLASSES,
      options,
    ),
    areas: learnVoice(areas, [...new Set(areas.map(({ outcome }) => outcome))].sort(), AREA_VOICE),
  };
}
