import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intercomConversation } from '../../../src/adapters/webhooks/read/intercom.js';
import type { WebhookSender } from '../../../src/adapters/webhooks/webhook-senders.js';
import type { Alert } from '../../../src/desk/records.js';
import { contractJson, contractPath, withContracts } from '../../support/contracts.js';
import { desk } from './senders.js';

/** What a sample becomes: a report, or why it becomes none. */
interface Row {
  readonly sender: WebhookSender;
  readonly now: string;
  readonly status: number;
  readonly report?: {
    readonly event: string;
    readonly text: string;
    readonly at: string;
    readonly user: string;
    readonly url: string | null;
    readonly partner?: string;
    readonly kind?: 'human';
    readonly alert?: Alert;
  };
  /** Changes the sample as its sender would. */
  readonly fill?: (sample: unknown) => unknown;
}

const table: Readonly<Record<string, Row>> = {
  'alertmanager.v4.firing.json': {
    sender: 'alertmanager',
    now: '2017-08-03T19:20:00Z',
    status: 202,
    report: {
      event: 'webhook:alertmanager:firing:1501787857804:{}_{alertname=thing_dead}',
      text: '[FIRING:1] thing_dead (critical)\nNo things for over 10 minutes\nNo things have been recorded for over 10 minutes. Something terrible is happening.',
      at: '2017-08-03T19:17:37.804Z',
      user: 'alertmanager',
      url: 'http://somehost:9090/graph?g0.expr=sum%28irate%28messages_received_total%5B5m%5D%29%29+%3D%3D+0&g0.tab=0',
      alert: { id: `alertmanager:{}:{alertname=thing_dead}`, over: false },
    },
  },
  'aws-lambda.cloudwatch_alarm_sns_record.json': {
    sender: 'sns',
    now: '2015-06-03T17:44:00Z',
    status: 202,
    report: {
      event: 'webhook:sns:95df01b4-ee98-5cb9-9903-4c221d41eb5e',
      text: 'ALARM: "EXAMPLE" is in alarm, CloudWatch EXAMPLE\nEXAMPLE\nThreshold Crossed: 1 out of the last 1 datapoints [1234.0 (06/03/15 17:43:27)] was greater than the threshold (0.0) (minimum 1 datapoint for OK -> ALARM transition).',
      at: '2015-06-03T17:43:27.123Z',
      user: 'cloudwatch',
      url: null,
      alert: { id: 'cloudwatch:EXAMPLE:EXAMPLE', over: false },
    },
  },
  'aws-sns.cloudwatch_alarm.json': {
    sender: 'sns',
    now: '2019-02-15T23:54:00Z',
    status: 202,
    report: {
      event: 'webhook:sns:e288882d-4281-5be4-8fde-dccc11c8cb01',
      text: 'ALARM: "bucketbytesAlarm" is in alarm, CloudWatch EU (Ireland)\nbucket bytes size exceeded\nThreshold Crossed: 1 datapoint [1062305.0 (14/02/19 23:53:00)] was greater than or equal to the threshold (0.0).',
      at: '2019-02-15T23:53:45.093Z',
      user: 'cloudwatch',
      url: null,
      alert: { id: 'cloudwatch:EU (Ireland):bucketbytesAlarm', over: false },
    },
  },
  'aws-sns.cloudwatch_insufficient_data.json': { sender: 'sns', now: '2019-05-13T08:42:00Z', status: 202 },
  'aws-sns.subscription_confirmation.json': { sender: 'sns', now: '2018-07-08T21:34:00Z', status: 200 },
  // Datadog fills the variables in; as it stands it is a payload that somebody has copied wrongly.
  'datadog.custom_payload_template.json': {
    sender: 'datadog',
    now: '2026-03-09T12:00:00Z',
    status: 202,
    fill: (sample) => ({
      ...(sample as object),
      id: '77',
      title: 'Checkout errors on {service:payments}',
      body: '%%%\n5xx above 2 %\n%%%',
      date: '1773057540000',
      alert_transition: 'Recovered',
      url: 'https://app.datadoghq.com/monitors/77',
      scopes: 'service:payments',
    }),
    report: {
      event: 'webhook:datadog:77',
      text: '[Recovered] Checkout errors on {service:payments}\n5xx above 2 %\nservice:payments',
      at: '2026-03-09T11:59:00.000Z',
      user: 'datadog',
      url: 'https://app.datadoghq.com/monitors/77',
      alert: { id: 'datadog:Checkout errors on {service:payments} service:payments', over: true },
    },
  },
  'datadog.default_payload.json': {
    sender: 'datadog',
    now: '2020-06-03T20:44:00Z',
    status: 202,
    report: {
      event: 'webhook:datadog:5485379890863845239',
      text: '[Triggered] [TEST] Host Cluster Alert\nTest notification triggered by person@example.com.\nThe monitor was last triggered at Wed Jun 03 2020 20:43:04 UTC.',
      at: '2020-06-03T20:43:05.000Z',
      user: 'datadog',
      url: null,
      alert: { id: 'datadog:[TEST] Host Cluster Alert ', over: false },
    },
  },
  'grafana.v6_alert.json': {
    sender: 'grafana',
    now: '2026-03-09T12:00:00Z',
    status: 202,
    report: {
      event: 'webhook:grafana:58:alerting:',
      text: '[Alerting] TEST -> Battery Voltage alert\nBattery Voltage dropped below 23.7 Volts, please investigate\nBattery Voltage (millivolts): 23644.5',
      at: '2026-03-09T12:00:00.000Z',
      user: 'grafana',
      url: 'https://grafana.logreposit.com/d/Rs6E_oHWk/playground?fullscreen&edit&tab=alert&panelId=2&orgId=1',
      alert: { id: 'grafana:rule:58', over: false },
    },
  },
  'intercom.conversation.priority.updated.json': {
    sender: 'intercom',
    now: '2026-01-10T08:10:00Z',
    status: 202,
  },
  'intercom.conversation.user.created.json': {
    sender: 'intercom',
    now: '2019-03-22T21:30:00Z',
    status: 202,
    report: {
      event: 'webhook:intercom:21321941764',
      text: 'Hello everyone!',
      at: '2019-03-22T21:29:58.000Z',
      user: 'intercom:5c9553cb27e377f24eed49f7',
      url: 'https://app.intercom.io/a/apps/i6wc9ipe/conversations/21321941764',
      partner: "Rose Poodle from St. John's",
      kind: 'human',
    },
  },
  'intercom.conversation.user.replied.json': {
    sender: 'intercom',
    now: '2019-03-22T21:45:00Z',
    status: 202,
    report: {
      event: 'webhook:intercom:21322009097',
      text: 'Hello\nWell, I need some help getting access to a developer account.',
      at: '2019-03-22T21:42:13.000Z',
      user: 'intercom:5c9553cb27e377f24eed49f7',
      url: 'https://app.intercom.io/a/apps/i6wc9ipe/conversations/21322009097',
      partner: 'Sample Person',
      kind: 'human',
    },
  },
  'intercom.ping.json': { sender: 'intercom', now: '2019-03-22T20:56:00Z', status: 202 },
  // Of senders that have no reader: they are told what the plain form looks like.
  'newrelic.legacy.json': { sender: 'plain', now: '2020-09-25T02:30:00Z', status: 400 },
  'pingdom.down.json': { sender: 'plain', now: '2017-06-30T22:26:00Z', status: 400 },
  'pingdom.up.json': { sender: 'plain', now: '2017-06-30T22:31:00Z', status: 400 },
  'opsgenie.close.json': {
    sender: 'opsgenie',
    now: '2015-01-05T10:07:00Z',
    status: 202,
    report: {
      event: 'webhook:opsgenie:052652ac-5d1c-464a-812a-7dd18bbfba8c:closed',
      text: '[Resolved] Opsgenie #23: test alert',
      at: '2015-01-05T10:06:14.669Z',
      user: 'opsgenie',
      url: null,
      alert: { id: 'opsgenie:052652ac-5d1c-464a-812a-7dd18bbfba8c', over: true },
    },
  },
  'opsgenie.create.json': {
    sender: 'opsgenie',
    now: '2017-08-14T11:26:00Z',
    status: 202,
    report: {
      event: 'webhook:opsgenie:ec03dad6-62c8-4c94-b38b-d88f398e900f:created',
      text: '[Triggered] Opsgenie #2: another alert (P3, Server)',
      at: '2017-08-14T11:25:56.288Z',
      user: 'opsgenie',
      url: null,
      alert: { id: 'opsgenie:ec03dad6-62c8-4c94-b38b-d88f398e900f', over: false },
    },
  },
  'pagerduty.v1_legacy.json': { sender: 'pagerduty', now: '2013-07-09T20:26:00Z', status: 202 },
  'pagerduty.v3.incident.acknowledged.json': {
    sender: 'pagerduty',
    now: '2021-06-04T13:56:00Z',
    status: 202,
  },
  'pagerduty.v3.incident.resolved.json': {
    sender: 'pagerduty',
    now: '2021-06-04T13:17:00Z',
    status: 202,
    report: {
      event: 'webhook:pagerduty:PCPZE64:01BZYH1JJY09P9LEIST8HG2PMN',
      text: 'Resolved #6: Test Incident\npig208, high urgency',
      at: '2021-06-04T13:16:53.816Z',
      user: 'pagerduty',
      url: 'https://pig208.pagerduty.com/incidents/PCPZE64',
      alert: { id: 'pagerduty:PCPZE64', over: true },
    },
  },
  'pagerduty.v3.incident.triggered.json': {
    sender: 'pagerduty',
    now: '2021-06-04T13:36:00Z',
    status: 202,
    report: {
      event: 'webhook:pagerduty:PFQZPSY:01BZYIL05THJDFF2Y08X9SVMTU',
      text: 'Triggered #9: Test Incident 3\npig208, high urgency',
      at: '2021-06-04T13:35:29.781Z',
      user: 'pagerduty',
      url: 'https://pig208.pagerduty.com/incidents/PFQZPSY',
      alert: { id: 'pagerduty:PFQZPSY', over: false },
    },
  },
  'sentry.event_alert.triggered.json': {
    sender: 'sentry',
    now: '2023-05-31T11:07:00Z',
    status: 202,
    report: {
      event: 'webhook:sentry:event:b6eff1a49b1f4132850b1238d968da70',
      text: '[Triggered] Sentry This is an example Python exception\nerror, raven.scripts.runner in main, prod',
      at: '2023-05-31T11:06:16.247Z',
      user: 'sentry',
      url: 'https://sentry.io/organizations/nitk-46/issues/4218258981/events/b6eff1a49b1f4132850b1238d968da70/',
      alert: { id: 'sentry:issue:4218258981', over: false },
    },
  },
  'sentry.issue.created.json': {
    sender: 'sentry',
    now: '2020-04-28T13:57:00Z',
    status: 202,
    report: {
      event: 'webhook:sentry:issue:1635244907:created',
      text: 'New issue in Zulip Integration Testing: Exception: Custom exception!\nerror, __main__ in <module>, ZULIP-INTEGRATION-TESTING-2',
      at: '2020-04-28T13:56:05.903Z',
      user: 'sentry',
      url: null,
      alert: { id: 'sentry:issue:1635244907', over: false },
    },
  },
};

