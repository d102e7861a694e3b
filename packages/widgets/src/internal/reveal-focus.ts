/**
 * For a row that scrolls sideways, as its `focusin`: brings what the keyboard came to into view as a whole. Browsers leave
 * alone what is in view by half. To the start of the row, for anywhere else the row would snap back. A pointer's focus
 * moves nothing, or what is pressed would run away from under it.
 */
export const revealFocus = ({ target, currentTarget }: Event): void => {
  const focused = target as Element;
  const { left, right } = focused.getBoundingClientRect();
  const row = (currentTarget as Element).getBoundingClientRect();
  const isInView = left >= row.left && right <= row.right;
  if (!isInView && focused.matches(':focus-visible'))
    focused.scrollIntoView({ block: 'nearest', inline: 'start' });
};
