import { createHmac, createSign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../src/adapters/webhooks/html-text.js';
import { type SnsMessage, signedText } from '../../../src/adapters/webhooks/sns-signature.js';
import { WEBHOOK_SENDERS } from '../../../src/adapters/webhooks/webhook-senders.js';
import { selfSigned } from '../../support/certificate.js';
import { processorMs } from '../../support/processor-time.js';
import { desk, headersOf, secret, topics } from './senders.js';

const now = Date.UTC(2026, 2, 9, 12);

describe('who may send', () => {
  it('nothing is there unless it is configured', async () => {
    const { api } = desk({ senders: {} });
    expect((await api.request('/webhooks/plain', { method: 'POST', body: '{}' })).status).toBe(404);
    expect((await api.request('/webhooks/plain')).status).toBe(404);
  });

  it.each(WEBHOOK_SENDERS)(
    '%s: a wrong or missing proof is 401, counted, and nothing is stored',
    async (sender) => {
      const { post, intakes, counted, log } = desk();
      const body = JSON.stringify({ text: 'checkout is down', Type: 'Notification' });
      expect(await post(sender, body, {})).toBe(401);
      expect(await post(sender, body, headersOf(sender, body, 'another secret', now))).toBe(401);
      expect(
        await post(
          sender,
          `${body} `,
          sender === 'sns' ? {} : { ...headersOf(sender, body, `${secret}x`, now) },
        ),
      ).toBe(401);
      expect(intakes).toEqual([]);
      expect(counted).toEqual(Array(3).fill(`${sender} unsigned`));
      expect(log.join()).not.toMatch(/checkout|secret/);
    },
  );

  it('a signature of another body does not fit', async () => {
    const { post } = desk();
    for (const sender of ['intercom', 'pagerduty', 'sentry', 'plain'] as const) {
      expect(await post(sender, '{"text":"b"}', headersOf(sender, '{"text":"a"}', secret, now))).toBe(401);
    }
  });

  it('what is signed with a time cannot be played back later', async () => {
    const body = '{"text":"checkout is down"}';
    const { post, counted } = desk();
    expect(await post('plain', body, headersOf('plain', body, secret, now - 6 * 60_000))).toBe(400);
    const old = JSON.stringify({
      event: { id: 'x', event_type: 'incident.triggered', occurred_at: '2026-03-01T00:00:00Z', data: {} },
    });
    expect(await post('pagerduty', old)).toBe(400);
    expect(counted).toEqual(['plain stale', 'pagerduty stale']);
  });

  it('Intercom may ask whether the address is there', async () => {
    const { api } = desk();
    expect((await api.request('/webhooks/intercom', { method: 'HEAD' })).status).toBe(204);
  });
});

describe('limits', () => {
  it('a body of 10 MB is 413, counted, and nothing is stored', async () => {
    const { post, intakes, counted } = desk();
    expect(await post('plain', { text: 'x'.repeat(10_000_000) })).toBe(413);
    expect(intakes).toEqual([]);
    expect(counted).toEqual(['plain too-large']);
  });

  it('more than so many a minute are 429; strangers do not use up the share', async () => {
    const { post, counted } = desk({ perMinute: 3 });
    for (let i = 0; i < 5; i++) await post('plain', '{}', {});
    for (let i = 0; i < 4; i++) await post('plain', { text: `report ${i}` });
    expect(counted.slice(5)).toEqual(['plain accepted', 'plain accepted', 'plain accepted', 'plain limited']);
  });

  it('a body that does not arrive in time is 408', async () => {
    const { api, counted } = desk({ bodyTimeoutMs: 30 });
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"te')),
    });
    const response = await api.request('/webhooks/plain', {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-length': '100' },
    } as RequestInit);
    expect(response.status).toBe(408);
    expect(counted).toEqual(['plain slow']);
  });

  it('what cannot be stored is 503, so that the sender tries again', async () => {
    const { post, counted } = desk({
      accept: async () => {
        throw new Error('the disk is full');
      },
    });
    expect(await post('plain', { text: 'checkout is down' })).toBe(503);
    expect(counted).toEqual(['plain failed']);
  });

  it.each(['', 'null', '[]', '{"text":', '"text"', '{"text":1}', '\u0000', '{"__proto__":{"text":"x"}}'])(
    'a body that is none is 400: %j',
    async (body) => {
      const { post, intakes } = desk();
      for (const sender of WEBHOOK_SENDERS) expect([400, 401]).toContain(await post(sender, body));
      expect(intakes).toEqual([]);
    },
  );
});

