// What a user could take instead of the desk: text classifiers that learn from the same reports.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lean, loadLeaning, REPORT_CLASSES, type ReportClass } from '../../src/classifier/index.js';
import { learnVoice } from '../../src/fit/learn-voice.js';
import type { Studied } from '../../src/fit/study.js';
import { learnSvm } from './svm.ts';

/** Learns from some reports and gives the class of others; null where it is not installed here. */
export interface Peer {
  readonly name: string;
  /** How many reports it can learn from in reasonable time, where that is not many. */
  readonly most?: number;
  readonly judge: (known: readonly Studied[], asked: readonly Studied[]) => readonly ReportClass[] | null;
}

export const PEERS: readonly Peer[] = [
  // Its training looks through every word of all reports for every report: hours for tens of thousands.
  { name: "natural's Bayes", most: 5_000, judge: naturalBayes },
  { name: 'fastText (Debian)', judge: fastText },
  { name: "the desk's own words and pairs alone", judge: wordsAlone },
  { name: 'TF-IDF and linear SVM', judge: (known, asked) => learnSvm(known.map(lesson), asked.map(textOf)) },
];

const textOf = ({ report }: Studied) => report.text;
const lesson = (one: Studied) => ({ text: one.report.text, label: one.label });

interface NaturalClassifier {
  addDocument(text: string, label: string): void;
  train(): void;
  classify(text: string): string;
}

function naturalBayes(known: readonly Studied[], asked: readonly Studied[]): readonly ReportClass[] {
  const require = createRequire(import.meta.url);
  const Bayes = require('natural/lib/natural/classifiers/bayes_classifier.js') as new () => NaturalClassifier;
  const bayes = new Bayes();
  for (const { report, label } of known) bayes.addDocument(report.text, label);
  bayes.train();
  return asked.map(({ report }) => classNamed(bayes.classify(report.text)));
}

/** The desk's word model without pieces, facts and rules: natural's own regression did not finish on 420 reports within five minutes. */
function wordsAlone(known: readonly Studied[], asked: readonly Studied[]): readonly ReportClass[] {
  const lessons = known.map(({ terms, label }) => ({
    terms: {
      ...terms,
      pieces: new Uint32Array(),
      facts: new Uint32Array(),
      words: terms.words.subarray(0, terms.stems),
    },
    outcome: label,
    weight: 1,
  }));
  const classes = learnVoice(lessons, REPORT_CLASSES);
  const model = loadLeaning({
    about: [],
    format: 2,
    classes,
    areas: { ...classes, outcomes: classes.outcomes },
  });
  return asked.map(({ features, tokens }) => {
    const { logChances } = lean(features, tokens, model);
    return REPORT_CLASSES.reduce((best, name) => (logChances[name] > logChances[best] ? name : best));
  });
}

function fastText(known: readonly Studied[], asked: readonly Studied[]): readonly ReportClass[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'triage-accuracy-'));
  try {
    const run = (args: readonly string[]) => spawnSync('fasttext', args, { encoding: 'utf8' });
    const line = (text: string) =>
      text
        .toLowerCase()
        .replace(/([^\p{L}\p{N}\s])/gu, ' $1 ')
        .replace(/\s+/g, ' ')
        .trim();
    const lines = known.map(({ report, label }) => `__label__${label} ${line(report.text)}`);
    writeFileSync(join(folder, 'known.txt'), `${lines.join('\n')}\n`);
    writeFileSync(
      join(folder, 'asked.txt'),
      `${asked.map(({ report }) => line(report.text) || '.').join('\n')}\n`,
    );
    const model = join(folder, 'model');
    const settings = [
      '-epoch',
      '50',
      '-lr',
      '0.5',
      '-wordNgrams',
      '2',
      '-minn',
      '3',
      '-maxn',
      '5',
      '-dim',
      '50',
      '-thread',
      '1',
    ];
    const learnt = run([
      'supervised',
      '-input',
      join(folder, 'known.txt'),
      '-output',
      model,
      ...settings,
      '-bucket',
      '200000',
    ]);
    if (learnt.status !== 0) return null;
    const { stdout } = run(['predict', `${model}.bin`, join(folder, 'asked.txt')]);
    return stdout
      .trim()
      .split('\n')
      .map((name) => classNamed(name.replace('__label__', '')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function classNamed(name: string): ReportClass {
  const found = REPORT_CLASSES.find((one) => one === name);
  if (found === undefined)
    throw new Error(`A peer answered "${name}", expected one of ${REPORT_CLASSES.join(', ')}.`);
  return found;
}
