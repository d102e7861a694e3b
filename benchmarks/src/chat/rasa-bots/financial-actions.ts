import { setSlots, type Situation, type StandIn, type StandInAnswer } from './stand-in.js';

const cards: Readonly<Record<string, number>> = {
  'iron bank': 450,
  'credit all': 550,
  gringotts: 300,
  'justice bank': 85,
  emblem: 120,
};
const recipients = ['katherine johnson', 'evelyn pete', 'lisa smith', 'william lopez', 'latisha young'];
const accountBalance = 5000;
const formOf: Readonly<Record<string, string>> = {
  pay_cc: 'cc_payment_form',
  transfer_money: 'transfer_money_form',
  search_transactions: 'transaction_search_form',
  check_earnings: 'transaction_search_form',
};
const inWords: Readonly<Record<string, string>> = {
  cc_payment_form: 'credit card payment',
  transfer_money_form: 'money transfer',
  transaction_search_form: 'transaction search',
};
const ofEveryForm = ['AA_CONTINUE_FORM', 'zz_confirm_form'];
const emptied: Readonly<Record<string, readonly string[]>> = {
  action_pay_cc: [...ofEveryForm, 'credit_card', 'account_type', 'amount-of-money', 'time', 'number'],
  action_transfer_money: [...ofEveryForm, 'PERSON', 'amount-of-money', 'number'],
  action_transaction_search: [...ofEveryForm, 'time', 'search_type', 'vendor_name'],
};

/** The financial bot's actions with made-up accounts in place of its database. */
export const financialActions: StandIn = (action, situation) => {
  const { slots, activeLoop, intent } = situation;
  const say = (...texts: string[]): StandInAnswer => ({
    events: [],
    responses: texts.map((text) => ({ text })),
  });
  const isConfirmed = slots.zz_confirm_form === 'yes';
  switch (action) {
    case 'action_session_start':
      return {
        events: [{ event: 'session_started' }, { event: 'action', name: 'action_listen' }],
        responses: [],
      };
    case 'validate_cc_payment_form':
    case 'validate_transfer_money_form':
    case 'validate_transaction_search_form':
      return validate(action, situation);
    case 'action_pay_cc':
      return finish(action, [isConfirmed ? 'utter_cc_pay_scheduled' : 'utter_cc_pay_cancelled']);
    case 'action_transfer_money':
      return finish(action, [isConfirmed ? 'utter_transfer_complete' : 'utter_transfer_cancelled']);
    case 'action_transaction_search': {
      const kind = String(slots.search_type);
      return isConfirmed
        ? finish(action, [`utter_searching_${kind}_transactions`, `utter_found_${kind}_transactions`], {
            numtransacts: 3,
            total: '63.50',
            vendor_name: typeof slots.vendor_name === 'string' ? ` at ${slots.vendor_name}` : '',
          })
        : finish(action, ['utter_transaction_search_cancelled']);
    }
    case 'action_show_balance':
      return thenBackToForm(
        activeLoop,
        say(slots.account_type === 'credit' ? 'Your cards: …' : `You have ${accountBalance}`),
      );
    case 'action_show_recipients':
      return thenBackToForm(activeLoop, say(`You may pay ${recipients.join(', ')}`));
    case 'action_show_transfer_charge':
      return thenBackToForm(activeLoop, { events: [], responses: [{ response: 'utter_transfer_charge' }] });
    case 'action_ask_transaction_search_form_zz_confirm_form':
      return say(`Search ${String(slots.search_type)} from ${String(slots.start_time_formatted)}?`);
    case 'action_switch_forms_ask': {
      const next = formOf[intent] ?? null;
      if (activeLoop === null || next === null)
        return { events: setSlots({ next_form_name: null }), responses: [] };
      return {
        events: setSlots({ next_form_name: next }),
        responses: [{ text: `Leave the ${inWords[activeLoop]} for the ${inWords[next]}?` }],
      };
    }
    case 'action_switch_forms_deny':
      return {
        ...say(`On with the ${inWords[activeLoop ?? '']}.`),
        events: setSlots({ next_form_name: null }),
      };
    case 'action_switch_forms_affirm':
      return {
        ...say(`Now the ${inWords[String(slots.next_form_name)]}.`),
        events: setSlots({ previous_form_name: activeLoop, next_form_name: null }),
      };
    case 'action_switch_back_ask':
      return {
        ...say(`Back to the ${inWords[String(slots.previous_form_name)]}?`),
        events: setSlots({ previous_form_name: null }),
      };
    case 'action_handoff_options':
      return say('I can hand you over to: the helpdesk');
    case 'action_handoff':
      return { events: [], responses: [{ response: 'utter_no_handoff' }] };
    default:
      return undefined;
  }
};

