import { excerptOf } from '../history/index.js';
import { changeInWords, type MadeFixture, type Mistake, type Proposal } from '../learning/index.js';
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
    ...(proposal !== null && { proposed: proposal.proposed, unsolved: proposal.unsolved }),
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

function proposalLines({ proposed, unsolved }: Proposal, p: Paint): readonly string[] {
  return [
    ...proposed.map(
      ({ changes, report, mends, elsewhere }) =>
        `${p.good('proposed')}  ${changes.map(changeInWords).join(', and ')}: sets ${report} right${mends.length > 1 ? `, and ${mends.length - 1} more` : ''}; no other decision changes${reach(elsewhere)}`,
    ),
    ...unsolved.map(
      (report) =>
        `${p.unsure('to learn')}  no small change and no narrow rule sets ${report} right and leaves the others: it is wrong as before until the next triage fit has learnt from its fixture`,
    ),
  ];
}

function reach(elsewhere: number): string {
  return elsewhere === 0
    ? ', it speaks in no labelled report of another class'
    : `, though it speaks in ${elsewhere} labelled reports of other classes`;
}
