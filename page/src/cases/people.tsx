// A chat without Slack: one plays a reporter, an engineer on call and a PM, and sees what each would see.

import { computed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ChatMessage, ChatRoom } from '../../../src/web/page/shapes.js';
import { attempt, sentenceOf, start, stepTo } from '../ask.js';
import { useKeptFocus } from '../kept-focus.js';
import { changes } from '../live.js';
import { useInOrder } from '../loaded.js';
import { linkTo } from '../place.js';
import { SlackText } from '../slack-text.js';
import { CLASS_SHORT, personName, plainName, timeOf } from '../words.js';
import { WordsForm } from './words-form.js';

interface Part {
  readonly id: string;
  readonly title: string;
}

/** A reporter of no role, whoever is on call, and the PMs; only themselves for the owner of a token. */
const parts = computed((): readonly Part[] => {
  const people = start.value?.people ?? [];
  const self = start.value?.visitor.person ?? null;
  if (self !== null) return [{ id: self, title: personName(self) }];
  const with_ = (role: string) => people.filter(({ roles }) => roles.some((one) => one.startsWith(role)));
  return [
    { id: 'a reporter', title: 'A reporter' },
    ...with_('on call').map(({ id, name }) => ({ id, title: `${plainName(name)}, on call` })),
    ...with_('PM of').map(({ id, name }) => ({ id, title: `${plainName(name)}, PM` })),
  ];
});

/** A reader sees what each would see, and says nothing. */
const mayPlay = computed(() => start.value?.visitor.may === 'act');

export function People() {
  const who = useSignal(parts.value[0]?.id ?? '');
  const rooms = useSignal<readonly ChatRoom[]>([]);
  const chosen = useSignal<string | null>(null);
  const problem = useSignal('');
  const news = changes.value;
  const hear = useInOrder();
  useEffect(() => {
    hear<readonly ChatRoom[]>(
      `/page/chat?as=${encodeURIComponent(who.value)}`,
      (found) => {
        rooms.value = found;
      },
      (error: unknown) => {
        problem.value = sentenceOf(error);
      },
    );
  }, [who.value, news]);

  const all = withChannels(rooms.value);
  const room = all.find(({ name }) => name === chosen.value) ?? all[0];
  const say = async (text: string, thread: string | null): Promise<boolean> => {
    if (room === undefined) return false;
    const said = { as: who.value, channel: room.name, text, thread };
    problem.value = await attempt('/page/chat', said).catch(sentenceOf);
    return problem.value === '';
  };
  const act = async (caseId: string, step: object): Promise<void> => {
    problem.value = await stepTo(caseId, step, who.value).catch(sentenceOf);
  };

  return (
    <div class="people">
      <div class="parts" role="tablist" aria-label="Whom you play">
        {parts.value.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === who.value}
            aria-controls="chat"
            onClick={() => {
              who.value = id;
              chosen.value = null;
            }}
          >
            {title}
          </button>
        ))}
      </div>
      <div class="chat" id="chat" role="tabpanel" aria-label={`What ${personName(who.value)} sees`}>
        <ul class="rooms" aria-label="Channels">
          {all.map(({ name, kind, messages }) => (
            <li key={name}>
              <button
                type="button"
                class="plain"
                aria-current={name === room?.name ? 'true' : undefined}
                onClick={() => {
                  chosen.value = name;
                }}
              >
                {kind === 'direct' ? 'Triage Desk' : `#${name}`}
                <span class="number quiet">{messages.length || ''}</span>
              </button>
            </li>
          ))}
        </ul>
        {room !== undefined && <Room room={room} who={who.value} say={say} act={act} />}
      </div>
      <p role="alert">{problem.value}</p>
    </div>
  );
}

/** Direct messages first; a channel of the policy is there before anything was said in it. */
function withChannels(rooms: readonly ChatRoom[]): readonly ChatRoom[] {
  const silent = (start.value?.channels ?? [])
    .filter((name) => !rooms.some((room) => room.name === name && room.kind === 'channel'))
    .map((name): ChatRoom => ({ name, kind: 'channel', messages: [] }));
  const rank = ({ kind, messages }: ChatRoom): number =>
    kind === 'direct' ? 2 : messages.length > 0 ? 1 : 0;
  return [...rooms, ...silent].sort((a, b) => rank(b) - rank(a));
}

interface Doings {
  readonly who: string;
  readonly say: (text: string, thread: string | null) => Promise<boolean>;
  readonly act: (caseId: string, step: object) => Promise<void>;
}

function Room({ room, ...doings }: Doings & { readonly room: ChatRoom }) {
  const roots = room.messages.filter(({ thread }) => thread === null);
  return (
    <div class="room">
      <ol class="messages" aria-live="polite">
        {roots.length === 0 && <li class="quiet">Nothing was said here yet.</li>}
        {roots.map((message) => (
          <li key={message.id}>
            <Message message={message} {...doings} />
            <Thread
              root={message}
              answers={room.messages.filter(({ thread }) => thread === message.id)}
              {...doings}
            />
          </li>
        ))}
      </ol>
      {room.kind === 'channel' && mayPlay.value && (
        <WordsForm label={`Say in #${room.name}`} send="Send" onSend={(text) => doings.say(text, null)} />
      )}
    </div>
  );
}

function Thread({
  root,
  answers,
  ...doings
}: Doings & { readonly root: ChatMessage; readonly answers: readonly ChatMessage[] }) {
  if (root.from === 'desk') return null;
  return (
    <div class="thread">
      {answers.map((answer) => (
        <Message key={answer.id} message={answer} {...doings} />
      ))}
      {answers.length > 0 && mayPlay.value && (
        <WordsForm label="Answer in the thread" send="Send" onSend={(text) => doings.say(text, root.id)} />
      )}
    </div>
  );
}

const offerTitles: Readonly<Record<string, string>> = {
  acknowledge: 'Acknowledge',
  resolve: 'Resolve',
  'take-over': 'Take over',
};

function Message({ message, who, act }: Doings & { readonly message: ChatMessage }) {
  const { from, at, text, edited, mentions, offers, case: caseId } = message;
  const kept = useKeptFocus<HTMLDivElement>();
  return (
    <div {...kept} class={`message${mentions.includes(who) ? ' for-me' : ''}`}>
      <p class="from">
        {from === 'desk' ? 'Triage Desk' : from === who ? 'You' : personName(from)}{' '}
        <time class="quiet small" dateTime={new Date(at).toISOString()}>
          {timeOf(at)}
          {edited ? ', edited' : ''}
        </time>
      </p>
      <SlackText text={text} />
      {caseId !== null && (
        <div class="buttons">
          {(mayPlay.value ? offers : [])
            .filter((offer) => offer.do in offerTitles || offer.to != null)
            .map((offer) => (
              <button
                key={`${offer.do} ${offer.to ?? ''}`}
                type="button"
                class="small"
                onClick={() =>
                  void act(caseId, offer.to == null ? { do: offer.do } : { do: offer.do, to: offer.to })
                }
              >
                {offerTitles[offer.do] ?? `It is: ${CLASS_SHORT[offer.to as keyof typeof CLASS_SHORT]}`}
              </button>
            ))}
          <a class="small" href={linkTo('cases', 'case', caseId)}>
            The case
          </a>
        </div>
      )}
    </div>
  );
}
