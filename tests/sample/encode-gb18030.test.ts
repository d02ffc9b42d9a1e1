import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { createGb18030Encoder } from '../../workers/engine/encode-gb18030.ts';

const encoder = createGb18030Encoder();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('gb18030 encoder', () => {
  it('writes one, two and four bytes as the standard says', () => {
    expect(hex(encoder.encode('A'))).toBe('41');
    // 中 D6D0 and 国 B9FA (GB 2312); the euro A2E3; ĳ and the start of the supplementary planes from the four-byte area.
    expect(hex(encoder.encode('中国€'))).toBe('d6d0b9faa2e3');
    expect(hex(encoder.encode('\u{10000}'))).toBe('90308130');
    expect(hex(encoder.encode('\u{10FFFF}'))).toBe('e3329a35');
    expect(hex(encoder.encode('\u0080'))).toBe('81308130');
  });

  it('agrees with iconv-lite on everyday text', () => {
    const text = '订单编号,买家会员名,="4250000000000534141","𠮷祥abc",广东省 广州市，￥199.00元（等级1-5）—…“”·㐂\r\n';
    expect(hex(encoder.encode(text))).toBe(hex(iconv.encode(text, 'gb18030')));
  });

  it('is read back unchanged by the decoder for the whole basic plane and samples beyond', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    const broken: string[] = [];
    const check = (codePoint: number) => {
      const text = String.fromCodePoint(codePoint);
      if (decoder.decode(encoder.encode(text)) !== text) broken.push(codePoint.toString(16));
    };
    for (let unit = 1; unit < 0xd800; unit++) check(unit);
    for (let unit = 0xf900; unit <= 0xffff; unit++) if (unit !== 0xfeff) check(unit);
    for (let point = 0x10000; point <= 0x10ffff; point += 977) check(point);
    expect(broken).toEqual([]);
  });

  it('replaces a lone surrogate', () => {
    expect(hex(encoder.encode('a\ud800b'))).toBe('618431a43762');
  });

  it('stops before a character that does not fit, and goes on from there', () => {
    const target = new Uint8Array(5);
    const text = 'a中国b';
    const first = encoder.encodeInto(text, target, { from: 0, at: 0 });
    expect(first).toEqual({ read: 3, written: 5 });
    const small = new Uint8Array(4);
    expect(encoder.encodeInto(text, small, { from: 0, at: 0 })).toEqual({ read: 2, written: 3 });
    expect(encoder.encodeInto(text, small, { from: 2, at: 0 })).toEqual({ read: 4, written: 3 });
    expect(hex(small.slice(0, 3))).toBe('b9fa62');
  });
});
