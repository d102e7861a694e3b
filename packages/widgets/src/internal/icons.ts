import { svg, html, type TemplateResult } from 'lit';

/** Icons in the text's colour. Each is next to a label, so it is hidden from assistive technology. */
const icon = (path: TemplateResult<2>): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    ${path}
  </svg>`;

const line = (d: string) =>
  icon(
    svg`<path d=${d} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"></path>`,
  );

export const previousIcon = () => line('M15 5l-7 7 7 7');
export const nextIcon = () => line('M9 5l7 7-7 7');
export const closeIcon = () => line('M6 6l12 12M18 6L6 18');
export const sendIcon = () => line('M4 12h15M13 6l6 6-6 6');
/** Filled, because it illustrates a number and cannot be pressed. */
export const starIcon = () =>
  icon(
    svg`<path d="M12 3l2.7 5.8 6.3.8-4.6 4.3 1.2 6.3-5.6-3.1-5.6 3.1 1.2-6.3L3 9.6l6.3-.8z" fill="currentColor"></path>`,
  );
export const chatIcon = () => line('M4 5h16v11H10l-5 4v-4H4z');
