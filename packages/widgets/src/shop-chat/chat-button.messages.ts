/** Apart from the panel's texts, which come with the panel. */
export const messages = {
  en: {
    title: 'Ask us anything',
    goesOn: '{name}: your conversation goes on',
    news: '{name}: news in your conversation',
  },
};
