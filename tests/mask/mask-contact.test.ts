import { expect, it } from 'vitest';
import type { ContactRole } from '../../src/domain/contracts/contact.ts';
import { maskFact } from '../../src/domain/mask/mask-contact.ts';

/** Invented persons. */
it.each<[ContactRole, string, string | null]>([
  ['recipient', '张三测', '张**'],
  ['recipient', 'Jo Doe', 'J**'],
  ['recipient', '𠮷测试', '𠮷**'],
  ['recipient', '张**', '张**'],
  ['recipient', '张三测 *13900000017', '张**'],
  ['buyer_nick', 'a', 'a**'],
  ['phone', '13900000017', '139****0017'],
  ['phone', '+86 139-0000-0017', '861****0017'],
  ['phone', '139****0017', '139****0017'],
  ['phone', '1****0017', '1****0017'],
  ['phone', '13900000017*', '139****0017'],
  ['phone', '12345', '***'],
  ['phone', '转 8001 *张三', '***'],
  ['phone_alt', '0571-88880000', '057****0000'],
  ['email', 'anna@example.com', 'a***@example.com'],
  ['email', 'a***@example.com', 'a***@example.com'],
  ['email', 'not an address', 'n**'],
  ['buyer_account', 'anna@example.com', 'a***@example.com'],
  ['buyer_account', '13900000017', '139****0017'],
  ['buyer_account', 'anna_0', 'a**'],
  ['address', '浙江省 杭州市 西湖区 某某路1号', '浙江 杭州市 西湖区***'],
  ['address', '浙江省杭州市西湖区某某路1号', '浙江 杭州市***'],
  ['address', '1 Some Street, Springfield', '***'],
  ['address', '某某路1号', '***'],
  ['buyer_note', '放门口', null],
  ['postcode', '310000', null],
])('%s %s is shown as %j', (role, value, masked) => expect(maskFact(role, value)).toBe(masked));
