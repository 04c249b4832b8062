import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  type Case,
  type CaseChange,
  type CaseStep,
  changeCase,
  isWaiting,
  mayDo,
  rolesOf,
  uniteCases,
} from '../../src/router/index.js';
import { shippedRules } from './shipped-rules.js';

const { policy, directory } = shippedRules;
const noon = Date.UTC(2026, 2, 10, 16);

const open: Case = {
  id: 'case-1',
  status: 'open',
  class: 'incident',
  area: 'payments',
  severity: 'P2',
  reports: ['r-1'],
  openedAt: noon - 60_000,
  acknowledged: null,
  resolved: null,
  decidedBy: null,
  ticket: null,
  card: null,
};

const engineer: Actor = { kind: 'person', id: 'engineer-payments', roles: ['anyone', 'on-call'] };
const colleague: Actor = { kind: 'person', id: 'engineer-auctions', roles: ['anyone', 'engineers'] };
const stranger: Actor = { kind: 'person', id: 'stranger', roles: ['anyone'] };
const desk: Actor = { kind: 'desk' };

const change = (record: Case, step: CaseStep, actor: Actor = engineer): CaseChange =>
  changeCase(record, step, actor, noon, policy);

function having(record: Case, ...steps: readonly CaseStep[]): Case {
  return steps.reduce((current, step) => {
    const made = change(current, step);
    if (made.outcome !== 'changed') throw new Error(made.why);
    return made.case;
  }, record);
}

describe('a case', () => {
  it.each<[string, Case, CaseStep, Partial<Case>]>([
    ['is acknowledged', open, { do: 'acknowledge' }, { status: 'acknowledged' }],
    ['is resolved', having(open, { do: 'acknowledge' }), { do: 'resolve' }, { status: 'resolved' }],
    [
      'is opened again, and waits for an answer anew',
      having(open, { do: 'acknowledge' }, { do: 'resolve' }),
      { do: 'reopen' },
      { status: 'open', acknowledged: null, resolved: null },
    ],
    [
      'is taken over from whoever had it, and is theirs from then on',
      { ...open, status: 'acknowledged', acknowledged: { by: 'somebody', at: noon - 1 } },
      { do: 'take-over' },
      {
        status: 'acknowledged',
        acknowledged: { by: 'engineer-payments', at: noon },
        decidedBy: 'engineer-payments',
      },
    ],
    [
      'leaves the incidents when a person says that it is none',
      open,
      { do: 'reclassify', to: 'non-incident' },
      { status: 'reclassified', class: 'non-incident', decidedBy: 'engineer-payments' },
    ],
    [
      'is followed on when a person makes it an incident',
      { ...open, class: 'non-incident' },
      { do: 'reclassify', to: 'incident', area: 'auctions' },
      { status: 'open', class: 'incident', area: 'auctions' },
    ],
    [
      'is merged into another',
      open,
      { do: 'merge', into: 'case-2' },
      { status: 'merged', mergedInto: 'case-2', decidedBy: 'engineer-payments' },
    ],
    ['gets another severity', open, { do: 'set-severity', severity: 'P1' }, { severity: 'P1' }],
    [
      'gets a way around it',
      open,
      { do: 'add-note', text: 'reload twice' },
      { notes: [{ at: noon, by: 'engineer-payments', kind: 'workaround', text: 'reload twice' }] },
    ],
  ])('%s', (_, record, step, expected) => {
    expect(change(record, step)).toMatchObject({
      outcome: 'changed',
      case: expected,
      event: { at: noon, by: 'engineer-payments' },
    });
  });

  it.each<[string, Case, CaseStep, Actor, RegExp]>([
    [
      'a stranger resolves it',
      open,
      { do: 'resolve' },
      stranger,
      /up to on-call, pm.* \(pm and point-person of its area\)/,
    ],
    ['its severity is none of the scale', open, { do: 'set-severity', severity: 'P9' }, engineer, /P1, P2/],
    [
      'the report that it began with is taken out',
      open,
      { do: 'separate', report: 'r-1' },
      engineer,
      /began with that report/,
    ],
    [
      'a report of another case is taken out',
      open,
      { do: 'separate', report: 'r-2' },
      engineer,
      /"r-2" is no report of this case/,
    ],
    ['it is merged into itself', open, { do: 'merge', into: 'case-1' }, engineer, /into itself/],
    [
      'it is part of another case',
      having(open, { do: 'merge', into: 'case-2' }),
      { do: 'acknowledge' },
      engineer,
      /part of case-2/,
    ],
    [
      'it is resolved and somebody would acknowledge it',
      having(open, { do: 'resolve' }),
      { do: 'acknowledge' },
      engineer,
      /cannot be acknowledged/,
    ],
    [
      'the desk would change what a person decided',
      having(open, { do: 'reclassify', to: 'non-incident' }),
      { do: 'reclassify', to: 'incident' },
      desk,
      /overrides nobody/,
    ],
  ])('stays as it is when %s', (_, record, step, actor, why) => {
    const made = change(record, step, actor);
    expect(made.outcome).toBe('refused');
    expect(made).toMatchObject({ why: expect.stringMatching(why) });
  });

  it('is not acknowledged twice: the first one keeps it', () => {
    expect(change(having(open, { do: 'acknowledge' }), { do: 'acknowledge' }, colleague).outcome).toBe(
      'unchanged',
    );
  });

  it('may be reclassified by the desk while no person has decided', () => {
    const made = change({ ...open, class: 'non-incident' }, { do: 'reclassify', to: 'incident' }, desk);
    expect(made).toMatchObject({ outcome: 'changed', case: { decidedBy: null }, event: { by: 'desk' } });
  });

  it('tells nothing of what people wrote in its history', () => {
    const made = change(open, { do: 'add-note', text: 'my password is hunter2' });
    expect(JSON.stringify(made.outcome === 'changed' ? made.event : null)).not.toContain('hunter2');
  });

  it('waits for an answer until somebody takes it up', () => {
    expect(isWaiting(open)).toBe(true);
    expect(isWaiting(having(open, { do: 'acknowledge' }))).toBe(false);
    expect(isWaiting(having(open, { do: 'set-severity', severity: 'P1' }))).toBe(true);
  });
});

