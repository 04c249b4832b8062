// What people click, command and fill in, in a simulated workspace, through Slack's own libraries.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimView } from '../../../src/adapters/slack/simulator/method.js';
import type { SimMessage } from '../../../src/adapters/slack/simulator/workspace.js';
import { localSettings } from '../../../src/desk/settings.js';
import { shippedSlackDesk } from '../../support/slack/shipped-slack-desk.js';
import { until } from '../../support/slack/slack-desk.js';

type ShippedSlackDesk = Awaited<ReturnType<typeof shippedSlackDesk>>;

const outage = 'Checkout is broken for all collectors since ten, nobody can pay';
// A language that the rules cannot read: undecided, whatever the weights are fitted to.
const unclear = '支払いの様子が少しおかしいです';

describe('in Slack', () => {
  let desk: ShippedSlackDesk;
  const start = async (...given: Parameters<typeof shippedSlackDesk>): Promise<void> => {
    desk = await shippedSlackDesk(...given);
  };
  beforeEach(() => start());
  afterEach(async () => {
    const { complaints } = desk.sim;
    await desk.close();
    expect(complaints).toEqual([]);
  });

  const channelId = (name: string): string => desk.sim.workspace.channel(name)?.id ?? '';
  const saidIn = (channel: string, words: RegExp): SimMessage | undefined =>
    desk.said().find((message) => message.channel === channelId(channel) && words.test(message.text));
  const heard = async (channel: string, words: RegExp): Promise<SimMessage> => {
    await until(() => saidIn(channel, words) !== undefined).catch(() => {
      throw new Error(
        `nothing like ${words} in #${channel}; said: ${desk
          .said()
          .map(({ text }) => text)
          .join('\n---\n')}`,
      );
    });
    return saidIn(channel, words) as SimMessage;
  };
  const buttonsOf = (message: SimMessage): readonly string[] =>
    [...JSON.stringify(message.blocks).matchAll(/"action_id":"([^"]+)"/g)].map((found) => found[1] ?? '');
  const whispered = (): string => desk.sim.whispers.map(({ words }) => String(words.text)).join('\n');
  const viewed = (view: SimView | undefined): string => JSON.stringify(view?.view ?? null);
  const lastView = (): SimView => {
    const view = desk.sim.views.at(-1);
    if (view === undefined) throw new Error('no view was opened');
    return view;
  };
  const command = (who: string, text: string, channel = 'gallery-help') =>
    desk.sim.people.command(who, channel, '/triage', text);

  it('an engineer acknowledges by the button, and the announcement offers what comes next', async () => {
    desk.sim.people.say('greta', 'gallery-help', outage);
    const announced = await heard('incidents', /^Incident reported in #gallery-help, for <@U0002>/);
    expect(buttonsOf(announced)).toEqual(['triage:acknowledge', 'triage:reclassify', 'triage:why']);
    const reaction = await desk.sim.people.click('ann', announced, 'triage:acknowledge');
    expect(reaction.acknowledged).toBe(true);
    await until(() => announced.text.startsWith('Incident, taken up by'));
    expect(buttonsOf(announced)).toEqual([
      'triage:resolve',
      'triage:take-over',
      'triage:reclassify',
      'triage:why',
    ]);
    await until(() => whispered().includes('you have taken it up'));
    await desk.sim.people.click('ann', announced, 'triage:resolve');
    await until(() => announced.text.startsWith('Resolved by'));
    expect(buttonsOf(announced)).toEqual(['triage:why']);
  });

  it('somebody who may not is told so kindly, and nothing changes', async () => {
    desk.sim.people.say('greta', 'gallery-help', outage);
    const announced = await heard('incidents', /^Incident reported/);
    await desk.sim.people.click('greta', announced, 'triage:acknowledge');
    await until(() => whispered().includes('The desk does not know you yet'));
    expect((await desk.store.cases('open', 5))[0]?.status).toBe('open');
  });

  it('what an undecided report is, is chosen by a button, best guess first', async () => {
    desk.sim.people.say('greta', 'gallery-help', unclear);
    const question = await heard('incidents', /could you tell what this is/);
    const offered = buttonsOf(question);
    expect(offered).toHaveLength(5);
    const [record] = await desk.store.cases('open', 5);
    const decided = await desk.store.decision(record?.reports[0] ?? '');
    expect(offered[0]).toBe(`triage:reclassify:${decided?.decision.bestGuess}`);
    await desk.sim.people.click('ann', question, 'triage:reclassify:non-incident');
    await until(() => question.text.includes('has decided that this is'));
    await heard('gallery-help', /I've opened a ticket|opening a ticket/);
  });

  it('"This is …" asks which, and whoever was told otherwise is told anew', async () => {
    desk.sim.people.say('greta', 'gallery-help', outage);
    const announced = await heard('incidents', /^Incident reported/);
    await heard('gallery-help', /This looks like an incident/);
    const before = desk.said().length;
    await desk.sim.people.click('ann', announced, 'triage:reclassify');
    const form = lastView();
    expect(viewed(form)).toContain('"callback_id":"triage:reclassify"');
    await desk.sim.people.submit(form, { class: 'non-incident', area: 'payments', severity: null });
    await until(() => desk.said().length > before);
    const [record] = await desk.store.cases('all', 5);
    expect(record).toMatchObject({ class: 'non-incident', decidedBy: 'engineer-payments' });
  });

  it('a form of somebody who may not decide stays open and says why', async () => {
    desk.sim.people.say('greta', 'gallery-help', outage);
    const announced = await heard('incidents', /^Incident reported/);
    await desk.sim.people.click('greta', announced, 'triage:reclassify');
    const { payload } = await desk.sim.people.submit(lastView(), {
      class: 'none',
      area: null,
      severity: null,
    });
    expect(payload).toMatchObject({
      response_action: 'errors',
      errors: { class: expect.stringContaining('on-call') },
    });
  });

  it('"Why?" shows the words it rests on and what nearly fired', async () => {
    desk.sim.people.say('greta', 'gallery-help', outage);
    const announced = await heard('incidents', /^Incident reported/);
    await desk.sim.people.click('greta', announced, 'triage:why');
    await until(() => viewed(lastView()).includes('Rules that fired'));
    const shown = viewed(lastView());
    expect(shown).toContain(
      '{"type":"text","text":"‹Checkout›","style":{"bold":true}},{"type":"text","text":" is "}',
    );
    expect(shown).toContain('Rules that nearly fired');
  });

  it('words said in private are quoted neither in the announcement nor in "Why?"', async () => {
    desk.sim.people.say('greta', 'secrets', `${outage} says Mr Falkenrath`);
    const announced = await heard('incidents', /^Incident reported in private/);
    expect(JSON.stringify(announced.blocks)).not.toMatch(/Falkenrath|secrets/);
    await desk.sim.people.click('pia', announced, 'triage:why');
    await until(() => viewed(lastView()).includes('Rules that fired'));
    expect(viewed(lastView())).not.toMatch(/Falkenrath|Checkout/);
  });

  it('people’s words are no mention, no link in disguise and no secret', async () => {
    const hostile = `${outage} <!channel> <https://evil.example|https://good.example> &lt;@U0002&gt; @\u202e{engineer-payments} password: hunter22`;
    desk.sim.people.say('greta', 'gallery-help', hostile);
    const announced = await heard('incidents', /^Incident reported/);
    const shown = `${announced.text}${JSON.stringify(announced.blocks)}`;
    expect(shown).not.toContain('<!channel>');
    expect(shown).not.toContain('|https://good.example>');
    expect(shown).not.toContain('hunter22');
    // Only the desk's own mention of ann, who is on call.
    expect(announced.text.match(/<@U0002>/g)).toHaveLength(1);
    const told = JSON.stringify(announced.blocks);
    expect(told.match(/"user_id":"U0002"/g)).toHaveLength(1);
    expect(told).not.toContain('"type":"broadcast"');
  });

  it('a report by form stands in the chosen channel, and is answered in its thread', async () => {
    await command('greta', 'report Nobody can pay');
    expect(viewed(lastView())).toContain('"initial_value":"Nobody can pay"');
    const fields = { what: outage, affected: 'everybody', since: 'ten', by: null, link: null };
    const { payload } = await desk.sim.people.submit(lastView(), { ...fields, channel: 'gallery-help' });
    expect(JSON.stringify(payload)).toContain('It is kept.');
    const told = await heard('gallery-help', /^<@U0004> reports:/);
    const answer = await heard('gallery-help', /This looks like an incident/);
    expect(answer.threadTs).toBe(told.ts);
    const announced = await heard('incidents', /^Incident reported in #gallery-help/);
    const link = `<https://sim.slack.com/archives/${told.channel}/p${told.ts.replace('.', '')}>`;
    expect((await command('ann', `severity ${link} p2`)).payload.text).toContain('severity set to P2');
    desk.sim.people.say('ann', 'gallery-help', 'I am on it', { threadTs: told.ts });
    await until(() => announced.text.startsWith('Incident, taken up by'));
  });

  it('an answer in a thread can be triaged, and is taken up in that thread', async () => {
    const root = desk.sim.people.say('monitor', 'auctions-ops', 'Good morning');
    const answer = desk.sim.people.say('greta', 'auctions-ops', outage, { threadTs: root.ts });
    await desk.sim.people.shortcut('greta', 'triage:this-message', answer);
    const announced = await heard('incidents', /^Incident reported in #auctions-ops/);
    await heard('auctions-ops', /This looks like an incident/);
    desk.sim.people.say('ann', 'auctions-ops', 'Looking at it', { threadTs: root.ts });
    await until(() => announced.text.startsWith('Incident, taken up by'));
  });

  it('a form without words, or with no link for a link, stays open', async () => {
    await command('greta', 'report');
    const empty = { what: null, affected: null, since: null, by: null, link: null, channel: 'gallery-help' };
    expect((await desk.sim.people.submit(lastView(), empty)).payload).toMatchObject({
      errors: { what: /./ },
    });
    const odd = { ...empty, what: 'x', link: 'javascript:alert(1)' };
    expect((await desk.sim.people.submit(lastView(), odd)).payload).toMatchObject({ errors: { link: /./ } });
    expect(await desk.store.reports(5)).toEqual([]);
  });

  it('anybody’s message is triaged by a shortcut, once', async () => {
    const aside = desk.sim.workspace.addChannel({ name: 'lunch' });
    const spoken = desk.sim.workspace.say({
      channel: aside.id,
      user: desk.sim.workspace.user('greta')?.id ?? '',
      text: outage,
    });
    await desk.sim.people.shortcut('ann', 'triage:this-message', spoken);
    await until(() => whispered().includes('This is an incident'));
    await desk.sim.people.shortcut('pia', 'triage:this-message', spoken);
    await until(() => desk.sim.whispers.length === 2);
    expect(await desk.store.reports(5)).toHaveLength(1);
  });

  it('App Home shows who is on call and what waits, and takes acknowledgements', async () => {
    desk.sim.people.say('greta', 'gallery-help', outage);
    await heard('incidents', /^Incident reported/);
    desk.sim.people.openHome('ann');
    await until(() => desk.sim.views.some(({ view }) => view.type === 'home'));
    const home = desk.sim.views.find(({ view }) => view.type === 'home') as SimView;
    expect(viewed(home)).toContain('Piet Example');
    expect(viewed(home)).toContain('Checkout is broken');
    await desk.sim.people.click('ann', home, 'triage:acknowledge');
    await until(() => desk.sim.views.some((each) => viewed(each).includes('Nothing waits.')));
  });

  it.each<[string, RegExp]>([
    ['', /I read problem reports/],
    ['help', /`\/triage why LINK`/],
    ['dance', /I do not know "dance"/],
    ['constructor', /I do not know "constructor"/],
    ['oncall', /Piet Example .* are on call and should answer within 30 minutes/],
    ['split', /The off hours are not split/],
    ['split weekly', /Every other day, first half/],
    ['split days', /split by the two who are on call/],
    ['note nothing', /Like this: `\/triage note LINK TEXT`/],
    ['note https://sim.slack.com/archives/C0001/p1700000000000100 x', /There is no case behind that message/],
    ['status', /0 open, 0 of them waiting/],
    ['channels', /#incidents: full/],
    [`test ${outage}`, /An incident · Payments .*The answer would be:\n\nThank you/s],
    ['why nothing', /Give me the link of a message/],
    ['pause', /That is up to on-call/],
    ['live', /Name a channel/],
  ])('/triage %s is answered only to whoever asks', async (text, words) => {
    const before = desk.said().length;
    const { payload } = await command('greta', text);
    expect(payload).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(words) });
    expect(desk.said()).toHaveLength(before);
    expect(await desk.store.reports(5)).toEqual([]);
  });

  it('a PM is asked in a direct message, with the deadline, the discussion and a button', async () => {
    const report = desk.sim.people.say(
      'greta',
      'auctions-ops',
      'Please lower the bid on lot 12 before the auction begins in two hours',
    );
    const pam = desk.sim.workspace.user('pam')?.id ?? '';
    const direct = desk.sim.workspace.direct(pam).id;
    await until(() => desk.said().some(({ channel }) => channel === direct));
    const asked = desk.said().find(({ channel }) => channel === direct) as SimMessage;
    expect(asked.text).toContain(`<@${pam}>, your advice is needed`);
    expect(asked.text).toMatch(/deadline: .*in two hours/);
    expect(asked.text).toContain(`/archives/${report.channel}/p${report.ts.replace('.', '')}`);
    await desk.sim.people.click('pam', asked, 'triage:acknowledge');
    await until(() => asked.text.startsWith('Taken up by'));
  });

  it('steps that no button offers are done by command, by those who may', async () => {
    const report = desk.sim.people.say('greta', 'gallery-help', outage);
    await heard('gallery-help', /This looks like an incident/);
    const link = `<https://sim.slack.com/archives/${report.channel}/p${report.ts.replace('.', '')}>`;
    expect((await command('greta', `severity ${link} p1`)).payload.text).toContain('is up to on-call');
    expect((await command('ann', `severity ${link} p1`)).payload.text).toContain('severity set to P1');
    await command('ann', `note ${link} Paying by <!channel> bank transfer works`);
    const told = await heard('gallery-help', /bank transfer works/);
    expect(told.text).not.toContain('<!channel>');
    expect((await command('ann', 'split days')).payload.text).toContain('every other day; Piet Example');
  });

  it('/triage why finds the report behind a link to it, and behind a link to the answer', async () => {
    const report = desk.sim.people.say('greta', 'gallery-help', outage);
    const answer = await heard('gallery-help', /This looks like an incident/);
    for (const { channel, ts, threadTs } of [report, answer]) {
      const thread = threadTs === null ? '' : `?thread_ts=${threadTs}&amp;cid=${channel}`;
      await command(
        'ann',
        `why <https://sim.slack.com/archives/${channel}/p${ts.replace('.', '')}${thread}>`,
      );
      await until(() => viewed(lastView()).includes('‹Checkout›'));
    }
    expect(desk.sim.views).toHaveLength(2);
  });

  it('/triage pause stops all speaking, and resume goes on', async () => {
    expect((await command('ann', 'pause')).payload.text).toContain('I say nothing any more');
    desk.sim.people.say('greta', 'gallery-help', outage);
    await until(async () => (await desk.store.cases('open', 5)).length === 1);
    await desk.desk.settled();
    expect(desk.said()).toEqual([]);
    expect((await command('ann', 'status')).payload.text).toContain('has paused it');
    await command('ann', 'resume');
    await heard('incidents', /^Incident reported/);
  });

  it('what is only observed can be corrected, and a person’s word holds there too', async () => {
    await desk.close();
    await start({ settings: { ...localSettings, begins: 'observed', pollMs: 20 } });
    const report = desk.sim.people.say('greta', 'gallery-help', outage);
    const told = await heard('triage-desk', /which is only observed: an incident/);
    expect(buttonsOf(told)).toEqual(['triage:correct', 'triage:why']);
    const word = { class: 'non-incident', area: 'payments' };
    await desk.sim.people.click('greta', told, 'triage:correct');
    expect((await desk.sim.people.submit(lastView(), word)).payload).toMatchObject({
      errors: { class: expect.stringContaining('on-call') },
    });
    await desk.sim.people.click('ann', told, 'triage:correct');
    expect(viewed(lastView())).toContain('took it for *an incident*');
    await desk.sim.people.submit(lastView(), word);
    await until(() =>
      told.text.includes(
        'Piet Example (engineer payments) has decided that this is a matter for the bug backlog',
      ),
    );
    expect(await desk.store.corrections(5)).toMatchObject([{ from: 'incident', to: 'non-incident' }]);
    desk.sim.workspace.edit(report, { text: `${outage}!!` });
    desk.sim.people.say('pia', 'gallery-help', `${outage} in Berlin`);
    const edited = () => desk.store.reportByEvent(`slack:${report.channel}:${report.ts}`);
    await until(async () => (await desk.store.reports(5)).length === 2);
    await until(async () => (await edited())?.report.text === `${outage}!!`);
    await desk.desk.settled();
    const stored = await edited();
    expect((await desk.store.decision(stored?.report.id ?? ''))?.decision.class).toBe('non-incident');
    await desk.sim.people.click('ann', told, 'triage:why');
    await until(() => viewed(lastView()).includes('as Piet Example'));
    expect(await desk.store.cases('all', 5)).toEqual([]);
    expect(desk.said().every(({ channel }) => channel === channelId('triage-desk'))).toBe(true);
  });

  it('"Open a bug" of the hand-off files a ticket for what keeps coming back, for those who may', async () => {
    desk.sim.people.say('greta', 'gallery-help', outage);
    await heard('incidents', /^Incident reported/);
    const [record] = await desk.store.cases('open', 5);
    const about = `3 reports about *payment* & <!channel> ${'x'.repeat(100)}`;
    await desk.slack.chat.post('hand-off:1', {
      destination: { kind: 'channel', channel: 'incidents' },
      anchor: { id: 'hand-off', url: null },
      channel: 'incidents',
      text: 'Hand-off of Monday',
      mentions: [],
      about: {
        kind: 'tell',
        report: '',
        case: null,
        class: 'none',
        status: null,
        severity: null,
        area: null,
        offers: [
          { do: 'open-bug', case: record?.id ?? '', about },
          { do: 'open-bug', case: 'case-gone', about: 'another' },
        ],
      },
    });
    const told = await heard('incidents', /^Hand-off of Monday/);
    expect(buttonsOf(told)).toEqual([`triage:open-bug:${record?.id}`, 'triage:open-bug:case-gone']);
    await desk.sim.people.click('greta', told, `triage:open-bug:${record?.id}`);
    await until(() => whispered().includes('is up to on-call'));
    await desk.sim.people.click('ann', told, 'triage:open-bug:case-gone');
    await until(() => whispered().includes('There is no case "case-gone"'));
    await desk.sim.people.click('ann', told, `triage:open-bug:${record?.id}`);
    await until(async () => ((await desk.store.case(record?.id ?? ''))?.followUps ?? []).length === 1);
    await desk.sim.people.click('ann', told, `triage:open-bug:${record?.id}`);
    await until(() => whispered().includes('It is so already'));
    expect((await desk.store.case(record?.id ?? ''))?.followUps).toHaveLength(1);
  });

  it('what was taken for nothing becomes a case by a person’s word', async () => {
    const chat = desk.sim.people.say('greta', 'gallery-help', 'Thanks everybody, have a nice weekend');
    await desk.sim.people.shortcut('ann', 'triage:this-message', chat);
    await until(() => whispered().includes('Thank you. This is '));
    const report = await desk.store.reportByEvent(`slack:${chat.channel}:${chat.ts}`);
    await desk.desk.correct(
      report?.report.id ?? '',
      { do: 'reclassify', to: 'non-incident', area: 'payments' },
      'engineer-payments',
    );
    await heard('gallery-help', /I've opened a ticket|opening a ticket/);
    const [record] = await desk.store.cases('all', 5);
    expect(record).toMatchObject({ class: 'non-incident', decidedBy: 'engineer-payments' });
    const again = await desk.desk.correct(
      report?.report.id ?? '',
      { do: 'reclassify', to: 'non-incident', area: 'payments' },
      'engineer-payments',
    );
    expect(again.outcome).toBe('unchanged');
  });

  it('a new installation tells its observers, until a channel is made live by a command', async () => {
    await desk.close();
    await start({ settings: { ...localSettings, begins: 'observed', pollMs: 20 } });
    desk.sim.people.say('greta', 'gallery-help', outage);
    await heard('triage-desk', /which is only observed: an incident[\s\S]*announce it in #incidents/);
    expect((await command('ann', 'live #gallery-help')).payload.text).toContain(
      'That is up to support-leads',
    );
    await command('lea', 'live #incidents');
    await command('lea', `live <#${channelId('gallery-help')}|gallery-help>`);
    desk.sim.people.say('pia', 'gallery-help', 'Login is down for everybody, all galleries write to us');
    await heard('incidents', /^Incident reported in #gallery-help/);
  });
});
