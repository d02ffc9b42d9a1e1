import type { Text } from './text.ts';

/** How closely data is held; each class has a key of its own, so that a role can lack it. From open to closed. */
export const DATA_CLASSES = ['public', 'business', 'personal', 'sensitive'] as const;

export type DataClass = (typeof DATA_CLASSES)[number];

/** What a page calls a class. */
export const DATA_CLASS_TEXTS: Readonly<Record<DataClass, Text>> = {
  public: { 'zh-CN': '公开', en: 'Public' },
  business: { 'zh-CN': '经营', en: 'Business' },
  personal: { 'zh-CN': '个人', en: 'Personal' },
  sensitive: { 'zh-CN': '敏感', en: 'Sensitive' },
};