/** Not webhooks but what conversations look like. */
const documents = ['intercom.conversation.schema.json', 'intercom.rest.conversation.get.json'];

describe('webhooks that others recorded', () => {
  withContracts('every recorded webhook', () => {
    it('the table names every sample', () => {
      expect(readdirSync(contractPath('webhooks')).sort()).toEqual(
        [...Object.keys(table), ...documents].sort(),
      );
    });

    it.each(Object.entries(table))('%s', async (file, { sender, now, status, report, fill }) => {
      const sample = (fill ?? ((same: unknown) => same))(contractJson('webhooks', file));
      const { post, intakes } = desk({ now: () => Date.parse(now) });
      expect(await post(sender, sample)).toBe(status);
      if (report === undefined) {
        expect(intakes).toEqual([]);
        return;
      }
      const [taken] = intakes;
      expect(intakes).toHaveLength(1);
      expect(taken?.event.slice(0, report.event.length)).toBe(report.event);
      expect({ ...taken, at: new Date(taken?.at ?? 0).toISOString() }).toMatchObject({
        text: report.text,
        at: report.at,
        source: { kind: report.kind ?? 'automated', channel: `from-${sender}`, user: report.user },
        anchor: { id: taken?.event, url: report.url },
        private: false,
        synthetic: false,
      });
      expect(taken?.partner).toBe(report.partner);
      expect(taken?.alert).toEqual(report.alert);
      // Sent again, it makes no second report.
      expect(await post(sender, sample)).toBe(200);
      expect(intakes).toHaveLength(1);
    });

    it('an unfilled template of Datadog is refused', async () => {
      const { post, intakes } = desk();
      expect(await post('datadog', contractJson('webhooks', 'datadog.custom_payload_template.json'))).toBe(
        400,
      );
      expect(intakes).toEqual([]);
    });

    it('a conversation of the present interface is read', () => {
      expect(
        intercomConversation.parse(contractJson('webhooks', 'intercom.rest.conversation.get.json')).id,
      ).toBe('503');
    });
  });
});
