// What people do in Slack besides writing: clicks, commands, shortcuts, forms. Slack delivers each once and never
// again, and shows an error unless it is acknowledged within three seconds. So each callback first *keeps* what was
// done; the acknowledgement goes out when it resolves. What is not kept in time is answered as not recorded.

import type { View } from '@slack/types';
import type { SlackPlace, SlackWords } from './slack-api.js';

/** Who did it and where it may be answered. */
export interface Interaction {
  /** Slack's id of this one delivery, for the log. */
  readonly envelope: string;
  readonly userId: string;
  readonly teamId: string;
  /** Good for three seconds and one view; null where no view can be opened. */
  readonly triggerId: string | null;
  /** Null where the other side offers none: then an ephemeral message is the way to answer. */
  readonly responseUrl: string | null;
  /** Where it was done; null in App Home and for global shortcuts. */
  readonly channelId: string | null;
}

/** A click on a button, or a choice from a menu. */
export interface SlackAction extends Interaction {
  readonly actionId: string;
  readonly blockId: string;
  /** The button's value, or the chosen one; null without. Comes from the client: never trust it. */
  readonly value: string | null;
  /** The message with the button; null in a view. */
  readonly message: SlackPlace | null;
  /** The view with the button; null in a message. */
  readonly view: SlackView | null;
}

/** A global shortcut, or one on somebody's message. */
export interface SlackShortcut extends Interaction {
  readonly callbackId: string;
  /** The message as it stands, unchecked; null for a global shortcut. */
  readonly message: Readonly<Record<string, unknown>> | null;
}

/** An open view. */
export interface SlackView {
  readonly id: string;
  readonly callbackId: string;
  readonly privateMetadata: string;
}

/** A form that was sent. */
export interface SlackSubmission extends Interaction {
  readonly view: SlackView;
  /** What was entered, by block id; null where a field was left empty. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** `/triage …`. */
export interface SlackCommand extends Interaction {
  readonly channelId: string;
  /** With its slash. */
  readonly command: string;
  /** What follows it, with Slack's markup and entities. */
  readonly text: string;
}

/** What came of it. */
export interface Taken {
  /** Said to the one who did it, and to nobody else. */
  readonly say?: SlackWords;
  /** Only for forms: what is wrong with them, by block id; the form stays open. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Only for forms: the view to show instead; without, the form closes. */
  readonly view?: View;
  /** What may take longer: begun after the acknowledgement; its failure is logged. */
  readonly after?: () => Promise<void>;
}

/** What the desk does about it. Views are opened first, then what was done is kept, then the promise resolves. */
export interface SlackInteractions {
  onAction(action: SlackAction): Promise<Taken>;
  onShortcut(shortcut: SlackShortcut): Promise<Taken>;
  onSubmission(submission: SlackSubmission): Promise<Taken>;
  onCommand(command: SlackCommand): Promise<Taken>;
  /** Somebody looks at App Home; acknowledged at once. */
  onHomeOpened(userId: string): Promise<void>;
}
