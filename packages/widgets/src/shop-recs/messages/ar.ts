import type { Translation } from '../../internal/messages.js';
import type { messages as english } from './en.js';

export const messages = {
  'for-you': 'مختارات لك',
  'bought-together': 'تُشترى معًا كثيرًا',
  related: 'قد يعجبك أيضًا',
  similar: 'منتجات مشابهة',
  'trending.title': 'الرائج الآن',
  bestsellers: 'الأكثر مبيعًا',
  'recently-viewed.title': 'شاهدتها مؤخرًا',
  'buy-again': 'اشترِ مجددًا',
  cart: 'يناسب ما في سلتك',
  loading: 'جارٍ تحميل المنتجات',
  empty: 'لا توجد اقتراحات الآن.',
  error: 'تعذّر تحميل الاقتراحات.',
  retry: 'أعد المحاولة',
  previous: 'عرض المنتجات السابقة',
  next: 'عرض المزيد من المنتجات',
} satisfies Translation<typeof english>;
