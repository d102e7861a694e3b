/**
 * A `focusin` listener for a row that scrolls sideways. It scrolls the focused item fully into view, because
 * browsers leave an item alone that is half visible. The item moves to the start of the row, since scroll
 * snapping would undo any other position. Focus by pointer scrolls nothing; otherwise the pressed item would
 * move away. Only the row scrolls, never the page.
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