describe('what is made of it', () => {
  it('firing and resolved are two reports; sent again, and with more alerts, it is the same', async () => {
    const { post, intakes } = desk();
    await post('alertmanager', group('firing', ['a']));
    await post('alertmanager', group('firing', ['a', 'b']));
    await post('alertmanager', group('firing', ['a', 'b']));
    await post('alertmanager', group('resolved', ['a', 'b']));
    expect(intakes.map(({ text }) => text.split('\n')[0])).toEqual([
      '[FIRING:1] CheckoutDown (page)',
      '[RESOLVED] CheckoutDown (page)',
    ]);
    expect(intakes.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-03-09T11:50:00.000Z',
      '2026-03-09T11:58:00.000Z',
    ]);
  });

  it('Grafana of today speaks as Alertmanager does', async () => {
    const { post, intakes } = desk();
    await post('grafana', {
      ...group('firing', ['a']),
      orgId: 1,
      title: '[FIRING:1] CheckoutDown',
      state: 'alerting',
    });
    expect(intakes[0]?.text).toMatch(/^\[FIRING:1\] CheckoutDown/);
    expect(intakes[0]?.source.user).toBe('grafana');
  });

  it('several partners in Intercom are several partners', async () => {
    const { post, intakes } = desk();
    for (const [id, partner] of [
      ['1', 'Kestrel Gallery'],
      ['2', 'Heron Fine Art'],
    ] as const) {
      await post('intercom', conversation(id, { custom_attributes: { Company: partner } }));
    }
    await post(
      'intercom',
      conversation('2', { custom_attributes: { Company: 'Heron Fine Art' } }, 'conversation.user.replied'),
    );
    expect(intakes.map(({ partner }) => partner)).toEqual(['Kestrel Gallery', 'Heron Fine Art']);
    expect(intakes[0]?.text).toBe('Payments do not succeed & nobody <answers>');
  });

  it('unknown event types are 202 and counted', async () => {
    const { post, intakes, counted } = desk();
    expect(await post('intercom', conversation('9', {}, 'contact.tag.created'))).toBe(202);
    expect(await post('opsgenie', { action: 'AddNote', alert: {} })).toBe(202);
    expect(await post('sentry', { action: 'assigned', data: { issue: {} } })).toBe(202);
    expect(await post('pagerduty', { event: { id: 'x', event_type: 'service.updated' } })).toBe(202);
    expect(counted).toEqual(['intercom ignored', 'opsgenie ignored', 'sentry ignored', 'pagerduty ignored']);
    expect(intakes).toEqual([]);
  });

  it('a clock that is wrong does not hide a report in the past', async () => {
    const { post, intakes } = desk();
    await post('plain', { text: 'checkout is down', ts: '1999-01-01T00:00:00Z' });
    await post('plain', { text: 'login is down', ts: '2031-01-01T00:00:00Z' });
    expect(intakes.map(({ at }) => at)).toEqual([now, now]);
  });

  it('hostile values stay in their field', async () => {
    const { post, intakes } = desk();
    const hostile = `x"; DROP TABLE--\u0000\u202e<!channel> ../../\nsecond: line`;
    await post('plain', {
      text: hostile,
      id: hostile,
      user: hostile,
      partner: hostile,
      url: 'javascript:alert(1)',
    });
    const [intake] = intakes;
    expect(intake?.event).toBe('webhook:plain:id:x"; DROP TABLE--<!channel> ../../ second_ line');
    expect(intake?.source).toEqual({
      kind: 'automated',
      channel: 'from-plain',
      user: 'plain:x"; DROP TABLE--<!channel> ../../ second: line',
    });
    expect(intake?.anchor.url).toBeNull();
    await post('opsgenie', {
      action: 'Create',
      alert: { alertId: 'a:b\nc', message: 'up\n[Resolved] all is well', priority: 'P1' },
    });
    expect(intakes[1]?.text).toBe('[Triggered] Opsgenie #a:b c: up [Resolved] all is well (P1)');
  });

  it('text in HTML that is made to cost time costs none', async () => {
    for (const odd of ['<', ' ', '<!--', '<script', '&#', '\n ', '<a'])
      expect(await processorMs(() => htmlText(odd.repeat(200_000))), odd).toBeLessThan(2_000);
  });

  it('text in HTML is read as words', () => {
    expect(
      htmlText(
        '<p>Caf&eacute; &amp; <b>bar</b><br>two&#39;s</p><script>alert(1)</script><!-- x --><img src=x onerror=alert(1)>&#0;&lt;i&gt;',
      ),
    ).toBe("Caf&eacute; & bar\ntwo's\n<i>");
  });
});

