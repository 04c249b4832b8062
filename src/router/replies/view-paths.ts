/** Everything a template may print or ask about; a test compares it with `ReplyView`. */
export const viewPaths: readonly string[] = [
  ...under('report', ['id', 'excerpt', 'text', 'permalink', 'channel', 'partner', 'inIncidents', 'human']),
  ...under('reporter', ['firstTime', ...person('person')]),
  ...under('decision', [
    'class',
    'verdict',
    'guess',
    'confidence',
    'area',
    'severity',
    'deadline',
    'deadlineBeforeWork',
    'wakes',
    'because',
    'findings',
    'together',
    'calledOff',
    'afterAll',
  ]),
  ...under('case', [
    'status',
    'ticketDelayed',
    'pmContacted',
    'humanAsked',
    'previously',
    'workaround',
    'recovered',
    'byOthers',
    'unheard',
    'heardElsewhere',
    'talkingPoints',
    'news',
    'reports',
    'partners',
    'waitedMinutes',
    'waited',
    ...[
      'ticket',
      'ownTicket',
      'ticketGone',
      'movedTicket',
      'followUp',
      'card',
      'announcement',
      'incident',
      'discussion',
    ].flatMap(link),
    'movedTicket.done',
    ...['acknowledgedBy', 'resolvedBy', 'decidedBy'].flatMap(person),
  ]),
  ...under('observed', ['would', 'reply']),
  'repeated',
  ...under('note', ['text', ...person('by')]),
  ...under('people', ['onCall', 'answering', 'asked', ...['pm', 'standIn', 'pointPerson'].flatMap(person)]),
  ...under('now', ['hours', 'promise', 'nextStart']),
  ...under('policy', ['guide.title', 'guide.url', 'incidents', 'board', 'backlog', 'playbook', 'component']),
];

function under(root: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${root}.${name}`);
}

function person(name: string): readonly string[] {
  return [name, `${name}.id`, `${name}.name`];
}

function link(name: string): readonly string[] {
  return [name, `${name}.id`, `${name}.url`];
}
