import type { Action } from '../action.js';

/** `action_leave_open`: says nothing. A response before it told the shopper that this is not known: the owner sees the question. */
export const leaveOpen: Action = async () => ({ messages: [], unanswered: true });