describe('Amazon SNS', () => {
  const { privateKey, pem } = selfSigned();
  const address = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem';

  function signed(odd: Partial<SnsMessage> = {}, version: '1' | '2' = '2'): SnsMessage {
    const message: SnsMessage = {
      Type: 'Notification',
      MessageId: 'm-1',
      TopicArn: topics[0] ?? '',
      Subject: 'ALARM',
      Message: JSON.stringify({ AlarmName: 'checkout', NewStateValue: 'OK', OldStateValue: 'ALARM' }),
      Timestamp: '2026-03-09T11:59:00.000Z',
      SignatureVersion: version,
      SigningCertURL: address,
      ...odd,
    };
    const algorithm = version === '2' ? 'RSA-SHA256' : 'RSA-SHA1';
    return {
      ...message,
      Signature: createSign(algorithm).update(signedText(message)).sign(privateKey, 'base64'),
    };
  }
  const sns = () =>
    desk({ senders: { sns: { channel: 'alerts', secret: null, topics } }, fetchText: async () => pem });

  it.each(['1', '2'] as const)('is believed by its signature, version %s', async (version) => {
    const { post, intakes } = sns();
    expect(await post('sns', signed({}, version), {})).toBe(202);
    expect(intakes[0]?.text).toBe('[OK] "checkout" (ALARM -> OK)');
  });

  it.each<[string, Partial<SnsMessage>]>([
    ['changed words', { Message: 'all is well' }],
    ['another topic', { TopicArn: 'arn:aws:sns:eu-west-1:666:evil' }],
    [
      'a certificate from elsewhere',
      { SigningCertURL: 'https://sns.eu-west-1.amazonaws.com.evil.example/x.pem' },
    ],
    ['a certificate over http', { SigningCertURL: 'http://sns.eu-west-1.amazonaws.com/x.pem' }],
    [
      'a certificate with a user in its address',
      { SigningCertURL: 'https://sns.eu-west-1.amazonaws.com@evil.example/x.pem' },
    ],
  ])('is refused with %s', async (_, change) => {
    const { post, intakes } = sns();
    expect(await post('sns', { ...signed(), ...change }, {})).toBe(401);
    expect(intakes).toEqual([]);
  });

  it('is refused when it is days old', async () => {
    const { post } = sns();
    expect(await post('sns', signed({ Timestamp: '2026-03-01T00:00:00.000Z' }), {})).toBe(400);
  });

  it('confirms a subscription of a configured topic only, and at SNS only', async () => {
    const confirmation = (SubscribeURL: string, TopicArn = topics[0] ?? '') => ({
      Type: 'SubscriptionConfirmation',
      MessageId: 'm',
      TopicArn,
      Message: 'x',
      Token: 't',
      Timestamp: '2026-03-09T11:59:00Z',
      SubscribeURL,
    });
    const { post, fetched } = desk();
    const good = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
    expect(await post('sns', confirmation(good, 'arn:aws:sns:eu-west-1:666:evil'))).toBe(401);
    expect(await post('sns', confirmation('https://evil.example/?Action=ConfirmSubscription'))).toBe(400);
    expect(await post('sns', confirmation('https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic'))).toBe(
      400,
    );
    expect(fetched).toEqual([]);
    expect(await post('sns', confirmation(good))).toBe(200);
    expect(fetched).toEqual([good]);
  });
});

function group(status: string, alerts: readonly string[]) {
  return {
    version: '4',
    groupKey: '{}:{alertname="CheckoutDown"}',
    status,
    groupLabels: { alertname: 'CheckoutDown' },
    commonLabels: { alertname: 'CheckoutDown', severity: 'page' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager:9093',
    alerts: alerts.map((name, i) => ({
      status,
      labels: { alertname: 'CheckoutDown', instance: name },
      annotations: { summary: `checkout of ${name} is down` },
      startsAt: `2026-03-09T11:5${i}:00Z`,
      endsAt: status === 'resolved' ? '2026-03-09T11:58:00Z' : '0001-01-01T00:00:00Z',
      fingerprint: name,
    })),
  };
}

function conversation(id: string, more: object, topic = 'conversation.user.created') {
  return {
    type: 'notification_event',
    app_id: 'app',
    topic,
    first_sent_at: now / 1000,
    data: {
      type: 'notification_event_data',
      item: {
        type: 'conversation',
        id,
        created_at: now / 1000 - 60,
        source: {
          body: '<p>Payments do not succeed &amp; nobody &lt;answers&gt;</p>',
          author: { type: 'lead', id: `contact-${id}`, name: null, email: '' },
        },
        contacts: { contacts: [{ type: 'contact', id: `contact-${id}` }] },
        ...more,
      },
    },
  };
}

// The proof of Intercom is over the bytes as they came, whatever they mean.
it('a signature over other bytes of the same value does not fit', async () => {
  const { post } = desk();
  const body = '{"topic":"ping","data":{"item":{}}}';
  const signature = `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
  expect(await post('intercom', body, { 'x-hub-signature': signature })).toBe(202);
  expect(
    await post('intercom', '{"topic": "ping","data":{"item":{}}}', { 'x-hub-signature': signature }),
  ).toBe(401);
});