describe('uniting two cases', () => {
  const other: Case = {
    ...open,
    id: 'case-2',
    reports: ['r-2', 'r-1'],
    openedAt: 5,
    ticket: { id: 'B-1', url: 'u' },
  };

  it('gives the target all reports once, the earlier start and the ticket it lacked', () => {
    const { target, other: merged } = uniteCases(open, other);
    expect(target).toMatchObject({ reports: ['r-1', 'r-2'], openedAt: 5, ticket: { id: 'B-1' } });
    expect(merged).toMatchObject({ status: 'merged', mergedInto: 'case-1' });
  });
});

describe('whatever is tried on a case', () => {
  const step = fc.oneof<fc.Arbitrary<CaseStep>[]>(
    fc.constantFrom<CaseStep[]>({ do: 'acknowledge' }, { do: 'resolve' }, { do: 'reopen' }),
    fc
      .constantFrom('incident', 'urgent-non-incident', 'non-incident', 'none')
      .map((to) => ({ do: 'reclassify', to })),
    fc.constantFrom('case-1', 'case-2', 'case-3').map((into) => ({ do: 'merge', into })),
    fc.constantFrom('P1', 'P5', 'P9').map((severity) => ({ do: 'set-severity', severity })),
  );
  const actor = fc.constantFrom<Actor[]>(engineer, stranger, desk);

  it('status and records agree, and the desk never undoes a person', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, actor), { maxLength: 12 }), (tries) => {
        let record = open;
        for (const [next, by] of tries) {
          const made = changeCase(record, next, by, noon, policy);
          if (made.outcome !== 'changed') continue;
          if (by.kind === 'desk') expect(record.decidedBy).toBeNull();
          record = made.case;
          if (record.status === 'acknowledged') expect(record.acknowledged).not.toBeNull();
          if (record.status === 'resolved') expect(record.resolved).not.toBeNull();
          if (record.status === 'merged') expect(record.mergedInto).toBeDefined();
        }
      }),
    );
  });
});

describe('roles and permissions', () => {
  const facts = { area: 'payments', onCall: ['engineer-platform'], reporters: ['r'], away: [] };

  it.each<[string, string, readonly string[]]>([
    ['anybody', 'x', ['anyone']],
    ['the reporter', 'r', ['anyone', 'reporter']],
    ['an engineer on call', 'engineer-platform', ['anyone', 'on-call', 'engineers']],
    ["the area's PM", 'pm-payments', ['anyone', 'pm']],
    ["the PM's stand-in", 'pm-platform', ['anyone', 'pm']],
    ['the point person', 'engineer-payments', ['anyone', 'point-person', 'engineers']],
    ['a member of a group', 'head-of-product', ['anyone', 'support-leads']],
  ])('%s', (_, person, roles) => {
    expect(rolesOf(person, facts, directory)).toEqual(roles);
  });

  it('engineers may acknowledge, and not everybody may resolve', () => {
    expect(mayDo('acknowledge', ['anyone', 'reporter'], policy)).toBe(false);
    expect(mayDo('acknowledge', ['anyone', 'engineers'], policy)).toBe(true);
    expect(mayDo('resolve', ['anyone', 'engineers'], policy)).toBe(false);
    expect(mayDo('resolve', ['anyone', 'reporter'], policy)).toBe(false);
    expect(mayDo('resolve', ['anyone', 'support-leads'], policy)).toBe(true);
  });
});
