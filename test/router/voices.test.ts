import { describe, expect, it } from 'vitest';
import type { DecisionClass } from '../../src/classifier/index.js';
import { staysByOthers } from '../../src/router/index.js';

describe('a case of several reports, one of which says something else by now', () => {
  it.each<[string, DecisionClass, DecisionClass, readonly DecisionClass[], boolean]>([
    ['stays an incident while another tells of one', 'incident', 'none', ['incident'], true],
    ['stays one also where most say less', 'incident', 'non-incident', ['none', 'none', 'incident'], true],
    ['is none any more when nobody tells of one', 'incident', 'none', ['non-incident'], false],
    ['becomes an incident whatever the others say', 'non-incident', 'incident', ['non-incident'], false],
    [
      'is asked about rather than left urgent',
      'urgent-non-incident',
      'undecided',
      ['urgent-non-incident'],
      false,
    ],
    [
      'stays urgent while another says so',
      'urgent-non-incident',
      'non-incident',
      ['urgent-non-incident'],
      true,
    ],
    ['goes on with who says the same in other words', 'incident', 'incident', ['incident'], false],
    ['follows the only one there is', 'incident', 'none', [], false],
  ])('%s', (_, ofCase, said, others, stays) => {
    expect(staysByOthers(ofCase, said, others)).toBe(stays);
  });
});
