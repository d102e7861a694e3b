/**
 * For a row that scrolls sideways, as its `focusin`: brings what the keyboard came to into view as a whole. Browsers leave
 * alone what is in view by half. To the start of the row, for anywhere else the row would snap back. A pointer's focus
 * moves nothing, or what is pressed would run away from under it. The row alone is scrolled, never the page it stands in.
 */
export const revealFocus = ({ target, currentTarget }: Event): void => {
  const focused = target as Element;
  const row = currentTarget as Element;
  const { left, right } = focused.getBoundingClientRect();
  const view = row.getBoundingClientRect();
  const isInView = left >= view.left && right <= view.right;
  if (!isInView && focused.matches(':focus-visible'))
    row.scrollBy({ left: row.matches(':dir(rtl)') ? right - view.right : left - view.left });
};
