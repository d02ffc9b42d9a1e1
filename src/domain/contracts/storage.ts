import type { Text } from './text.ts';

/** Where saved data can be kept on a device, best first. */
export const STORAGE_KINDS = ['sync-handles', 'writable-streams', 'indexed-db'] as const;

export type StorageKind = (typeof STORAGE_KINDS)[number];

/** What settings call each place; `memory` where nothing else worked. */
export const STORAGE_TEXTS: Readonly<Record<StorageKind | 'memory', Text>> = {
  'sync-handles': { 'zh-CN': '浏览器私有文件（直接读写）', en: 'Private browser files, written in place' },
  'writable-streams': { 'zh-CN': '浏览器私有文件（分段写入）', en: 'Private browser files, written piece by piece' },
  'indexed-db': { 'zh-CN': '浏览器数据库（IndexedDB）', en: 'The browser’s database (IndexedDB)' },
  memory: { 'zh-CN': '仅在内存中，关闭页面后不保留', en: 'In memory only, gone when the page closes' },
};
