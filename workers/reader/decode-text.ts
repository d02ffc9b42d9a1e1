import type { Encoding } from '../../src/domain/contracts/source.ts';
import { PIECE_BYTES, sharedTranscoder } from './gb18030/transcoder.ts';
import { sniffEncoding } from './sniff-encoding.ts';

/** Receives UTF-8. `markBad` says that the bytes appended next stand for something that could not be read. */
export type TextSink = { append(bytes: Uint8Array): void; markBad(): void };

/** A decoding under way; `finish` settles a character cut by the end. */
export type TextDecoding = { push(bytes: Uint8Array): void; finish(): void };

const REPLACEMENT = Uint8Array.of(0xef, 0xbf, 0xbd);
const EURO = Uint8Array.of(0xe2, 0x82, 0xac);
const NOTHING = new Uint8Array(0);

/** Decoding through the compiled module: pieces in, cut characters carried over. */
abstract class PiecewiseDecoding implements TextDecoding {
  #carry: Uint8Array = NOTHING;
  protected readonly transcoder = sharedTranscoder();

  constructor(protected readonly sink: TextSink) {}

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + PIECE_BYTES - this.#carry.length);
      at += piece.length;
      this.transcoder.load(this.#carry, piece);
      this.#carry = this.transcoder.input(this.decodeLoaded(false), this.transcoder.length).slice();
    }
  }

  finish(): void {
    this.transcoder.load(this.#carry, NOTHING);
    this.decodeLoaded(true);
    this.#carry = NOTHING;
  }

  protected replace(): void {
    this.sink.markBad();
    this.sink.append(REPLACEMENT);
  }

  /** Decodes what is loaded and returns the offset of a character cut by its end. */
  protected abstract decodeLoaded(final: boolean): number;
}

class Utf8Decoding extends PiecewiseDecoding {
  #started = false;

  protected decodeLoaded(final: boolean): number {
    const { transcoder, sink } = this;
    let at = 0;
    if (!this.#started) {
      const [a, b, c] = transcoder.input(0, Math.min(3, transcoder.length));
      if (transcoder.length < 3 && !final) return 0;
      this.#started = true;
      if (a === 0xef && b === 0xbb && c === 0xbf) at = 3;
    }
    while (at < transcoder.length) {
      const valid = transcoder.validUtf8From(at);
      sink.append(transcoder.input(at, valid));
      at = valid;
      if (at >= transcoder.length) break;
      if (!final && isCutUtf8(transcoder.input(at, Math.min(at + 4, transcoder.length)))) break;
      this.replace();
      at++;
    }
    return at;
  }
}

function isCutUtf8(rest: Uint8Array): boolean {
  const lead = rest[0] ?? 0;
  const size = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  return rest.length < size && rest.subarray(1).every((byte) => (byte & 0xc0) === 0x80);
}

class Gb18030Decoding extends PiecewiseDecoding {
  protected decodeLoaded(final: boolean): number {
    const { transcoder, sink } = this;
    let at = 0;
    if (transcoder.length >= 4 && transcoder.input(0, 4).every((byte, i) => byte === GB18030_BOM[i])) at = 4;
    while (at < transcoder.length) {
      sink.append(transcoder.decodeGb18030From(at));
      at = transcoder.consumed;
      if (at >= transcoder.length) break;
      const rest = transcoder.input(at, Math.min(at + 4, transcoder.length));
      if (!final && isCutGb18030(rest)) break;
      const [lead = 0, trail = 0] = rest;
      if (lead === 0x80) sink.append(EURO);
      else this.replace();
      at += lead !== 0x80 && lead !== 0xff && trail >= 0x80 ? 2 : 1;
    }
    return at;
  }
}

const GB18030_BOM = [0x84, 0x31, 0x95, 0x33];

function isCutGb18030(rest: Uint8Array): boolean {
  const [lead = 0, second, third] = rest;
  if (lead < 0x81 || lead === 0xff || rest.length >= 4) return false;
  if (second === undefined) return true;
  return second >= 0x30 && second <= 0x39 && (third === undefined || (third >= 0x81 && third <= 0xfe));
}

/** Everything the platform decodes itself; what it could not read shows as U+FFFD. */
class PlatformDecoding implements TextDecoding {
  readonly #decoder: TextDecoder;
  readonly #encoder = new TextEncoder();
  readonly #sink: TextSink;

  constructor(encoding: Encoding, sink: TextSink) {
    this.#decoder = new TextDecoder(encoding);
    this.#sink = sink;
  }

  push(bytes: Uint8Array): void {
    this.#pass(this.#decoder.decode(bytes, { stream: true }));
  }

  finish(): void {
    this.#pass(this.#decoder.decode());
  }

  #pass(text: string): void {
    text.split('\ufffd').forEach((clean, i) => {
      if (i > 0) {
        this.#sink.markBad();
        this.#sink.append(REPLACEMENT);
      }
      this.#sink.append(this.#encoder.encode(clean));
    });
  }
}

/** UTF-32LE, which no platform decodes. */
class Utf32Decoding implements TextDecoding {
  #carry: number[] = [];
  readonly #encoder = new TextEncoder();

  constructor(readonly sink: TextSink) {}

  push(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#carry.length + bytes.length);
    all.set(this.#carry);
    all.set(bytes, this.#carry.length);
    const whole = all.length - (all.length % 4);
    this.#carry = [...all.subarray(whole)];
    const view = new DataView(all.buffer);
    let text = '';
    for (let at = 0; at < whole; at += 4) {
      const point = view.getUint32(at, true);
      if (point === 0xfeff) continue;
      if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) {
        this.sink.append(this.#encoder.encode(text));
        text = '';
        this.sink.markBad();
        this.sink.append(REPLACEMENT);
      } else text += String.fromCodePoint(point);
    }
    this.sink.append(this.#encoder.encode(text));
  }

  finish(): void {
    if (this.#carry.length === 0) return;
    this.sink.markBad();
    this.sink.append(REPLACEMENT);
  }
}

/** A head of plain ASCII does not tell the encoding: it is settled by the first bytes that do. */
class UndecidedDecoding implements TextDecoding {
  #settled: TextDecoding | null = null;

  constructor(readonly sink: TextSink) {}

  push(bytes: Uint8Array): void {
    if (this.#settled === null) {
      const high = bytes.findIndex((byte) => byte >= 0x80);
      if (high < 0) {
        this.sink.append(bytes);
        return;
      }
      const { encoding } = sniffEncoding(bytes.subarray(Math.max(0, high - 64)), false);
      this.#settled = startDecoding(encoding === 'gb18030' ? 'gb18030' : 'utf-8', this.sink);
    }
    this.#settled.push(bytes);
  }

  finish(): void {
    this.#settled?.finish();
  }
}

/**
 * Starts turning bytes of `encoding` into UTF-8, byte order mark left out.
 * `null`: only ASCII was seen so far; UTF-8 or GB18030 is chosen when something else turns up.
 */
export function startDecoding(encoding: Encoding | null, sink: TextSink): TextDecoding {
  if (encoding === null) return new UndecidedDecoding(sink);
  if (encoding === 'utf-8') return new Utf8Decoding(sink);
  if (encoding === 'gb18030') return new Gb18030Decoding(sink);
  if (encoding === 'utf-32le') return new Utf32Decoding(sink);
  return new PlatformDecoding(encoding, sink);
}