function finish(action: string, responses: string[], values: Record<string, unknown> = {}): StandInAnswer {
  return {
    events: setSlots(Object.fromEntries(emptied[action]!.map((slot) => [slot, null]))),
    responses: responses.map((response) => ({ response, ...values })),
  };
}

/** Asked in the middle of a form: the question is taken back, and the form asks whether to go on. */
function thenBackToForm(activeLoop: string | null, answer: StandInAnswer): StandInAnswer {
  if (activeLoop === null) return answer;
  const back = [
    { event: 'rewind' },
    ...setSlots({ AA_CONTINUE_FORM: null }),
    { event: 'followup', name: activeLoop },
  ];
  return { ...answer, events: [...answer.events, ...back] };
}

function validate(action: string, situation: Situation): StandInAnswer {
  const { slots, candidates } = situation;
  const answer: StandInAnswer = { events: [], responses: [] };
  if (!slots.AA_CONTINUE_FORM) answer.events.push(...setSlots({ AA_CONTINUE_FORM: 'yes' }));
  for (const [slot, value] of Object.entries(candidates)) {
    const { set, complaint } = judge(slot, value, situation);
    if (complaint !== undefined) answer.responses.push({ response: complaint });
    answer.events.push(...setSlots(set));
  }
  const needsVendor =
    action === 'validate_transaction_search_form' && slots.search_type === 'spend' && !slots.vendor_name;
  if (needsVendor) answer.events.push(...setSlots({ requested_slot: 'vendor_name' }));
  return answer;
}

function judge(
  slot: string,
  value: unknown,
  { entities }: Situation,
): { set: Record<string, unknown>; complaint?: string } {
  const text = String(value).toLowerCase();
  const refuse = (complaint?: string) => ({
    set: { [slot]: null },
    ...(complaint !== undefined && { complaint }),
  });
  switch (slot) {
    case 'AA_CONTINUE_FORM':
      if (value === 'no') return { set: { requested_slot: null, zz_confirm_form: 'no', [slot]: value } };
      return value === 'yes' ? { set: { [slot]: value } } : refuse();
    case 'zz_confirm_form':
      return value === 'yes' || value === 'no' ? { set: { [slot]: value } } : refuse();
    case 'credit_card':
      return text in cards ? { set: { [slot]: text } } : refuse('utter_no_creditcard');
    case 'PERSON': {
      const full = recipients.find((name) => name === text || name.split(' ')[0] === text);
      return full === undefined ? refuse('utter_unknown_recipient') : { set: { [slot]: full } };
    }
    case 'amount-of-money': {
      const number = entities
        .filter(({ entity }) => entity === slot || entity === 'number')
        .map(({ value: said }) => Number(said))
        .find((said) => !Number.isNaN(said));
      if (number === undefined) return refuse('utter_no_payment_amount');
      if (number > accountBalance) return refuse('utter_insufficient_funds');
      return { set: { [slot]: number.toFixed(2), currency: '$' } };
    }
    case 'time': {
      const day = entities.flatMap(({ entity, value: said }) =>
        entity === 'time' && typeof said === 'string' ? (/^\d{4}-\d\d-\d\d/.exec(said) ?? []) : [],
      )[0];
      if (day === undefined) return refuse('utter_no_transactdate');
      const formatted = { time_formatted: day, start_time_formatted: day, end_time_formatted: day };
      return { set: { time: value, ...formatted } };
    }
    case 'search_type':
      return value === 'spend' || value === 'deposit' ? { set: { [slot]: value } } : refuse();
    case 'vendor_name':
      return ['starbucks', 'target', 'amazon'].includes(text)
        ? { set: { [slot]: text } }
        : refuse('utter_no_vendor_name');
    default:
      return { set: { [slot]: value } };
  }
}
