import type { Action } from '../action.js';

/**
 * `action_leave_open`: sends no message. A response before it said that the answer is not known, so the owner
 * sees it.
 */
export const leaveOpen: Action = async () => ({ messages: [], unanswered: true });
