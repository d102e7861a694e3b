/** The owner's session is over: the whole area shows how to sign in again. */
export class SessionEndedEvent extends Event {
  static readonly type = 'owner-session-ended';

  constructor() {
    super(SessionEndedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'owner-session-ended': SessionEndedEvent;
  }
}
