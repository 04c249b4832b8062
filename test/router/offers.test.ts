import { describe, expect, it } from 'vitest';
import { type Case, type EffectKind, type Offer, offersFor } from '../../src/router/index.js';

const open: Case = {
  id: 'case-1',
  status: 'open',
  class: 'incident',
  area: 'payments',
  severity: null,
  reports: ['r-1'],
  openedAt: 0,
  acknowledged: null,
  resolved: null,
  decidedBy: null,
  ticket: null,
  card: null,
};
const scores = { incident: 1, 'urgent-non-incident': 0.2, 'non-incident': 3, none: 0 };

const offered = (kind: EffectKind, record: Case | null): readonly string[] =>
  offersFor(kind, record, { class: 'undecided', scores }).map(say);

function say(offer: Offer): string {
  return offer.do === 'reclassify' ? `this is ${offer.to ?? '…'}` : offer.do;
}

describe('a message offers its readers', () => {
  it.each<[string, EffectKind, Case | null, readonly string[]]>([
    ['to take an incident up', 'announce', open, ['acknowledge', 'this is …', 'why']],
    [
      'to end it or take it over, once it is taken up',
      'reply',
      { ...open, status: 'acknowledged' },
      ['resolve', 'take-over', 'this is …', 'why'],
    ],
    ['only the reasons, once it is over', 'announce', { ...open, status: 'resolved' }, ['why']],
    [
      'to say what it is, where it is only told what would have been done',
      'announce',
      null,
      ['this is …', 'why'],
    ],
    ['only the reasons, where nobody follows a case', 'reply', null, ['why']],
    [
      'no acknowledgement of what nobody must answer',
      'reply',
      { ...open, class: 'non-incident' },
      ['this is …', 'why'],
    ],
    [
      'the classes an engineer is asked to choose from, best guess first',
      'ask-human',
      { ...open, class: 'undecided' },
      ['this is non-incident', 'this is incident', 'this is urgent-non-incident', 'this is none', 'why'],
    ],
    ['no choice any more once somebody has chosen', 'ask-human', { ...open, decidedBy: 'ada' }, ['why']],
  ])('%s', (_, kind, record, expected) => {
    expect(offered(kind, record)).toEqual(expected);
  });
});
