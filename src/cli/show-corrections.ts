import { excerptOf } from '../history/index.js';
import {
  changeInWords,
  type MadeFixture,
  type Mistake,
  type Proposal,
  type RefusedChange,
} from '../learning/index.js';
import { harmless, type Paint } from './paint.js';

/** Corrections for people: what was wrong and by which rules, what became of it, and what is proposed. */
export function showCorrections(
  mistakes: readonly Mistake[],
  made: readonly MadeFixture[],
  proposal: Proposal | null,
  p: Paint,
): string {
  if (mistakes.length === 0) return 'Nobody has corrected a decision.\n';
  const lines = mistakes.flatMap((mistake, index) => [
    `${p.strong(mistake.one.report.id)}  ${mistake.decided} → ${p.strong(mistake.truth)}  ${words(mistake)}`,
    `    ${p.faint(harmless(excerptOf(mistake.one)))}`,
    `    by ${mistake.wrongRules.slice(0, 4).map(ruleWords).join(', ') || 'no rule: none for the class fired'}`,
    `    ${outcome(made[index])}`,
  ]);
  return `${[...lines, ...(proposal === null ? [] : ['', ...proposalLines(proposal, p)])].join('\n')}\n`;
}

/** The same as one JSON document; texts are left out. */
export function correctionsDocument(
  mistakes: readonly Mistake[],
  made: readonly MadeFixture[],
  proposal: Proposal | null,
): object {
  return {
    corrections: mistakes.map(({ one, decided, truth, words: said, wrongRules }, index) => {
      const fixture = made[index];
      return {
        report: one.report.id,
        decided,
        truth,
        said,
        wrongRules,
        fixture: fixture?.outcome === 'made' ? fixture.fixture.id : null,
        today: fixture?.outcome === 'made' ? fixture.today : null,
        refused: fixture?.outcome === 'refused' ? fixture.why : null,
      };
    }),
    ...(proposal !== null && {
      proposed: proposal.proposed,
      unsolved: proposal.unsolved,
      refused: Object.fromEntries(proposal.refused),
    }),
  };
}

function words({ words: said }: Mistake): string {
  return said.length === 1
    ? `by ${said[0]?.by ?? ''}`
    : said.map(({ by, to }) => `${by} said ${to}`).join(', then ');
}

function ruleWords({ rule, weight, gone }: Mistake['wrongRules'][number]): string {
  const about = [...(weight === null ? [] : [weight]), ...(gone ? ['gone'] : [])];
  return about.length === 0 ? rule : `${rule} (${about.join(', ')})`;
}

function outcome(made: MadeFixture | undefined): string {
  if (made === undefined) return '';
  if (made.outcome === 'refused') return `no fixture: ${made.why}`;
  return made.today === made.fixture.label
    ? `fixture ${made.fixture.id}: the rules of today decide it rightly`
    : `fixture ${made.fixture.id}`;
}

function proposalLines({ proposed, unsolved, refused }: Proposal, p: Paint): readonly string[] {
  return [
    ...proposed.flatMap(({ changes, report, mends, elsewhere, refused: smaller }) => [
      `${p.good('proposed')}  ${inWords(changes)}: sets ${report} right${mends.length > 1 ? `, and ${mends.length - 1} more` : ''}; no other decision changes${reach(elsewhere)}`,
      ...(isSmall(changes) && smaller.length === 0 ? [] : [`          ${p.faint(refusedInWords(smaller))}`]),
    ]),
    ...unsolved.flatMap((report) => [
      `${p.unsure('to learn')}  no small change and no narrow rule sets ${report} right and leaves the others: it is wrong as before until the next triage fit has learnt from its fixture`,
      `          ${p.faint(refusedInWords(refused.get(report) ?? []))}`,
    ]),
  ];
}

function inWords(changes: RefusedChange['changes']): string {
  return changes.map(changeInWords).join(', and ');
}

/** A weight or a word. */
function isSmall(changes: RefusedChange['changes']): boolean {
  return changes.every(({ kind }) => kind !== 'rule' && kind !== 'exception');
}

/** Why nothing smaller does: the smallest of what was tried, with what it would have spoiled. */
function refusedInWords(refused: readonly RefusedChange[]): string {
  const small = refused.filter(({ changes }) => isSmall(changes));
  const [first] = small.length > 0 ? small : refused;
  const none = small.length === 0 ? ['no weight moved by up to 1.5 and no word would do'] : [];
  if (first === undefined) return none.join('');
  const others = refused.length > 1 ? [`${refused.length - 1} more that were tried spoil something too`] : [];
  return [...none, `not ${inWords(first.changes)}: ${harmInWords(first)}`, ...others].join('; ');
}

function harmInWords({ harm }: RefusedChange): string {
  return harm.spoils === 'report'
    ? `${harm.report} would become ${harm.to}`
    : `an example of ${harm.rule} would not hold`;
}

function reach(elsewhere: number): string {
  return elsewhere === 0
    ? ', it speaks in no report of another class'
    : `, though it speaks in ${elsewhere} reports of other classes`;
}
