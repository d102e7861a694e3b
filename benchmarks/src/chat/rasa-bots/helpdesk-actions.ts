import { setSlots, type StandIn, type StandInAnswer } from './stand-in.js';

const formSlots = ['email', 'priority', 'problem_description', 'incident_title', 'confirm'];

/** The helpdesk bot's actions without a ticket system behind them. */
export const helpdeskActions: StandIn = (action, { slots, candidates }) => {
  const forgetAllBut = (email: unknown) =>
    setSlots({ ...Object.fromEntries(formSlots.map((slot) => [slot, null])), previous_email: email });
  switch (action) {
    case 'action_ask_email': {
      const isKnown = (slots.previous_email ?? null) !== null;
      return {
        events: [],
        responses: [{ response: isKnown ? 'utter_ask_use_previous_email' : 'utter_ask_email' }],
      };
    }
    case 'validate_open_incident_form':
    case 'validate_incident_status_form':
      return validate(candidates, slots);
    case 'action_open_incident':
      return {
        events: forgetAllBut(slots.email),
        responses:
          slots.confirm === true
            ? [
                {
                  text: `Incident for ${String(slots.email)}: ${String(slots.incident_title)}, ${String(slots.problem_description)}, ${String(slots.priority)}`,
                },
              ]
            : [{ response: 'utter_incident_creation_canceled' }],
      };
    case 'action_check_incident_status':
      return {
        events: forgetAllBut(slots.email),
        responses: [{ text: `The most recent incident for ${String(slots.email)} awaits triage` }],
      };
    case 'action_handoff_options':
      return { events: [], responses: [{ text: 'I can hand you over to: the financial demo' }] };
    case 'action_handoff':
      return { events: [], responses: [{ response: 'utter_no_handoff' }] };
    default:
      return undefined;
  }
};

function validate(
  candidates: Readonly<Record<string, unknown>>,
  slots: Readonly<Record<string, unknown>>,
): StandInAnswer {
  const answer: StandInAnswer = { events: [], responses: [] };
  for (const [slot, value] of Object.entries(candidates)) {
    if (slot === 'email') {
      if (value === true) answer.events.push(...setSlots({ email: slots.previous_email ?? null }));
      else if (value === false || value === null) {
        answer.events.push(...setSlots({ email: null, previous_email: null }));
      } else answer.events.push(...setSlots({ email: value }));
    } else if (slot === 'priority' && !['low', 'medium', 'high'].includes(String(value).toLowerCase())) {
      answer.responses.push({ response: 'utter_no_priority' });
      answer.events.push(...setSlots({ priority: null }));
    } else answer.events.push(...setSlots({ [slot]: value }));
  }
  return answer;
}
